// Clocks that stand still outside working hours: working days of the calendar, and the hours an office is open.
import { addDays, type Day, dayOf, startOfDay } from './day.ts'
import { isWorkingDay, type WorkingCalendar } from './working-days.ts'

/** Open spans of a working day, in minutes since midnight in Jilin, in order and apart. */
export type WorkingHours = readonly (readonly [from: number, to: number])[]

export function minutesOfDay(hours: WorkingHours): number {
  return hours.reduce((sum, [from, to]) => sum + (to - from), 0)
}

/** Ten years of days: a clock that has not run out by then has hours that never come. */
const farthestDays = 3660

/** The instant at which so many working minutes have passed. */
export function addWorkingMinutes(
  calendar: WorkingCalendar,
  hours: WorkingHours,
  from: Date,
  minutes: number,
): Date {
  let left = minutes
  let day = dayOf(from)
  for (let looked = 0; looked < farthestDays; looked += 1) {
    for (const [opens, closes] of spansOf(calendar, hours, day)) {
      const begins = Math.max(opens, from.getTime())
      const open = (closes - begins) / 60_000
      if (open <= 0) continue
      if (left <= open) return new Date(begins + left * 60_000)
      left -= open
    }
    day = addDays(day, 1)
  }
  throw new Error('working hours never add up to the minutes asked for')
}

/** Working minutes from one instant to a later one; 0 when it is not later. */
export function workingMinutesBetween(
  calendar: WorkingCalendar,
  hours: WorkingHours,
  from: Date,
  to: Date,
): number {
  let sum = 0
  for (let day = dayOf(from); startOfDay(day) < to; day = addDays(day, 1))
    for (const [opens, closes] of spansOf(calendar, hours, day))
      sum += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()))
  return Math.floor(sum / 60_000)
}

function spansOf(calendar: WorkingCalendar, hours: WorkingHours, day: Day): [number, number][] {
  if (!isWorkingDay(calendar, day)) return []
  const midnight = startOfDay(day).getTime()
  return hours.map(([from, to]) => [midnight + from * 60_000, midnight + to * 60_000])
}
