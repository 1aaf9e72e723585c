// Money of meals by several hands: a rule is tried and switched on, an elder pays ahead, a ticket is entered, a month is
// closed, and the public page says the same to the fen.
import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './everybody.ts'
import { ask, deskOf, openSection, test, today, type Wanqing } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

const lastMonth = (): string => {
  const [year = 0, month = 1] = today().split('-').map(Number)
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7)
}

async function confirm(page: Page, word: RegExp): Promise<void> {
  await page.locator('.ant-popover').getByRole('button', { name: word }).click()
}

const money = (fen: number) => (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

test('一版新规则先用真实供餐试算，再由第二人启用', async ({ browser, wanqing }) => {
  test.slow()
  const drafter = await deskOf(browser, wanqing, 'demo-county')
  await openSection(drafter, '助餐补贴规则')
  await drafter.locator('.panel', { hasText: '全县' }).getByRole('link').first().click()
  await drafter.getByRole('button', { name: '起草新的一版' }).click()
  const perMeal = drafter.getByLabel('每餐减（元，空着表示全免）')
  await perMeal.fill('4')
  await drafter.getByRole('button', { name: /保\s*存/ }).click()
  await expect(drafter.getByText('县级出每餐 4 元')).toBeVisible()
  await expectAccessible(drafter, '助餐规则')
  await test.step('没有试算不能启用；试算说出谁少付', async () => {
    await expect(drafter.getByRole('button', { name: '启用', exact: true })).toBeDisabled()
    await drafter.getByRole('button', { name: '用真实供餐试算' }).click()
    await expect(drafter.getByRole('heading', { name: '每位老人的变化' })).toBeVisible()
    await expect(drafter.getByText('起草人不能自己启用')).toBeVisible()
  })
  await test.step('另一位县级工作人员启用', async () => {
    const second = await deskOf(browser, wanqing, 'demo-county2')
    await second.goto(drafter.url())
    await second.getByRole('button', { name: '启用', exact: true }).click()
    await confirm(second, /启\s*用/)
    await expect(second.getByText('已启用')).toBeVisible()
    await second.context().close()
  })
  await drafter.context().close()
})

async function ownBook(keeper: Page): Promise<{ countyCode: string; canteenId: string }> {
  await openSection(keeper, '助餐账')
  // The screen before it has a list too, and stays until this one is here.
  await expect(keeper.getByRole('heading', { level: 1, name: '助餐账' })).toBeVisible()
  await keeper.locator('.card-table').getByRole('link').first().click()
  await expect(keeper.getByRole('button', { name: '现在记账' })).toBeVisible()
  const [countyCode = '', canteenId = ''] = new URL(keeper.url()).pathname.split('/').slice(-2)
  return { countyCode, canteenId }
}

test('充值有收据，票据入账，月末结账；公开网页与账本一分不差', async ({ browser, wanqing }) => {
  test.slow()
  const keeper = await deskOf(browser, wanqing, 'demo-canteen')
  const key = await ownBook(keeper)
  await test.step('为一位老人充值，打印收据', async () => {
    await keeper.getByRole('link', { name: '老人账单' }).click()
    await keeper.locator('.card-table').getByRole('link').first().click()
    await keeper.getByRole('button', { name: /充\s*值/ }).click()
    const dialog = keeper.getByRole('dialog')
    await dialog.getByLabel('金额（元）').fill('50')
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await expect(keeper.getByRole('heading', { name: '老人餐费收据' })).toBeVisible()
    await expect(keeper.locator('.receipt')).toContainText('50.00')
    await expectAccessible(keeper, '餐费账户')
  })
  await test.step('同一笔钱在总账的账户明细里', async () => {
    await keeper.getByRole('link', { name: '在总账里看明细' }).click()
    await expect(keeper.getByRole('heading', { name: /老人餐费账户/ })).toBeVisible()
    await expect(keeper.getByText('餐费充值').first()).toBeVisible()
    await expect(keeper.getByText('50.00').first()).toBeVisible()
    await expectAccessible(keeper, '账户明细')
  })
  await test.step('登记一笔买菜', async () => {
    await keeper.goto(`${wanqing.url}/console/meal-books/${key.countyCode}/${key.canteenId}?part=entries`)
    await keeper.getByRole('button', { name: '登记花出的钱' }).click()
    const dialog = keeper.getByRole('dialog')
    await dialog.getByLabel('花在哪里').click()
    await keeper.getByTitle('食材', { exact: true }).click()
    await dialog.getByLabel('金额（元）').fill('88.80')
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await expect(keeper.getByText('−88.80').first()).toBeVisible()
  })
  await test.step('结上个月的账', async () => {
    const month = lastMonth()
    const words = `结${Number(month.slice(0, 4))}年${Number(month.slice(5))}月的账`
    await keeper.getByRole('button', { name: words }).click()
    await confirm(keeper, new RegExp(words))
    await expect(keeper.getByText(/已结账$/).first()).toBeVisible()
  })
  const book = await ask(keeper, 'mealBook.get', key)
  await expectSameInPublic(browser, wanqing, key, book)
  await keeper.context().close()
})

test('县里的试算平衡表合计为零；充值不能在账目里冲正', async ({ browser, wanqing }) => {
  const county = await deskOf(browser, wanqing, 'demo-county')
  await openSection(county, '账目')
  await expect(county.getByText('老人餐费账户').first()).toBeVisible()
  await expectAccessible(county, '试算平衡')
  const region = { regionCode: '222402000000' }
  const trial = await ask(county, 'ledger.trial', { ...region, day: today() })
  const money = trial.rows.filter(row => row.unit === 'fen')
  expect(money.length).toBeGreaterThan(0)
  expect(money.reduce((sum, row) => sum + row.balance, 0)).toBe(0)
  const { rows } = await ask(county, 'ledger.transfers', { ...region, purpose: 'topUp', limit: 1 })
  const { countyCode = '', id = '' } = rows[0] ?? {}
  await county.goto(`${wanqing.url}/console/ledger/transfers/${countyCode}/${id}`)
  await expect(county.getByText('“餐费充值”请在“老人餐费账户”里更正，账目会随之冲正。')).toBeVisible()
  await expect(county.getByRole('button', { name: '冲正这笔账' })).toHaveCount(0)
  await expect(
    ask(county, 'ledger.reverse', { countyCode, ids: [id], reason: '想在这里冲' }),
  ).rejects.toThrow('老人餐费账户')
  await county.context().close()
})

async function expectSameInPublic(
  browser: Parameters<typeof deskOf>[0],
  wanqing: Wanqing,
  key: { countyCode: string; canteenId: string },
  book: { closed: string[]; months: { month: string; closingFen: number }[] },
): Promise<void> {
  const month = lastMonth()
  expect(book.closed[0]).toBe(month)
  // Anybody, with script switched off.
  const stranger = await browser.newContext({ baseURL: wanqing.url, javaScriptEnabled: false })
  const page = await stranger.newPage()
  await page.goto(`/open-account/${key.countyCode}/${key.canteenId}`)
  await expect(page.getByText('这个月已经结账，与总账一致。')).toBeVisible()
  const closing = book.months.find(one => one.month === month)?.closingFen ?? Number.NaN
  await expect(page.getByText(`${money(closing)} 元`).first()).toBeVisible()
  await stranger.close()
}
