// The clock goes on between two answers, and says so when the time is over.
import { expect, test } from 'vitest'
import type { ClockStanding } from '../../domain/aid-cases/deadlines.ts'
import { clockAfter } from './clocks.ts'

const by = '2026-11-23T02:10:00.000Z'
const clock: ClockStanding = {
  ...{ clock: 'acknowledgeBy', by, late: false, soon: true, minutes: 5, workingDayMinutes: null },
}

test('runs down and then over', () => {
  expect(clockAfter(clock, Date.parse(by) - 90_000)).toMatchObject({ late: false, soon: true, minutes: 1 })
  expect(clockAfter(clock, Date.parse(by) + 90_000)).toMatchObject({ late: true, soon: false, minutes: 1 })
})

test('working time waits for the server', () => {
  const working = { ...clock, workingDayMinutes: 390 }
  expect(clockAfter(working, Date.parse(by) + 90_000)).toBe(working)
})
