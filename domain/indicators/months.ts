// Which months' figures still follow the records, and the days each month is counted on.
import { addMonths, type Day, lastDayOf, type Month, monthOf } from '../kernel/day.ts'

/** The running month and the twelve of the trend before it; older figures are closed and stay as reported. */
export const openMonthCount = 13

/** Open months from a day on, oldest first. */
export function openMonthsSince(from: Day, today: Day): Month[] {
  const running = monthOf(today)
  const newestFirst = Array.from({ length: openMonthCount }, (_, back) => addMonths(running, -back))
  return newestFirst.filter(month => month >= monthOf(from)).reverse()
}

export function openMonths(today: Day): Month[] {
  return openMonthsSince('0001-01-01', today)
}

/** A past month is counted as it stood on its last day, the running one as it stands today. */
export function countingDay(month: Month, today: Day): Day {
  const last = lastDayOf(month)
  return last < today ? last : today
}

/** The twelve months a trend shows, oldest first. */
export function trendMonths(month: Month): Month[] {
  return Array.from({ length: 12 }, (_, index) => addMonths(month, index - 11))
}

/** Born on this day or before, a person has reached the age on the day given (as `ageOn` reckons). */
export function bornBy(age: number, day: Day): Day {
  const year = String(Number(day.slice(0, 4)) - age).padStart(4, '0')
  const isLeapDay = day.slice(5) === '02-29'
  return isLeapDay ? lastDayOf(`${year}-02`) : `${year}${day.slice(4)}`
}
