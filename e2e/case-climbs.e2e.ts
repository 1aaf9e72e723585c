// A life in danger that nobody answers: it climbs to the township's stand-in and to the county, and is told as a story.
import { expect, type Page } from '@playwright/test'
import { demoCounty } from '../domain/accounts/demo.ts'
import { ancestorAt } from '../domain/kernel/area.ts'
import { type JourneyClock, nextApril } from './clock.ts'
import { ask, choose, deskOf, newId, test } from './wanqing.ts'

/** The same program and hour as the month of the canteen: a clock that this journey may move. */
test.use({ startsAt: nextApril })

const countyRegion = `${demoCounty}000000`

/** So many minutes later the job of every minute runs. */
async function later(clock: JourneyClock, minutes: number): Promise<void> {
  const then = new Date(clock.now().getTime() + minutes * 60_000)
  await clock.moveTo(then.toISOString(), ['aidCases.escalate'])
}

/** Looks again, as the person at the desk would, until the story tells it. */
async function untilTold(page: Page, sentence: RegExp): Promise<void> {
  const story = page.getByRole('list', { name: '办理经过' })
  await expect(async () => {
    await page.reload()
    await expect(story.getByText(sentence)).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 90_000, intervals: [1_000] })
}

async function press(page: Page, button: string, note: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: button })
  await expect(async () => {
    await page.getByRole('button', { name: button, exact: true }).first().click()
    await expect(dialog).toBeVisible({ timeout: 3_000 })
  }).toPass()
  await dialog.getByRole('textbox').fill(note)
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await expect(dialog).toBeHidden()
}

test('没人响应的一级个案：逐级上报，乡镇代班人、县里接着办，由第二个人核实结案', async ({
  browser,
  wanqing,
}) => {
  test.slow()
  const { clock } = wanqing
  if (!clock) throw new Error('this journey needs a clock of its own')
  const county = await deskOf(browser, wanqing, 'demo-county')
  const village = await deskOf(browser, wanqing, 'demo-village')
  const { rows } = await ask(village, 'elder.list', { regionCode: countyRegion, limit: 1 })
  const [elder] = rows
  if (!elder) throw new Error('the village of the demonstration has no elder')
  const township = ancestorAt(elder.regionCode, 'township')

  // The officer on duty is away for the day, and a colleague stands in: said on the roster.
  await county.goto(`/console/cases/duty?region=${township}`)
  await county.getByRole('button', { name: '登记请假', exact: true }).click()
  const leave = county.getByRole('dialog', { name: '登记请假' })
  await choose(county, '谁请假', '演示·乡镇工作人员甲')
  await choose(county, '谁代班', '演示·乡镇工作人员乙')
  await leave.getByRole('button', { name: '登记请假', exact: true }).click()
  await expect(leave).toBeHidden()
  await expect(county.getByText('由 演示·乡镇工作人员乙 代班')).toBeVisible()
  await expect(county.getByText('此刻有个案由 演示·乡镇工作人员乙 接办（代班）')).toBeVisible()

  const id = newId()
  await ask(village, 'aidCase.open', {
    ...{
      countyCode: demoCounty,
      id,
      elderId: elder.id,
      level: 'p0',
      trouble: '敲门没有回应，窗户里看见老人倒地',
    },
  })
  const page = `/console/cases/${demoCounty}/${id}`
  await village.goto(page)
  await expect(village.getByRole('heading', { name: '第一步：请邻居先去看' })).toBeVisible()

  await county.goto(page)
  await later(clock, 31)
  await untilTold(county, /自动上报乡镇.*通知到演示·乡镇工作人员乙/)
  await later(clock, 91)
  await untilTold(county, /自动上报县.*通知到演示·县级工作人员/)

  // On the wall it stands under its township, with the county answering for it.
  await county.goto('/console/cases/wall')
  await expect(county.getByText('敲门没有回应，窗户里看见老人倒地')).toBeVisible()

  await county.goto(page)
  await press(county, '响应，我来办', '已派村干部破门')
  await press(county, '记录到场', '老人清醒，已送医')
  await press(county, '报告已解决', '住院治疗，女儿陪护')
  await expect(county.getByRole('button', { name: '核实并结案', exact: true })).toBeDisabled()
  await expect(county.getByText('须由第二个人核实结案').first()).toBeVisible()

  const second = await deskOf(browser, wanqing, 'demo-township2')
  await second.goto(page)
  await press(second, '核实并结案', '到医院看过，情况稳定')
  const story = second.getByRole('list', { name: '办理经过' })
  await expect(story.getByText('演示·县级工作人员响应：已派村干部破门')).toBeVisible()
  await expect(story.getByText('演示·乡镇工作人员乙结案：到医院看过，情况稳定')).toBeVisible()
  await expect(second.getByText('下次探访要核实')).toBeVisible()

  await second.getByRole('button', { name: '打印一案一档' }).click()
  await expect(second.getByRole('heading', { name: '一案一档' })).toBeVisible()
  await expect(second.getByText('演示·县级工作人员到场：老人清醒，已送医')).toBeVisible()
})
