// Pictures of the three faces for the README, taken on the way when asked for: WANQING_PICTURES=1.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { projectFolder } from './wanqing.ts'

type Picture = 'site' | 'console-board' | 'console-import' | 'console-case' | 'phone-today' | 'phone-visit'

/** Desk screens are 1200 pixels wide, phone screens as they are; both stay well under 250 KB. */
export async function picture(page: Page, name: Picture): Promise<void> {
  if (process.env.WANQING_PICTURES !== '1') return
  const before = page.viewportSize()
  const isPhone = name.startsWith('phone-')
  if (!isPhone) await page.setViewportSize({ width: 1200, height: 900 })
  await page.screenshot({
    path: join(projectFolder, 'docs', 'pictures', `${name}.png`),
    animations: 'disabled',
    scale: 'css',
  })
  if (!isPhone && before) await page.setViewportSize(before)
}
