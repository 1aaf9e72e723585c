// All that bears on an elder's risk with its dates, and from it what was known on any one day.
import type { AbilityLevel } from '../assessments/ability.ts'
import { type ElderGroup, groupsOn, type RecordedGroup } from '../elders/elder.ts'
import { type Whereabouts, whereabouts } from '../elders/kin.ts'
import type { Day } from '../kernel/day.ts'
import { answersFrom } from '../visits/answers.ts'
import type { OwedReason } from '../visits/due.ts'
import type { RiskLevel } from './level.ts'
import type { RiskFacts } from './rules.ts'

interface Span {
  from: Day
  to: Day | null
}

export interface SeenVisit {
  on: Day
  result: 'met' | 'notReached' | 'refused'
  /** 24 letters, as stored. */
  answers: string
}

export interface RiskHistory {
  bornOn: Day | null
  registeredOn: Day
  endedOn: Day | null
  groups: readonly (Span & { group: RecordedGroup })[]
  abilities: readonly (Span & { level: AbilityLevel })[]
  incomes: readonly (Span & { income: 'dibao' | 'marginal' | 'ordinary' })[]
  /** As the ledger has them now; an earlier day knows no better. */
  kin: readonly {
    whereabouts: Whereabouts | null
    leftOn: Day | null
    lastContactOn: Day | null
    endedOn: Day | null
  }[]
  homeChecks: readonly { on: Day; hazards: number }[]
  /** Visits owed by events: leaving hospital, a death in the house, coming home. */
  owed: readonly { reason: OwedReason; raisedOn: Day; on: Day }[]
  /** Newest first; at least the last one and the last where she was met. */
  visits: readonly SeenVisit[]
  /** In hospital, in an institution, away, or refusing visits in writing. */
  absences: readonly (Span & { kind: 'hospital' | 'institution' | 'away' | 'refusal' })[]
  overrules: readonly (Span & { level: RiskLevel })[]
}

const holdsOn = (day: Day) => (one: Span) => one.from <= day && (one.to === null || one.to >= day)

/** The last by its day of those that hold. */
function latest<One extends Span>(all: readonly One[], day: Day): One | null {
  return all
    .filter(holdsOn(day))
    .reduce<One | null>((last, one) => (last && last.from > one.from ? last : one), null)
}

function lastDayUpTo(days: readonly (Day | null)[], day: Day): Day | null {
  return days.reduce<Day | null>(
    (last, one) => (one !== null && one <= day && (last === null || one > last) ? one : last),
    null,
  )
}

export function isOnRecord(history: RiskHistory, day: Day): boolean {
  return history.registeredOn <= day && (history.endedOn === null || history.endedOn > day)
}

export function groupsHeld(history: RiskHistory, day: Day, veryOldAge: number): ElderGroup[] {
  const recorded = history.groups.filter(holdsOn(day)).map(one => one.group)
  return groupsOn([...new Set(recorded)].sort(), history.bornOn, day, veryOldAge)
}

export function factsOn(history: RiskHistory, day: Day, { veryOldAge }: { veryOldAge: number }): RiskFacts {
  const seen = history.visits.filter(visit => visit.on <= day)
  const last = seen[0] ?? null
  const met = seen.find(visit => visit.result === 'met') ?? null
  const lastAnswers = last && answersFrom(last.answers)
  const kin = history.kin.filter(one => one.endedOn === null || one.endedOn > day)
  const homes = kin.flatMap(one =>
    one.whereabouts !== null && (one.leftOn === null || one.leftOn <= day) ? [one.whereabouts] : [],
  )
  const owed = (reason: OwedReason) =>
    lastDayUpTo(
      history.owed.filter(one => one.reason === reason).map(one => one.raisedOn),
      day,
    )
  const lastCheck = lastDayUpTo(
    history.homeChecks.map(one => one.on),
    day,
  )
  return {
    groups: groupsHeld(history, day, veryOldAge),
    bornOn: history.bornOn,
    ability: latest(history.abilities, day)?.level ?? null,
    income: latest(history.incomes, day)?.income ?? null,
    lastVisit: last && lastAnswers && { visitedOn: last.on, result: last.result, answers: lastAnswers },
    lastMet: met && {
      visitedOn: met.on,
      // Mostly the same visit: a night decodes half a million letters less.
      answers: lastAnswers && met.answers === last?.answers ? lastAnswers : answersFrom(met.answers),
    },
    kinNearest: whereabouts.keys.find(place => homes.includes(place)) ?? null,
    kinLastContactOn: lastDayUpTo(
      kin.map(one => one.lastContactOn),
      day,
    ),
    hazards: history.homeChecks.find(one => one.on === lastCheck)?.hazards ?? 0,
    leftHospitalOn: owed('discharged'),
    lostHousemateOn: owed('bereaved'),
  }
}
