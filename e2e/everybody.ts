// What every screen owes everybody: no serious trouble for screen readers, nothing cut off, buttons for cold fingers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { phoneWindow } from './phone.ts'
import { projectFolder } from './wanqing.ts'

const axe = readFileSync(join(projectFolder, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is seriously wrong on the screen now, each with the place where it is. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // Half-faded colours are nobody's fault.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(one => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity),
  )
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const { violations, passes } = await page.evaluate(
    values =>
      (
        globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<AxeResults> } }
      ).axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    standard,
  )
  expect(passes.length, `${screen}：真的查过`).toBeGreaterThan(5)
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    )
  expect.soft(serious, screen).toEqual([])
}

export async function expectNoSidewaysScroll(page: Page, screen: string): Promise<void> {
  const wider = () =>
    page.evaluate(() => {
      const root = document.scrollingElement ?? document.documentElement
      return root.scrollWidth - root.clientWidth
    })
  // A screen made narrow lays itself out anew, a moment later.
  await expect
    .configure({ soft: true })
    .poll(wider, { message: `${screen} 在 390 像素宽时不用左右拖动`, timeout: 5_000 })
    .toBeLessThanOrEqual(0)
}

/**
 * The smallest side a finger in a glove still meets (60 CSS pixels), on every button in sight; seven days of a
 * week cannot be that wide side by side, and two large buttons below them do the same.
 */
export async function expectLargeButtons(page: Page, screen: string): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button:not(.day), a.button, a.card')].flatMap(button => {
      const { width, height } = button.getBoundingClientRect()
      const isShown = width > 0 && height > 0
      return isShown && (width < 60 || height < 60)
        ? [`${button.innerText || button.ariaLabel} ${Math.round(width)}×${Math.round(height)}`]
        : []
    }),
  )
  expect.soft(small, `${screen} 上的按钮都按得到`).toEqual([])
}

async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: '正在读取' })).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
}

/** A screen of the desk at a desk's width and at a phone's, back at the desk's afterwards. */
export async function expectEverybodyCanUse(page: Page, screen: string): Promise<void> {
  await ready(page)
  await expectAccessible(page, screen)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, screen)
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** Follows a link, again where the screen was still turning from a phone's width back to a desk's. */
export async function follow(link: Locator, arrived: Locator): Promise<void> {
  await expect(async () => {
    if (!(await arrived.isVisible())) await link.click({ timeout: 3_000 })
    await expect(arrived).toBeVisible({ timeout: 8_000 })
  }).toPass({ timeout: 40_000 })
}

/** A screen of the phone: read out, nothing to drag sideways, every button large enough. */
export function checkOnPhone(page: Page): (screen: string) => Promise<void> {
  return async screen => {
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    // The whole screen at once: what lies under the bar at the bottom now is a swipe away from it.
    const whole = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ ...phoneWindow, height: Math.max(3000, whole + 400) })
    await expectAccessible(page, screen)
    await page.setViewportSize(phoneWindow)
    await expectLargeButtons(page, screen)
    await expectNoSidewaysScroll(page, screen)
  }
}
