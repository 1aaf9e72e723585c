// A cold wave: declared at the desk, on the open phone within a minute, one elder seen, the desk's map follows.
import { expect } from '@playwright/test'
import { Phone } from './phone.ts'
import { openSection, signInAtDesk, test } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

/** What the department wants: declared now, on every open phone within this time. */
const withinMs = 60_000

test('县里发布寒潮，探访员手机一分钟内排出名单，看一户少一户，县里地图上看得到', async ({
  page,
  wanqing,
}) => {
  const phone = new Phone()
  let toSee = 0
  let name = ''
  try {
    await test.step('探访员的手机开着', async () => {
      await phone.open(wanqing.url)
      await phone.signIn('demo-visitor')
      await phone.setPin()
      await expect(phone.page.locator('.card .name').first()).toBeVisible()
      await expect(phone.page.getByText(/^寒潮：先看这/)).toHaveCount(0)
    })
    await test.step('县里先看要看望多少人，再发布', async () => {
      await signInAtDesk(page, wanqing, 'demo-county')
      await openSection(page, '应急看望')
      await page.getByRole('button', { name: '发布应急看望' }).click()
      await expect(page.getByTestId('surge-preview')).toHaveText(/[\d,]+ 人，\d+ 个村/)
      await page.getByLabel('给探访员的话').fill('今夜零下三十度，封火前先开窗')
      await page.getByRole('button', { name: '发布应急看望' }).click()
      await page.locator('.ant-modal-confirm').getByRole('button', { name: '发布应急看望' }).click()
      await expect(page.getByTestId('surge-progress')).toHaveText(/^0 \/ [\d,]+ 人已看望$/)
    })
    await test.step('六十秒内，谁也没碰的手机上出现红色名单', async () => {
      const banner = phone.page.getByText(/^寒潮：先看这 \d+ 户$/)
      await expect(banner).toBeVisible({ timeout: withinMs })
      toSee = Number(/(\d+) 户/.exec(await banner.innerText())?.[1])
      expect(toSee).toBeGreaterThan(0)
      await phone.tap(banner)
      await expect(phone.page.getByRole('heading', { name: '寒潮' })).toBeVisible()
      await expect(phone.page.getByText('今夜零下三十度，封火前先开窗')).toBeVisible()
      await expect(phone.page.getByText('炉子通风、一氧化碳')).toBeVisible()
      const first = phone.page.getByRole('region', { name: '先后顺序' }).getByRole('link').first()
      name = (await first.innerText()).replace(/^\d+\. /, '').trim()
    })
    await test.step('提醒里也有这件事', async () => {
      await phone.tapButton('返回')
      await phone.tapButton(/^我的提醒，[1-9]/)
      await expect(phone.page.getByText(/请在 .+ 前看望您负责的 \d+ 位老年人/)).toBeVisible()
      await phone.tapButton('返回')
    })
    await test.step('没有信号，去看了第一户，名单上划掉', async () => {
      await wanqing.cut()
      await phone.tap(phone.page.getByText(/^寒潮：先看这/))
      await phone.tap(phone.page.getByRole('region', { name: '先后顺序' }).getByRole('link').first())
      await expect(phone.page.getByRole('heading', { name, exact: true })).toBeVisible()
      await phone.answerAll(name)
      await phone.save()
      await phone.page.goto(`${wanqing.url}/phone/#/today`)
      await expect(
        phone.page.getByText(toSee === 1 ? /^寒潮：1 户都看过了$/ : `寒潮：先看这 ${toSee - 1} 户`),
      ).toBeVisible()
    })
    await test.step('有了信号自己上传，县里的地图和名单跟着变', async () => {
      await wanqing.restore()
      await expect(page.getByTestId('surge-progress')).toHaveText(/^1 \/ [\d,]+ 人已看望$/, {
        timeout: 120_000,
      })
      await expect(page.getByTestId('surge-map')).toHaveAttribute('data-reached', '1')
      await page.getByLabel('情况', { exact: true }).click()
      await page.getByTitle('已看望', { exact: true }).click()
      await expect(page.getByRole('link', { name })).toBeVisible()
    })
    await test.step('解除，手机上的红色名单消失', async () => {
      await page.getByRole('button', { name: '解除', exact: true }).click()
      await page.locator('.ant-modal').getByRole('button', { name: '解除', exact: true }).click()
      await expect(page.getByText(/已解除：/)).toBeVisible()
      await expect(phone.page.getByText(/^寒潮：/)).toHaveCount(0, { timeout: withinMs })
    })
  } finally {
    await phone.throwAway()
  }
})
