// Counting in days, against the calendar of the machine.
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, daysBetween } from './day.ts'

const textOf = (at: number) => new Date(at * 86_400_000).toISOString().slice(0, 10)

it('adds and takes away days over months, leap years and centuries as the calendar does', () => {
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
  const firstDay = Date.UTC(1900, 0, 1) / 86_400_000
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 80_000 }), fc.integer({ min: -800, max: 4_000 }), (at, days) => {
      const from = textOf(firstDay + at)
      const to = addDays(from, days)
      expect(to).toBe(textOf(firstDay + at + days))
      expect(daysBetween(from, to)).toBe(days)
    }),
  )
})
