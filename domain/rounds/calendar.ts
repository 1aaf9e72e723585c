// The days of a plan: working or not, light or dark, sowing and harvest, and the days before a long holiday.
import { addDays, type Day, daysBetween } from '../kernel/day.ts'
import type { Spot } from '../kernel/distance.ts'
import type { WorkingCalendar } from '../kernel/working-days.ts'
import { clockText, daylightOn } from './daylight.ts'
import type { RoundDay } from './problem.ts'

export interface SeasonSettings {
  /** Month and day as one number: 420 is 20 April. */
  sowingFrom: number
  sowingTo: number
  harvestFrom: number
  harvestTo: number
  /** Percent of a visitor's day that is left while the fields are worked. */
  seasonPercent: number
}

/** A long holiday is prepared: whoever is alone is seen before it (domain.md §1.3). */
const longHolidayDays = 3
const daysBeforeHoliday = 5
/** Nobody goes out before eight, half an hour after sunrise, or comes home after sunset. */
const earliest = 480

export function roundDays(
  from: Day,
  to: Day,
  { calendar, place, season }: { calendar: WorkingCalendar; place: Spot; season: SeasonSettings },
): RoundDay[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => {
    const day = addDays(from, at)
    const { rises, sets } = daylightOn(day, place)
    const inSeason = isFarmSeason(day, season)
    return {
      day,
      kind: kindOf(calendar, day),
      percent: inSeason ? season.seasonPercent : 100,
      // The fields are left at dusk in May; by October that is too late to walk home, and noon is when people eat.
      seasonPart: inSeason ? (sets >= 1080 ? 'evening' : 'noon') : null,
      beforeHoliday: isBeforeHoliday(calendar, day),
      lightMinutes: Math.max(0, sets - Math.max(earliest, rises + 30)),
    }
  })
}

export function isFarmSeason(day: Day, season: SeasonSettings): boolean {
  const date = Number(day.slice(5, 7)) * 100 + Number(day.slice(8))
  return (
    (date >= season.sowingFrom && date <= season.sowingTo) ||
    (date >= season.harvestFrom && date <= season.harvestTo)
  )
}

/** Home before it is dark: what the phone says beside the day. */
export function homeBefore(day: Day, place: Spot): string {
  return clockText(daylightOn(day, place).sets)
}

function kindOf(calendar: WorkingCalendar, day: Day): RoundDay['kind'] {
  const special = calendar.special.get(day)
  if (special === undefined) return 'plain'
  return special === 'workday' ? 'makeUp' : 'holiday'
}

function isBeforeHoliday(calendar: WorkingCalendar, day: Day): boolean {
  const isHoliday = (one: Day) => calendar.special.get(one) === 'holiday'
  if (isHoliday(day)) return false
  for (let ahead = 1; ahead <= daysBeforeHoliday; ahead++) {
    const first = addDays(day, ahead)
    if (!isHoliday(first)) continue
    return Array.from({ length: longHolidayDays }, (_, at) => addDays(first, at)).every(
      one => isHoliday(one) || isWeekend(one),
    )
  }
  return false
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
