// Calls to elders about visits recorded last week: who is called is drawn, what is asked is fixed, what is said counts.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day, daysBetween } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, RegionCode, text } from '../kernel/shapes.ts'

export const callBackPurposes = choice({
  everyWeek: '例行抽查',
  repeated: '多次提醒后抽查',
} as const)
export type CallBackPurpose = KeyOf<typeof callBackPurposes>

export const callBackStates = choice({
  toCall: '待回访',
  gotAnswer: '已问到',
  unreachable: '联系不上',
  refusedAnswer: '不愿意回答',
} as const)
export type CallBackState = KeyOf<typeof callBackStates>

export const cameAnswers = choice({
  came: '有人来过',
  nobodyCame: '没有人来过',
  cannotRecall: '记不清',
} as const)
export type CameAnswer = KeyOf<typeof cameAnswers>

export const whenAnswers = choice({
  sameDay: '日子对得上',
  anotherDay: '日子对不上',
  noIdea: '说不清哪天',
} as const)

export const satisfiedAnswers = choice({
  satisfied: '满意',
  soSo: '一般',
  notSatisfied: '不满意',
} as const)

export const CallBackAnswer = z.strictObject({
  state: z.enum(['gotAnswer', 'unreachable', 'refusedAnswer']),
  came: z._default(z.nullable(cameAnswers.schema), null),
  when: z._default(z.nullable(whenAnswers.schema), null),
  satisfied: z._default(z.nullable(satisfiedAnswers.schema), null),
  note: z._default(z.nullable(text(300)), null),
})
export type CallBackAnswer = z.output<typeof CallBackAnswer>

/** Refuses half an answer: three questions to who was reached, none to who was not. */
export function checkCallBack(answer: CallBackAnswer): void {
  if (answer.state !== 'gotAnswer') {
    if (answer.came !== null || answer.when !== null || answer.satisfied !== null)
      throw new Refused('invalid', '没有问到本人时不应填写回答，请清空回答后重试。')
    return
  }
  if (answer.came === null) throw new Refused('invalid', '请填写老人怎么说：有没有人来过。')
  if (answer.came === 'came' && (answer.when === null || answer.satisfied === null))
    throw new Refused('invalid', '有人来过的，请把“大概哪天”和“满意吗”也问到。')
}

/** Rings no more after this; the line is then closed as unreachable. */
export function isClosed(state: CallBackState, tries: number, triesAtMost: number): boolean {
  return (
    state === 'gotAnswer' || state === 'refusedAnswer' || (state === 'unreachable' && tries >= triesAtMost)
  )
}

export const CallBackDraw = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  purpose: callBackPurposes.schema,
  /** The visits of these seven days, as they had arrived by `drawnAt`. */
  fromDay: DayText,
  toDay: DayText,
  /** Whoever orders the visits by SHA-256 of this and the visit's id draws the same ones. */
  seed: z.string(),
  poolSize: z.number(),
  drawn: z.number(),
  done: z.number(),
  came: z.number(),
  nobodyCame: z.number(),
  drawnAt: Instant,
  drawnBy: z.nullable(z.string()),
})
export type CallBackDraw = z.output<typeof CallBackDraw>

export const CallBack = z.object({
  countyCode: z.string(),
  id: Id,
  drawId: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  elderId: Id,
  elderName: z.string(),
  /** Since when the elder is no longer on record: nobody rings a house in mourning. */
  leftOn: z.nullable(DayText),
  /** Last four digits; the whole number is unmasked with a reason, or the elder has none. */
  phoneTail: z.nullable(z.string()),
  visitId: Id,
  visitorId: Id,
  visitorName: z.string(),
  startedAt: Instant,
  state: callBackStates.schema,
  tries: z.number(),
  came: z.nullable(cameAnswers.schema),
  when: z.nullable(whenAnswers.schema),
  satisfied: z.nullable(satisfiedAnswers.schema),
  note: z.nullable(z.string()),
  calledAt: z.nullable(Instant),
  calledBy: z.nullable(z.string()),
})
export type CallBack = z.output<typeof CallBack>

/** The oldest week worth asking about: an elder does not remember the month before last. */
const oldestWeekDays = 31

/** A week is a whole one, from Monday, that is over and not long past. */
export function checkWeek(fromDay: Day, today: Day): void {
  if (weekdayOf(fromDay) !== 1) throw new Refused('invalid', '请从星期一开始选一整周。')
  if (addDays(fromDay, 6) >= today) throw new Refused('rule_broken', '这一周还没有过完，过完后再抽取。')
  if (daysBetween(fromDay, today) > oldestWeekDays)
    throw new Refused('rule_broken', '这一周太久了，老人多半记不清。请选最近四周内的一周。')
}

/** The Monday of the last week that is over. */
export function lastWeekOf(today: Day): Day {
  const sinceMonday = (weekdayOf(today) + 6) % 7
  return addDays(today, -sinceMonday - 7)
}

const weekdayOf = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay()
