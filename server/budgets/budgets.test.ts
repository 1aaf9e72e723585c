// The budget what-if over a whole synthetic county: the cube against person by person, money against the books.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BenefitKind, type BenefitRule, benefitKinds } from '../../domain/benefits/rule.ts'
import { verdictsOf } from '../../domain/benefits/together.ts'
import type { RuleChange } from '../../domain/budgets/plan.ts'
import { changedRule } from '../../domain/budgets/rule-change.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { benefitSubjects } from '../benefits/benefits.ts'
import { rulesInForce, rulesOfMonth } from '../benefits/in-force.ts'
import { reckonCoverage } from '../coverage/coverage.ts'
import { loadSynthetic } from '../synthetic/load.ts'

const countyCode = '222402'
const regionCode = '222402000000'
const month = monthOf('2026-11-23')
let world: TestSystem
let officer: Caller
let province: Caller
let rules: BenefitRule[]
let subjects: Awaited<ReturnType<typeof benefitSubjects>>

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  await loadSynthetic(world.system, 'county', () => {})
  await reckonCoverage(world.system)
  officer = await world.signedInAs('countyOfficer', regionCode, '县干事')
  province = await world.signedInAs('provinceOfficer', '220000000000', '省干事')
  await world.db.transaction().execute(async tx => {
    rules = rulesOfMonth(await rulesInForce(tx, countyCode), month)
    subjects = await benefitSubjects(tx, countyCode, null)
  })
}, 600_000)
afterAll(() => world.close())

const asItIs = (kind: BenefitKind): RuleChange => ({
  ...{ kind, ageFrom: null, groups: [], percent: 100, addFen: 0, capFen: null },
})

/** The same question asked of every person by herself, as the month's list asks it. */
function personByPerson(change: RuleChange) {
  const wanted = rules.map(rule => (rule.kind === change.kind ? changedRule(rule, change) : rule))
  const sum = { before: 0, after: 0, gained: 0, lost: 0, beforeFen: 0, afterFen: 0, otherFen: 0 }
  for (const subject of subjects) {
    const paid = (of: typeof rules, isOwn: boolean) =>
      verdictsOf(of, subject, month).reduce(
        (fen, verdict, at) => fen + ((of[at]?.kind === change.kind) === isOwn ? verdict.amountFen : 0),
        0,
      )
    const [before, after] = [paid(rules, true), paid(wanted, true)]
    if (before > 0) sum.before += 1
    if (after > 0) sum.after += 1
    if (before === 0 && after > 0) sum.gained += 1
    if (before > 0 && after === 0) sum.lost += 1
    sum.beforeFen += before
    sum.afterFen += after
    sum.otherFen += paid(wanted, false) - paid(rules, false)
  }
  return sum
}

describe('a changed rule over a county', () => {
  it('counts by the cube what person by person comes to, whatever is changed', async () => {
    // Of a kind without a rule in force nothing can be asked but that it says so.
    const kinds = [...new Set(rules.map(({ kind }) => kind))]
    const changes = kinds.flatMap((kind): RuleChange[] => [
      asItIs(kind),
      { ...asItIs(kind), ageFrom: 70 },
      { ...asItIs(kind), ageFrom: 85, percent: 150 },
      { ...asItIs(kind), groups: ['livesAlone', 'careDependent'], addFen: 3_000 },
      { ...asItIs(kind), percent: 200, capFen: 15_000 },
    ])
    let reached = 0
    for (const change of changes) {
      const { counties } = await officer.call('budget.tryRule', { regionCode, change })
      const expected = personByPerson(change)
      expect(counties, JSON.stringify(change)).toEqual([expect.objectContaining(expected)])
      reached += expected.gained + expected.lost
    }
    // The changes really move people, or the comparison would prove nothing.
    expect(reached).toBeGreaterThan(100)
  }, 600_000)

  it('begins with exactly what the month’s list pays', async () => {
    const run = await officer.call('benefitRun.compile', { countyCode, id: world.newId(), month })
    const kinds = await Promise.all(
      benefitKinds.keys.map(kind => officer.call('budget.tryRule', { regionCode, change: asItIs(kind) })),
    )
    const paid = kinds.flatMap(({ counties }) => counties)
    expect(paid.reduce((sum, { beforeFen }) => sum + beforeFen, 0)).toBe(run.totalFen)
    for (const row of paid) expect(row).toMatchObject({ gained: 0, lost: 0, amountChanged: 0, otherFen: 0 })
  })

  it('answers a province with all its counties, and nobody else’s county', async () => {
    const change = { ...asItIs('oldAgeAllowance'), ageFrom: 70 }
    const whole = await province.call('budget.tryRule', { regionCode: '220000000000', change })
    const own = await officer.call('budget.tryRule', { regionCode, change })
    expect(whole.counties.length).toBeGreaterThan(50)
    expect(whole.counties.find(row => row.countyCode === countyCode)).toEqual(own.counties[0])
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.call('budget.tryRule', { regionCode, change })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('moved money', () => {
  it('changes nothing when nothing is moved, and begins with what the books say', async () => {
    const answer = await province.call('budget.tryMoney', { regionCode: '220000000000', moves: [] })
    expect(answer.afterFen).toBe(answer.beforeFen)
    for (const county of answer.counties)
      for (const reach of county.reaches) expect(reach.after).toBe(reach.before)
    const { rows } = await world.pool.query<{ fen: string }>(`
      select (select sum(amount_fen) from fund_shares where state = 'batchApproved')
        - (select coalesce(sum(amount_fen), 0) from fund_returns) as fen`)
    expect(answer.lines.reduce((sum, { shareFen }) => sum + shareFen, 0)).toBe(Number(rows[0]?.fen))
    const { region } = await officer.call('coverage.read', { regionCode })
    const own = answer.counties.find(county => county.countyCode === countyCode)
    expect(own?.reaches.find(({ service }) => service === 'meal')).toMatchObject({
      elders: region.counts.meal.elders,
      today: region.counts.meal.elders - region.counts.meal.without,
    })
  })

  it('adds up to the same money, builds whole sites for it and leaves the real records alone', async () => {
    const before = await world.pool.query('select count(*), sum(balance) from ledger_accounts')
    const to = { countyCode, kind: 'canteen' as const }
    const answer = await province.call('budget.tryMoney', {
      ...{ regionCode: '220000000000', moves: [{ from: null, to, amountFen: 100_000_000 }] },
    })
    expect(answer.afterFen - answer.beforeFen).toBe(100_000_000)
    const line = answer.lines.find(one => one.countyCode === countyCode && one.kind === 'canteen')
    expect(line?.sitesAfter).toBeGreaterThan(line?.sitesBefore ?? 0)
    const back = await province.call('budget.tryMoney', {
      regionCode: '220000000000',
      moves: [
        { from: null, to, amountFen: 100_000_000 },
        { from: to, to: { countyCode: '222404', kind: 'canteen' }, amountFen: 40_000_000 },
      ],
    })
    expect(back.afterFen).toBe(answer.afterFen)
    expect((await world.pool.query('select count(*), sum(balance) from ledger_accounts')).rows).toEqual(
      before.rows,
    )
  })

  it('is also what is planned where that is asked for: with its office until it is given to a county', async () => {
    const asked = { regionCode: '220000000000', moves: [] }
    const issued = await province.call('budget.tryMoney', asked)
    const planned = await province.call('budget.tryMoney', { ...asked, basis: 'moneyPlanned' })
    expect(issued.offices).toEqual([])
    // A batch of six counties that waits, a planned sum of the province, what a county has not split of this year's.
    const { rows } = await world.pool.query<{ waits: string; planned: string; own: string }>(`
      select (select sum(amount_fen) from fund_shares where state = 'batchDrafted') as waits,
        (select sum(amount_fen) from fund_appropriations where state = 'sumPlanned') as planned,
        (select a.balance from ledger_accounts a join fund_appropriations s on s.county_code = a.county_code
          and s.id = a.owner_id where a.kind = 'fundAvailable' and a.county_code = '222402') as own`)
    const [waits, sum, own] = [rows[0]?.waits, rows[0]?.planned, rows[0]?.own].map(Number)
    expect(waits).toBeGreaterThan(0)
    expect(own).toBeGreaterThan(0)
    expect(planned.beforeFen - issued.beforeFen).toBe((waits ?? 0) + (sum ?? 0) + (own ?? 0))
    expect(planned.offices).toMatchObject([{ countyCode: '220000', beforeFen: sum, sitesBefore: 0 }])
    const from = { countyCode: '220000', kind: 'canteen' as const }
    const moves = [{ from, to: { countyCode, kind: 'canteen' as const }, amountFen: 100_000_000 }]
    const given = await province.call('budget.tryMoney', { ...asked, moves, basis: 'moneyPlanned' })
    expect(given.afterFen).toBe(planned.afterFen)
    const sitesOf = (answer: typeof given) =>
      answer.counties.find(county => county.countyCode === countyCode)?.sitesAfter ?? 0
    expect(sitesOf(given)).toBeGreaterThan(sitesOf(planned))
    await expect(province.call('budget.tryMoney', { ...asked, moves })).rejects.toMatchObject({
      code: 'not_found',
    })
    const county = await officer.call('budget.tryMoney', { regionCode, moves: [], basis: 'moneyPlanned' })
    expect(county.offices).toEqual([])
    expect(county.beforeFen).toBe(
      planned.counties.find(one => one.countyCode === countyCode)?.beforeFen ?? -1,
    )
  })

  it('refuses more than lies free, and counties that are not the officer’s', async () => {
    const from = { countyCode, kind: 'dementiaZone' as const }
    await expect(
      officer.call('budget.tryMoney', { regionCode, moves: [{ from, to: null, amountFen: 10_000_000_000 }] }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
    const elsewhere = { countyCode: '220182', kind: 'canteen' as const }
    await expect(
      officer.call('budget.tryMoney', { regionCode, moves: [{ from: null, to: elsewhere, amountFen: 1 }] }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is handed out as a file', async () => {
    const file = await officer.fetch('budget.export', {
      ...{ regionCode, moves: [], change: { ...asItIs('oldAgeAllowance'), ageFrom: 75 } },
    })
    expect(file.fileName).toBe('预算试算-图们市-2026-11-23.xlsx')
    let bytes = 0
    for await (const part of file.stream) bytes += (part as Buffer).length
    expect(bytes).toBeGreaterThan(1000)
  })
})
