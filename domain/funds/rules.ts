// Who may take which step with public money, and where a step leads. Plan, approval, payment and acceptance are
// different people: domain.md §7, and the judgement of this platform where no paper says so.
import { addDays, type Day, daysBetween } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import type { LedgerAccountKind } from '../ledger/accounts.ts'
import {
  type FundDeed,
  type FundKind,
  type FundProjectState,
  type FundSource,
  fundProjectStates,
  type MilestoneKind,
  milestoneKinds,
  placeKinds,
} from './fund.ts'

/** The account a source stands on: what it gave is a minus there. */
export const sourceAccounts: Readonly<Record<FundSource, LedgerAccountKind>> = {
  centralFinance: 'fundCentral',
  provinceFinance: 'fundProvince',
  prefectureFinance: 'fundPrefecture',
  countyFinance: 'fundCounty',
  lotteryWelfare: 'fundLottery',
  charityGiving: 'fundCharity',
}

/** Whoever drew it up does not agree to it. */
export function checkApprover(actorId: string, draftedBy: string | null, what: string): void {
  if (actorId === draftedBy)
    throw new Refused('rule_broken', `${what}是您编报的，不能由您自己审批。请由另一位工作人员审批。`)
}

export interface WhoDidWhat {
  draftedBy: string | null
  approvedBy: string | null
  /** Everybody who has paid for it. */
  payers: readonly string[]
  /** Who reported the works done. */
  finishedBy: string | null
  /** Who has signed in this round. */
  signed: readonly string[]
}

export function checkPayer(actorId: string, { draftedBy, approvedBy }: WhoDidWhat): void {
  if (actorId === draftedBy || actorId === approvedBy)
    throw new Refused('rule_broken', '编报和审批这个项目的人不能拨付它的资金。请由财政资金工作人员拨付。')
}

export function checkSigner(actorId: string, who: WhoDidWhat): void {
  if (who.signed.includes(actorId))
    throw new Refused('rule_broken', '您已经签过字了。验收要两个人签字，请另一位工作人员来签。')
  if (actorId === who.draftedBy)
    throw new Refused('rule_broken', '这个项目是您编报的，不能由您验收。请由另外两位工作人员验收。')
  if (actorId === who.finishedBy)
    throw new Refused('rule_broken', '完工是您报的，不能由您验收。请由另外两位工作人员验收。')
  if (who.payers.includes(actorId))
    throw new Refused('rule_broken', '您经手过这个项目的付款，不能再验收。请由另外两位工作人员验收。')
}

export const signersNeeded = 2

type ProjectDeed = Extract<
  FundDeed,
  | 'approvesProject'
  | 'dropsProject'
  | 'paysProject'
  | 'signsAcceptance'
  | 'findsShortcoming'
  | 'linksSite'
  | 'closesProject'
>

const allowedIn: Readonly<Record<ProjectDeed, readonly FundProjectState[]>> = {
  approvesProject: ['planDrafted'],
  dropsProject: ['planDrafted'],
  paysProject: ['planApproved', 'underConstruction', 'awaitsAcceptance', 'worksAccepted'],
  signsAcceptance: ['awaitsAcceptance'],
  findsShortcoming: ['awaitsAcceptance'],
  linksSite: ['worksAccepted', 'accountsClosed'],
  // Agreed to and never begun: then all of it goes back.
  closesProject: ['planApproved', 'worksAccepted'],
}

export function mayDo(state: FundProjectState, deed: ProjectDeed): boolean {
  return allowedIn[deed].includes(state)
}

export function checkDeed(state: FundProjectState, deed: ProjectDeed): void {
  if (!mayDo(state, deed))
    throw new Refused(
      'rule_broken',
      `这个项目现在是“${fundProjectStates.words[state]}”，不能办这一步。请刷新后查看。`,
    )
}

const milestoneLeads: Readonly<Record<MilestoneKind, { from: FundProjectState; to: FundProjectState }>> = {
  worksStart: { from: 'planApproved', to: 'underConstruction' },
  worksHalf: { from: 'underConstruction', to: 'underConstruction' },
  worksDone: { from: 'underConstruction', to: 'awaitsAcceptance' },
  doorOpens: { from: 'worksAccepted', to: 'worksAccepted' },
}

export function mayReach(state: FundProjectState, milestone: MilestoneKind): boolean {
  return milestoneLeads[milestone].from === state
}

/** Only a table brings in works that were over before they were drawn up. */
export function isFinished({ opensOn, draftedOn }: { opensOn: Day; draftedOn: Day }): boolean {
  return opensOn <= draftedOn
}

/** Of finished works the door opened when they were over, whenever they came into the books. */
export function firstReportDay(project: {
  approvedOn: Day | null
  draftedOn: Day
  opensOn: Day
}): Day | null {
  return isFinished(project) ? project.opensOn : project.approvedOn
}

/** The state a milestone leads to. */
export function afterMilestone(
  project: { state: FundProjectState; approvedOn: Day | null; draftedOn: Day; opensOn: Day },
  milestone: MilestoneKind,
  on: Day,
  today: Day,
): FundProjectState {
  const { state } = project
  const { from, to } = milestoneLeads[milestone]
  if (state !== from)
    throw new Refused(
      'rule_broken',
      milestone === 'doorOpens'
        ? '两人验收合格以后才能登记开门服务。'
        : `这个项目现在是“${fundProjectStates.words[state]}”，不能报“${milestoneKinds.words[milestone]}”。`,
    )
  if (on > today) throw new Refused('invalid', '日期不能晚于今天，请核对后重填。')
  const first = firstReportDay(project)
  if (first !== null && on < first)
    throw new Refused(
      'invalid',
      `日期不能早于${isFinished(project) ? '完成' : '立项'}日期 ${first}，请核对后重填。`,
    )
  return to
}

const shareOfWay: Readonly<Record<MilestoneKind, number>> = {
  worksStart: 0.2,
  worksHalf: 0.5,
  worksDone: 0.85,
  doorOpens: 1,
}

/**
 * When each step is due between the plan and the day the door opens; a service bought without a place has no door.
 * Of finished works every step was due when they were over, and the door is asked for from the day they are drawn up.
 */
export function milestonesOf(
  kind: FundKind,
  draftedOn: Day,
  opensOn: Day,
): { kind: MilestoneKind; dueOn: Day }[] {
  const days = daysBetween(draftedOn, opensOn)
  const finished = isFinished({ opensOn, draftedOn })
  const dueOn = (milestone: MilestoneKind) => {
    if (!finished) return addDays(draftedOn, Math.round(days * shareOfWay[milestone]))
    return milestone === 'doorOpens' ? draftedOn : opensOn
  }
  return milestoneKinds.keys
    .filter(milestone => milestone !== 'doorOpens' || placeKinds.includes(kind))
    .map(milestone => ({ kind: milestone, dueOn: dueOn(milestone) }))
}

export function checkOpening(opensOn: Day, today: Day): void {
  if (opensOn <= today) throw new Refused('invalid', '计划开门的日期应在今天以后，请核对后重填。')
}

export interface ProjectMoney {
  state: FundProjectState
  /** What was put into the project. */
  assignedFen: number
  paidFen: number
  leftFen: number
}

/** Part of the money stays until two people have seen the works. */
export function payableOf({ state, assignedFen, paidFen, leftFen }: ProjectMoney, percent: number): number {
  if (!mayDo(state, 'paysProject')) return 0
  if (state === 'worksAccepted') return leftFen
  return Math.max(0, Math.min(leftFen, Math.floor((assignedFen * percent) / 100) - paidFen))
}

export function checkPayment(money: ProjectMoney, amountFen: number, percent: number): void {
  checkDeed(money.state, 'paysProject')
  if (amountFen > money.leftFen) throw new Refused('rule_broken', '要付的钱比项目账上剩下的多。请核对金额。')
  if (amountFen > payableOf(money, percent))
    throw new Refused('rule_broken', `验收合格以前最多支付 ${percent}%，其余等两人验收后再付。请减少金额。`)
}

/** The shares of a batch may not be more than what is still to be split. */
export function checkSplit(shareFens: readonly number[], leftFen: number): void {
  const wanted = shareFens.reduce((sum, fen) => sum + fen, 0)
  if (wanted > leftFen) throw new Refused('rule_broken', '批次的合计超过这笔资金还没分配的数。请减少后再报。')
}
