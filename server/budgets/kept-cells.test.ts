// Tries on paper from what is kept of elders say to the fen what asking every elder says, whatever has just happened.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BenefitRule } from '../../domain/benefits/rule.ts'
import { verdictsOf } from '../../domain/benefits/together.ts'
import { changedMealTerms, isHelped, type MealChange, mealAsItIs } from '../../domain/budgets/meal-change.ts'
import type { RuleChange } from '../../domain/budgets/plan.ts'
import { changedRule } from '../../domain/budgets/rule-change.ts'
import { lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import type { MealTerms } from '../../domain/meal-accounts/terms.ts'
import { chanceOf } from '../../tools/chance.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { benefitSubjects } from '../benefits/benefits.ts'
import { rulesInForce, rulesOfMonth } from '../benefits/in-force.ts'
import { loadSynthetic } from '../synthetic/load.ts'
import { refreshBudgetCells, verifyBudgets } from './budgets.ts'

const countyCode = '222402'
const regionCode = '222402000000'
const month = monthOf('2026-11-23')
const mealMonth = '2026-10'
let world: TestSystem
let officer: Caller
let province: Caller
let villages: string[]

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  await loadSynthetic(world.system, 'county', () => {})
  officer = await world.signedInAs('countyOfficer', regionCode, '县干事')
  province = await world.signedInAs('provinceOfficer', '220000000000', '省干事')
  const found = await world.pool.query<{ code: string }>(
    `select distinct region_code as code from elders where county_code = '222402' order by 1`,
  )
  villages = found.rows.map(row => row.code)
}, 600_000)
afterAll(() => world.close())

const same: RuleChange = {
  ...{ kind: 'oldAgeAllowance', ageFrom: null, groups: [], percent: 100, addFen: 0, capFen: null },
}
const changes: RuleChange[] = [
  { ...same, ageFrom: 75, percent: 120 },
  { ...same, kind: 'nursingSubsidy', groups: ['livesAlone'], addFen: 3_000 },
  { ...same, kind: 'serviceSubsidy', ageFrom: 70, capFen: 12_000 },
]
const mealChanges: MealChange[] = [
  { ...mealAsItIs, ageFrom: 75 },
  { ...mealAsItIs, groups: ['careDependent'] },
]

type Subjects = Awaited<ReturnType<typeof benefitSubjects>>

function byRule(rules: readonly BenefitRule[], subjects: Subjects, change: RuleChange) {
  const wanted = rules.map(rule => (rule.kind === change.kind ? changedRule(rule, change) : rule))
  const sum = { before: 0, after: 0, gained: 0, lost: 0, beforeFen: 0, afterFen: 0, otherFen: 0 }
  for (const subject of subjects) {
    const paid = (of: readonly BenefitRule[], isOwn: boolean) =>
      verdictsOf(of, subject, month).reduce(
        (fen, verdict, at) => fen + ((of[at]?.kind === change.kind) === isOwn ? verdict.amountFen : 0),
        0,
      )
    const [before, after] = [paid(rules, true), paid(wanted, true)]
    sum.before += Number(before > 0)
    sum.after += Number(after > 0)
    sum.gained += Number(before === 0 && after > 0)
    sum.lost += Number(before > 0 && after === 0)
    sum.beforeFen += before
    sum.afterFen += after
    sum.otherFen += paid(wanted, false) - paid(rules, false)
  }
  return sum
}

function byMeal(rules: readonly MealTerms[], subjects: Subjects, change: MealChange) {
  const wanted = rules.map(terms => changedMealTerms(terms, change))
  const day = lastDayOf(mealMonth)
  const helped = (of: readonly MealTerms[]) => subjects.filter(subject => isHelped(of, subject, day)).length
  return { before: helped(rules), after: helped(wanted) }
}

/** What a county and the province are told, against every elder asked by herself. */
async function expectTriesToSayIt() {
  const { rules, subjects } = await world.db.transaction().execute(async tx => ({
    rules: rulesOfMonth(await rulesInForce(tx, countyCode), month),
    subjects: await benefitSubjects(tx, countyCode, null),
  }))
  const meals = await world.pool.query<{ terms: MealTerms }>(`
    select terms from meal_rules where county_code = '222402' and activated_at is not null
      and from_month <= '${mealMonth}' and coalesce(to_month, '${mealMonth}') >= '${mealMonth}'`)
  for (const change of changes) {
    const expected = byRule(rules, subjects, change)
    expect(expected.beforeFen).toBeGreaterThan(0)
    for (const by of [officer, province]) {
      const answer = await by.call('budget.tryRule', { regionCode: by.actor.regionCode, change })
      const row = answer.counties.find(one => one.countyCode === countyCode)
      expect(row, JSON.stringify(change)).toMatchObject(expected)
    }
  }
  for (const change of mealChanges) {
    const answer = await officer.call('budget.tryMeal', { regionCode, change })
    expect(answer.counties, JSON.stringify(change)).toMatchObject([
      byMeal(
        meals.rows.map(row => row.terms),
        subjects,
        change,
      ),
    ])
  }
}

/** A few elders who are there, in the way of the chance. */
const some = (elders: number, salt: number) => `(select id from elders where county_code = '222402'
  and merged_into is null and merged_ids = '{}' order by md5(id::text || '${salt}') limit ${elders})`

const facts: ((salt: number) => string)[] = [
  salt => `update elders set region_code = '${villages[salt % villages.length]}'
    where county_code = '222402' and id in ${some(5, salt)}`,
  salt =>
    `update elders set born_on = born_on - 3000 where county_code = '222402' and id in ${some(9, salt)}`,
  salt =>
    `update elders set registered_on = '2026-12-05' where county_code = '222402' and id in ${some(3, salt)}`,
  salt => `delete from elder_memberships m where county_code = '222402' and elder_id in ${some(60, salt)}
    and not exists (select from membership_confirmations c where c.county_code = m.county_code
      and c.membership_id = m.id)`,
  salt => `update elder_memberships set valid_to = '2026-10-31'
    where county_code = '222402' and valid_to is null and valid_from < '2026-10-01' and elder_id in ${some(80, salt)}`,
  salt => `insert into elder_absences (county_code, id, region_code, elder_id, kind, valid_from, reason, recorded_at)
    select county_code, gen_random_uuid(), region_code, id, 'hospital', '2026-0${1 + (salt % 9)}-11', '住院', now()
    from elders where county_code = '222402' and id in ${some(40, salt)}`,
  salt => `update elder_absences set valid_to = '2026-11-10'
    where county_code = '222402' and valid_to is null and valid_from <= '2026-11-10'
      and elder_id in ${some(200, salt)}`,
  salt => `insert into elder_circumstances (county_code, id, region_code, elder_id, income, hukou_code, valid_from,
      evidence, recorded_at)
    select county_code, gen_random_uuid(), region_code, id, 'dibao',
      ${salt % 2 === 0 ? `'220182000000'` : 'null'}, '2026-11-0${1 + (salt % 9)}', '民政低保名单', now()
    from elders where county_code = '222402' and id in ${some(50, salt)}`,
  salt => `insert into benefit_holds (county_code, id, region_code, elder_id, from_month, reason, held_at)
    select county_code, gen_random_uuid(), region_code, id, '2026-11', '待核实', now()
    from elders where county_code = '222402' and id in ${some(40, salt)}`,
  salt => `with gone as (update elders set ended_on = '2026-11-1${salt % 9}'
      where county_code = '222402' and ended_on is null and id in ${some(30, salt)} returning *)
    insert into elder_endings (county_code, elder_id, region_code, kind, ended_on, reason, recorded_at)
    select county_code, id, region_code, 'died', ended_on, '报告', now() from gone`,
  salt => `with two as (select array_agg(id order by id) as ids from ${some(2, salt)} as of),
    whole as (update elders set merged_ids = array[ids[2]] from two where county_code = '222402' and id = ids[1])
    update elders set merged_into = ids[1] from two where county_code = '222402' and id = ids[2]`,
  salt => `update regions set urban_rural_code = case left(urban_rural_code, 1) when '1' then '220' else '111' end
    where code = '${villages[salt % villages.length]}'`,
  salt => `update ability_assessments set result_level = 'severe'
    where county_code = '222402' and result_level is not null and elder_id in ${some(200, salt)}`,
  salt => `update self_care_assessments set level = 'selfCareNone'
    where county_code = '222402' and elder_id in ${some(300, salt)}`,
]

describe('cells that are kept', () => {
  it('are counted of every county, and say what every elder says', async () => {
    expect(await refreshBudgetCells(world.system)).toBeGreaterThan(60)
    expect(await refreshBudgetCells(world.system)).toBe(0)
    const { rows } = await world.pool.query<{ months: string[]; cells: number }>(`
      select array_agg(distinct month order by month) as months, sum(length(cells))::int as cells
      from budget_county_cells where county_code = '222402'`)
    expect(rows[0]?.months).toEqual([mealMonth, month])
    expect(rows[0]?.cells).toBeGreaterThan(1_000)
    await expectTriesToSayIt()
  }, 600_000)

  it('are right after whatever happens, before the job has run and after it', async () => {
    const draw = chanceOf(68)
    for (let round = 0; round < 2; round++) {
      for (const fact of facts) await world.pool.query(fact(draw.whole(1_000)))
      await expectTriesToSayIt()
      await refreshBudgetCells(world.system)
      await expectTriesToSayIt()
      expect(await verifyBudgets(world.system)).toEqual([])
    }
  }, 600_000)

  it('count the month that comes before it has come', async () => {
    world.clock.set('2026-11-29T02:00:00Z')
    expect(await refreshBudgetCells(world.system)).toBeGreaterThan(60)
    world.clock.set('2026-11-30T16:01:00Z')
    const { rows } = await world.pool.query(`
      select month from budget_county_cells where county_code = '222402' order by month`)
    expect(rows.map(row => row.month)).toEqual([mealMonth, month, '2026-12'])
    expect(await refreshBudgetCells(world.system)).toBe(0)
  }, 600_000)

  it('that differ from the records are told', async () => {
    await world.pool.query(`
      update budget_county_cells set cells = replace(cells, ',1', ',2') where county_code = '222402'`)
    const found = await verifyBudgets(world.system)
    expect(found).toMatchObject([
      { countyCode, place: regionCode },
      { countyCode, place: regionCode },
    ])
  }, 600_000)
})
