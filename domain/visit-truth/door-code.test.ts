// The check digit of a door's code, and weeks that may be asked about.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkWeek, lastWeekOf } from './call-back.ts'
import { doorCodeFrom, doorCodeOf, isDoorCode } from './door-code.ts'

const six = fc.stringMatching(/^\d{6}$/)

test('Damm’s own example: 572 gets a 4', () => {
  expect(doorCodeOf('000572')).toBe('0005724')
})

test('every single wrong digit and every swap of neighbours is caught', () => {
  fc.assert(
    fc.property(six, fc.nat(6), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
      const code = doorCodeOf(digits)
      expect(isDoorCode(code)).toBe(true)
      const wrong = String((Number(code[place]) + by) % 10)
      expect(isDoorCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBe(false)
      if (place === 6 || code[place] === code[place + 1]) return
      const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2)
      expect(isDoorCode(swapped)).toBe(false)
    }),
  )
})

test('a code is read as people write it', () => {
  const code = doorCodeOf('123456')
  expect(doorCodeFrom(`${code.slice(0, 3)} ${code.slice(3)}`)).toBe(code)
  expect(doorCodeFrom(`WQ:${code}`)).toBe(code)
  expect(doorCodeFrom('12345')).toBeNull()
})

test('a week to ask about is whole, over, and not long past', () => {
  expect(lastWeekOf('2026-11-26')).toBe('2026-11-16')
  expect(lastWeekOf('2026-11-30')).toBe('2026-11-23')
  expect(() => checkWeek('2026-11-16', '2026-11-26')).not.toThrow()
  expect(() => checkWeek('2026-11-17', '2026-11-26')).toThrow('星期一')
  expect(() => checkWeek('2026-11-23', '2026-11-26')).toThrow('还没有过完')
  expect(() => checkWeek('2026-10-05', '2026-11-26')).toThrow('太久')
})
