// A canteen's day: the desk sees who comes, the cook counts and serves without signal, and each meal arrives once.
import { expect, type Page } from '@playwright/test'
import { checkOnPhone, expectAccessible } from './everybody.ts'
import { Phone } from './phone.ts'
import { openSection, signInAtDesk, test } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

const portions = (text: string) => Number(/\d+/.exec(text)?.[0] ?? Number.NaN)

async function setPinFor(phone: Phone): Promise<void> {
  await expect(phone.page.getByRole('heading', { name: '设一个手机密码' })).toBeVisible()
  await phone.enterPin()
  await expect(phone.page.getByRole('heading', { name: '再输一遍' })).toBeVisible()
  await phone.enterPin()
}

/** The kitchen of the demonstration's cook, at the desk. */
async function openOwnCanteen(page: Page, tab: string): Promise<void> {
  await openSection(page, '助餐点')
  await page.locator('.card-table a.strong').first().click()
  await page.getByRole('tab', { name: tab }).click()
}

test('厨师没有网也能点人数、开饭、送餐，有网了每一餐只到一次', async ({ page, wanqing }) => {
  const phone = new Phone()
  let counted = 0
  let eater = ''
  try {
    await test.step('厨师登录：只有四个大按钮', async () => {
      await phone.open(wanqing.url)
      await phone.signIn('demo-cook')
      await setPinFor(phone)
      await expect(phone.page.locator('.big-button')).toHaveText([/点人数/, /开饭/, /留样/])
      await phone.installed()
      await checkOnPhone(phone.page)('厨师的首页')
    })
    await test.step('断网，关掉手机再打开：照样能用', async () => {
      await wanqing.cut()
      await phone.close()
      await phone.open(wanqing.url)
      await expect(phone.page.getByRole('heading', { name: '请输入手机密码' })).toBeVisible()
      await phone.enterPin()
      await expect(phone.page.locator('.big-button')).toHaveCount(3)
    })
    await test.step('点人数：一位不来，来一位客人，定下份数', async () => {
      await phone.page.getByRole('link', { name: /点人数/ }).tap()
      const count = phone.page.getByTestId('head-count')
      const before = portions(await count.innerText())
      expect(before).toBeGreaterThan(3)
      await phone.page.getByRole('button', { name: '不来', exact: true }).first().tap()
      await expect(count).toHaveText(`要做 ${before - 1} 份`)
      await phone.tapButton('来一位客人')
      await expect(count).toHaveText(`要做 ${before} 份`)
      await checkOnPhone(phone.page)('点人数')
      counted = before
      await phone.tapButton(`就做 ${before} 份`)
      await expect(phone.page.getByText(`已定：做 ${before} 份`)).toBeVisible()
      await phone.tapButton('返回')
    })
    await test.step('开饭：点大字名单，点错了当场改', async () => {
      await phone.page.getByRole('link', { name: /开饭/ }).tap()
      const waiting = phone.page.getByRole('region', { name: '还没吃' }).getByRole('button')
      const eaten = phone.page.getByRole('region', { name: '吃过了' }).getByRole('button')
      eater = await waiting.first().locator('strong').innerText()
      await checkOnPhone(phone.page)('开饭')
      await waiting.first().tap()
      await expect(eaten).toHaveCount(1)
      await waiting.first().tap()
      await expect(eaten).toHaveCount(2)
      await eaten.last().tap()
      await phone.tapButton('是，按错了')
      await expect(eaten).toHaveCount(1)
      await phone.tapButton('返回')
    })
    await test.step('送餐：按路线一家一家送，有人不在家', async () => {
      await phone.page.getByRole('link', { name: /送餐/ }).tap()
      const doors = phone.page.locator('ol.list > li button')
      await expect(doors.nth(1)).toBeVisible()
      const houses = await doors.count()
      await doors.first().tap()
      await phone.tapButton('交给本人')
      await expect(doors).toHaveCount(houses - 1)
      await doors.first().tap()
      await phone.tapButton('家里没有人')
      await expect(doors.first()).toContainText('家里没有人')
      await checkOnPhone(phone.page)('送餐')
      await phone.tapButton('返回')
    })
    await test.step('有网了：全部上传，没有一条被退回', async () => {
      await wanqing.restore()
      await phone.page.evaluate(() => window.dispatchEvent(new Event('online')))
      await expect(phone.page.getByText('记录已全部上传')).toBeVisible({ timeout: 60_000 })
    })
    await test.step('管事人在电脑上看到：定的份数，吃了的人只记一次', async () => {
      await signInAtDesk(page, wanqing, 'demo-canteen')
      await openOwnCanteen(page, '今日')
      await page.getByText(phoneMeal(), { exact: true }).first().click()
      await expect(page.getByTestId('head-count')).toHaveText(`要做 ${counted} 份`)
      await expect(page.getByText(`已确认做 ${counted} 份`)).toBeVisible()
      const row = page.locator('.card-table .ant-table-row').filter({ hasText: eater })
      await expect(row.getByText(/已记/)).toHaveCount(1)
      await expect(page.getByText('已吃 2 份')).toBeVisible()
      await expectAccessible(page, '助餐点今日')
    })
    await test.step('每一餐都在用餐记录里，改掉的那一条写着原因', async () => {
      await page.getByRole('tab', { name: '用餐记录' }).click()
      await expect(page.getByText('已更正：按错了人')).toHaveCount(1)
    })
  } finally {
    await phone.throwAway()
  }
})

/** The same rule as on the phone: lunch until two o'clock. */
function phoneMeal(): string {
  return (new Date().getUTCHours() + 8) % 24 < 14 ? '午餐' : '晚餐'
}

test('县里看得到冷下来的食堂，点数字就是名单', async ({ page, wanqing }) => {
  await signInAtDesk(page, wanqing, 'demo-county')
  await openSection(page, '助餐点')
  const trouble = page.getByRole('link', { name: /好几天没有开饭 1 个/ })
  await trouble.click()
  await expect(page.locator('.card-table .ant-table-row')).toHaveCount(1)
  await expect(page.locator('.card-table .ant-table-row')).toContainText('好几天没有开饭')
  await page.getByRole('link', { name: /太久没有开饭 1 个/ }).click()
  await expect(page.locator('.card-table .ant-table-row')).toContainText('太久没有开饭')
  await expectAccessible(page, '助餐点列表')
})
