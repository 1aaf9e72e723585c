// A month's rounds: the same face, the whole household at once, no interval broken while there is a day for it.
import { addDays, daysBetween } from '../kernel/day.ts'
import { inOrder } from './ordering.ts'
import type { Placing } from './placing.ts'
import type {
  GapReason,
  PlannedVisit,
  RoundElder,
  RoundGap,
  RoundMarks,
  RoundPlan,
  RoundProblem,
} from './problem.ts'
import { search } from './search.ts'
import { Timetable } from './timetable.ts'
import { dueNumber, isHomeDue, isHomeWanted, nextDue, type Unit, unitsOf } from './units.ts'
import { type DayPart, weekdayOf } from './wish.ts'

/** The same facts and the same seed give the same plan, in whatever order the facts come. */
export function planRounds(problem: RoundProblem): RoundPlan {
  if (problem.days.length === 0) return { visits: [], gaps: [], marks: marksOf(problem, [], [], null) }
  const visitors = problem.visitors.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const units = unitsOf(problem, visitors)
  const timetable = new Timetable(problem, visitors)
  const placed = search(timetable, units, problem.seed)
  const visits = visitsOf(problem, timetable, units, placed)
  const gaps = units.flatMap(unit => gapsOf(problem, timetable, unit, placed[unit.at] as Placing))
  return { visits, gaps, marks: marksOf(problem, visits, gaps, timetable) }
}

function visitsOf(
  problem: RoundProblem,
  timetable: Timetable,
  units: readonly Unit[],
  placed: readonly Placing[],
): PlannedVisit[] {
  const stops = new Map<string, { visitor: number; day: number; units: Unit[] }>()
  for (const unit of units)
    for (const { visitor, day } of (placed[unit.at] as Placing).trips) {
      const key = `${day} ${visitor}`
      const stop = stops.get(key) ?? { visitor, day, units: [] }
      stop.units.push(unit)
      stops.set(key, stop)
    }
  const homeOn = new Map<string, number>()
  const present = units.map(unit => presences(problem, unit, placed[unit.at] as Placing))
  return [...stops.values()]
    .sort((one, other) => one.day - other.day || one.visitor - other.visitor)
    .flatMap(({ visitor, day, units: here }) => {
      const who = timetable.visitors[visitor]
      if (!who) return []
      const season = problem.days[day]?.seasonPart ?? null
      const withParts = here.map(unit => ({ unit, dayPart: partOf(unit, season) }))
      const parts = new Map(withParts.map(({ unit, dayPart }) => [unit.at, dayPart]))
      let order = 0
      return inOrder(who, withParts).flatMap(unit =>
        (present[unit.at]?.get(day) ?? []).map(elder => ({
          elderId: elder.id,
          householdId: elder.householdId,
          visitorId: who.id,
          day: addDays(timetable.start, day),
          order: ++order,
          way: wayOf(problem, unit, elder, { day, start: timetable.start, homeOn }),
          dayPart: parts.get(unit.at) ?? null,
          sameFace: who.id === elder.visitorId,
        })),
      )
    })
}

/**
 * Whoever of the house falls due before the next time somebody comes is called on now, so that the household is
 * met at once; after the last visit of the month that time is the day by which the house is owed the next.
 */
function presences({ rules, days }: RoundProblem, unit: Unit, { trips }: Placing): Map<number, RoundElder[]> {
  const start = days[0]?.day ?? ''
  const owed = new Map(
    unit.elders.map(elder => [elder.id, dueNumber(elder, daysBetween(start, elder.dueOn), rules)]),
  )
  return new Map(
    trips.map(({ day }, at) => {
      const next = trips[at + 1]?.day ?? nextDue(unit, day, start)
      const present = unit.elders.filter(elder => (owed.get(elder.id) ?? 0) < next)
      for (const elder of present) owed.set(elder.id, nextDue(elder, day, start))
      return [day, present]
    }),
  )
}

function partOf(unit: Unit, season: DayPart | null): DayPart | null {
  return unit.elders.find(elder => elder.wish?.dayPart)?.wish?.dayPart ?? season
}

function wayOf(
  { rules }: RoundProblem,
  unit: Unit,
  elder: RoundElder,
  { day, start, homeOn }: { day: number; start: string; homeOn: Map<string, number> },
): PlannedVisit['way'] {
  const isAtHome =
    unit.elders.some(isHomeWanted) ||
    (!homeOn.has(elder.id) && isHomeDue(elder, addDays(start, nextDue(unit, day, start) - 1), rules))
  if (isAtHome) homeOn.set(elder.id, day)
  return isAtHome ? 'home' : (elder.wish?.way ?? 'home')
}

/** Told person by person: in a house that is called on too late, only some may be late themselves. */
function gapsOf(problem: RoundProblem, timetable: Timetable, unit: Unit, placing: Placing): RoundGap[] {
  if (placing.broken.length === 0) return []
  const { start, length } = timetable
  const visited = presences(problem, unit, placing)
  return unit.elders.flatMap(elder => {
    let due = dueNumber(elder, daysBetween(start, elder.dueOn), problem.rules)
    const late: RoundGap[] = []
    const note = (day: number | null) =>
      late.push({
        elderId: elder.id,
        dueOn: addDays(start, due),
        plannedOn: day === null ? null : addDays(start, day),
        reason: reasonOf(timetable, unit, due),
      })
    for (const [day, present] of visited) {
      if (!present.includes(elder)) continue
      if (day > due) note(day)
      due = nextDue(elder, day, start)
    }
    if (due < length) note(null)
    return late
  })
}

function reasonOf(timetable: Timetable, unit: Unit, due: number): GapReason {
  if (unit.visitors.length === 0) return 'noVisitor'
  const first = Math.max(0, due - unit.everyDays + 1)
  const window = Array.from(
    { length: Math.min(due, timetable.length - 1) - first + 1 },
    (_, at) => first + at,
  )
  const worked = window.filter(day => unit.visitors.some(visitor => timetable.works(visitor, day)))
  if (worked.length === 0) return 'noWorkingDay'
  return worked.every(day => unit.barred[day]) ? 'wishDays' : 'noCapacity'
}

function marksOf(
  problem: RoundProblem,
  visits: readonly PlannedVisit[],
  gaps: readonly RoundGap[],
  timetable: Timetable | null,
): RoundMarks {
  const wishes = new Map(problem.elders.map(elder => [elder.id, elder.wish]))
  const asked = visits.filter(visit => (wishes.get(visit.elderId)?.weekdays.length ?? 0) > 0)
  const kept = asked.filter(visit => wishes.get(visit.elderId)?.weekdays.includes(weekdayOf(visit.day)))
  const looked = new Set(problem.elders.flatMap(({ id, visitorId }) => (visitorId === null ? [] : [id])))
  const known = visits.filter(visit => looked.has(visit.elderId))
  const before = new Set((problem.before ?? []).map(one => `${one.elderId} ${one.day} ${one.visitorId}`))
  const now = new Set(visits.map(one => `${one.elderId} ${one.day} ${one.visitorId}`))
  const days = timetable
    ? timetable.visitors.flatMap((_, visitor) =>
        problem.days.map((_, day) => timetable.load(visitor, day)).filter(load => load.used > 0),
      )
    : []
  return {
    visits: visits.length,
    elders: new Set(visits.map(visit => visit.elderId)).size,
    gaps: gaps.length,
    sameFacePercent: percent(known.filter(visit => visit.sameFace).length, known.length),
    wishPercent: percent(kept.length, asked.length),
    fullestPercent: Math.max(0, ...days.map(load => Math.round((100 * load.used) / load.minutes))),
    hardMost: Math.max(0, ...days.map(load => load.hardness)),
    moved: [...before].filter(key => !now.has(key)).length,
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((1000 * part) / whole) / 10
}
