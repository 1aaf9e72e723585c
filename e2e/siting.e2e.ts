// Two million yuan of canteens for Yanbian, Tonghua and Baishan: planned, one village pinned, two plans compared, turned
// into projects, and one of them followed to its opening.
import { expect, type Page } from '@playwright/test'
import type { Output } from '../domain/api.ts'
import { addDays } from '../domain/kernel/day.ts'
import { drawnBathroom } from '../server/synthetic/home-photos.ts'
import { expectAccessible } from './everybody.ts'
import { ask, deskOf, openSection, test, today, type Wanqing } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

const prefectures = ['延边', '通化', '白山']
const planName = '延边、通化、白山老年食堂'

async function keyOfPlan(page: Page): Promise<{ countyCode: string; id: string }> {
  await page.waitForURL(/\/siting\/\d{6}\/[0-9a-f-]{36}$/)
  const [countyCode = '', id = ''] = new URL(page.url()).pathname.split('/').slice(-2)
  return { countyCode, id }
}

async function solved(page: Page): Promise<Output<'siting.get'>> {
  await expect(page.getByText('已算好').first()).toBeVisible({ timeout: 90_000 })
  return ask(page, 'siting.get', await keyOfPlan(page))
}

test('二百万元设在哪里：三个市州都算，固定一个村再算，两个方案放在一起比', async ({ browser, wanqing }) => {
  test.setTimeout(300_000)
  const officer = await deskOf(browser, wanqing, 'demo-province')
  const first = await test.step('填好问题，几秒后有方案', async () => {
    await openSection(officer, '布点规划')
    await officer.getByRole('button', { name: '新做一个规划' }).click()
    await officer.getByRole('textbox', { name: '名称' }).fill(planName)
    for (const name of prefectures) {
      await officer.locator('#regionCodes').fill(name)
      await officer
        .locator('.ant-select-dropdown:visible')
        .getByTitle(new RegExp(`^${name}`))
        .first()
        .click()
    }
    await officer.keyboard.press('Escape')
    await officer.getByText('按普查推算的人').click()
    await expectAccessible(officer, '布点规划的问题')
    await officer.getByRole('button', { name: '开始计算' }).click()
    return solved(officer)
  })
  expect(first.summary?.costFen ?? Number.NaN).toBeLessThanOrEqual(200_000_000)
  const reached = new Set(first.picks.map(pick => pick.regionCode.slice(0, 4)))
  // Two million reach where most people gain; which of the three go without is the plan's to say.
  expect(reached.size).toBeGreaterThan(1)
  for (const prefecture of reached) expect(['2205', '2206', '2224']).toContain(prefecture)
  await expect(officer.getByText(/离理论上最好的方案最多差|已证明这就是最好的方案/)).toBeVisible()
  await expectAccessible(officer, '布点方案')

  await test.step('固定图们的一个村，按固定再算', async () => {
    const village = await ask(officer, 'coverage.villages', {
      ...{ regionCode: '222402000000', service: 'meal', reach: 'without', limit: 1 },
    })
    const name = `${village.rows[0]?.name ?? ''}村部`
    await officer.getByRole('combobox', { name: '按名称找地方' }).fill(name)
    await officer.locator('.ant-select-dropdown:visible').getByText(name).first().click()
    await officer
      .locator('.panel', { hasText: '固定和排除几个地方' })
      .getByRole('button', { name: /^固\s*定$/ })
      .click()
    await officer.getByRole('button', { name: '按固定和排除再算' }).click()
    await expect(officer).not.toHaveURL(new RegExp(first.plan.id))
  })
  const again = await solved(officer)
  expect(again.pinned).toHaveLength(1)
  expect(again.picks.map(pick => pick.id)).toContain(again.pinned[0]?.id)

  await test.step('和上一个方案比', async () => {
    await officer.getByRole('link', { name: '和上一个方案比' }).click()
    await expect(officer.getByRole('heading', { name: '两个方案放在一起' })).toBeVisible()
    await expect(officer.getByText(again.pinned[0]?.name ?? '—').first()).toBeVisible()
    await expectAccessible(officer, '方案对比')
  })

  await test.step('转成资金项目', async () => {
    await officer.goto(`${wanqing.url}/console/siting/${again.plan.countyCode}/${again.plan.id}`)
    await officer.getByRole('button', { name: '转成资金项目' }).click()
    const dialog = officer.getByRole('dialog')
    const { programme, sum } = await canteenMoney(officer)
    await dialog.getByLabel('哪项资金').last().fill(programme)
    await officer.locator('.ant-select-dropdown:visible').getByTitle(programme, { exact: true }).click()
    await dialog.getByLabel('哪笔安排').click()
    await officer.locator('.ant-select-dropdown:visible').getByText(sum).first().click()
    await dialog.getByLabel('计划开门的日子').fill(addDays(today(), 90))
    await dialog.getByRole('button', { name: '转成资金项目' }).click()
    await expect(officer.getByText('已转成项目').first()).toBeVisible()
  })
  const adopted = await ask(officer, 'siting.get', { countyCode: again.plan.countyCode, id: again.plan.id })
  expect(adopted.projects).toHaveLength(again.picks.length)
  await officer.context().close()
  const project = adopted.projects.find(one => one.candidateId === again.pinned[0]?.id)
  if (!project) throw new Error('the pinned village has no project')
  await followToOpening(browser, wanqing, { countyCode: project.countyCode, id: project.id })
})

/** The letter's two million: of the sums that can still be split, the one that is enough. */
async function canteenMoney(page: Page): Promise<{ programme: string; sum: string }> {
  const { rows } = await ask(page, 'fundProgramme.list', { regionCode: '220000000000' })
  for (const { countyCode, id, title } of rows) {
    const { appropriations } = await ask(page, 'fundProgramme.get', { countyCode, id })
    const enough = appropriations.find(
      sum => sum.kind === 'canteen' && sum.state === 'sumIssued' && sum.leftFen >= 200_000_000,
    )
    if (enough)
      return {
        programme: title,
        sum: `${enough.yearFrom ?? ''} ${enough.scope ?? enough.programmeTitle}`.trim(),
      }
  }
  throw new Error('the demonstration has no money for canteens')
}

/** Each step by whoever may take it, on the screen, each person at one desk: agreed, paid, built, signed by two, opened. */
async function followToOpening(
  browser: Parameters<typeof deskOf>[0],
  wanqing: Wanqing,
  key: { countyCode: string; id: string },
): Promise<void> {
  const address = `${wanqing.url}/console/funds/projects/${key.countyCode}/${key.id}`
  await test.step('省里另一人在批次页审批', async () => {
    const page = await deskOf(browser, wanqing, 'demo-province2')
    await openSection(page, '专项资金')
    await page.getByRole('link', { name: /个批次等审批/ }).click()
    await page.getByRole('link', { name: planName }).first().click()
    await step(page, '审批通过', dialog => dialog.getByLabel('文号').fill('演示财社指〔2026〕88号'))
    await expect(page.getByText('批次已下达').first()).toBeVisible()
    await page.context().close()
  })
  await test.step('县财政拨付一半', async () => {
    const page = await deskOf(browser, wanqing, 'demo-finance')
    await page.goto(address)
    await step(page, '拨付', async dialog => {
      await dialog.getByLabel('金额（万元）').fill('1')
      await dialog.getByLabel('收款单位').fill('演示厨具公司')
      await dialog.getByLabel('凭证号').fill('2026-188')
    })
    await expect(page.getByText('已支付 1 万元').first()).toBeVisible()
    await page.context().close()
  })
  const county = await deskOf(browser, wanqing, 'demo-county')
  await test.step('县里报开工，传照片，报完工', async () => {
    await county.goto(address)
    await step(county, '报“开工（启动）”', async () => {})
    await county.getByLabel('材料名称').fill('灶台装好了')
    await county
      .locator('input[type=file]')
      .setInputFiles({ name: '灶台.png', mimeType: 'image/png', buffer: drawnBathroom(true) })
    await expect(county.getByRole('img', { name: '材料' })).toBeVisible()
    await step(county, '报“完工（完成）”', async () => {})
    await expect(county.getByText('已完工待验收').first()).toBeVisible()
  })
  for (const login of ['demo-county2', 'demo-prefecture'])
    await test.step(`${login} 签字验收`, async () => {
      const page = await deskOf(browser, wanqing, login)
      await page.goto(address)
      await step(page, '签字验收', dialog => dialog.getByLabel('验收').fill('灶具和桌椅齐全'))
      await page.context().close()
    })
  await test.step('登记为助餐点，开门', async () => {
    await county.goto(address)
    await expect(county.getByText('验收合格').first()).toBeVisible()
    await openCanteen(county, address)
    await step(county, '报“开门服务”', async () => {})
    const { project } = await ask(county, 'fundProject.get', key)
    expect(project).toMatchObject({ openedOn: today(), siteKind: 'canteen', paidFen: 1_000_000 })
    expect(project.promise?.says).toContain('位老年人')
    await expectAccessible(county, '开了门的资金项目')
    await county.context().close()
  })
}

/** Registers what was built with what the project knows of it, and sets its canteen going. */
async function openCanteen(county: Page, address: string): Promise<void> {
  await step(county, '登记为助餐点', dialog => dialog.getByLabel('地址').fill('村部一层'), '保存')
  const site = county.getByRole('main').locator('a[href*="/canteens/"]').first()
  await site.click()
  await expect(county.getByText('筹建中').first()).toBeVisible()
  await step(county, '改变状态', async () => {}, '保存')
  await expect(county.getByText('正常开放').first()).toBeVisible()
  await county.goto(address)
}

/** Presses a button of the screen, fills its dialog and sends it with the button of the same or another name. */
async function step(
  page: Page,
  word: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
  send: string = word,
) {
  await page.getByRole('main').getByRole('button', { name: word, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await fill(dialog)
  await dialog.getByRole('button', { name: send, exact: true }).click()
  await expect(dialog).toBeHidden()
}
