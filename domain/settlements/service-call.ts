// Calls to elders about services of a month: who is called is drawn, what is asked is fixed, what is said counts.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addMonths, type Month } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, MonthText, RegionCode, text } from '../kernel/shapes.ts'
import { callBackStates, satisfiedAnswers } from '../visit-truth/call-back.ts'

export const servedAnswers = choice({
  wasServed: '有人来服务',
  nobodyServes: '没有人来服务过',
  cannotTell: '说不清',
})
export type ServedAnswer = KeyOf<typeof servedAnswers>

export const ServiceCallAnswer = z.strictObject({
  state: z.enum(['gotAnswer', 'unreachable', 'refusedAnswer']),
  served: z._default(z.nullable(servedAnswers.schema), null),
  satisfied: z._default(z.nullable(satisfiedAnswers.schema), null),
  note: z._default(z.nullable(text(300)), null),
})
export type ServiceCallAnswer = z.output<typeof ServiceCallAnswer>

/** Refuses half an answer: two questions to who was reached, none to who was not. */
export function checkServiceCall(answer: ServiceCallAnswer): void {
  if (answer.state !== 'gotAnswer') {
    if (answer.served !== null || answer.satisfied !== null)
      throw new Refused('invalid', '没有问到本人时不应填写回答，请清空回答后重试。')
    return
  }
  if (answer.served === null) throw new Refused('invalid', '请填写老人怎么说：有没有人来服务。')
  if (answer.served === 'wasServed' && answer.satisfied === null)
    throw new Refused('invalid', '有人来服务的，请把“满意吗”也问到。')
}

/** The month that is running or the one before: an elder does not remember longer. */
export function checkCallMonth(month: Month, thisMonth: Month): void {
  if (month > thisMonth) throw new Refused('invalid', '这个月还没到，不能抽取。')
  if (month < addMonths(thisMonth, -1))
    throw new Refused('rule_broken', '这个月太久了，老人多半记不清。请抽取本月或上个月的服务。')
}

export const ServiceCallDraw = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  month: MonthText,
  /** Services from and to, as they stood when drawn. */
  fromDay: DayText,
  toDay: DayText,
  /** Whoever orders the orders by SHA-256 of this and the order's id draws the same ones. */
  seed: z.string(),
  poolSize: z.number(),
  drawn: z.number(),
  done: z.number(),
  satisfied: z.number(),
  denied: z.number(),
  drawnAt: Instant,
  drawnByName: z.nullable(z.string()),
})
export type ServiceCallDraw = z.output<typeof ServiceCallDraw>

export const ServiceCall = z.object({
  countyCode: z.string(),
  id: Id,
  drawId: Id,
  regionName: z.string(),
  orderId: Id,
  orderCode: z.string(),
  itemName: z.string(),
  providerName: z.string(),
  workerName: z.nullable(z.string()),
  servedOn: DayText,
  elderId: Id,
  elderName: z.string(),
  leftOn: z.nullable(DayText),
  phoneTail: z.nullable(z.string()),
  state: callBackStates.schema,
  tries: z.number(),
  served: z.nullable(servedAnswers.schema),
  satisfied: z.nullable(satisfiedAnswers.schema),
  note: z.nullable(z.string()),
  calledAt: z.nullable(Instant),
  calledByName: z.nullable(z.string()),
  complaintId: z.nullable(Id),
})
export type ServiceCall = z.output<typeof ServiceCall>
