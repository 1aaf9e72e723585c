// Lunar days to solar and back, by the Chinese calendar built into every ECMAScript engine with full ICU.
import { addDays, type Day, daysBetween, isDay } from '../../kernel/day.ts'

export interface LunarDay {
  year: number
  month: number
  day: number
  isLeapMonth: boolean
}

let format: Intl.DateTimeFormat | null = null

/** Null where the engine was built without the Chinese calendar: it would answer in solar days. */
export function lunarDayOf(solar: Day): LunarDay | null {
  format ??= new Intl.DateTimeFormat('en-u-ca-chinese', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  })
  // Month/day/year, the leap month marked “bis”.
  const match = /^(\d{1,2})(bis)?\/(\d{1,2})\/(\d{4})$/.exec(format.format(new Date(`${solar}T00:00:00Z`)))
  if (!match || format.resolvedOptions().calendar !== 'chinese') return null
  return {
    year: Number(match[4]),
    month: Number(match[1]),
    day: Number(match[3]),
    isLeapMonth: match[2] !== undefined,
  }
}

/** Null when that year has no such month or day. A lunar year begins 20 January to 21 February. */
export function lunarToSolar(year: number, month: number, day: number, isLeapMonth: boolean): Day | null {
  if (year < 1850 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 30) return null
  const earliest = addDays(`${year}-01-20`, Math.floor((month - 1) * 29.5) + day - 1)
  if (!isDay(earliest)) return null
  // The month sought starts at most a leap month and the span of New Year's days later.
  for (let solar = earliest; daysBetween(earliest, solar) <= 66; ) {
    const found = lunarDayOf(solar)
    if (!found) return null
    const isMonth = found.year === year && found.month === month && found.isLeapMonth === isLeapMonth
    if (isMonth && found.day === day) return solar
    // To the wanted day of this month, or of the next: a month has 29 or 30 days.
    solar = addDays(solar, found.day < day ? day - found.day : Math.max(1, 29 - found.day + day))
  }
  return null
}
