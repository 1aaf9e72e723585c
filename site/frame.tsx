// What every public page stands in: languages, type size, reading aloud; functions from data to HTML, no script needed.
import { renderToStaticMarkup } from 'react-dom/server'
import { type Language, words } from '../ui/words.ts'
import { en } from './messages/en.ts'
import { ko } from './messages/ko.ts'
import { zh } from './messages/zh.ts'

export interface View {
  /** The page's own address, without the language and the size of the type. */
  path: string
  language: Language
  large: boolean
  /** True when the database holds made-up people. */
  synthetic: boolean
}

export const say = words({ zh, ko, en })
export const htmlLanguages = { zh: 'zh-CN', ko: 'ko-KR', en: 'en' } as const
const languageNames = { zh: '中文', ko: '조선말', en: 'English' } as const

/** The same page, or another by `path`, in the language and size of whoever reads. */
export function addressWith(view: View, change: Partial<View>): string {
  const next = { ...view, ...change }
  const parts = [
    ...(next.language === 'zh' ? [] : [`lang=${next.language}`]),
    ...(next.large ? ['size=large'] : []),
  ]
  if (parts.length === 0) return next.path
  return `${next.path}${next.path.includes('?') ? '&' : '?'}${parts.join('&')}`
}

function Bar({ view }: { view: View }) {
  const t = say(view.language)
  return (
    <nav className="bar">
      {(Object.keys(languageNames) as Language[]).map(language => (
        <a
          key={language}
          href={addressWith(view, { language })}
          lang={htmlLanguages[language]}
          aria-current={language === view.language ? 'true' : undefined}
        >
          {languageNames[language]}
        </a>
      ))}
      <a href={addressWith(view, { large: !view.large })}>{view.large ? t('normal') : t('larger')}</a>
      <button type="button" id="read-aloud" hidden data-stop={t('stopReading')} data-read={t('readAloud')}>
        {t('readAloud')}
      </button>
    </nav>
  )
}

export function render(view: View, body: React.ReactNode, title?: string): string {
  const t = say(view.language)
  const page = (
    <html lang={htmlLanguages[view.language]} className={view.large ? 'large' : ''}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === undefined ? t('title') : `${title} · ${t('title')}`}</title>
        <link rel="stylesheet" href="/site.css" />
        <script src="/read-aloud.js" defer />
      </head>
      <body>
        {view.synthetic && <p className="synthetic">{t('synthetic')}</p>}
        <Bar view={view} />
        {body}
      </body>
    </html>
  )
  return `<!doctype html>${renderToStaticMarkup(page)}`
}
