// Where an elder stands on a day: the rule's level, the level a person set instead, and when somebody is to go.
import { addDays, type Day } from '../kernel/day.ts'
import { type Due, type DueSettings, dueOf } from '../visits/due.ts'
import type { Contribution } from './causes.ts'
import { factsOn, type RiskHistory } from './history.ts'
import type { RiskLevel } from './level.ts'
import { type Risk, type RiskFacts, type RiskSettings, riskRule } from './rules.ts'

export interface StandingSettings extends RiskSettings, DueSettings {
  ruleVersion: number
  absentDays: number
}

export interface Standing {
  risk: RiskLevel
  /** What the rule says; differs from `risk` only while a person has set another. */
  ruleRisk: RiskLevel
  points: number
  causes: readonly Contribution[]
  ruleVersion: number
  due: Due
  lastMetOn: Day | null
}

export function riskOn(history: RiskHistory, day: Day, settings: StandingSettings): Risk {
  return riskRule(settings.ruleVersion).judge(factsOn(history, day, settings), day, settings)
}

export function standingOf(history: RiskHistory, day: Day, settings: StandingSettings): Standing {
  const facts = factsOn(history, day, settings)
  const judged = riskRule(settings.ruleVersion).judge(facts, day, settings)
  const overruled = overruleOn(history, day)
  const level = overruled ?? (judged.version === 1 ? null : judged.level)
  const lastMetOn = facts.lastMet?.visitedOn ?? null
  const due = dueOf(
    {
      groups: facts.groups,
      bornOn: facts.bornOn,
      registeredOn: history.registeredOn,
      lastMetOn,
      lastVisit: facts.lastVisit,
      level,
      unwillingUntil: unwillingUntil(history, day),
      owed: owedOn(history, facts, day),
      notAtHomeSince: awaySince(history, day, settings.absentDays),
    },
    day,
    settings,
  )
  const { points, causes, version } = judged
  return {
    risk: overruled ?? due.risk,
    ruleRisk: judged.level,
    points,
    causes,
    ruleVersion: version,
    due,
    lastMetOn,
  }
}

/** Of two at once the later decision holds; there is never more than one open. */
export function overruleOn(history: RiskHistory, day: Day): RiskLevel | null {
  return (
    history.overrules.filter(one => one.from <= day && (one.to === null || one.to >= day)).at(-1)?.level ??
    null
  )
}

/** The first visit owed that no meeting has settled since. */
function owedOn(history: RiskHistory, facts: RiskFacts, day: Day) {
  const met = facts.lastMet?.visitedOn ?? ''
  const open = history.owed
    .filter(one => one.raisedOn <= day && met < one.raisedOn)
    .sort((one, other) => (one.on < other.on ? -1 : 1))
  return open[0] ? { reason: open[0].reason, on: open[0].on } : null
}

function awaySince(history: RiskHistory, day: Day, absentDays: number): Day | null {
  if (history.absences.length === 0) return null
  const long = addDays(day, -absentDays)
  const since = history.absences
    .filter(one => one.kind !== 'refusal' && one.to === null && one.from <= day)
    .filter(one => one.kind !== 'away' || one.from <= long)
    .map(one => one.from)
    .sort()
  return since[0] ?? null
}

/** A refusal without a day to ask again is asked about like an absence that lasts. */
function unwillingUntil(history: RiskHistory, day: Day): Day | null {
  const refusals = history.absences.filter(
    one => one.kind === 'refusal' && one.from <= day && (one.to === null || one.to >= day),
  )
  const days = refusals.map(one => addDays(one.to ?? addDays(one.from, 3650), 1)).sort()
  return days.at(-1) ?? null
}
