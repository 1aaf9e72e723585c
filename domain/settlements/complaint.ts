// A complaint about an order: a clock and an owner, an answer of the provider, an outcome, and a second look.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day, monthDayText } from '../kernel/day.ts'
import { yuanFixed } from '../kernel/money.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant } from '../kernel/shapes.ts'

export const complaintSources = choice({
  saidByElder: '老人提出',
  familySays: '家属提出',
  officerSays: '工作人员提出',
  callBackSays: '回访中提出',
})

export const complaintKinds = choice({
  nobodyServed: '没有来服务',
  cameLate: '来晚了',
  poorlyDone: '服务做得不好',
  badManner: '态度不好',
  wrongCharge: '收费不对',
  unsafe: '有安全问题',
  otherTrouble: '其他投诉',
})

export const complaintStages = choice({
  awaitsAnswer: '等机构答复投诉',
  awaitsOutcome: '投诉待处理',
  puttingRight: '正在补救',
  awaitsSecondLook: '投诉待复看',
  complaintClosed: '投诉已办结',
})
export type ComplaintStage = KeyOf<typeof complaintStages>

export const complaintOutcomes = choice({
  redo: '重做一次',
  giveBack: '退钱给老人',
  apology: '当面道歉',
  unfounded: '投诉不成立',
})
export type ComplaintOutcome = KeyOf<typeof complaintOutcomes>

export const complaintDeeds = choice({
  complain: '登记投诉',
  answerComplaint: '机构答复投诉',
  decideOutcome: '作出处理',
  madeGood: '补救已做完',
  lookAgain: '复看后办结',
  reopenComplaint: '复看后再办',
  climbComplaint: '超期升级',
})
export type ComplaintDeed = KeyOf<typeof complaintDeeds>

interface ComplaintStanding {
  stage: ComplaintStage
  outcome: ComplaintOutcome | null
  /** Who decided; the second look is another's. */
  decidedBy: string | null
}

/** The stage a deed leads to, or why not. */
export function afterComplaintDeed(
  complaint: ComplaintStanding,
  deed: Exclude<ComplaintDeed, 'climbComplaint'>,
  { by, outcome }: { by: string; outcome: ComplaintOutcome | null },
): ComplaintStage {
  const { stage } = complaint
  const wrongTime = () => new Refused('conflict', '这件投诉已经往前办了，没有覆盖。请刷新后查看。')
  switch (deed) {
    case 'complain':
      return 'awaitsAnswer'
    case 'answerComplaint':
      if (stage !== 'awaitsAnswer') throw wrongTime()
      return 'awaitsOutcome'
    case 'decideOutcome':
      // The provider's silence must not stop a decision.
      if (stage !== 'awaitsAnswer' && stage !== 'awaitsOutcome') throw wrongTime()
      return outcome === 'unfounded' ? 'awaitsSecondLook' : 'puttingRight'
    case 'madeGood':
      if (stage !== 'puttingRight') throw wrongTime()
      return 'awaitsSecondLook'
    case 'lookAgain':
    case 'reopenComplaint':
      if (stage !== 'awaitsSecondLook') throw wrongTime()
      if (complaint.decidedBy === by)
        throw new Refused('rule_broken', '作出处理的人不能自己复看，请另一位同事复看。')
      return deed === 'lookAgain' ? 'complaintClosed' : 'awaitsOutcome'
  }
}

/** Whose matter a late complaint becomes, by how often it has gone up before: the clock decides, no person does. */
export function climbedTo(climbs: number): 'county' | 'prefecture' | 'province' {
  return climbs === 0 ? 'county' : climbs === 1 ? 'prefecture' : 'province'
}

/** Nothing stands above the province. */
export const climbsAtMost = 3

/** The day on which it goes up again if nobody settles it before; null where it is over or can go no further. */
export function nextClimbOn(
  complaint: { stage: ComplaintStage; climbs: number; climbedOn: Day | null; settleDueOn: Day },
  climbDays: number,
): Day | null {
  const { stage, climbs, climbedOn, settleDueOn } = complaint
  if (stage === 'complaintClosed' || climbs >= climbsAtMost) return null
  return climbedOn === null ? addDays(settleDueOn, 1) : addDays(climbedOn, climbDays)
}

/** To whoever it has just come to: why, who still works on it, and until when. */
export function climbedText(told: {
  elderName: string
  providerName: string
  settleDueOn: Day
  /** Null at the county itself, which works on it. */
  workedOnIn: string | null
  next: { on: Day; place: string } | null
}): string {
  const { elderName, providerName, settleDueOn, workedOnIn, next } = told
  return [
    `${elderName}对${providerName}的投诉，到办结期限 ${monthDayText(settleDueOn)} 还没有办结，`,
    workedOnIn === null ? '升级到您办理。' : `升级到您督办，仍由${workedOnIn}办理。`,
    ...(next === null ? [] : [`${monthDayText(next.on)} 前还没有办结，再升级到${next.place}。`]),
  ].join('')
}

/** All of it, then every side has its part back; or some of what the elder paid, then it goes to her. */
export function checkGivenBack(
  fen: number,
  order: { priceFen: number; elderFen: number; timeFen: number },
): void {
  if (fen === order.priceFen || fen <= order.elderFen) return
  if (order.timeFen > 0)
    throw new Refused(
      'rule_broken',
      `时间付的部分只退时间，不折成钱。可以全退（填 ${yuanFixed(order.priceFen)} 元：钱退给各方，时间退回原处），或只退老人自付的钱（不超过 ${yuanFixed(order.elderFen)} 元）。`,
    )
  throw new Refused(
    'rule_broken',
    `可以全退（${yuanFixed(order.priceFen)} 元，各方都退），或只退老人自付的部分（不超过 ${yuanFixed(order.elderFen)} 元）。`,
  )
}

export const ComplaintRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: z.string(),
  orderId: Id,
  orderCode: z.string(),
  elderId: Id,
  elderName: z.string(),
  itemName: z.string(),
  providerId: Id,
  providerName: z.string(),
  source: complaintSources.schema,
  kind: complaintKinds.schema,
  stage: complaintStages.schema,
  outcome: z.nullable(complaintOutcomes.schema),
  ownerName: z.nullable(z.string()),
  /** Offices it has gone up so far, when last, and to where: that office sees that it is settled. */
  climbs: z.number(),
  climbedOn: z.nullable(DayText),
  climbedPlace: z.nullable(z.string()),
  /** When it goes up next, and to where. */
  nextClimbOn: z.nullable(DayText),
  nextPlace: z.nullable(z.string()),
  openedAt: Instant,
  answerDueOn: DayText,
  settleDueOn: DayText,
  isLate: z.boolean(),
})
export type ComplaintRow = z.output<typeof ComplaintRow>

export const Complaint = z.object({
  ...ComplaintRow.shape,
  words: z.string(),
  refundFen: z.nullable(z.number()),
  events: z.array(
    z.object({
      id: Id,
      deed: complaintDeeds.schema,
      words: z.nullable(z.string()),
      byName: z.nullable(z.string()),
      at: Instant,
    }),
  ),
})
export type Complaint = z.output<typeof Complaint>
