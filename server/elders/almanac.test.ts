// Lunar birthdays of old people, with leap months and New Year's Eve.
import { describe, expect, test } from 'vitest'
import { addDays } from '../../domain/kernel/day.ts'
import { lunarDayOf, lunarToSolar } from './almanac.ts'

describe('a lunar day', () => {
  test.each([
    [1948, 10, 2, false, '1948-11-02'],
    [1949, 7, 10, true, '1949-09-02'],
    [1948, 1, 1, false, '1948-02-10'],
    [1949, 12, 30, false, '1950-02-16'],
    [2000, 1, 1, false, '2000-02-05'],
  ])('%i-%i-%i (leap: %s) is %s', (year, month, day, isLeapMonth, solar) => {
    expect(lunarToSolar(year, month, day, isLeapMonth)).toBe(solar)
  })
  test.each([
    [1948, 7, 10, true],
    [1949, 12, 31, false],
    [1949, 13, 1, false],
    [1949, 0, 1, false],
  ])('%i-%i-%i (leap: %s) never was', (year, month, day, isLeapMonth) => {
    expect(lunarToSolar(year, month, day, isLeapMonth)).toBeNull()
  })
  test('is right where the calendar built into the engine is not', () => {
    expect(lunarToSolar(1922, 1, 1, false)).toBe('1922-01-28')
    expect(lunarToSolar(2025, 6, 1, true)).toBe('2025-07-25')
  })
  test('of every seventh day of forty years comes back', () => {
    for (let solar = '1926-01-01'; solar < '1967-01-01'; solar = addDays(solar, 7)) {
      const lunar = lunarDayOf(solar)
      expect(lunarToSolar(lunar.year, lunar.month, lunar.day, lunar.isLeapMonth)).toBe(solar)
    }
  })
})
