// Meal rules on paper over a synthetic county, and the elders behind every count: the cube against person by person.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changedMealTerms, isHelped, type MealChange, mealAsItIs } from '../../domain/budgets/meal-change.ts'
import type { BudgetEffect, PeopleAsked } from '../../domain/budgets/people.ts'
import type { RuleChange } from '../../domain/budgets/plan.ts'
import { lastDayOf } from '../../domain/kernel/day.ts'
import type { MealTerms } from '../../domain/meal-accounts/terms.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { benefitSubjects } from '../benefits/benefits.ts'
import { loadSynthetic } from '../synthetic/load.ts'

const countyCode = '222402'
const regionCode = '222402000000'
const month = '2026-10'
let world: TestSystem
let officer: Caller
let subjects: Awaited<ReturnType<typeof benefitSubjects>>
let rules: MealTerms[]

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  await loadSynthetic(world.system, 'county', () => {})
  officer = await world.signedInAs('countyOfficer', regionCode, '县干事')
  subjects = await world.db.transaction().execute(tx => benefitSubjects(tx, countyCode, null))
  const found = await world.pool.query<{ terms: MealTerms }>(`
    select terms from meal_rules where county_code = '222402' and activated_at is not null
      and from_month <= '${month}' and coalesce(to_month, '${month}') >= '${month}'`)
  rules = found.rows.map(row => row.terms)
}, 600_000)
afterAll(() => world.close())

const changes: MealChange[] = [
  mealAsItIs,
  { ...mealAsItIs, ageFrom: 75 },
  { ...mealAsItIs, ageFrom: 90, percent: 150 },
  { ...mealAsItIs, groups: ['livesAlone', 'careDependent'], addFen: 100 },
  {
    ...mealAsItIs,
    bands: [
      { ageFrom: 70, fen: 500 },
      { ageFrom: 80, fen: 300 },
    ],
  },
]

function personByPerson(change: MealChange) {
  const day = lastDayOf(month)
  const wanted = rules.map(terms => changedMealTerms(terms, change))
  const sum = { before: 0, after: 0, gained: [] as string[], lost: [] as string[] }
  for (const subject of subjects) {
    const [before, after] = [isHelped(rules, subject, day), isHelped(wanted, subject, day)]
    sum.before += Number(before)
    sum.after += Number(after)
    if (after && !before) sum.gained.push(subject.elderId)
    if (before && !after) sum.lost.push(subject.elderId)
  }
  return sum
}

async function everyone(asked: PeopleAsked): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await officer.call('budget.people', { ...asked, limit: 50, ...(after && { after }) })
    ids.push(...page.rows.map(row => row.elderId))
    after = page.next ?? undefined
  } while (after)
  return ids
}

describe('changed meal rules', () => {
  it('count by the cube whom person by person they help, whatever is changed', async () => {
    expect(rules.length).toBeGreaterThan(0)
    let moved = 0
    for (const change of changes) {
      const { counties } = await officer.call('budget.tryMeal', { regionCode, change })
      const { before, after, gained, lost } = personByPerson(change)
      expect(counties, JSON.stringify(change)).toMatchObject([
        { before, after, gained: gained.length, lost: lost.length, hasRule: true },
      ])
      moved += gained.length + lost.length
    }
    expect(moved).toBeGreaterThan(100)
  }, 600_000)

  it('cost at first what was really billed for the month', async () => {
    const { counties } = await officer.call('budget.tryMeal', { regionCode, change: mealAsItIs })
    const [row] = counties
    const billed = await world.pool.query<{ servings: string; elder: string; paid: string }>(`
      select sum(servings) as servings, sum(elder_fen) as elder, sum(price_fen) as paid
      from meal_bills where county_code = '222402' and month = '${month}'`)
    const bill = billed.rows[0] ?? expect.fail()
    expect(Number(bill.servings)).toBeGreaterThan(0)
    expect(row).toMatchObject({ servings: Number(bill.servings), elderBeforeFen: Number(bill.elder) })
    expect(row?.afterFen).toBe(row?.beforeFen)
    expect(row?.elderAfterFen).toBe(row?.elderBeforeFen)
  })

  it('cost more the more is given, and move what elders pay the other way', async () => {
    const { counties } = await officer.call('budget.tryMeal', {
      ...{ regionCode, change: { ...mealAsItIs, percent: 200 } },
    })
    const [row] = counties
    expect(row?.afterFen).toBeGreaterThan(row?.beforeFen ?? 0)
    expect(row?.elderAfterFen).toBeLessThan(row?.elderBeforeFen ?? 0)
    expect(row).toMatchObject({ gained: 0, lost: 0 })
  })

  it('are part of a kept plan', async () => {
    const plan = await officer.call('budgetPlan.keep', {
      ...{ id: world.newId(), regionCode, name: '助餐从75岁起', version: 0 },
      contents: { moves: [], change: null, meal: { ...mealAsItIs, ageFrom: 75 } },
    })
    const opened = await officer.call('budgetPlan.get', { countyCode, id: plan.id })
    expect(opened.plan.hasMeal).toBe(true)
    expect(opened.nowSums.helpedAfter).toBe(personByPerson({ ...mealAsItIs, ageFrom: 75 }).after)
  })
})

describe('the elders behind a count', () => {
  const benefit: RuleChange = {
    ...{ kind: 'oldAgeAllowance', ageFrom: 75, groups: [], percent: 100, addFen: 0, capFen: null },
  }
  it('are as many as the count says, each once, page by page', async () => {
    const { counties } = await officer.call('budget.tryRule', { regionCode, change: benefit })
    const gained = await everyone({ regionCode, change: { benefit }, effect: 'gained' })
    expect(gained.length).toBe(counties[0]?.gained)
    expect(gained.length).toBeGreaterThan(100)
    expect(new Set(gained).size).toBe(gained.length)
    const later = { ...benefit, ageFrom: 95, percent: 100 }
    const answer = await officer.call('budget.tryRule', { regionCode, change: later })
    expect(await everyone({ regionCode, change: { benefit: later }, effect: 'lost' })).toHaveLength(
      answer.counties[0]?.lost ?? -1,
    )
  }, 120_000)

  it('of a meal rule are exactly those whom person by person it helps anew or no longer', async () => {
    for (const change of changes) {
      const expected = personByPerson(change)
      for (const effect of ['gained', 'lost'] as const satisfies readonly BudgetEffect[]) {
        const ids = await everyone({ regionCode, change: { meal: change }, effect })
        expect(ids.sort()).toEqual(expected[effect].sort())
      }
    }
  }, 120_000)

  it('come with village, age and reason, and the trail says whose records were read', async () => {
    const { rows } = await officer.call('budget.people', {
      ...{ regionCode, change: { benefit }, effect: 'gained', limit: 5 },
    })
    for (const row of rows) {
      expect(row.age).toBeGreaterThanOrEqual(75)
      expect(row).toMatchObject({ beforeFen: 0, why: expect.stringContaining('岁') })
      expect(row.villageName).not.toBe('')
    }
    const trail = await world.pool.query<{ elders: number }>(`
      select subject_count as elders from audit_entries
      where operation = 'budget.people' order by at desc, id desc limit 1`)
    expect(trail.rows).toEqual([{ elders: 5 }])
  })

  it('are no business of another county, nor one list of a whole province', async () => {
    const asked: PeopleAsked = { regionCode, change: { benefit }, effect: 'gained' }
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.call('budget.people', asked)).rejects.toMatchObject({ code: 'not_found' })
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    await expect(
      province.call('budget.people', { ...asked, regionCode: '220000000000' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    expect((await province.call('budget.people', { ...asked, limit: 3 })).rows).toHaveLength(3)
  })

  it('are handed out as a file', async () => {
    const file = await officer.fetch('budget.peopleExport', {
      ...{ regionCode, change: { benefit }, effect: 'gained' },
    })
    expect(file.fileName).toBe('预算试算名单-图们市-新享受-2026-11-23.xlsx')
    let bytes = 0
    for await (const part of file.stream) bytes += (part as Buffer).length
    expect(bytes).toBeGreaterThan(10_000)
  })
})
