// What is seen of public money: the whole of an area, the letter, a canteen's open account beside the grant, who ate there.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeElders } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { verifyLedger } from '../ledger/ledger.ts'
import { verifyFunds } from './funds.ts'

const province = '220000000000'
const tumen = '222402000000'
const village = '222402001001'
const wan = 1_000_000

let world: TestSystem
let planner: Caller
let approver: Caller
let county: Caller
let payer: Caller
let township: Caller
let colleague: Caller
let canteenId: string

beforeAll(async () => {
  world = await openTestSystem()
  planner = await world.signedInAs('provinceOfficer', province, '省甲')
  approver = await world.signedInAs('provinceOfficer', province, '省乙')
  county = await world.signedInAs('countyOfficer', tumen, '县甲')
  payer = await world.signedInAs('financeOfficer', tumen, '县财政')
  township = await world.signedInAs('townshipOfficer', '222402001000', '镇甲')
  colleague = await world.signedInAs('townshipOfficer', '222402001000', '镇乙')
  canteenId = world.newId()
  await world.pool.query(
    `insert into canteens (county_code, id, region_code, name, kind, tier, host, operator, address, seats, meals_at_most,
       on_ground_floor, fire_checked, state, state_since, registered_at)
     values ('222402', $1, $2, '东村助餐点', 'seniorCanteen', 'cooksHere', 'elderCourtyard', 'committeeItself', '村东头',
       40, 60, true, true, 'running', '2026-01-01', now())`,
    [canteenId, village],
  )
})
afterAll(() => world.close())
beforeEach(() => world.clock.set('2026-03-02T02:00:00Z'))

const differences = async () => [...(await verifyLedger(world.pool)), ...(await verifyFunds(world.pool))]

async function sumFor(title: string, fen: number, projects: { fen: number; name: string }[]) {
  const [programmeId, id, batchId] = [world.newId(), world.newId(), world.newId()]
  await planner.call('fundProgramme.save', { id: programmeId, regionCode: province, title, says: '测试' })
  const key = { countyCode: '220000', id }
  await planner.call('fundAppropriation.plan', {
    ...{ ...key, programmeId, source: 'provinceFinance', kind: 'canteen', amountFen: fen },
    ...{ yearFrom: 2026, yearTo: 2026 },
  })
  await approver.call('fundAppropriation.issue', { ...key, documentNumber: '一号', issuedOn: '2026-03-02' })
  const plans = projects.map(({ fen: plannedFen, name }) => ({
    ...{
      id: world.newId(),
      regionCode: village,
      kind: 'canteen' as const,
      name,
      plannedFen,
      opensOn: '2026-06-01',
    },
  }))
  await planner.call('fund.planProjects', {
    ...{ from: { appropriation: key, batchId, title: '第一批' }, projects: plans },
  })
  await approver.call('fundBatch.approve', { countyCode: '220000', id: batchId, documentNumber: '二号' })
  return plans.map(({ id: projectId }) => ({ countyCode: '222402', id: projectId }))
}

const get = (key: { countyCode: string; id: string }) => county.call('fundProject.get', key)
const at = async (key: { countyCode: string; id: string }) => ({
  ...key,
  version: (await get(key)).project.version,
})

describe('a grant paid into a canteen’s till', () => {
  it('stands in the project and in the open account alike, and is taken back on both sides', async () => {
    const [key = { countyCode: '', id: '' }] = await sumFor('助餐点开办补助', 100 * wan, [
      { fen: 20 * wan, name: '东村' },
    ])
    const id = world.newId()
    const paid = {
      ...{ countyCode: '222402', id, projectId: key.id, version: (await at(key)).version, canteenId },
      ...{ amountFen: 6 * wan, paidOn: '2026-03-02', payee: '东村助餐点', voucher: '0002' },
    }
    await payer.call('fundPayment.pay', paid)
    const book = async () => {
      const { months } = await county.call('mealBook.get', { countyCode: '222402', canteenId })
      return months.find(({ month }) => month === '2026-03')?.in.fromGovernment
    }
    expect(await book()).toBe(6 * wan)
    // Whoever keeps the village's till reads the same book, though the project's account lies outside her area.
    const keeper = await world.signedInAs('canteenManager', village, '管事人')
    const hers = await keeper.call('mealBook.get', { countyCode: '222402', canteenId })
    expect(hers.months).toEqual(
      (await county.call('mealBook.get', { countyCode: '222402', canteenId })).months,
    )
    expect((await get(key)).project.paidFen).toBe(6 * wan)
    await expect(
      county.call('mealEntry.cancel', { countyCode: '222402', id, reason: '记错' }),
    ).rejects.toThrow('专项资金')
    expect(await differences()).toEqual([])
    await payer.call('fundPayment.takeBack', { countyCode: '222402', id, reason: '重复拨付' })
    expect(await book()).toBe(0)
    expect((await get(key)).project).toMatchObject({ paidFen: 0, leftFen: 20 * wan })
    expect(await differences()).toEqual([])
  })

  it('that the open account no longer shows is found', async () => {
    const [key = { countyCode: '', id: '' }] = await sumFor('查得出的补助', 100 * wan, [
      { fen: 20 * wan, name: '东村' },
    ])
    const id = world.newId()
    await payer.call('fundPayment.pay', {
      ...{ countyCode: '222402', id, projectId: key.id, version: (await at(key)).version, canteenId },
      ...{ amountFen: 5 * wan, paidOn: '2026-03-02', payee: '东村助餐点', voucher: '0003' },
    })
    await world.pool.query('update meal_entries set amount_fen = 4000000 where id = $1', [id])
    expect(await differences()).toMatchObject([
      { what: '拨付与助餐点公开账不符', subject: id, kept: 5 * wan, counted: 4 * wan },
    ])
    await world.pool.query('update meal_entries set amount_fen = 5000000 where id = $1', [id])
  })
})

describe('who was served', () => {
  it('is counted from the day the door opened, with what each meal has cost of this money', async () => {
    const [key = { countyCode: '', id: '' }] = await sumFor('建成的助餐点', 100 * wan, [
      { fen: 20 * wan, name: '东村' },
    ])
    await township.call('fundProject.reach', {
      ...(await at(key)),
      milestone: 'worksStart',
      on: '2026-03-02',
    })
    await township.call('fundProject.reach', { ...(await at(key)), milestone: 'worksDone', on: '2026-03-02' })
    await expect(
      township.call('fundProject.linkSite', { ...(await at(key)), siteKind: 'canteen', siteId: canteenId }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
    await colleague.call('fundProject.sign', { ...(await at(key)), note: '好' })
    await county.call('fundProject.sign', { ...(await at(key)), note: '好' })
    await payer.call('fundPayment.pay', {
      ...{ countyCode: '222402', id: world.newId(), projectId: key.id, version: (await at(key)).version },
      ...{ amountFen: 12 * wan, paidOn: '2026-03-02', payee: '建筑公司', voucher: '0004' },
    })
    const { rows } = await county.call('fundProject.sites', { ...key, siteKind: 'canteen' })
    expect(rows[0]).toMatchObject({ id: canteenId, name: '东村助餐点' })
    await township.call('fundProject.linkSite', {
      ...(await at(key)),
      siteKind: 'canteen',
      siteId: canteenId,
    })
    await township.call('fundProject.reach', { ...(await at(key)), milestone: 'doorOpens', on: '2026-03-02' })
    const elders = await makeElders(world, village, 2)
    await world.pool.query(
      `insert into meal_servings (county_code, id, region_code, canteen_id, day, meal, elder_id, way, known_by, served_at, received_at)
       select '222402', gen_random_uuid(), $1, $2, d.day, 'lunch', e.id, 'dineIn', 'byCard', now(), now()
       from unnest($3::uuid[]) e (id), (values ('2026-03-01'::date), ('2026-03-02'), ('2026-03-03')) d (day)`,
      [village, canteenId, elders.map(({ id }) => id)],
    )
    expect((await get(key)).served).toEqual({
      ...{ siteName: '东村助餐点', openedOn: '2026-03-02', servings: 4, diners: 2, servingsLastMonth: 4 },
      ...{ residents: 0, costFenAServing: 3 * wan },
    })
  })
})

describe('an area as a whole', () => {
  it('says how much came, where it lies, what is late and what stands out', async () => {
    const costs = [20, 21, 19, 45].map((cost, index) => ({ fen: cost * wan, name: `第${index}点` }))
    await sumFor('四个助餐点', 200 * wan, costs)
    world.clock.set('2026-04-20T02:00:00Z')
    const whole = await planner.call('fund.overview', { regionCode: province, programme: '四个助餐点' })
    expect(whole.sums).toMatchObject({
      plannedFen: 200 * wan,
      issuedFen: 200 * wan,
      splitFen: 105 * wan,
      assignedFen: 105 * wan,
    })
    expect(
      whole.flows.map(({ regionName, amountFen, isSplit }) => [regionName, amountFen / wan, isSplit]),
    ).toEqual([
      ['图们市', 105, true],
      ['吉林省', 95, false],
    ])
    expect(whole.standing).toMatchObject({ projects: 4, late: 4 })
    const own = await county.call('fund.overview', { regionCode: tumen, programme: '四个助餐点' })
    expect(own.programmes).toMatchObject([
      { key: null, issuedFen: 105 * wan, splitFen: 105 * wan, projects: 4 },
    ])
    const { rows } = await county.call('fundProject.list', { regionCode: tumen, flag: 'outlier' })
    expect(rows.map(({ name, outlierSays }) => [name, outlierSays])).toEqual([
      ['第3点', expect.stringContaining('“助餐点”的中位数')],
    ])
    const sheet = await planner.fetch('fund.export', { regionCode: province })
    expect(sheet.fileName).toBe('专项资金总览-2026-04-20.xlsx')
    const list = await county.fetch('fundProject.export', { regionCode: tumen, kind: 'canteen' })
    expect(list.fileName).toBe('资金项目-2026-04-20.xlsx')
  })

  it('is read page by page, each project once', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await county.call('fundProject.list', {
        regionCode: tumen,
        limit: 2,
        ...(after && { after }),
      })
      seen.push(...page.rows.map(row => row.id))
      after = page.next ?? undefined
    } while (after)
    const all = await county.call('fundProject.list', { regionCode: tumen })
    expect(seen).toEqual(all.rows.map(row => row.id))
    expect(new Set(seen).size).toBe(all.standing.projects)
  })
})

describe('the letter', () => {
  it('is entered once, and all forty figures then agree with the ledger', async () => {
    const before = await planner.call('fund.letter', { regionCode: province })
    expect(before.isEntered).toBe(false)
    await expect(county.call('fund.enterLetter', { regionCode: tumen })).rejects.toMatchObject({
      code: 'rule_broken',
    })
    expect(await planner.call('fund.enterLetter', { regionCode: province })).toEqual({ entered: 12 })
    await expect(planner.call('fund.enterLetter', { regionCode: province })).rejects.toMatchObject({
      code: 'conflict',
    })
    const { rows } = await planner.call('fund.letter', { regionCode: province })
    expect(rows).toHaveLength(40)
    expect(rows.filter(row => row.agrees !== true)).toEqual([])
    expect(rows.flatMap(row => row.follows).filter(({ holds }) => !holds)).toEqual([])
    expect(rows.find(row => row.id === 'F028')?.computed).toBe(2_460_000_000)
    const whole = await planner.call('fund.overview', { regionCode: province })
    const frame = whole.programmes.find(({ isFrame }) => isFrame)
    expect(frame?.plannedFen).toBe(267_000_000_000)
    // The frame stands beside the total: 1.4 亿 and the rest, not 26.7 more.
    expect(whole.sums.plannedFen).toBeLessThan(30_000_000_000)
    expect(await differences()).toEqual([])
  })
})

it("two offices may call their programmes alike, and neither hides the other's money", async () => {
  const title = '同名的助餐补助'
  for (const [by, regionCode, fen] of [
    [planner, province, 8 * wan],
    [county, tumen, 60 * wan],
  ] as const) {
    const programmeId = world.newId()
    await by.call('fundProgramme.save', { id: programmeId, regionCode, title, says: '测试' })
    await by.call('fundAppropriation.plan', {
      ...{ countyCode: regionCode.slice(0, 6), id: world.newId(), programmeId, kind: 'canteen' },
      ...{ source: regionCode === province ? 'provinceFinance' : 'countyFinance', amountFen: fen },
      ...{ yearFrom: 2026, yearTo: 2026 },
    })
  }
  const { programmes } = await planner.call('fund.overview', { regionCode: province, programme: title })
  expect(programmes.map(({ plannedFen }) => plannedFen)).toEqual([68 * wan])
  const own = await county.call('fund.overview', { regionCode: tumen, programme: title })
  expect(own.programmes.map(({ plannedFen }) => plannedFen)).toEqual([60 * wan])
})
