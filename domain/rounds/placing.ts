// The best days for one household while the others stay where they are: the shortest way through the month.
import { type Timetable, type Trip, weights } from './timetable.ts'
import type { Unit } from './units.ts'

export interface Placing {
  trips: Trip[]
  cost: number
  /** Meetings owed that come too late or not at all: when each was owed, and when it comes. */
  broken: { due: number; day: number | null }[]
}

/**
 * Walks the days once: the cheapest chain of visits that ends on each day, where a step longer than the rhythm
 * allows costs more than everything else together. So an interval breaks only where no chain of free days holds it.
 * `taste` makes some days dearer for this once, so that a search does not always choose the same.
 */
export function placeUnit(timetable: Timetable, unit: Unit, taste: readonly number[] = []): Placing {
  const { length } = timetable
  const best = new Array<number>(length).fill(Number.POSITIVE_INFINITY)
  const from = new Array<number>(length).fill(-1)
  const whom = new Array<number>(length).fill(-1)
  for (let day = 0; day < length; day++) {
    const visit = cheapestVisitor(timetable, unit, day)
    if (!visit) continue
    let least = stepCost(unit, unit.lastMet, unit.due, day)
    let before = -1
    for (let earlier = 0; earlier < day; earlier++) {
      const reached = best[earlier] ?? Number.POSITIVE_INFINITY
      if (reached >= least) continue
      const whole = reached + stepCost(unit, earlier, nextAfter(unit, earlier), day)
      if (whole < least) [least, before] = [whole, earlier]
    }
    best[day] = least + visit.cost + (taste[day] ?? 0)
    from[day] = before
    whom[day] = visit.visitor
  }
  return endOf({ timetable, unit, best, from, whom })
}

function endOf({
  timetable: { length },
  unit,
  best,
  from,
  whom,
}: {
  timetable: Timetable
  unit: Unit
  best: readonly number[]
  from: readonly number[]
  whom: readonly number[]
}): Placing {
  let cost = tailCost(unit.due, length) + (unit.isOverdue ? weights.leftOverdue : 0)
  let last = -1
  for (let day = 0; day < length; day++) {
    const whole = (best[day] ?? Number.POSITIVE_INFINITY) + tailCost(nextAfter(unit, day), length)
    if (whole < cost) [cost, last] = [whole, day]
  }
  const trips: Trip[] = []
  for (let day = last; day >= 0; day = from[day] ?? -1) trips.unshift({ day, visitor: whom[day] ?? 0 })
  const broken: Placing['broken'] = []
  let due = unit.due
  for (const { day } of trips) {
    if (day > due) broken.push({ due, day })
    due = nextAfter(unit, day)
  }
  if (due < length) broken.push({ due, day: null })
  return { trips, cost, broken }
}

const nextAfter = (unit: Unit, day: number) => unit.next[day] ?? Number.POSITIVE_INFINITY

/** What given days cost as the others stand now. */
export function costOfTrips(timetable: Timetable, unit: Unit, trips: readonly Trip[]): number {
  let cost = 0
  let due = unit.due
  let before = unit.lastMet
  for (const { visitor, day } of trips) {
    cost += timetable.costOf(unit, visitor, day) + stepCost(unit, before, due, day)
    before = day
    due = nextAfter(unit, day)
  }
  if (trips.length === 0 && unit.isOverdue) cost += weights.leftOverdue
  return cost + tailCost(due, timetable.length)
}

/** The main visitor where she has room, a colleague only where that is what saves the interval. */
function cheapestVisitor(
  timetable: Timetable,
  unit: Unit,
  day: number,
): { visitor: number; cost: number } | null {
  let found: { visitor: number; cost: number } | null = null
  for (const visitor of unit.visitors) {
    const cost = timetable.costOf(unit, visitor, day)
    if (cost < (found?.cost ?? Number.POSITIVE_INFINITY)) found = { visitor, cost }
  }
  return found
}

/** Neither too late nor much too early: a weekly visit on two days running helps nobody. */
function stepCost(unit: Unit, before: number, due: number, day: number): number {
  const late = day > due ? weights.broken + weights.brokenDay * (day - due) : 0
  if (before < -366) return late
  const wanted = unit.everyDays * 0.9
  return late + weights.rhythm * ((wanted - Math.min(day - before, wanted * 2)) / unit.everyDays) ** 2
}

/** What is owed inside the month and does not come. */
function tailCost(due: number, length: number): number {
  return due < length ? weights.broken + weights.brokenDay * (length - due) : 0
}
