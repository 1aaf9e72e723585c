// Builds the month household by household, then mends what broke and evens out what is uneven.
import { chanceFrom } from './chance.ts'
import { costOfTrips, type Placing, placeUnit } from './placing.ts'
import type { Timetable } from './timetable.ts'
import type { Unit } from './units.ts'

/** Steps and not seconds, so that the result does not depend on the machine. */
const mostPasses = 8
const triesPerBroken = 2000
const mostTries = 12_000
const outAtOnce = 6
/** A day's taste while mending, and how much worse a step may be without breaking one interval more. */
const tasteMost = 12
const sidewaysMost = 30

export function search(timetable: Timetable, units: readonly Unit[], seed: string): Placing[] {
  const draw = chanceFrom(seed)
  const placed = new Array<Placing>(units.length)
  for (const unit of units.toSorted(tightestFirst)) put(timetable, unit, placed, placeUnit(timetable, unit))
  evenOut(timetable, units, placed, draw)
  mend(timetable, units, placed, draw)
  evenOut(timetable, units, placed, draw)
  return placed
}

/** Short rhythms, early due days and heavy houses have the fewest days to choose from. */
function tightestFirst(one: Unit, other: Unit): number {
  return (
    one.everyDays - other.everyDays ||
    one.due - other.due ||
    other.minutes - one.minutes ||
    other.hardness - one.hardness ||
    one.at - other.at
  )
}

function put(timetable: Timetable, unit: Unit, placed: Placing[], placing: Placing): void {
  for (const trip of placing.trips) timetable.put(unit, trip)
  placed[unit.at] = placing
}

function takeOut(timetable: Timetable, unit: Unit, placed: readonly Placing[]): Placing {
  const placing = placed[unit.at] as Placing
  for (const trip of placing.trips.toReversed()) timetable.take(unit, trip)
  return placing
}

/** One household after the other chooses anew while the rest stands still; nothing ever becomes worse. */
function evenOut(
  timetable: Timetable,
  units: readonly Unit[],
  placed: Placing[],
  draw: (below: number) => number,
): void {
  for (let pass = 0; pass < mostPasses; pass++) {
    let better = 0
    for (const unit of shuffled(units, draw)) {
      const before = takeOut(timetable, unit, placed)
      const was = costOfTrips(timetable, unit, before.trips)
      const next = placeUnit(timetable, unit)
      const isBetter = next.cost < was - 1e-9
      put(timetable, unit, placed, isBetter ? next : { ...before, cost: was })
      if (isBetter) better += was - next.cost
    }
    if (better < 0.01 * units.length) return
  }
}

/**
 * Where an interval broke, some households that hold the days it needs are taken out, it goes in first and they
 * after it, each with a taste of its own for this once. Never kept when more intervals break than before; sideways
 * steps are, for the way out of a full week leads through others that are as full.
 */
function mend(
  timetable: Timetable,
  units: readonly Unit[],
  placed: Placing[],
  draw: (below: number) => number,
): void {
  const isBroken = (unit: Unit) => (placed[unit.at] as Placing).broken.length > 0
  let broken = units.filter(isBroken)
  const most = Math.min(mostTries, broken.length * triesPerBroken)
  for (let tries = 0; tries < most && broken.length > 0; tries++) {
    const unit = broken[draw(broken.length)] as Unit
    if (tryMending(timetable, unit, { units, placed, draw })) broken = units.filter(isBroken)
  }
}

function tryMending(
  timetable: Timetable,
  unit: Unit,
  { units, placed, draw }: { units: readonly Unit[]; placed: Placing[]; draw: (below: number) => number },
): boolean {
  const rivals = rivalsOf(unit, { units, placed, draw })
  if (rivals.length === 0) return false
  const out = shuffled(rivals, draw).slice(0, 1 + draw(Math.min(outAtOnce, rivals.length)))
  const before = [unit, ...out].map(one => {
    const placing = takeOut(timetable, one, placed)
    return { unit: one, placing: { ...placing, cost: costOfTrips(timetable, one, placing.trips) } }
  })
  const order = draw(2) === 0 ? out.toSorted(tightestFirst) : out
  const after = [unit, ...order].map(one => {
    const taste = Array.from({ length: timetable.length }, () => draw(tasteMost))
    const placing = placeUnit(timetable, one, taste)
    const kept = { ...placing, cost: costOfTrips(timetable, one, placing.trips) }
    put(timetable, one, placed, kept)
    return { unit: one, placing: kept }
  })
  if (worthOf(after) <= worthOf(before) + sidewaysMost) return true
  for (const { unit: one } of after.toReversed()) takeOut(timetable, one, placed)
  for (const { unit: one, placing } of before.toReversed()) put(timetable, one, placed, placing)
  return false
}

function worthOf(list: readonly { placing: Placing }[]): number {
  return list.reduce((sum, { placing }) => sum + placing.cost, 0)
}

/** Those who hold days of its visitors; by turns only days in the very stretch that broke. */
function rivalsOf(
  unit: Unit,
  {
    units,
    placed,
    draw,
  }: { units: readonly Unit[]; placed: readonly Placing[]; draw: (below: number) => number },
): Unit[] {
  const visitors = new Set(unit.visitors)
  const last = (placed[unit.at] as Placing).broken[0]?.due ?? 0
  const first = draw(2) === 0 ? 0 : last - unit.everyDays
  const until = first === 0 ? Number.POSITIVE_INFINITY : last
  return units.filter(
    other =>
      other !== unit &&
      (placed[other.at] as Placing).trips.some(
        trip => visitors.has(trip.visitor) && trip.day >= first && trip.day <= until,
      ),
  )
}

function shuffled<One>(list: readonly One[], draw: (below: number) => number): One[] {
  const result = [...list]
  for (let at = result.length - 1; at > 0; at--) {
    const other = draw(at + 1)
    const kept = result[at] as One
    result[at] = result[other] as One
    result[other] = kept
  }
  return result
}
