// One woman whom two spreadsheets bring twice: merged, taken apart, merged again, moved to another county, mourned.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import pg from 'pg'
import { demoCounty } from '../domain/accounts/demo.ts'
import type { Sent } from '../domain/api.ts'
import { checkCharacterOf } from '../domain/elders/citizen-number.ts'
import { answersWith } from '../domain/visits/sample.ts'
import { ask, deskOf, newId, openSection, test, today, type Wanqing } from './wanqing.ts'

const newCounty = '222401'
const bornOn = '1944-03-05'

/** Two numbers that differ in one digit of the sequence, each sound by itself. */
function numberOf(sequence: string): string {
  const first17 = `229901${bornOn.replaceAll('-', '')}${sequence}`
  return first17 + checkCharacterOf(first17)
}
const numbers = { first: numberOf('702'), second: numberOf('762') }

/** The demonstration holds one county; an officer of the next one over is put beside its people. */
async function officerNextDoor({ folder }: Wanqing): Promise<string> {
  const port = readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[3]
  const password = readFileSync(join(folder, 'owner-password'), 'utf8').trim()
  const client = new pg.Client(`postgres://wanqing:${password}@127.0.0.1:${port}/wanqing`)
  await client.connect()
  try {
    const login = 'demo-next-county'
    await client.query(
      `insert into accounts select (json_populate_record(a, json_build_object('id', $2::uuid, 'login', $1::text,
         'name', '演示·邻县工作人员', 'region_code', $3::text))).* from accounts a where login = 'demo-county'`,
      [login, newId(), `${newCounty}000000`],
    )
    await client.query(
      `insert into posts select (json_populate_record(p, json_build_object('id', $2::uuid,
         'account_id', (select id from accounts where login = $1), 'region_code', $3::text))).*
       from posts p join accounts a on a.id = p.account_id where a.login = 'demo-county'`,
      [login, newId(), `${newCounty}000000`],
    )
    return login
  } finally {
    await client.end()
  }
}

interface Village {
  code: string
  name: string
}

async function sendSheet(page: Page, name: string, line: Record<string, string>): Promise<void> {
  await openSection(page, '导入台账')
  await expect(page.getByRole('heading', { name: '导入台账' })).toBeVisible()
  const text = `${Object.keys(line).join(',')}\n${Object.values(line).join(',')}\n`
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('把表格拖到这里，或点一下选择文件').click()
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${text}`) })
  await expect(page.getByRole('heading', { name: '核对后确认导入' })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: '确认导入 1 行' }).click()
  await expect(page.getByText('已导入 1 行')).toBeVisible({ timeout: 30_000 })
}

async function idOf(page: Page, number: string): Promise<string> {
  const { rows } = await ask(page, 'elder.list', { regionCode: `${demoCounty}000000`, text: number })
  expect(rows).toHaveLength(1)
  return rows[0]?.id ?? ''
}

/** A record as anybody sees it, but for the stamps that only move forward. */
async function recordOf(page: Page, id: string) {
  const { version, updatedAt, ...record } = await ask(page, 'elder.get', { countyCode: demoCounty, id })
  const { rows } = await ask(page, 'visit.list', { countyCode: demoCounty, elderId: id })
  const cases = await ask(page, 'aidCase.list', {
    regionCode: `${demoCounty}000000`,
    elderId: id,
    mine: false,
  })
  return { record, visits: rows.map(visit => visit.id), cases: cases.rows.map(one => one.id) }
}

async function onRecord(page: Page, village: Village): Promise<number> {
  const month = today().slice(0, 7)
  const board = await ask(page, 'board.read', { regionCode: village.code, month })
  return (board.values as Record<string, number>).eldersOnRecord ?? 0
}

test('两张表格里的同一个人：合并、拆开、再合并，迁到外县，在那里去世，每一步跟着的都对', async ({
  browser,
  wanqing,
}) => {
  test.setTimeout(240_000)
  const county = await deskOf(browser, wanqing, 'demo-county')
  const visitorDesk = await browser.newContext({ baseURL: wanqing.url })
  const visitor = await visitorDesk.newPage()
  await ask(visitor, 'session.open', { login: 'demo-visitor', password: 'wanqing-demo-2026' })
  const { accountId, village } = await whereTheVisitorWorks(county)
  // The two records of one woman count as two people until they are merged.
  const people = (await onRecord(county, village)) + 2
  const about = { 性别: '女', 出生日期: bornOn, 联系电话: '13944330077', 村: village.name }

  await test.step('两张表格各报了一次：名字同音不同字，号码差一位', async () => {
    await sendSheet(county, '民政台账.csv', {
      ...{ 姓名: '禹顺姬', 身份证号: numbers.first, ...about, 住址: `${village.name}8号`, 备注: '腿脚不便' },
    })
    await sendSheet(county, '卫生院名册.csv', {
      ...{
        姓名: '禹顺基',
        身份证号: numbers.second,
        ...about,
        住址: `${village.name}8号`,
        备注: '女儿在韩国',
      },
    })
  })
  const [one, other] = [await idOf(county, numbers.first), await idOf(county, numbers.second)]

  await test.step('两份档案各自有了类别、探访和个案', async () => {
    await ask(county, 'visitor.assign', {
      ...{ countyCode: demoCounty, elderIds: [one, other], accountId, from: today() },
    })
    await ask(county, 'membership.record', {
      ...{ countyCode: demoCounty, id: newId(), elderId: one, group: 'livesAlone' },
      ...{ validFrom: today(), evidence: '村委会证明', toFollow: true },
    })
    const visited = await ask(visitor, 'visit.record', visitOf(other, true))
    expect(visited.aidCaseIds).toHaveLength(1)
    await ask(visitor, 'visit.record', visitOf(one, false))
  })
  const before = [await recordOf(county, one), await recordOf(county, other)]
  expect(before.map(({ visits, cases }) => [visits.length, cases.length])).toEqual([
    [1, 0],
    [1, 1],
  ])
  await expect.poll(() => onRecord(county, village), { timeout: 60_000 }).toBe(people)

  await test.step('疑似重复里找到这一对，说得出为什么，逐项对照后合并', () => mergeThem(county))
  const survivor = (await recordOf(county, one)).record.mergedInto === null ? one : other
  const gone = survivor === one ? other : one
  await test.step('跟着的都在：探访、个案、类别、两个号码；看板少一个人', async () => {
    await expectOnePerson(county, survivor, gone)
    await expect.poll(() => onRecord(county, village), { timeout: 60_000 }).toBe(people - 1)
  })

  await test.step('拆开：两份档案和合并前一模一样', async () => {
    await county.goto(`/console/elders/${demoCounty}/${survivor}`)
    const panel = county.locator('.panel').filter({ hasText: '已并入的档案' })
    await panel.getByRole('button', { name: /^拆\s*开$/ }).click()
    const dialog = county.getByRole('dialog', { name: '拆开这次合并？' })
    await dialog.getByLabel('原因').fill('以为弄错了')
    await dialog.getByRole('button', { name: /^拆\s*开$/ }).click()
    await expect(county.getByText(/已恢复成合并前的内容/)).toBeVisible()
    expect([await recordOf(county, one), await recordOf(county, other)]).toEqual(before)
    await expect.poll(() => onRecord(county, village), { timeout: 60_000 }).toBe(people)
  })

  await test.step('核对清楚，再合并一次', async () => {
    await mergeThem(county)
    await expectOnePerson(county, survivor, gone)
  })

  const there = await deskOf(browser, wanqing, await officerNextDoor(wanqing))
  const moved = await test.step('迁到邻县：这边提请，那边接收', () => moveAway(county, there, survivor))
  await test.step('这边的档案关了，探访员不再负责；号码、类别、没办完的个案在那边', async () => {
    await expect
      .poll(async () => (await recordOf(county, survivor)).record.endedOn, { timeout: 90_000 })
      .not.toBeNull()
    const { record } = await recordOf(county, survivor)
    expect(record.visitorName).toBeNull()
    for (const number of Object.values(numbers)) {
      const here = await ask(county, 'elder.list', { regionCode: `${demoCounty}000000`, text: number })
      expect(here.rows).toHaveLength(0)
    }
    const now = await ask(there, 'elder.get', { countyCode: newCounty, id: moved })
    expect(now.groups).toContain('livesAlone')
    expect(now.endedOn).toBeNull()
    const cases = await ask(there, 'aidCase.list', {
      ...{ regionCode: `${newCounty}000000`, elderId: moved, mine: false },
    })
    expect(cases.rows).toHaveLength(1)
  })

  await test.step('在邻县去世：档案、个案、名单都停在那一天', async () => {
    await change(there, newCounty, moved, '老人去世了')
    const { endedOn } = await ask(there, 'elder.get', { countyCode: newCounty, id: moved })
    expect(endedOn).toBe(today())
    const listed = await ask(there, 'elder.list', { regionCode: `${newCounty}000000`, text: '禹顺' })
    expect(listed.rows).toHaveLength(0)
  })
  for (const page of [county, visitor, there]) await page.context().close()
})

async function whereTheVisitorWorks(county: Page): Promise<{ accountId: string; village: Village }> {
  const visitors = await ask(county, 'visitor.list', { regionCode: `${demoCounty}000000` })
  const mine = visitors.find(one => one.login === 'demo-visitor')
  const accounts = await ask(county, 'session.demoAccounts', {})
  const name = accounts.find(one => one.login === 'demo-visitor')?.regionName ?? ''
  const found = await ask(county, 'region.search', { text: name })
  const village = found.find(one => one.name === name && !one.code.endsWith('000'))
  return { accountId: mine?.id ?? '', village: { code: village?.code ?? '', name } }
}

function visitOf(elderId: string, danger: boolean): Sent<'visit.record'> {
  const started = new Date(Date.now() - 15 * 60_000)
  return {
    ...{ id: newId(), countyCode: demoCounty, elderId, method: 'home', result: 'met' },
    notReachedReason: null,
    startedAt: started.toISOString(),
    endedAt: new Date(started.getTime() + 10 * 60_000).toISOString(),
    place: null,
    answers: answersWith(danger ? { S2: 'danger' } : {}),
    ...{ needs: [], note: null, attachmentIds: [] },
  }
}

async function mergeThem(county: Page): Promise<void> {
  const line = county.getByRole('row').filter({ hasText: '禹顺姬' }).filter({ hasText: '禹顺基' })
  await expect(async () => {
    await county.goto('/console/duplicates')
    await expect(line).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 90_000 })
  await line.getByRole('link', { name: '对照' }).click()
  await expect(county.getByText('像同一人的地方')).toBeVisible()
  await expect(county.getByText(/两个号码只有第 16.* 位不同/)).toBeVisible()
  await county.getByRole('button', { name: '合并成一个人' }).click()
  const dialog = county.getByRole('dialog', { name: '合并成一个人？' })
  await dialog.getByLabel('原因').fill('对照身份证，是同一人')
  await dialog.getByRole('button', { name: /^合\s*并$/ }).click()
  await expect(county.getByRole('heading', { name: '已并入的档案' })).toBeVisible()
}

async function expectOnePerson(county: Page, survivor: string, gone: string): Promise<void> {
  const { record, visits, cases } = await recordOf(county, survivor)
  expect(visits).toHaveLength(2)
  expect(cases).toHaveLength(1)
  expect(record.groups).toContain('livesAlone')
  expect(record.note).toContain('腿脚不便')
  expect(record.note).toContain('女儿在韩国')
  expect(record.visitorName).not.toBeNull()
  for (const number of Object.values(numbers)) expect(await idOf(county, number)).toBe(survivor)
  await county.goto(`/console/elders/${demoCounty}/${gone}`)
  await expect(county.getByText(/已于 .* 并入另一份档案/)).toBeVisible()
  await county.getByRole('link', { name: /^打开现用的档案/ }).click()
  await expect(county.getByRole('heading', { name: '已并入的档案' })).toBeVisible()
}

/** Records a change at the desk; `fill` fills what this kind asks for beside day and grounds. */
async function change(
  page: Page,
  countyCode: string,
  id: string,
  word: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => {},
): Promise<void> {
  await page.goto(`/console/elders/${countyCode}/${id}`)
  await page.getByRole('button', { name: '登记变化' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: word }).click()
  await fill(dialog)
  await dialog.getByLabel('依据').fill('村委会核实')
  await dialog.getByRole('button', { name: '下一步：看看会带动什么' }).click()
  await expect(dialog.getByText('确认后马上会这样')).toBeVisible()
  await dialog.getByRole('button', { name: /^确认/ }).click()
  await expect(dialog).toBeHidden()
}

async function moveAway(county: Page, there: Page, id: string): Promise<string> {
  await change(county, demoCounty, id, '迁往省内其他县', async dialog => {
    for (const [label, place] of [
      ['市（州）', '延边'],
      ['县（市、区）', '延吉'],
    ] as const) {
      await dialog.getByRole('combobox', { name: label }).fill(place)
      await county.locator('.ant-select-dropdown:visible').getByTitle(place).click()
    }
  })
  const waiting = await ask(there, 'transfer.list', { regionCode: `${newCounty}000000`, way: 'in' })
  const transfer = waiting.rows.find(row => row.elderName.startsWith('禹'))
  expect(transfer).toBeDefined()
  const township = await ask(there, 'region.get', { code: `${newCounty}000000` })
  const villages = await ask(there, 'region.get', { code: township.children[0]?.code ?? '' })
  const { elderId } = await ask(there, 'transfer.accept', {
    ...{ countyCode: demoCounty, id: transfer?.id ?? '', elderId: newId(), householdId: newId() },
    villageCode: villages.children[0]?.code ?? '',
  })
  return elderId
}
