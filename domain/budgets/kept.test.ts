// Kept plans: totals are what their counties come to, and a comparison names every county either of them touches.
import { describe, expect, it } from 'vitest'
import { comparedCounties, type PlanCounty, type PlanSums, sumsOf } from './kept.ts'

const still: PlanSums = {
  ...{ mealBefore: 10, mealAfter: 10, bedBefore: 4, bedAfter: 4 },
  ...{ paidBefore: 3, paidAfter: 3, helpedBefore: 2, helpedAfter: 2 },
  ...{ onceFen: 0, yearFen: 0 },
}
const county = (countyCode: string, changed: Partial<PlanSums> = {}): PlanCounty => ({
  ...{ countyCode, name: countyCode, isBorder: false, ...still, ...changed },
})

describe('kept plans', () => {
  it('come to what their counties come to', () => {
    const all = [county('222402', { mealAfter: 15, onceFen: 700 }), county('220182', { onceFen: -700 })]
    expect(sumsOf(all)).toMatchObject({ mealBefore: 20, mealAfter: 25, paidAfter: 6, onceFen: 0 })
    expect(sumsOf([])).toMatchObject({ mealBefore: 0, yearFen: 0 })
  })
  it('are compared where either of them changes anything, also over different areas', () => {
    const one = [county('222402', { mealAfter: 15 }), county('220182')]
    const other = [county('222402'), county('220182'), county('222404', { yearFen: 120 })]
    const rows = comparedCounties(one, other)
    expect(rows.map(row => row.countyCode)).toEqual(['222402', '222404'])
    expect(rows[0]).toMatchObject({ one: { mealAfter: 15 }, other: { mealAfter: 10 } })
    expect(rows[1]).toMatchObject({ one: { yearFen: 0, mealAfter: 0 }, other: { yearFen: 120 } })
  })
})
