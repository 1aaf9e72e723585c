// How a project of home adaptation goes on, who pays for what, and what an acceptance asks (民发〔2020〕86号).
import type { Role } from '../accounts/roles.ts'
import { type AdaptationKind, adaptationItem } from '../assessments/adaptation.ts'
import type { IncomeStatus } from '../benefits/rule.ts'
import { addMonths, type Day, lastDayOf, monthOf } from '../kernel/day.ts'
import { yuanFixed } from '../kernel/money.ts'
import { Refused } from '../kernel/refusal.ts'
import {
  type Funder,
  funders,
  type PhotoMoment,
  type PlanLine,
  type PlanLineInput,
  type ProjectActKind,
  type ProjectStage,
  projectActKinds,
  projectStages,
} from './project.ts'

/** Stored with every project. */
export const homeCareRulesVersion = 1

/** Act → where it may be done and where it leads; null stays where it is. */
const moves: Readonly<Record<ProjectActKind, { from: readonly ProjectStage[]; to: ProjectStage | null }>> = {
  opensProject: { from: [], to: 'planDrawn' },
  keepsPlan: { from: ['planDrawn'], to: null },
  submitsPlan: { from: ['planDrawn'], to: 'planSubmitted' },
  approvesPlan: { from: ['planSubmitted'], to: 'planApproved' },
  returnsPlan: { from: ['planSubmitted'], to: 'planDrawn' },
  startsWorks: { from: ['planApproved'], to: 'worksUnderWay' },
  finishesWorks: { from: ['worksUnderWay'], to: 'worksFinished' },
  elderAccepts: { from: ['worksFinished'], to: 'elderSatisfied' },
  officeAccepts: { from: ['elderSatisfied'], to: 'worksAccepted' },
  findsDefects: { from: ['worksFinished', 'elderSatisfied'], to: 'makingGood' },
  // Whatever was made good is shown to the elder again: she has to live with it.
  makesGood: { from: ['makingGood'], to: 'worksFinished' },
  paysWorks: { from: ['worksAccepted', 'lookedBack'], to: null },
  takesBackPayment: { from: ['worksAccepted', 'lookedBack'], to: null },
  looksBack: { from: ['worksAccepted'], to: 'lookedBack' },
  cancelsWorks: {
    from: ['planDrawn', 'planSubmitted', 'planApproved', 'worksUnderWay', 'worksFinished', 'makingGood'],
    to: 'worksCancelled',
  },
}

/** Where an act leads from a stage, or null where it has no place. */
export function stageAfter(stage: ProjectStage | null, act: ProjectActKind): ProjectStage | null {
  const { from, to } = moves[act]
  if (stage === null) return act === 'opensProject' ? to : null
  return from.includes(stage) ? (to ?? stage) : null
}

/** The stage as the acts tell it, oldest first. */
export function stageOf(acts: readonly ProjectActKind[]): ProjectStage | null {
  return acts.reduce<ProjectStage | null>((stage, act) => stageAfter(stage, act) ?? stage, null)
}

export function mayAct(stage: ProjectStage, act: ProjectActKind): boolean {
  return stageAfter(stage, act) !== null
}

export function checkedStage(stage: ProjectStage, act: ProjectActKind): ProjectStage {
  const next = stageAfter(stage, act)
  if (next) return next
  throw new Refused(
    'conflict',
    `这个改造项目现在是“${projectStages.words[stage]}”，不能${projectActKinds.words[act]}。请刷新看过最新情况后再办。`,
  )
}

export interface PayingRules {
  basicPercent: number
  optionalPercent: number
  marginalCounts: boolean
  /** 0: no limit. */
  limitYuan: number
}

export function isHardship(income: IncomeStatus, { marginalCounts }: Pick<PayingRules, 'marginalCounts'>) {
  return income === 'tekun' || income === 'dibao' || (income === 'marginal' && marginalCounts)
}

/** What government pays of an item, in percent: basic ones for hardship families, optional ones as the county says. */
export function governmentPercent(kind: AdaptationKind, income: IncomeStatus, rules: PayingRules): number {
  if (!isHardship(income, rules)) return 0
  return kind === 'basicItem' ? rules.basicPercent : rules.optionalPercent
}

export function proposedFunder(item: number, income: IncomeStatus, rules: PayingRules): Funder {
  return governmentPercent(adaptationItem(item).kind, income, rules) > 0 ? 'governmentFunds' : 'familyFunds'
}

export function governmentFenOf(line: PlanLineInput, income: IncomeStatus, rules: PayingRules): number {
  if (line.funder !== 'governmentFunds') return 0
  const percent = governmentPercent(adaptationItem(line.item).kind, income, rules)
  return Math.floor((line.quantity * line.priceFen * percent) / 100)
}

export type PricedLine = PlanLineInput & { governmentFen: number }

/** A plan with the government's part of every line; refuses what the county does not pay for. */
export function pricedPlan(
  lines: readonly PlanLineInput[],
  income: IncomeStatus,
  rules: PayingRules,
): PricedLine[] {
  const twice = lines.find((line, place) => lines.findIndex(one => one.item === line.item) !== place)
  if (twice) throw new Refused('invalid', `“${nameOf(twice.item)}”写了两次，请去掉一条，用数量表示。`)
  const unpaid = lines.find(
    line =>
      line.funder === 'governmentFunds' &&
      governmentPercent(adaptationItem(line.item).kind, income, rules) === 0,
  )
  if (unpaid)
    throw new Refused(
      'rule_broken',
      isHardship(income, rules)
        ? `“${nameOf(unpaid.item)}”是可选项，本地政府不出钱。请改为家庭自付或其他出资。`
        : `这一户没有登记为困难家庭，“${nameOf(unpaid.item)}”不能由政府补助。请改为家庭自付，或先核实家庭情况。`,
    )
  const priced = lines.map(line => ({ ...line, governmentFen: governmentFenOf(line, income, rules) }))
  const sum = priced.reduce((fen, line) => fen + line.governmentFen, 0)
  if (rules.limitYuan > 0 && sum > rules.limitYuan * 100)
    throw new Refused(
      'rule_broken',
      `政府补助合计 ${yuanFixed(sum)} 元，超过每户 ${rules.limitYuan} 元的限额。请减少项目或改由他人出资。`,
    )
  return priced
}

const nameOf = (item: number) => `${item} ${adaptationItem(item).name}`
type Money = Pick<PlanLine, 'quantity' | 'priceFen' | 'funder' | 'governmentFen'>

/** Who owes how much: what government leaves of its lines is the family's. */
export function sharesOf(lines: readonly Money[]): Record<Funder, number> {
  const shares: Record<Funder, number> = {
    ...{ governmentFunds: 0, familyFunds: 0, villageFunds: 0, charityFunds: 0 },
  }
  for (const { quantity, priceFen, funder, governmentFen } of lines) {
    shares.governmentFunds += governmentFen
    const rest = quantity * priceFen - governmentFen
    shares[funder === 'governmentFunds' ? 'familyFunds' : funder] += rest
  }
  return shares
}

/** What is still owed to whoever did the works. */
export function outstandingOf(
  lines: readonly Money[],
  paid: readonly { funder: Funder; amountFen: number }[],
): Record<Funder, number> {
  const shares = sharesOf(lines)
  for (const { funder, amountFen } of paid) shares[funder] -= amountFen
  return shares
}

export function checkPayment(
  funder: Funder,
  amountFen: number,
  lines: readonly Money[],
  paid: readonly { funder: Funder; amountFen: number }[],
): void {
  const left = outstandingOf(lines, paid)[funder]
  if (amountFen <= left) return
  throw new Refused(
    'rule_broken',
    left > 0
      ? `“${funders.words[funder]}”还应付 ${yuanFixed(left)} 元，不能付 ${yuanFixed(amountFen)} 元。请核对金额。`
      : `“${funders.words[funder]}”已付清，不能再付。`,
  )
}

export function checkSubmission(lines: readonly (Money & { item: number })[], days: number | null) {
  if (lines.length === 0)
    throw new Refused('rule_broken', '方案里还没有改造项目。请至少选一项，填好价格后再报批。')
  const free = lines.find(line => line.priceFen === 0 && line.funder !== 'charityFunds')
  if (free) throw new Refused('rule_broken', `“${nameOf(free.item)}”还没有填价格。请填好后再报批。`)
  if (days === null) throw new Refused('rule_broken', '还没有填预计工期。请填好后再报批。')
}

/** Whoever hands a plan in does not approve it; above a sum the county decides. */
export function checkApprover(
  approver: { accountId: string; role: Role },
  submittedBy: string | null,
  governmentFen: number,
  countyFromYuan: number,
): void {
  if (approver.accountId === submittedBy)
    throw new Refused('rule_broken', '方案是您报批的，不能自己批准。请由另一位工作人员审批。')
  if (approver.role !== 'countyOfficer' && governmentFen >= countyFromYuan * 100)
    throw new Refused(
      'rule_broken',
      `政府补助 ${yuanFixed(governmentFen)} 元，满 ${countyFromYuan} 元的方案由县级审批。请告知县级工作人员。`,
    )
}

/** Things handed over have no before. */
export function needsBefore(item: number): boolean {
  return adaptationItem(item).part !== 'elderDevices'
}

export function itemsWithoutPhoto(
  items: readonly number[],
  photos: readonly { item: number; moment: PhotoMoment }[],
  moment: PhotoMoment,
): number[] {
  return items.filter(
    item =>
      (moment === 'afterWorks' || needsBefore(item)) &&
      !photos.some(photo => photo.item === item && photo.moment === moment),
  )
}

/** Before the first hammer blow, or it can never be shown what was there; after the last, or nobody can accept. */
export function checkPhotos(missing: readonly number[], moment: PhotoMoment): void {
  if (missing.length === 0) return
  const names = missing.map(nameOf).join('、')
  throw new Refused(
    'rule_broken',
    moment === 'beforeWorks'
      ? `还缺改造前的照片：${names}。请先拍照上传，再安排施工。`
      : `还缺改造后的照片：${names}。请先拍照上传，再报告完工。`,
  )
}

/** The second yes comes from the township or the county, and from somebody else than the first. */
export function checkOfficeAcceptance(
  acceptor: { accountId: string; role: Role },
  elderAcceptedBy: string | null,
): void {
  if (acceptor.role !== 'townshipOfficer' && acceptor.role !== 'countyOfficer')
    throw new Refused('rule_broken', '这一步由乡镇（街道）或县级工作人员验收。请告知乡镇民政工作人员。')
  if (acceptor.accountId === elderAcceptedBy)
    throw new Refused('rule_broken', '老人验收是您登记的，乡镇验收要由另一位工作人员办理。')
}

/** The same day of a later month, or the last one where the month is shorter. */
export function monthsLater(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), months)
  const last = lastDayOf(month)
  const same = `${month}-${day.slice(8)}`
  return same < last ? same : last
}

/** A year has to pass before it can be looked back on; whoever has left can be looked back on at once. */
export function checkLookBack(lookBackOn: Day | null, today: Day, elderLeft: boolean): void {
  if (lookBackOn === null || elderLeft || today >= lookBackOn) return
  throw new Refused('rule_broken', `还没有到回访时间，${lookBackOn} 起可以登记回访。`)
}
