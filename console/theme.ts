// The look of the console: antd under the colours of ui/tokens.css, type large enough for tired eyes.
import type { ThemeConfig } from 'antd'

/** tokens.css is the only place that names a colour; antd wants them as values, not as variables. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

export function themeFromTokens(): ThemeConfig {
  return {
    token: {
      colorPrimary: token('--sunset'),
      // The paler hover and the palettes that the library would make are too pale to read (WCAG 2.2 AA).
      colorPrimaryHover: token('--sunset-deep'),
      green: token('--good'),
      orange: token('--warn'),
      gold: token('--warn'),
      red: token('--danger'),
      colorLink: token('--sunset-deep'),
      colorLinkHover: token('--sunset'),
      colorInfo: token('--sunset'),
      colorInfoBg: token('--sunset-soft'),
      colorErrorBg: token('--danger-soft'),
      colorSuccessBg: token('--good-soft'),
      colorWarningBg: token('--warn-soft'),
      colorError: token('--danger'),
      colorSuccess: token('--good'),
      colorWarning: token('--warn'),
      colorText: token('--ink'),
      colorTextSecondary: token('--ink-soft'),
      colorTextTertiary: token('--ink-soft'),
      colorTextDescription: token('--ink-soft'),
      colorTextPlaceholder: '#766a63',
      colorBgLayout: token('--ground'),
      colorBorderSecondary: token('--line'),
      fontFamily: token('--font'),
      fontSize: 16,
      controlHeight: 40,
      borderRadius: 8,
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: {
      Menu: {
        itemHeight: 46,
        itemSelectedBg: token('--sunset-soft'),
        itemSelectedColor: token('--sunset-deep'),
      },
      Table: { headerBg: token('--ground'), cellPaddingBlock: 12 },
      Segmented: { trackBg: '#e9dfd8', itemSelectedColor: token('--sunset-deep') },
      Layout: { siderBg: '#ffffff', headerBg: '#ffffff', bodyBg: token('--ground') },
    },
  }
}
