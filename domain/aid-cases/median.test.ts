// The median out of parts is the median of everything written in one row.
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { casesIn, hoursTaken, medianHours } from './median.ts'

it('is the middle one, or half between the two in the middle, or nothing', () => {
  expect(medianHours([hoursTaken([30, 2, 7])])).toBe(7)
  expect(medianHours([hoursTaken([30]), hoursTaken([7])])).toBe(18.5)
  expect(medianHours([hoursTaken([])])).toBeNull()
})

it('does not depend on how the cases are cut into parts', () => {
  const list = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
  fc.assert(
    fc.property(fc.array(list, { maxLength: 5 }), parts => {
      const all = parts.flat().sort((one, other) => one - other)
      const middle = all.length / 2
      const expected =
        all.length === 0 ? null : ((all[Math.ceil(middle) - 1] ?? 0) + (all[Math.floor(middle)] ?? 0)) / 2
      const taken = parts.map(hoursTaken)
      expect(medianHours(taken)).toBe(expected)
      expect(taken.reduce((sum, part) => sum + casesIn(part), 0)).toBe(all.length)
    }),
  )
})
