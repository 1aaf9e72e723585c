// Weeks of seven letters and what a place offers on a day: weekday, winter mode, closed days.
import { type Day, daysBetween } from '../kernel/day.ts'
import type { Meal, Opening, ServingWay } from './canteen.ts'

/** 1970-01-05 was a Monday. */
const someMonday = '1970-01-05'
const mondayIsNought = (day: Day) => ((daysBetween(someMonday, day) % 7) + 7) % 7

/** The letter of a day in a week of seven, Monday first. */
export function letterOn(week: string, day: Day): string {
  return week[mondayIsNought(day)] ?? '-'
}

export function mondayOf(day: Day): Day {
  const ahead = mondayIsNought(day)
  return new Date(Date.parse(`${day}T00:00:00Z`) - ahead * 86_400_000).toISOString().slice(0, 10)
}

/** Whether a month lies in a season that may run over the turn of the year. */
export function isInMonths(day: Day, fromMonth: number, toMonth: number): boolean {
  const month = Number(day.slice(5, 7))
  return fromMonth <= toMonth
    ? month >= fromMonth && month <= toMonth
    : month >= fromMonth || month <= toMonth
}

export interface Winter {
  fromMonth: number
  toMonth: number
}

export interface OpenFacts {
  openings: readonly Opening[]
  closures: readonly { fromOn: Day; toOn: Day }[]
  winter: Winter
}

/** The terms in force on a day; null before the first. */
export function openingOn(openings: readonly Opening[], day: Day): Opening | null {
  return openings
    .filter(one => one.validFrom <= day)
    .reduce<Opening | null>((last, one) => (last && last.validFrom > one.validFrom ? last : one), null)
}

/** In which ways a meal is given on a day; none when the place is closed. In winter mode everybody is brought a box. */
export function waysOn({ openings, closures, winter }: OpenFacts, day: Day, meal: Meal): ServingWay[] {
  const opening = openingOn(openings, day)
  if (!opening || closures.some(one => one.fromOn <= day && day <= one.toOn)) return []
  const letter = letterOn(opening[meal], day)
  if (letter === '-') return []
  const isWinter = isInMonths(day, winter.fromMonth, winter.toMonth)
  if (isWinter && opening.winter === 'restsInWinter') return []
  if (isWinter && opening.winter === 'deliverOnly') return ['delivered']
  if (letter === 'B') return ['dineIn', 'delivered']
  return letter === 'D' ? ['dineIn'] : ['delivered']
}
