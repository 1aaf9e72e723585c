// Working days around the holidays of 2025 and 2026, and at the edge of what is known.
import { describe, expect, it } from 'vitest'
import { readSpecialDays } from '../../server/regions/reference.ts'
import { addDays } from './day.ts'
import { Refused } from './refusal.ts'
import { addWorkingDays, addWorkingDaysExactly, calendarFrom, isWorkingDay } from './working-days.ts'

const calendar = calendarFrom(readSpecialDays())

describe('a working day', () => {
  it('is Monday to Friday in an ordinary week', () => {
    const week = Array.from({ length: 7 }, (_, index) => addDays('2026-11-23', index))
    expect(week.map(day => isWorkingDay(calendar, day))).toEqual([true, true, true, true, true, false, false])
  })

  it('is not a holiday on a weekday: 1 October 2026, a Thursday', () => {
    expect(isWorkingDay(calendar, '2026-10-01')).toBe(false)
  })

  it('is a Sunday that makes up for the Spring Festival: 26 January 2025', () => {
    expect(isWorkingDay(calendar, '2025-01-26')).toBe(true)
  })
})

describe('a deadline in working days', () => {
  it('does not count the day it starts from', () => {
    expect(addWorkingDays(calendar, '2026-11-23', 1)).toEqual({ day: '2026-11-24', unknownYears: [] })
    expect(addWorkingDays(calendar, '2026-11-23', 0).day).toBe('2026-11-23')
  })

  it('passes over the weekend', () => {
    expect(addWorkingDays(calendar, '2026-11-27', 3).day).toBe('2026-12-02')
  })

  it('passes over the National Day week and counts its make-up days', () => {
    const day = addWorkingDays(calendar, '2026-09-30', 1).day
    expect(isWorkingDay(calendar, day)).toBe(true)
    const between = Array.from({ length: 10 }, (_, index) => addDays('2026-10-01', index)).filter(
      between => between < day,
    )
    expect(between.length).toBeGreaterThanOrEqual(6)
    expect(between.filter(between => isWorkingDay(calendar, between))).toEqual([])
  })

  it('names the year it could only guess, instead of pretending', () => {
    const reckoned = addWorkingDays(calendar, '2026-12-30', 3)
    expect(reckoned.unknownYears).toEqual([2027])
    expect(reckoned.day).toBe('2027-01-04')
  })

  it('refuses where the law wants certainty, and says what to do', () => {
    expect(() => addWorkingDaysExactly(calendar, '2026-12-30', 3)).toThrow(Refused)
    expect(() => addWorkingDaysExactly(calendar, '2026-12-30', 3)).toThrow(/2027 年的放假安排还没有录入/)
    expect(addWorkingDaysExactly(calendar, '2026-11-23', 5)).toBe('2026-11-30')
  })
})
