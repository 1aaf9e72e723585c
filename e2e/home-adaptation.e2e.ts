// A home made fit for old age: the check, the plan, another's approval, before and after, two yeses, the money, a year on.
import { expect, type Page } from '@playwright/test'
import { demoCounty } from '../domain/accounts/demo.ts'
import { drawnBathroom } from '../server/synthetic/home-photos.ts'
import { expectAccessible, expectNoSidewaysScroll } from './everybody.ts'
import { ask, deskOf, newId, openSection, pick, test, today, type Wanqing } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

const picture = (after: boolean) => ({
  name: after ? 'after.png' : 'before.png',
  mimeType: 'image/png',
  buffer: drawnBathroom(after),
})

/** One step of the project: its button, its dialog, what the dialog asks. */
async function step(
  page: Page,
  word: string,
  fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
) {
  await page.getByRole('main').getByRole('button', { name: word, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: word })
  await expect(dialog).toBeVisible()
  await fill?.(dialog)
  await dialog.getByRole('button', { name: word, exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function photograph(page: Page, word: string, after: boolean) {
  const toggle = page.getByRole('button', { name: '看前后照片' })
  await expect(toggle.first()).toBeVisible()
  while ((await toggle.count()) > 0) await toggle.first().click()
  const sides = page.locator('.before-after section').filter({ hasText: word })
  for (let place = 0; place < (await sides.count()); place++) {
    const side = sides.nth(place)
    await side.locator('input[type=file]').setInputFiles(picture(after))
    await expect(side.locator('img')).toBeVisible()
  }
}

/** A person of the demonstration's village without an open project, and a provider the county knows. */
async function prepared(page: Page, wanqing: Wanqing): Promise<string> {
  const session = await ask(page, 'session.current', {})
  const regionCode = session?.post.regionCode ?? ''
  const { rows } = await ask(page, 'elder.list', { regionCode, limit: 50 })
  for (const elder of rows) {
    const key = { countyCode: elder.countyCode, elderId: elder.id }
    const { rows: known } = await ask(page, 'adaptation.ofElder', key)
    if (known.length > 0) continue
    await ask(page, 'homeSafety.record', {
      ...{ ...key, id: newId(), checkedOn: today() },
      hazards: ['slipperyFloor', 'noToiletRail'],
    })
    return `${wanqing.url}/console/elders/${elder.countyCode}/${elder.id}?part=homeCare`
  }
  throw new Error('everybody of the village has a project')
}

test('居家改造：从安全检查到两人验收、付款', async ({ browser, wanqing }) => {
  test.setTimeout(240_000)
  const county = await deskOf(browser, wanqing, 'demo-county')
  await ask(county, 'provider.register', {
    ...{ countyCode: demoCounty, id: newId(), regionCode: `${demoCounty}000000` },
    provider: {
      ...{
        name: '县适老化改造工程队',
        kind: 'company',
        careWays: ['homeCare'],
        itemCodes: [],
        address: '县城',
      },
      ...{ lon: null, lat: null, reachKm: 60, dailyOrders: 20 },
    },
  })
  const township = await deskOf(browser, wanqing, 'demo-township')
  const colleague = await deskOf(browser, wanqing, 'demo-township2')
  const village = await deskOf(browser, wanqing, 'demo-village')
  let address = ''
  await test.step('从检查立项，检查提出的项目已写进方案', async () => {
    await township.goto(await prepared(village, wanqing))
    await step(township, '立改造项目')
    await expect(township.getByRole('heading', { name: /家的改造/ })).toBeVisible()
    await expect(township.getByText('1. 地面 · 防滑处理')).toBeVisible()
    await expect(township.getByText('13. 如厕洗浴 · 安装扶手')).toBeVisible()
    address = township.url()
  })
  await test.step('填价格、出资、工期，报批', async () => {
    await township.getByRole('button', { name: '编制方案' }).click()
    for (const item of ['1', '13']) {
      await township.getByRole('spinbutton', { name: `${item} 单价（元）` }).fill('300')
      await pick(township, township.getByRole('combobox', { name: `${item} 谁出钱` }), '村集体出资')
    }
    await township.getByLabel('预计工期').fill('5')
    await township.getByRole('button', { name: '保存方案' }).click()
    await expect(township.getByText('合计 600 元，其中政府补助 0 元')).toBeVisible()
    await expectAccessible(township, '改造项目')
    await step(township, '报请审批')
    await expect(township.getByText('等审批').first()).toBeVisible()
  })
  await test.step('另一位批准；村里拍改造前照片；安排施工', async () => {
    await colleague.goto(address)
    await step(colleague, '批准')
    await village.goto(address)
    await photograph(village, '改造前', false)
    await township.reload()
    await step(township, '安排施工', async dialog => {
      await pick(township, dialog.getByRole('combobox', { name: '施工机构' }), '县适老化改造工程队')
    })
  })
  await test.step('改造后照片，报告完工', async () => {
    await village.reload()
    await photograph(village, '改造后', true)
    await township.reload()
    await step(township, '报告完工')
  })
  await test.step('村里登记老人按手印验收；乡镇另一位验收', async () => {
    await village.reload()
    await step(village, '登记老人验收', async dialog => {
      await pick(village, dialog.getByRole('combobox', { name: '老人怎么确认的' }), '老年人按手印')
    })
    await expect(village.getByRole('button', { name: '乡镇验收合格' })).toHaveCount(0)
    await colleague.reload()
    await step(colleague, '乡镇验收合格')
    await expect(colleague.getByText('验收合格').first()).toBeVisible()
    await expect(colleague.getByText(/起可以回访/)).toBeVisible()
  })
  await test.step('县里付款，打印验收单', async () => {
    await county.goto(address)
    await step(county, '登记付款', async dialog => {
      await dialog.getByLabel('凭证号').fill('付-2026-001')
    })
    await expect(county.getByText('已付清')).toBeVisible()
    await county.getByRole('button', { name: '打印方案和验收单' }).click()
    await expect(county.getByText('老年人按手印')).toBeVisible()
  })
})

test('一年到了：回访，改造前后摔倒对照', async ({ browser, wanqing }) => {
  const county = await deskOf(browser, wanqing, 'demo-county')
  await openSection(county, '居家改造')
  await county.getByRole('link', { name: /该回访了/ }).click()
  await county.locator('.card-table a.strong').first().click()
  await expect(county.getByText('改造前一年')).toBeVisible()
  await step(county, '登记一年回访', async dialog => {
    await dialog.getByLabel('老人说这一年摔了几次').fill('0')
  })
  await expect(county.getByText('已做一年回访').first()).toBeVisible()
  await expect(county.getByText(/老人说摔了 0 次，设施还在用/)).toBeVisible()
})

test('窄屏上也看得全：改造名单、床位名单', async ({ browser, wanqing }) => {
  const county = await deskOf(browser, wanqing, 'demo-county')
  for (const path of ['adaptations', 'home-beds']) {
    await county.setViewportSize({ width: 390, height: 844 })
    await county.goto(`${wanqing.url}/console/${path}`)
    await expect(county.locator('.card-table a.strong').first()).toBeVisible()
    await expectNoSidewaysScroll(county, path)
    await expectAccessible(county, path)
  }
})
