// Money by rule, by several hands: tried, switched on, compiled, approved, paid, and explained to the elder.
import { type Browser, expect, type Page } from '@playwright/test'
import { openSpreadsheet } from '../server/spreadsheets/spreadsheets.ts'
import { openSection, signInAtDesk, test, type Wanqing } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

async function deskOf(browser: Browser, wanqing: Wanqing, login: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true })
  const page = await context.newPage()
  await signInAtDesk(page, wanqing, login)
  return page
}

/** The question beside the button is answered with its own word. */
async function confirm(page: Page, word: RegExp): Promise<void> {
  await page.locator('.ant-popover').getByRole('button', { name: word }).click()
}

test('规则先试算再由第二人启用，名单由三个人编制、审核、发放', async ({ browser, wanqing }) => {
  test.slow()
  const county = await deskOf(browser, wanqing, 'demo-county')
  await test.step('试算只看结果：谁的金额变、每月多多少', async () => {
    await openSection(county, '待遇')
    await county.getByRole('link', { name: '待遇规则' }).click()
    await county.locator('.panel', { hasText: '第 2 版' }).getByRole('link').first().click()
    await expect(county.getByRole('button', { name: '启用', exact: true })).toBeDisabled()
    await county.getByRole('button', { name: '试算', exact: true }).click()
    await expect(county.getByRole('heading', { name: '试算结果' })).toBeVisible()
    await county.getByRole('link', { name: /金额变化/ }).click()
    await expect(county.getByText('200 元 → 300 元').first()).toBeVisible()
    await county.getByRole('button', { name: '回到规则' }).click()
  })
  await test.step('起草的是同事，所以可以启用', async () => {
    await county.getByRole('button', { name: '启用', exact: true }).click()
    await confirm(county, /启\s*用/)
    await expect(county.getByText('规则已启用。')).toBeVisible()
  })
  await test.step('同事编制的名单由我审核', async () => {
    await openSection(county, '待遇')
    await county
      .getByRole('link', { name: /^\d{4}年\d+月$/ })
      .first()
      .click()
    await county.getByRole('button', { name: '审核通过' }).click()
    await confirm(county, /审核通过/)
    await expect(county.getByText('名单已审核，可以交发放人员发放。')).toBeVisible()
  })
  await test.step('发放人员导出完整账号，登记已发放', async () => {
    const payer = await deskOf(browser, wanqing, 'demo-payer')
    await openSection(payer, '待遇')
    await payer
      .getByRole('link', { name: /^\d{4}年\d+月$/ })
      .first()
      .click()
    await payer.getByRole('button', { name: '导出银行名单（完整账号）' }).click()
    const saving = payer.waitForEvent('download')
    await confirm(payer, /确\s*定/)
    const accounts = await accountsIn(await (await saving).path())
    expect(accounts.length).toBeGreaterThan(100)
    expect(accounts.filter(account => account.includes('*'))).toEqual([])
    await payer.getByRole('button', { name: '登记已发放' }).click()
    await payer.getByLabel('文件号或批次号').fill('图财社〔2026〕101号')
    await payer.getByRole('dialog').getByRole('button', { name: '登记已发放' }).click()
    await expect(payer.getByText('图财社〔2026〕101号')).toBeVisible()
    await payer.context().close()
  })
  await test.step('档案里一句话说清楚为什么发、从什么时候发', async () => {
    await county.reload()
    await county.getByRole('row').nth(1).getByRole('link').first().click()
    await expect(county.getByText(/按《图们市.+》自\d{4}年\d+月起每月\d+元。/).first()).toBeVisible()
    await expect(county.getByText(/^不发：/).first()).toBeVisible()
  })
  await county.context().close()
})

async function accountsIn(path: string): Promise<string[]> {
  const spreadsheet = await openSpreadsheet(path)
  const accounts: string[] = []
  for await (const rows of spreadsheet.rows())
    for (const { cells } of rows) {
      const account = cells[9]?.text ?? ''
      if (/^[\d*]+$/.test(account)) accounts.push(account)
    }
  return accounts
}
