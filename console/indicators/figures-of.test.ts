// The figures of the board from plain counts.
import { expect, test } from 'vitest'
import { byRate, partRow, visitRateOf } from './figures-of.ts'

test('a rate stands with what it counts and whom it leaves out', () => {
  const counts = { rateDenominator: 200, rateNumerator: 187, excludedHospital: 3, excludedNewcomer: 2 }
  expect(visitRateOf(counts)).toEqual({
    rate: 93.5,
    numerator: 187,
    denominator: 200,
    unvisited: 13,
    excluded: 5,
  })
})

test('a village with nobody to visit has no rate and stands last, not first', () => {
  const village = (name: string, values: Record<string, number>) =>
    partRow({ code: '1', name, statisticalOnly: false, values })
  const rows = [
    village('空', {}),
    village('好', { rateDenominator: 4, rateNumerator: 4 }),
    village('差', { rateDenominator: 4, rateNumerator: 0 }),
  ]
  expect(rows.sort(byRate).map(row => row.name)).toEqual(['差', '好', '空'])
  expect(rows.at(-1)?.rate).toBeNull()
})
