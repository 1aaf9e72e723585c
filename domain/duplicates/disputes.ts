// Two counties claim one elder: who waits for whom, until when, and where it goes when nobody answers.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'

export const disputeStages = choice({
  awaitingAnswer: '等对方县答复',
  awaitingReply: '等发起县回应',
  atPrefecture: '等市（州）裁定',
  atProvince: '等省里裁定',
  concluded: '已有结论',
  withdrawn: '已撤回',
})
export type DisputeStage = KeyOf<typeof disputeStages>

export const disputeOutcomes = choice({
  opener: '归发起县管理',
  responder: '归答复县管理',
  separatePeople: '是两个人，各管各的',
})
export type DisputeOutcome = KeyOf<typeof disputeOutcomes>

/** Who is looking: one of the two counties, or an office above them. */
export type DisputeSide = 'opener' | 'responder' | 'prefecture' | 'province' | 'onlooker'

export interface DisputeFacts {
  stage: DisputeStage
  countyCode: string
  otherCountyCode: string
  /** What the responder said, once it has. */
  stance: DisputeOutcome | null
}

export function sideOf(dispute: DisputeFacts, level: string, regionCode: string): DisputeSide {
  const county = regionCode.slice(0, 6)
  if (level === 'province') return 'province'
  if (level === 'prefecture') return 'prefecture'
  if (county === dispute.countyCode) return 'opener'
  // The other county answers as a whole: which of its townships is concerned is not the opener's to know.
  if (county === dispute.otherCountyCode) return level === 'county' ? 'responder' : 'onlooker'
  return 'onlooker'
}

const waitsFor: Record<DisputeStage, DisputeSide | null> = {
  awaitingAnswer: 'responder',
  awaitingReply: 'opener',
  atPrefecture: 'prefecture',
  atProvince: 'province',
  concluded: null,
  withdrawn: null,
}

export function waitingSide({ stage }: Pick<DisputeFacts, 'stage'>): DisputeSide | null {
  return waitsFor[stage]
}

/** The office above both: the prefecture where it is one, else the province. */
export function stageAbove({ stage, countyCode, otherCountyCode }: DisputeFacts): DisputeStage {
  const isOnePrefecture = countyCode.slice(0, 4) === otherCountyCode.slice(0, 4)
  if (stage === 'atPrefecture' || stage === 'atProvince' || !isOnePrefecture) return 'atProvince'
  return 'atPrefecture'
}

export function isOver({ stage }: Pick<DisputeFacts, 'stage'>): boolean {
  return stage === 'concluded' || stage === 'withdrawn'
}

export interface Moved {
  stage: DisputeStage
  outcome: DisputeOutcome | null
}

/** The responder gives in at once, or says what it holds and waits for the opener. */
export function answered(dispute: DisputeFacts, side: DisputeSide, stance: DisputeOutcome): Moved {
  checkTurn(dispute, side, 'responder', 'awaitingAnswer')
  return stance === 'opener'
    ? { stage: 'concluded', outcome: 'opener' }
    : { stage: 'awaitingReply', outcome: null }
}

/** The opener agrees, or asks the office above. */
export function replied(dispute: DisputeFacts, side: DisputeSide, agrees: boolean): Moved {
  checkTurn(dispute, side, 'opener', 'awaitingReply')
  return agrees
    ? { stage: 'concluded', outcome: dispute.stance }
    : { stage: stageAbove(dispute), outcome: null }
}

/** The prefecture decides between its own counties, the province between all. */
export function decided(dispute: DisputeFacts, side: DisputeSide, outcome: DisputeOutcome): Moved {
  if (isOver(dispute)) throw over()
  const may =
    (side === 'prefecture' && dispute.stage === 'atPrefecture') ||
    (side === 'province' && (dispute.stage === 'atPrefecture' || dispute.stage === 'atProvince'))
  if (!may) throw new Refused('rule_broken', '还没有轮到上级裁定。两县没有谈拢或逾期未答复时，会自动报上来。')
  return { stage: 'concluded', outcome }
}

export function withdrawn(dispute: DisputeFacts, side: DisputeSide): Moved {
  if (isOver(dispute)) throw over()
  if (side !== 'opener') throw new Refused('not_allowed', '只有发起的县可以撤回。')
  return { stage: 'withdrawn', outcome: null }
}

function checkTurn(dispute: DisputeFacts, side: DisputeSide, wanted: DisputeSide, stage: DisputeStage): void {
  if (isOver(dispute)) throw over()
  if (side !== wanted) throw new Refused('not_allowed', '这一步由另一个县办理。')
  if (dispute.stage !== stage)
    throw new Refused('conflict', `现在是“${disputeStages.words[dispute.stage]}”，不能办这一步。请刷新查看。`)
}

function over(): Refused {
  return new Refused('conflict', '这件协商已经结束。请刷新查看。')
}
