// Daylight against the almanac, and the farming year of the county.
import { describe, expect, it } from 'vitest'
import { readSpecialDays } from '../../server/regions/reference.ts'
import { calendarFrom } from '../kernel/working-days.ts'
import { homeBefore, roundDays } from './calendar.ts'
import { clockText, daylightOn } from './daylight.ts'

const tumen = { lon: 129.84, lat: 42.97 }
const changchun = { lon: 125.32, lat: 43.82 }
const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

describe('daylight', () => {
  it.each([
    // Sunrise and sunset of the almanac in Beijing time.
    ['2026-06-21', changchun, '03:54', '19:24'],
    ['2026-12-22', changchun, '07:09', '16:04'],
    ['2026-03-20', changchun, '05:42', '17:50'],
  ])('on %s is within three minutes of the almanac', (day, place, rises, sets) => {
    const light = daylightOn(day, place)
    expect(Math.abs(light.rises - minutes(rises))).toBeLessThanOrEqual(3)
    expect(Math.abs(light.sets - minutes(sets))).toBeLessThanOrEqual(3)
  })

  it('ends before four in the afternoon in a December of Tumen', () => {
    expect(homeBefore('2026-12-10', tumen) < '16:00').toBe(true)
    expect(clockText(952)).toBe('15:52')
  })
})

describe('the days of a month', () => {
  const calendar = calendarFrom(readSpecialDays())
  const season = { sowingFrom: 420, sowingTo: 531, harvestFrom: 920, harvestTo: 1015, seasonPercent: 60 }
  const days = roundDays('2026-09-15', '2026-10-20', { calendar, place: tumen, season })
  const on = (day: string) => days.find(one => one.day === day)

  it('leave less time while the harvest is brought in, and say when people are at home', () => {
    expect(on('2026-09-19')).toMatchObject({ percent: 100, seasonPart: null })
    expect(on('2026-09-22')).toMatchObject({ percent: 60, seasonPart: 'noon' })
    expect(on('2026-10-16')?.percent).toBe(100)
  })

  it('know the long holiday, and the days before it', () => {
    expect(on('2026-10-01')?.kind).toBe('holiday')
    expect(on('2026-09-29')?.beforeHoliday).toBe(true)
    expect(on('2026-09-16')?.beforeHoliday).toBe(false)
  })
})
