// Working hours over weekends, holidays and make-up Saturdays, by example and by their own arithmetic.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarFrom } from './working-days.ts'
import { addWorkingMinutes, minutesOfDay, type WorkingHours, workingMinutesBetween } from './working-hours.ts'

const hours: WorkingHours = [
  [510, 690],
  [810, 1020],
]
// 2026: New Year's Day is a Thursday off, and Sunday the 4th is worked for Friday the 2nd.
const calendar = calendarFrom([
  { day: '2026-01-01', kind: 'holiday' },
  { day: '2026-01-02', kind: 'holiday' },
  { day: '2026-01-04', kind: 'workday' },
])
const local = (text: string) => new Date(`${text}+08:00`)
const later = (from: string, minutes: number) => addWorkingMinutes(calendar, hours, local(from), minutes)

describe('working minutes', () => {
  test('half past eight to half past eleven and half past one to five are six hours and a half', () => {
    expect(minutesOfDay(hours)).toBe(390)
  })

  test('a working day from ten in the morning ends at ten the next', () => {
    expect(later('2025-12-22T10:00', 390)).toEqual(local('2025-12-23T10:00'))
  })

  test('what comes in at night counts from the morning, and a day from there ends at five', () => {
    expect(later('2025-12-22T20:00', 390)).toEqual(local('2025-12-23T17:00'))
  })

  test('lunch stands still', () => {
    expect(later('2025-12-22T11:00', 60)).toEqual(local('2025-12-22T14:00'))
  })

  test('the holiday and its weekend are jumped, the make-up Sunday is worked', () => {
    expect(later('2025-12-31T17:00', 390)).toEqual(local('2026-01-04T17:00'))
  })

  test('nothing passes between two instants of one night', () => {
    const night = [local('2025-12-22T18:00'), local('2025-12-23T08:00')] as const
    expect(workingMinutesBetween(calendar, hours, ...night)).toBe(0)
    expect(workingMinutesBetween(calendar, hours, night[1], night[0])).toBe(0)
  })

  test('what is added can be counted again, from any minute on', () => {
    const instant = fc
      .integer({ min: 0, max: 60 * 24 * 40 })
      .map(minute => new Date(Date.UTC(2025, 11, 15, 0, minute)))
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 4000 }), (from, minutes) => {
        const due = addWorkingMinutes(calendar, hours, from, minutes)
        expect(workingMinutesBetween(calendar, hours, from, due)).toBe(minutes)
      }),
    )
  })

  test('hours that never come are a fault, not a loop', () => {
    expect(() => addWorkingMinutes(calendar, [], local('2025-12-22T10:00'), 1)).toThrow('never')
  })
})
