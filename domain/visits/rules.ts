// What makes a visit recordable, and what it is worth: 民发〔2022〕73号 and domain.md §§1.3, 1.4.
import { type Day, dayOf, daysBetween } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { type AnswerLevel, type Answers, dangerFields, visitFields } from './answers.ts'
import { raisedBySeason } from './season.ts'
import type { VisitInput } from './visit.ts'

/** Stored beside every visit: a later change of these rules never changes what an old visit was worth. */
export const visitRulesVersion = 1

/**
 * How far a phone's clock may run ahead. A wrong time zone is the commonest fault and is at most 14 hours, so
 * a day is let through and the visit is dated today; the times themselves are stored as the phone gave them.
 * Beyond that the day of the visit is not known, and guessing it could move a visit into another month: the
 * record is refused with a sentence and stays on the phone, where the visitor sets the clock and sends again.
 */
const clockAheadMs = 86_400_000
/** A phone reset to its factory clock; nobody keeps a record unsent for a year. */
const oldestDays = 366
const longestMs = 86_400_000

/** Refuses a visit that cannot have happened as it is written. `now` is the server's. */
export function checkVisit(visit: VisitInput, { now }: { now: Date }): void {
  const started = Date.parse(visit.startedAt)
  const ended = Date.parse(visit.endedAt)
  if (Math.max(started, ended) > now.getTime() + clockAheadMs)
    throw new Refused(
      'invalid',
      '探访时间在未来，可能是手机时间不准。请在手机设置里打开“自动设置时间”，核对本条的时间后重新提交。',
    )
  if (daysBetween(dayOf(new Date(started)), dayOf(now)) > oldestDays)
    throw new Refused(
      'invalid',
      '探访时间在一年以前，可能是手机时间不准。请核对本条的时间后重新提交；确属补录的请交乡镇登记。',
    )
  if (ended < started) throw new Refused('invalid', '结束时间早于开始时间，请核对后重新提交。')
  if (ended - started > longestMs)
    throw new Refused('invalid', '一次探访不能超过 24 小时，请核对开始和结束时间后重新提交。')
  checkResult(visit)
}

function checkResult(visit: VisitInput): void {
  if (visit.result === 'notReached' && visit.notReachedReason === null)
    throw new Refused('invalid', '没有见到老人时，请选择原因后重新提交。')
  if (visit.result !== 'notReached' && visit.notReachedReason !== null)
    throw new Refused('invalid', '见到老人或老人谢绝时，不应填写“未见到”的原因，请去掉后重新提交。')
  if (visit.result !== 'refused' && visit.refusedReason !== null)
    throw new Refused('invalid', '老人没有谢绝时，不应填写谢绝的原因，请去掉后重新提交。')
  if (visit.result !== 'notReached' && (visit.doorSigns.length > 0 || visit.toldBy !== null))
    throw new Refused('invalid', '见到老人时，不应填写门外看到的情况，请去掉后重新提交。')
  if (visit.result !== 'met' && visit.followUps.length + visit.seasonal.length + visit.kinContacts.length > 0)
    throw new Refused('invalid', '没有见到老人时，不能填写上次问题、季节和子女联系的回答，请去掉后重新提交。')
  if (visit.result !== 'met' || visit.method !== 'home') return
  const skipped = dangerFields.filter(field => visit.answers[field] === 'notAsked')
  if (skipped.length > 0)
    throw new Refused(
      'invalid',
      `上门探访必须看一看、问一问：${skipped.map(field => visitFields.words[field]).join('、')}。请补上后重新提交。`,
      { fields: skipped },
    )
}

/** What the visit says of the 24 fields, the season's worries included: this is stored, counted and acted on. */
export function answersOf(visit: Pick<VisitInput, 'answers' | 'seasonal'>): Answers {
  return raisedBySeason(visit.answers, visit.seasonal)
}

/** The gravest answer of a form; notAsked when nothing was asked at all. */
export function worstOf(answers: Answers): AnswerLevel {
  let worst: AnswerLevel = 'notAsked'
  for (const field of visitFields.keys) {
    const level = answers[field]
    if (level === 'danger') return level
    if (level === 'attention' || (level === 'ok' && worst === 'notAsked')) worst = level
  }
  return worst
}

export interface VisitSettings {
  notAskedLimit: number
  remoteCounts: boolean
}

/** Why a visit does not count toward the monthly rate; null when it does. */
export type NotCounted = 'notReached' | 'refused' | 'remote' | 'incomplete'

export const notCountedWords: Readonly<Record<NotCounted, string>> = {
  notReached: '未见到本人，不计入探访率',
  refused: '本次谢绝，不计入探访率',
  remote: '仅有远程监测，不计入探访率',
  incomplete: '未问的项目过多，不计入探访率',
}

/**
 * Two visits on one day each count by themselves: the rate counts elders and not visits, so a repeat cannot
 * raise it, and what a visit is worth must not depend on which phone sent first.
 * A position is evidence and never a gate, so a home visit without one counts (docs/decisions).
 */
export function whyNotCounted(
  visit: Pick<VisitInput, 'method' | 'result' | 'answers'>,
  settings: VisitSettings,
): NotCounted | null {
  if (visit.result !== 'met') return visit.result
  if (visit.method === 'remote') return settings.remoteCounts ? null : 'remote'
  return isIncomplete(visit.answers, settings.notAskedLimit) ? 'incomplete' : null
}

export function isIncomplete(answers: Answers, notAskedLimit: number): boolean {
  return Object.values(answers).filter(level => level === 'notAsked').length > notAskedLimit
}

export interface Judgement {
  visitedOn: Day
  worst: AnswerLevel
  countsForRate: boolean
  rulesVersion: number
}

/** What the server stores beside the answers; the phone computes the same to show it at once. */
export function judgeVisit(visit: VisitInput, settings: VisitSettings, { now }: { now: Date }): Judgement {
  const startedOn = dayOf(new Date(visit.startedAt))
  const today = dayOf(now)
  return {
    visitedOn: startedOn > today ? today : startedOn,
    worst: worstOf(answersOf(visit)),
    countsForRate: whyNotCounted(visit, settings) === null,
    rulesVersion: visitRulesVersion,
  }
}
