// Lunar days to solar and back by a kept library: the calendar built into the engine is wrong on 387 days.
import { LunarDay, SolarDay } from 'tyme4ts'
import { type Day, isDay } from '../../domain/kernel/day.ts'

export interface LunarDate {
  year: number
  month: number
  day: number
  isLeapMonth: boolean
}

/** Null when that lunar year has no such month or day. */
export function lunarToSolar(year: number, month: number, day: number, isLeapMonth: boolean): Day | null {
  if (year < 1850 || year > 2100) return null
  try {
    const solar = LunarDay.fromYmd(year, isLeapMonth ? -month : month, day).getSolarDay()
    return dayText(solar)
  } catch {
    // The library refuses what the calendar never had.
    return null
  }
}

export function lunarDayOf(solar: Day): LunarDate {
  const [year, month, day] = solar.split('-').map(Number)
  const lunar = SolarDay.fromYmd(year ?? 0, month ?? 0, day ?? 0).getLunarDay()
  return {
    year: lunar.getYear(),
    month: Math.abs(lunar.getMonth()),
    day: lunar.getDay(),
    isLeapMonth: lunar.getMonth() < 0,
  }
}

function dayText(solar: SolarDay): Day | null {
  const text = [solar.getYear(), solar.getMonth(), solar.getDay()]
    .map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
    .join('-')
  return isDay(text) ? text : null
}
