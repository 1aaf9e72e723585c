// Pace and hours: too many, too short, two homes at once, too quick on the road, at night, all at the month's end.
import { dayOf, daysBetween, lastDayOf } from '../kernel/day.ts'
import { crowMeters } from '../kernel/distance.ts'
import type { MonthFacts, TruthThresholds, VisitFact } from './facts.ts'
import { atHome, metAtHome, reason } from './reasons.ts'
import type { TruthReason } from './signs.ts'

const minuteMs = 60_000
/** Phones of one person are one clock, but a visit closed late is human: the first minute is let through. */
const overlapMs = minuteMs
/** Within a hamlet nobody needs a road. */
const roadMeters = 1_000

export function findByTime(facts: MonthFacts, thresholds: TruthThresholds): TruthReason[] {
  const calls = facts.visits
    .filter(atHome)
    .toSorted((one, other) => one.startedAt - other.startedAt || one.endedAt - other.endedAt)
  return [
    ...manyADay(calls, thresholds),
    ...repeatInDay(calls),
    ...atOnce(calls),
    ...tooFast(calls, thresholds),
    ...shortVisits(calls, thresholds),
    ...atNight(calls, thresholds),
    ...(facts.isOver ? atMonthEnd(calls, facts, thresholds) : []),
  ]
}

const dayOfVisit = (visit: VisitFact) => dayOf(new Date(visit.startedAt))

function grouped<Key>(visits: readonly VisitFact[], keyOf: (visit: VisitFact) => Key): VisitFact[][] {
  const groups = new Map<Key, VisitFact[]>()
  for (const visit of visits) {
    const group = groups.get(keyOf(visit))
    if (group) group.push(visit)
    else groups.set(keyOf(visit), [visit])
  }
  return [...groups.values()]
}

const largest = (groups: readonly VisitFact[][]) =>
  groups.reduce<VisitFact[]>((most, group) => (group.length > most.length ? group : most), [])

function manyADay(calls: readonly VisitFact[], { visitsADay }: TruthThresholds): TruthReason[] {
  const busiest = largest(grouped(calls, dayOfVisit))
  const first = busiest[0]
  if (!first || busiest.length <= visitsADay) return []
  const extent = (busiest.length - visitsADay) / visitsADay
  return [reason('manyADay', extent, busiest, { at: first.startedAt, count: busiest.length })]
}

/** Twice happens: the key was lost, the medicine forgotten. */
function repeatInDay(calls: readonly VisitFact[]): TruthReason[] {
  const often = grouped(calls, visit => `${visit.elderId} ${dayOfVisit(visit)}`).filter(
    group => group.length >= 3,
  )
  const worst = largest(often)
  const first = worst[0]
  if (!first) return []
  return [
    reason('repeatInDay', (often.length - 1) / 4, often.flat(), {
      at: first.startedAt,
      count: worst.length,
      elders: often.length,
    }),
  ]
}

/** Two homes at the same time; those that begin together are told apart, because that is what a list filled in looks like. */
function atOnce(calls: readonly VisitFact[]): TruthReason[] {
  const together = grouped(calls, visit => Math.round(visit.startedAt / minuteMs)).filter(
    group => new Set(group.map(visit => visit.homeId)).size >= 2,
  )
  const overlapping: VisitFact[] = []
  let last: VisitFact | undefined
  for (const visit of calls) {
    if (last && visit.homeId !== last.homeId && visit.startedAt < last.endedAt - overlapMs)
      overlapping.push(visit)
    if (!last || visit.endedAt > last.endedAt) last = visit
  }
  const worst = largest(together)
  const first = worst[0]
  const startedTogether = new Set(together.flat())
  const others = overlapping.filter(visit => !startedTogether.has(visit))
  const reasons: TruthReason[] = []
  if (first)
    reasons.push(
      reason('sameStart', (startedTogether.size - 2) / 8, [...startedTogether], {
        at: first.startedAt,
        count: worst.length,
        times: together.length,
      }),
    )
  // One alone is a visit somebody forgot to close.
  if (others.length >= 2)
    reasons.push(
      reason('overlap', (others.length - 2) / 6, others, {
        at: others[0]?.startedAt ?? 0,
        count: others.length,
      }),
    )
  return reasons
}

interface Hop {
  from: VisitFact
  to: VisitFact
  meters: number
  minutes: number
}

/** The accuracy each fix claims is given away, so that a bad fix never makes a fast road. */
function tooFast(calls: readonly VisitFact[], { speedKmPerHour }: TruthThresholds): TruthReason[] {
  const hops: Hop[] = []
  calls.forEach((to, index) => {
    const from = calls[index - 1]
    if (!from?.place || !to.place || from.homeId === to.homeId) return
    const meters = crowMeters(from.place, to.place) - from.place.accuracyMeters - to.place.accuracyMeters
    const minutes = Math.max(0, (to.startedAt - from.endedAt) / minuteMs)
    if (meters > roadMeters && meters / 1000 > (speedKmPerHour * Math.max(1, minutes)) / 60)
      hops.push({ from, to, meters, minutes })
  })
  const farthest = hops.toSorted((one, other) => other.meters - one.meters)[0]
  if (!farthest) return []
  return [
    reason(
      'tooFast',
      (hops.length - 1) / 4,
      hops.flatMap(({ from, to }) => [from, to]),
      {
        km: Math.round(farthest.meters / 100) / 10,
        minutes: Math.round(farthest.minutes),
        at: farthest.to.startedAt,
        count: hops.length,
      },
    ),
  ]
}

function shortVisits(calls: readonly VisitFact[], { shortMinutes }: TruthThresholds): TruthReason[] {
  const met = calls.filter(metAtHome)
  const short = met.filter(visit => visit.endedAt - visit.startedAt < shortMinutes * minuteMs)
  if (short.length < 4 || short.length < met.length / 2) return []
  return [
    reason('shortVisit', short.length / met.length, short, {
      minutes: shortMinutes,
      count: short.length,
      of: met.length,
    }),
  ]
}

const shanghaiHour = (instant: number) => new Date(instant + 8 * 3_600_000).getUTCHours()

function atNight(
  calls: readonly VisitFact[],
  { nightFromHour, nightToHour }: TruthThresholds,
): TruthReason[] {
  const late = calls.filter(visit => {
    const hour = shanghaiHour(visit.startedAt)
    return hour >= nightFromHour || hour < nightToHour
  })
  if (late.length < 3 || late.length < calls.length * 0.3) return []
  return [
    reason('night', 0, late, {
      count: late.length,
      of: calls.length,
      from: nightFromHour,
      to: nightToHour,
    }),
  ]
}

function atMonthEnd(
  calls: readonly VisitFact[],
  { month }: MonthFacts,
  { monthEndDays }: TruthThresholds,
): TruthReason[] {
  const last = calls.filter(visit => daysBetween(dayOfVisit(visit), lastDayOf(month)) < monthEndDays)
  if (calls.length < 8 || last.length < calls.length * 0.8) return []
  return [reason('monthEnd', 0, last, { count: last.length, of: calls.length, days: monthEndDays })]
}
