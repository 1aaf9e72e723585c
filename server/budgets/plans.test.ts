// Budget plans that are kept: opened over today's records, changed by their keeper alone, listed by place, compared.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanContents } from '../../domain/budgets/kept.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { reckonCoverage } from '../coverage/coverage.ts'
import { loadSynthetic } from '../synthetic/load.ts'

const countyCode = '222402'
const regionCode = '222402000000'
let world: TestSystem
let officer: Caller
let colleague: Caller
let province: Caller
const to = { countyCode, kind: 'canteen' as const }
const contents: PlanContents = {
  moves: [{ from: null, to, amountFen: 100_000_000 }],
  basis: 'moneyIssued',
  change: { kind: 'oldAgeAllowance', ageFrom: 75, groups: [], percent: 100, addFen: 0, capFen: null },
  meal: null,
}
const bare: PlanContents = { moves: [], basis: 'moneyIssued', change: null, meal: null }

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  await loadSynthetic(world.system, 'county', () => {})
  await reckonCoverage(world.system)
  officer = await world.signedInAs('countyOfficer', regionCode, '县干事')
  colleague = await world.signedInAs('countyOfficer', regionCode, '财务科干事')
  province = await world.signedInAs('provinceOfficer', '220000000000', '省干事')
}, 600_000)
afterAll(() => world.close())

const keyOf = ({ countyCode, id }: { countyCode: string; id: string }) => ({ countyCode, id })

async function keep(who: Caller, name: string, held: PlanContents = contents, place = regionCode) {
  return who.call('budgetPlan.keep', {
    id: world.newId(),
    regionCode: place,
    name,
    contents: held,
    version: 0,
  })
}

describe('a kept plan', () => {
  it('holds what was done and is reckoned again when it is opened', async () => {
    const plan = await keep(officer, '边境多建助餐点')
    expect(plan).toMatchObject({ version: 1, isMine: true, moves: 1, hasRule: true, regionName: '图们市' })
    const opened = await officer.call('budgetPlan.get', keyOf(plan))
    expect(opened).toMatchObject({ contents, problem: null, nowSums: opened.thenSums })
    expect(opened.nowSums.onceFen).toBe(100_000_000)
    expect(opened.nowSums.mealAfter).toBeGreaterThan(opened.nowSums.mealBefore)
    const tried = await officer.call('budget.tryRule', {
      regionCode,
      change: contents.change ?? expect.fail(),
    })
    expect(opened.nowSums.paidAfter).toBe(tried.counties[0]?.after)
    // A record changes, and the answer with it; what was true on the day it was kept stays written.
    await world.pool.query(
      `delete from coverage_counts where county_code = '222402' and service = 'meal' and measure = 'eldersOnRecord'`,
    )
    const later = await officer.call('budgetPlan.get', keyOf(plan))
    expect(later.thenSums).toEqual(opened.thenSums)
    expect(later.nowSums.mealAfter).toBe(0)
    await reckonCoverage(world.system)
  })

  it('says when money it moves no longer lies free, and shows the rest', async () => {
    const plan = await keep(officer, '以后没有的钱', bare)
    const gone = { moves: [{ from: to, to: null, amountFen: 900_000_000_000 }], change: null, meal: null }
    // As plans stood before there was a choice of money.
    await world.pool.query('update budget_plans set contents = $1 where id = $2', [gone, plan.id])
    const opened = await officer.call('budgetPlan.get', keyOf(plan))
    expect(opened.problem).toContain('不够调')
    expect(opened.nowSums.onceFen).toBe(0)
    await expect(keep(officer, '还没有的钱', { ...gone, basis: 'moneyIssued' })).rejects.toMatchObject({
      code: 'rule_broken',
    })
  })

  it('is changed only by its keeper and only over the version that was read', async () => {
    const plan = await keep(officer, '第一稿', bare)
    const change = { id: plan.id, regionCode, name: '第二稿', contents: bare, version: 1 }
    await expect(colleague.call('budgetPlan.keep', change)).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await officer.call('budgetPlan.keep', change)).toMatchObject({ name: '第二稿', version: 2 })
    await expect(officer.call('budgetPlan.keep', change)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is deleted with a reason, by its keeper, and then not found', async () => {
    const plan = await keep(officer, '不要了', bare)
    const act = { countyCode, id: plan.id, reason: '重复了' }
    await expect(colleague.call('budgetPlan.delete', act)).rejects.toMatchObject({ code: 'not_allowed' })
    await officer.call('budgetPlan.delete', act)
    await expect(officer.call('budgetPlan.get', keyOf(plan))).rejects.toMatchObject({ code: 'not_found' })
    const { rows } = await world.pool.query('select delete_reason from budget_plans where id = $1', [plan.id])
    expect(rows).toEqual([{ delete_reason: '重复了' }])
  })

  it('is found by place, keeper and words, page by page, and not from another county', async () => {
    await keep(colleague, '财务的方案', bare)
    const mine = await colleague.call('budgetPlan.list', { regionCode, isMine: true })
    expect(mine.rows.map(row => row.name)).toEqual(['财务的方案'])
    const found = await officer.call('budgetPlan.list', { regionCode, text: '财务科' })
    expect(found.rows.map(row => row.name)).toEqual(['财务的方案'])
    const whole = await province.call('budgetPlan.list', { regionCode: '220000000000' })
    const first = await province.call('budgetPlan.list', { regionCode: '220000000000', limit: 2 })
    const next = await province.call('budgetPlan.list', {
      ...{ regionCode: '220000000000', limit: 2, after: first.next ?? '' },
    })
    expect([...first.rows, ...next.rows]).toEqual(whole.rows.slice(0, 4))
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    const [one] = whole.rows
    await expect(stranger.call('budgetPlan.get', keyOf(one ?? expect.fail()))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('is held against another, county by county, also as a file', async () => {
    const one = await keep(province, '全省一', contents, '220000000000')
    const other = await keep(officer, '县里二', {
      moves: contents.moves,
      basis: 'moneyIssued',
      change: null,
      meal: null,
    })
    const two = await province.call('budgetPlan.compare', { one: keyOf(one), other: keyOf(other) })
    expect(two.one.nowSums.onceFen).toBe(two.other.nowSums.onceFen)
    expect(two.one.nowSums.yearFen).toBeGreaterThan(two.other.nowSums.yearFen)
    expect(two.other.border).toEqual(two.other.nowSums)
    const file = await province.fetch('budgetPlan.export', { one: keyOf(one), other: keyOf(other) })
    expect(file.fileName).toBe('预算方案比较-2026-11-23.xlsx')
    // A county sees no plan of the whole province.
    await expect(
      officer.call('budgetPlan.compare', { one: keyOf(one), other: keyOf(other) }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
