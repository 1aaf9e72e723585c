// Meal rules on paper: only public money changes, nobody moves while nothing is changed, and every answer has its reason.
import { describe, expect, it } from 'vitest'
import type { BenefitFacts } from '../benefits/facts.ts'
import { mealModels } from '../meal-accounts/models.ts'
import type { MealTerms } from '../meal-accounts/terms.ts'
import { changedMealTerms, countMeals, isHelped, mealAsItIs, whyHelped } from './meal-change.ts'

const [tianjin] = mealModels({ code: '222402000000', name: '图们市' })
const terms: MealTerms = tianjin?.terms ?? expect.fail()
const day = '2026-10-31'
const born = (year: number, changed: Partial<BenefitFacts> = {}): BenefitFacts => ({
  ...{ elderId: '', regionCode: '222402100001', settlement: 'rural', bornOn: `${year}-03-01` },
  ...{ birthCalendar: 'solar', registeredOn: '2026-01-01', hukou: [], groups: [], incomes: [] },
  ...{ abilities: [], selfCare: [], absences: [], ended: null, holds: [], granted: [], ...changed },
})
const alone = { groups: [{ group: 'livesAlone' as const, from: '2020-01-01', to: null }] }

describe('a changed meal rule', () => {
  it('is the rule itself while nothing is changed', () => {
    expect(changedMealTerms(terms, mealAsItIs)).toEqual(terms)
  })

  it('begins at another age, for groups whatever their age, and counts who that moves', () => {
    const cells = [
      { facts: born(1940), elders: 7 },
      { facts: born(1950), elders: 5 },
      { facts: born(1964, alone), elders: 3 },
      { facts: born(1930, { ended: { kind: 'died', on: '2026-10-02' } }), elders: 2 },
    ]
    const count = (change: Partial<typeof mealAsItIs>) =>
      countMeals([terms], cells, { ...mealAsItIs, ...change }, day)
    expect(count({})).toEqual({ hasRule: true, elders: 15, before: 7, after: 7, gained: 0, lost: 0 })
    expect(count({ ageFrom: 75 })).toMatchObject({ after: 12, gained: 5, lost: 0 })
    expect(count({ groups: ['livesAlone'] })).toMatchObject({ after: 10, gained: 3 })
    expect(count({ percent: 0 })).toMatchObject({ after: 0, lost: 7 })
    expect(countMeals([], cells, mealAsItIs, day)).toMatchObject({ hasRule: false, before: 0 })
  })

  it('changes help and caps of public money and nobody else’s', () => {
    const [help] = terms.reductions
    const gift = { ...(help ?? expect.fail()), payer: 'charityPays' as const }
    const both = { ...terms, reductions: [...terms.reductions, gift] }
    const change = { ...mealAsItIs, percent: 150, addFen: 50, perDay: 2, perMonth: 30 }
    const [own, given] = changedMealTerms(both, change).reductions
    expect(own).toMatchObject({ fen: 500, perDay: 2, perWeek: 5, perMonth: 30 })
    expect(given).toEqual(gift)
  })

  it('puts the oldest first in a table of ages, however it was typed', () => {
    const bands = [
      { ageFrom: 70, fen: 600 },
      { ageFrom: 80, fen: 300 },
    ]
    const changed = changedMealTerms(terms, { ...mealAsItIs, bands })
    expect(changed.bands?.rows.map(({ fen }) => fen)).toEqual([300, 600])
    expect(isHelped([changed], born(1955), day)).toBe(true)
    expect(isHelped([changed], born(1962), day)).toBe(false)
  })

  it('says why somebody is helped and why not', () => {
    expect(whyHelped([terms], born(1940), day)).toMatch(/^补：.*岁/)
    expect(whyHelped([terms], born(1955), day)).toMatch(/^不补：.*岁/)
  })
})
