// The festival rounds: dates of the calendar, and when a round begins.
import { expect, test } from 'vitest'
import { lunarToSolar } from '../../server/elders/almanac.ts'
import { festivals, nextFestival } from './festivals.ts'

const lunar = { springFestival: [1, 1], midAutumn: [8, 15], doubleNinth: [9, 9] } as const

test('every date is that of the lunar calendar, in order and without a gap', () => {
  for (const { festival, on } of festivals) {
    const [month, day] = lunar[festival]
    expect(lunarToSolar(Number(on.slice(0, 4)), month, day, false), `${festival} ${on}`).toBe(on)
  }
  const days = festivals.map(one => one.on)
  expect(days).toEqual([...days].sort())
})

test('the round begins some days before and is over on the day after', () => {
  expect(nextFestival('2027-02-06', 7)).toEqual({
    festival: 'springFestival',
    on: '2027-02-06',
    from: '2027-01-30',
  })
  expect(nextFestival('2027-02-07', 7)).toMatchObject({ festival: 'midAutumn' })
  expect(nextFestival('2040-01-01', 7)).toBeNull()
})
