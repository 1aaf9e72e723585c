// Every day of a period is in one of its parts, and no other day is.
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, type Day, firstDayOf, lastDayOf, monthOf } from '../kernel/day.ts'
import { partsOfPeriod } from './period.ts'

const today = '2026-11-26'

it('takes whole months together and leaves the days at both ends', () => {
  expect(partsOfPeriod('2026-02-10', '2026-05-09', today)).toEqual({
    whole: { from: '2026-03', to: '2026-04' },
    rest: [
      { from: '2026-02-10', to: '2026-02-28' },
      { from: '2026-05-01', to: '2026-05-09' },
    ],
  })
  expect(partsOfPeriod('2026-01-01', '2026-03-31', today)).toEqual({
    whole: { from: '2026-01', to: '2026-03' },
    rest: [],
  })
  expect(partsOfPeriod('2026-03-02', '2026-03-31', today)).toEqual({
    whole: null,
    rest: [{ from: '2026-03-02', to: '2026-03-31' }],
  })
})

it('takes the running month as whole only when today is in the period', () => {
  expect(partsOfPeriod('2026-01-01', today, today).whole).toEqual({ from: '2026-01', to: '2026-11' })
  expect(partsOfPeriod('2026-01-01', '2026-11-25', today)).toEqual({
    whole: { from: '2026-01', to: '2026-10' },
    rest: [{ from: '2026-11-01', to: '2026-11-25' }],
  })
})

it('leaves no day out and counts none twice', () => {
  const day = fc.integer({ min: 0, max: 900 }).map(days => addDays('2025-01-01', days))
  fc.assert(
    fc.property(day, day, (one, other) => {
      const [from, to] = one < other ? [one, other] : [other, one]
      const { whole, rest } = partsOfPeriod(from, to, today)
      const stretches: { from: Day; to: Day }[] = [...rest]
      if (whole) stretches.push({ from: firstDayOf(whole.from), to: lastDayOf(whole.to) })
      for (let at = addDays(from, -32); at <= addDays(to, 32); at = addDays(at, 1)) {
        const times = stretches.filter(stretch => stretch.from <= at && at <= stretch.to).length
        // What lies after today in the running month is empty and may be in.
        const isToCome = at > today && monthOf(at) === monthOf(today)
        if (!isToCome) expect([at, times]).toEqual([at, at >= from && at <= to ? 1 : 0])
      }
    }),
  )
})
