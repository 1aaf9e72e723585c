// Who is due and why: the strictest of the reasons wins, and its sentence stands beside the name.

import type { ElderGroup } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, addMonths, ageOn, type Day, lastDayOf, monthOf } from '../kernel/day.ts'
import type { Answers } from './answers.ts'
import { worstOf } from './rules.ts'

export const riskLevels = choice({ red: '红', orange: '橙', yellow: '黄', green: '绿' })
export type RiskLevel = KeyOf<typeof riskLevels>

/** Why an elder is due, most urgent first; the words are what the visitor reads beside the name. */
export const dueReasons = choice({
  dangerFound: '上次发现危险，要去看看解决了没有',
  discharged: '刚出院，去看看恢复得怎么样',
  bereaved: '同住老人刚去世，去陪陪、看看',
  cameBack: '刚回到家，去看看现在过得怎么样',
  notAtHome: '住院、住养老机构或长期外出，回来后再去',
  missed: '上次没见到人或被谢绝，再去看看',
  neverVisited: '建档后还没探访过',
  highRisk: '高龄又独自生活，每周一次',
  raisedRisk: '失能或上次有关注事项，两周一次',
  keyGroup: '重点老年人，每月一次',
  general: '在册老年人，每季一次',
})
/** Owed because of what happened, beside the rhythm of the risk. */
export const owedReasons = choice({
  discharged: '刚出院，去看看恢复得怎么样',
  bereaved: '同住老人刚去世，去陪陪、看看',
  cameBack: '刚回到家，去看看现在过得怎么样',
})
export type OwedReason = KeyOf<typeof owedReasons>

export type DueReason = KeyOf<typeof dueReasons>

export interface DueFacts {
  groups: readonly ElderGroup[]
  bornOn: Day | null
  registeredOn: Day
  /** Day of the last visit where the elder was met. */
  lastMetOn: Day | null
  lastVisit: { visitedOn: Day; result: 'met' | 'notReached' | 'refused'; answers: Answers } | null
  /** A visit owed because of what happened, until she is met. */
  owed?: { reason: OwedReason; on: Day } | null
  /** In hospital, in an institution or long away since a day: nobody need knock at an empty house. */
  notAtHomeSince?: Day | null
}

export interface DueSettings {
  veryOldAge: number
  daysRed: number
  daysOrange: number
  daysYellow: number
  daysGreen: number
}

export interface Due {
  risk: RiskLevel
  on: Day
  reason: DueReason
  everyDays: number
}

/** After a missed contact; a door that stays shut is itself a sign (domain.md §1.3). */
const daysAfterMissed = 3

/**
 * 民发〔2022〕73号 asks for every in-scope elder once a calendar month; the finer intervals are settings
 * (domain.md §1.3). Found danger comes first, then a missed contact, then the interval of the risk.
 * An in-scope elder never falls due later than the end of the month after the last meeting.
 */
export function dueOf(facts: DueFacts, today: Day, settings: DueSettings): Due {
  const { notAtHomeSince = null, owed = null } = facts
  const byRisk = dueByRisk(facts, today, settings)
  if (notAtHomeSince !== null)
    return { ...byRisk, on: addDays(notAtHomeSince, daysUntilAsked), reason: 'notAtHome' }
  const isGraver = byRisk.reason === 'dangerFound' && byRisk.on <= (owed?.on ?? today)
  return owed === null || isGraver ? byRisk : { ...byRisk, on: owed.on, reason: owed.reason, everyDays: 1 }
}

/** A day that does not move, so that an absent elder's part of the bundle does not change every night. */
const daysUntilAsked = 3650

function dueByRisk(facts: DueFacts, today: Day, settings: DueSettings): Due {
  const { risk, reason } = riskOf(facts, today, settings)
  const everyDays = intervalOf(risk, settings)
  const { lastVisit, lastMetOn } = facts
  if (lastVisit && worstOf(lastVisit.answers) === 'danger')
    return { risk: 'red', on: addDays(lastVisit.visitedOn, 1), reason: 'dangerFound', everyDays: 1 }
  if (lastVisit && lastVisit.result !== 'met') {
    const days = Math.min(daysAfterMissed, everyDays)
    return { risk, on: afterMissed(facts, lastVisit.visitedOn, days), reason: 'missed', everyDays: days }
  }
  if (lastMetOn === null) return { risk, on: facts.registeredOn, reason: 'neverVisited', everyDays }
  const byInterval = addDays(lastMetOn, everyDays)
  const byMonth = lastDayOf(addMonths(monthOf(lastMetOn), 1))
  return { risk, on: risk === 'green' ? byInterval : earlier(byInterval, byMonth), reason, everyDays }
}

/** Tried again before the month is over where the month still lacks its meeting. */
function afterMissed(facts: DueFacts, triedOn: Day, days: number): Day {
  const again = addDays(triedOn, days)
  const monthEnds = lastDayOf(monthOf(triedOn))
  const metThisMonth = facts.lastMetOn !== null && monthOf(facts.lastMetOn) === monthOf(triedOn)
  return metThisMonth || triedOn === monthEnds ? again : earlier(again, monthEnds)
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other
}

function intervalOf(risk: RiskLevel, settings: DueSettings): number {
  const { daysRed: red, daysOrange: orange, daysYellow: yellow, daysGreen: green } = settings
  return { red, orange, yellow, green }[risk]
}

function riskOf(facts: DueFacts, today: Day, settings: DueSettings): { risk: RiskLevel; reason: DueReason } {
  const has = (group: ElderGroup) => facts.groups.includes(group)
  const isVeryOld = facts.bornOn !== null && ageOn(facts.bornOn, today) >= settings.veryOldAge
  if (isVeryOld && (has('livesAlone') || has('emptyNest') || has('leftBehind')))
    return { risk: 'red', reason: 'highRisk' }
  const worried = facts.lastVisit !== null && worstOf(facts.lastVisit.answers) === 'attention'
  if (has('careDependent') || (has('tekun') && has('livesAlone')) || (worried && facts.groups.length > 0))
    return { risk: 'orange', reason: 'raisedRisk' }
  return facts.groups.length > 0
    ? { risk: 'yellow', reason: 'keyGroup' }
    : { risk: 'green', reason: 'general' }
}
