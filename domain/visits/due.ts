// Who is due and why: every rule that applies names a day, the strictest wins, its sentence stands beside the name.
import type { ElderGroup } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, addMonths, type Day, lastDayOf, monthOf } from '../kernel/day.ts'
import { groupedLevel } from '../risk/grouped.ts'
import { graver, type RiskLevel } from '../risk/level.ts'
import type { Answers } from './answers.ts'
import { nextFestival } from './festivals.ts'
import { worstOf } from './rules.ts'

/** Why an elder is due, most urgent first; the words are what the visitor reads beside the name. */
export const dueReasons = choice({
  dangerFound: '上次发现危险，要去看看解决了没有',
  discharged: '刚出院，去看看恢复得怎么样',
  bereaved: '同住老人刚去世，去陪陪、看看',
  cameBack: '刚回到家，去看看现在过得怎么样',
  ateSuspectMeal: '在停餐的助餐点吃过饭，去问问有没有不舒服',
  missedMeal: '常来吃饭的，今天没来，去看看怎么了',
  notAtHome: '住院、住养老机构或长期外出，回来后再去',
  unwilling: '书面表示不愿意接受探访，到期再征求意愿',
  missed: '上次没见到人或被谢绝，再去看看',
  neverVisited: '建档后还没探访过',
  springFestival: '春节前走访，看看年货、取暖和身体',
  midAutumn: '中秋节前走访',
  doubleNinth: '重阳节前走访',
  redRisk: '风险等级为红，按高风险的间隔探访',
  highRisk: '高龄又独自生活，每周一次',
  orangeRisk: '风险等级为橙，按较高风险的间隔探访',
  raisedRisk: '失能或上次有关注事项，两周一次',
  keyGroup: '重点老年人，每月一次',
  yellowRisk: '风险等级为黄，按重点老年人的间隔探访',
  general: '在册老年人，每季一次',
})

/** Owed because of what happened, beside the rhythm of the risk. */
export const owedReasons = choice({
  discharged: '刚出院，去看看恢复得怎么样',
  bereaved: '同住老人刚去世，去陪陪、看看',
  cameBack: '刚回到家，去看看现在过得怎么样',
  ateSuspectMeal: '在停餐的助餐点吃过饭，去问问有没有不舒服',
  missedMeal: '常来吃饭的，今天没来，去看看怎么了',
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
  /** Refused in writing: the day to ask again, null while she does not refuse. Danger and events still call. */
  unwillingUntil?: Day | null
  /**
   * The level somebody set or a rule with points found; absent where the groups and the last visit alone decide, as
   * on a phone of an older server and before the first night.
   */
  level?: RiskLevel | null
}

export interface DueSettings {
  veryOldAge: number
  daysRed: number
  daysOrange: number
  daysYellow: number
  daysGreen: number
  /** How many days before a festival its round begins; 0 where there is none. */
  festivalDays: number
}

export interface Due {
  risk: RiskLevel
  on: Day
  reason: DueReason
  /** Days of the interval the reason stands for. */
  everyDays: number
  /** Other rules that ask for a visit by the same day or have long asked, gravest first. */
  also: DueReason[]
}

interface Claim {
  on: Day
  reason: DueReason
  everyDays: number
}

/** After a missed contact; a door that stays shut is itself a sign (domain.md §1.3). */
const daysAfterMissed = 3
/** A day that does not move, so that an absent elder's part of the bundle does not change every night. */
const daysUntilAsked = 3650

/**
 * 民发〔2022〕73号 asks for every in-scope elder once a calendar month; the finer intervals are settings
 * (domain.md §1.3). The earliest day of all the rules is the day she is due; of those whose day has come by then,
 * or by today, the gravest speaks. An in-scope elder never falls due later than the end of the month after the last
 * meeting.
 */
export function dueOf(facts: DueFacts, today: Day, settings: DueSettings): Due {
  const risk = levelNow(facts, today, settings)
  const claims = claimsOf(facts, risk, today, settings)
  const on = claims.reduce((first, claim) => earlier(first, claim.on), claims[0]?.on ?? today)
  const reached = claims.filter(claim => claim.on <= later(on, today)).sort(byGravity)
  const { reason, everyDays } = reached[0] ?? { reason: 'general' as const, everyDays: settings.daysGreen }
  const { notAtHomeSince = null } = facts
  if (notAtHomeSince !== null)
    return { risk, on: addDays(notAtHomeSince, daysUntilAsked), reason: 'notAtHome', everyDays, also: [] }
  const also = new Set(reached.map(claim => claim.reason).filter(other => other !== reason))
  return { risk, on, reason, everyDays, also: [...also] }
}

function levelNow(facts: DueFacts, today: Day, settings: DueSettings): RiskLevel {
  if (!facts.level) return groupedLevel(facts, today, settings)
  // What was seen since counts at once, before the rule is asked again.
  return foundDanger(facts) ? graver('red', facts.level) : facts.level
}

function foundDanger({ lastVisit }: DueFacts): boolean {
  return lastVisit !== null && worstOf(lastVisit.answers) === 'danger'
}

function claimsOf(facts: DueFacts, risk: RiskLevel, today: Day, settings: DueSettings): Claim[] {
  const { owed = null, lastVisit } = facts
  const claims: Claim[] = []
  if (foundDanger(facts) && lastVisit)
    claims.push({ on: addDays(lastVisit.visitedOn, 1), reason: 'dangerFound', everyDays: 1 })
  if (owed) claims.push({ on: owed.on, reason: owed.reason, everyDays: 1 })
  claims.push(...festivalClaim(facts, today, settings))
  claims.push(...rhythm(facts, risk, today, settings))
  return claims
}

/** The round before a festival: for the key groups, and only who was not met in it. */
function festivalClaim(facts: DueFacts, today: Day, { festivalDays }: DueSettings): Claim[] {
  const { groups, lastMetOn, unwillingUntil = null } = facts
  const isAsked = festivalDays > 0 && groups.length > 0 && unwillingUntil === null
  const next = isAsked ? nextFestival(today, festivalDays) : null
  if (!next || (lastMetOn !== null && lastMetOn >= next.from)) return []
  return [{ on: next.on, reason: next.festival, everyDays: festivalDays }]
}

/** After a shut door the next attempt takes the place of the intervals: somebody did go. */
function rhythm(facts: DueFacts, risk: RiskLevel, today: Day, settings: DueSettings): Claim[] {
  const { lastVisit, lastMetOn, registeredOn } = facts
  const everyDays = intervalOf(risk, settings)
  const { unwillingUntil = null } = facts
  if (unwillingUntil !== null) return [{ on: unwillingUntil, reason: 'unwilling', everyDays }]
  // Danger has its own claim; beside it only the month's duty stands.
  if (foundDanger(facts)) return lastMetOn === null ? [] : monthly(facts, lastMetOn, settings)
  if (lastVisit && lastVisit.result !== 'met') {
    const days = Math.min(daysAfterMissed, everyDays)
    return [{ on: afterMissed(facts, lastVisit.visitedOn, days), reason: 'missed', everyDays: days }]
  }
  if (lastMetOn === null) return [{ on: registeredOn, reason: 'neverVisited', everyDays }]
  return [
    {
      on: atMonthsEnd(lastMetOn, everyDays, risk),
      reason: reasonOf(facts, risk, today, settings),
      everyDays,
    },
    ...monthly(facts, lastMetOn, settings),
    ...followUp(facts, lastMetOn, settings),
  ]
}

function atMonthsEnd(lastMetOn: Day, everyDays: number, risk: RiskLevel): Day {
  const byInterval = addDays(lastMetOn, everyDays)
  return risk === 'green' ? byInterval : earlier(byInterval, lastDayOf(addMonths(monthOf(lastMetOn), 1)))
}

/** 民发〔2022〕73号: the key groups once a calendar month, whatever the risk. */
function monthly({ groups }: DueFacts, lastMetOn: Day, { daysYellow }: DueSettings): Claim[] {
  if (groups.length === 0) return []
  return [{ on: atMonthsEnd(lastMetOn, daysYellow, 'yellow'), reason: 'keyGroup', everyDays: daysYellow }]
}

/** What was worrying is looked at again before the month is over, also where the sum of points stays small. */
function followUp({ groups, lastVisit }: DueFacts, lastMetOn: Day, { daysOrange }: DueSettings): Claim[] {
  if (groups.length === 0 || !lastVisit || worstOf(lastVisit.answers) !== 'attention') return []
  return [{ on: atMonthsEnd(lastMetOn, daysOrange, 'orange'), reason: 'raisedRisk', everyDays: daysOrange }]
}

/** The sentence of an interval: of the rule of groups where no other spoke. */
function reasonOf(facts: DueFacts, risk: RiskLevel, today: Day, settings: DueSettings): DueReason {
  const isByGroups = !facts.level || groupedLevel(facts, today, settings) === risk
  if (risk === 'red') return isByGroups ? 'highRisk' : 'redRisk'
  if (risk === 'orange') return isByGroups ? 'raisedRisk' : 'orangeRisk'
  if (risk === 'yellow') return facts.groups.length > 0 ? 'keyGroup' : 'yellowRisk'
  return 'general'
}

/** Tried again before the month is over where the month still lacks its meeting. */
function afterMissed(facts: DueFacts, triedOn: Day, days: number): Day {
  const again = addDays(triedOn, days)
  const monthEnds = lastDayOf(monthOf(triedOn))
  const metThisMonth = facts.lastMetOn !== null && monthOf(facts.lastMetOn) === monthOf(triedOn)
  return metThisMonth || triedOn === monthEnds ? again : earlier(again, monthEnds)
}

function byGravity(one: Claim, other: Claim): number {
  return dueReasons.keys.indexOf(one.reason) - dueReasons.keys.indexOf(other.reason)
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other
}

function intervalOf(risk: RiskLevel, settings: DueSettings): number {
  const { daysRed: red, daysOrange: orange, daysYellow: yellow, daysGreen: green } = settings
  return { red, orange, yellow, green }[risk]
}
