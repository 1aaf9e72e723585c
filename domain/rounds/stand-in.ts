// Who goes in whose place: asked for dates, said yes to with one tap, given back as easily. The same face stays.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day, daysBetween } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'

export const standInReasons = choice({
  sick: '身体不适',
  errands: '外出办事',
  swap: '与同事换班',
  byPlan: '按计划代班',
  otherMatter: '因别的事',
})
export type StandInReason = KeyOf<typeof standInReasons>
export const standInStates = choice({
  awaitingYes: '等同事答复',
  takenOn: '有人代班',
  cannotCome: '同事来不了',
  givenBack: '已取消代班',
})
export type StandInState = KeyOf<typeof standInStates>

const countyCode = z.string().check(z.regex(/^\d{6}$/))

export const StandInAsk = z.strictObject({
  countyCode,
  id: Id,
  elderIds: z.array(Id).check(z.minLength(1, { error: '至少要选一位老人' }), z.maxLength(200)),
  from: DayText,
  to: DayText,
  /** Null: whoever of the colleagues says yes first. */
  toAccountId: z._default(z.nullable(Id), null),
  reason: standInReasons.schema,
  note: z._default(z.nullable(text(100)), null),
})
export type StandInAsk = z.output<typeof StandInAsk>

export const StandInRow = z.object({
  countyCode: z.string(),
  id: Id,
  placeName: z.string(),
  mainName: z.nullable(z.string()),
  askedName: z.nullable(z.string()),
  carrierName: z.nullable(z.string()),
  from: DayText,
  to: DayText,
  reason: standInReasons.schema,
  state: standInStates.schema,
  note: z.nullable(z.string()),
  elders: z.number(),
  askedAt: Instant,
})

/** On the phone: what is asked of her, what she asked, what she has taken on. */
export const CarriedStandIn = z.object({
  id: Id,
  countyCode: z.string(),
  role: z.enum(['toMe', 'fromMe', 'carried']),
  other: z.nullable(z.string()),
  from: DayText,
  to: DayText,
  reason: standInReasons.schema,
  state: standInStates.schema,
  elders: z.array(z.object({ id: Id, name: z.string() })),
})
export type CarriedStandIn = z.output<typeof CarriedStandIn>

const longestDays = 62

export function checkAsk({ from, to }: { from: Day; to: Day }, today: Day): void {
  if (from > to) throw new Refused('invalid', '代班的开始日期晚于结束日期，请改正后重新提交。')
  // A phone may bring it days later: what is over by then can still be told, but helps nobody.
  if (to < today) throw new Refused('rule_broken', `代班的日子（到 ${to} 为止）已经过去，没有登记。`)
  if (daysBetween(from, to) > longestDays)
    throw new Refused('rule_broken', '代班一次最多两个月。时间更长的，请乡镇给老人换一位探访员。')
}

interface Standing {
  state: StandInState
  mainId: string | null
  askedId: string | null
  carrierId: string | null
  carrierName: string | null
  validTo: Day
}

/** Refuses the second yes, one's own, and a yes that comes too late. True where nothing is left to do. */
export function checkAnswer(one: Standing, who: string, accepts: boolean, today: Day): boolean {
  if (one.mainId === who) throw new Refused('rule_broken', '这是您自己请的代班，不用答复。不需要了请取消。')
  if (one.state === 'takenOn' && one.carrierId === who && accepts) return true
  if (one.state === 'takenOn')
    throw new Refused('conflict', `已经由${one.carrierName ?? '别的同事'}接下，您不用去了。`)
  if (one.state === 'givenBack') throw new Refused('conflict', '对方已经取消了这次代班，您不用去了。')
  if (one.askedId !== null && one.askedId !== who)
    throw new Refused('not_allowed', '这次代班请的是别的同事，您不用答复。')
  if (one.state === 'cannotCome' && !accepts) return true
  if (one.validTo < today) throw new Refused('conflict', '代班的日子已经过去，没有接下。')
  return false
}

/** Who asked, who carries, and the office may end it. */
export function checkWithdraw(one: Standing, who: string, isOfficer: boolean): boolean {
  if (one.state === 'givenBack') return true
  if (!isOfficer && one.mainId !== who && one.carrierId !== who)
    throw new Refused('not_allowed', '只有请代班的人、代班的人和乡镇可以取消。')
  return false
}

/** A phone fetches the elders on the evening before, for there may be no signal where they live. */
export function carriedFrom(from: Day): Day {
  return addDays(from, -1)
}
