// The visitor's month as the phone has it: what the server sent, and what she has said since and waits to be sent.
import { type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { CarriedRounds } from '../../domain/rounds/carried.ts'
import type { CarriedStandIn, StandInAsk } from '../../domain/rounds/stand-in.ts'
import { noWish, type Wish, type WishInput, weekdayOf } from '../../domain/rounds/wish.ts'
import type { ElderToday } from '../due-list.ts'
import type { KeptAct } from '../outbox.ts'

export const emptyRounds: CarriedRounds = {
  ...{ fingerprint: '', visits: [], wishes: [], colleagues: [], standIns: [], darkAt: {} },
}

export type PlannedVisit = CarriedRounds['visits'][number]

/** Those of one household stand together, in the order of the day. */
export interface Stop {
  householdId: string
  entries: { entry: ElderToday; planned: PlannedVisit }[]
}

export function stopsOn(day: Day, rounds: CarriedRounds, elders: readonly ElderToday[]): Stop[] {
  const known = new Map(elders.map(entry => [entry.elder.id, entry]))
  const stops: Stop[] = []
  for (const planned of visitsOn(day, rounds)) {
    const entry = known.get(planned.elderId)
    if (!entry) continue
    const { householdId } = entry.elder
    const last = stops.find(stop => stop.householdId === householdId)
    if (last) last.entries.push({ entry, planned })
    else stops.push({ householdId, entries: [{ entry, planned }] })
  }
  return stops
}

export function visitsOn(day: Day, rounds: CarriedRounds): PlannedVisit[] {
  return rounds.visits.filter(visit => visit.on === day).toSorted((one, other) => one.turn - other.turn)
}

/** The next day she is to be called on; today's counts until she was met. */
export function nextVisit(
  elderId: string,
  rounds: CarriedRounds,
  today: Day,
  metOn: Day | null,
): PlannedVisit | null {
  const after = rounds.visits.filter(
    visit => visit.elderId === elderId && visit.on >= today && !(visit.on === today && metOn === today),
  )
  return after.toSorted((one, other) => (one.on < other.on ? -1 : 1))[0] ?? null
}

export interface CalendarDay {
  day: Day
  visits: number
}

/** Weeks from Monday to Sunday; null where a week reaches into another month. */
export function weeksOf(month: Month, rounds: CarriedRounds): (CalendarDay | null)[][] {
  const [first, last] = [firstDayOf(month), lastDayOf(month)]
  const counts = new Map<Day, number>()
  for (const { on } of rounds.visits) counts.set(on, (counts.get(on) ?? 0) + 1)
  const days: (CalendarDay | null)[] = new Array(weekdayOf(first) - 1).fill(null)
  for (let at = 1; at <= Number(last.slice(8)); at++) {
    const day = `${month}-${String(at).padStart(2, '0')}`
    days.push({ day, visits: counts.get(day) ?? 0 })
  }
  while (days.length % 7 !== 0) days.push(null)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** This month, and the next as soon as it is planned. */
export function monthsOf(rounds: CarriedRounds, today: Day): Month[] {
  return [...new Set([monthOf(today), ...rounds.visits.map(visit => monthOf(visit.on))])].sort()
}

const isStanding = (kept: KeptAct) => kept.state === 'waiting' || kept.state === 'sent'

export function wishOf(elderId: string, rounds: CarriedRounds, acts: readonly KeptAct[]): Wish {
  const said = acts.find(
    kept =>
      kept.act.operation === 'wish.record' &&
      isStanding(kept) &&
      (kept.act.input as WishInput).elderId === elderId,
  )
  return (
    (said?.act.input as Wish | undefined) ?? rounds.wishes.find(wish => wish.elderId === elderId) ?? noWish
  )
}

/** What was asked, answered or taken back on this phone shows at once, before the server has heard of it. */
export function standInsNow(
  rounds: CarriedRounds,
  acts: readonly KeptAct[],
  names: ReadonlyMap<string, string>,
): CarriedStandIn[] {
  const known = new Set(rounds.standIns.map(one => one.id))
  const asked = acts
    .filter(kept => kept.act.operation === 'standIn.ask' && kept.state === 'waiting')
    .map(kept => kept.act.input as StandInAsk)
    .filter(ask => !known.has(ask.id))
    .map(ask => carriedFrom(ask, rounds, names))
  return [...asked, ...rounds.standIns].flatMap(one => standInNow(one, acts))
}

function carriedFrom(
  ask: StandInAsk,
  rounds: CarriedRounds,
  names: ReadonlyMap<string, string>,
): CarriedStandIn {
  const { id, countyCode, from, to, reason, elderIds, toAccountId } = ask
  return {
    ...{ id, countyCode, from, to, reason, role: 'fromMe', state: 'awaitingYes' },
    other: rounds.colleagues.find(one => one.id === toAccountId)?.name ?? null,
    elders: elderIds.map(elderId => ({ id: elderId, name: names.get(elderId) ?? '' })),
  }
}

function standInNow(one: CarriedStandIn, acts: readonly KeptAct[]): CarriedStandIn[] {
  const about = acts.filter(kept => isStanding(kept) && (kept.act.input as { id?: string }).id === one.id)
  if (about.some(kept => kept.act.operation === 'standIn.withdraw')) return []
  const answer = about.find(kept => kept.act.operation === 'standIn.answer')
  if (!answer || one.role !== 'toMe') return [one]
  return (answer.act.input as { accepts: boolean }).accepts
    ? [{ ...one, role: 'carried', state: 'takenOn' }]
    : []
}
