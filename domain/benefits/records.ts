// What is kept of benefits beside the rules: trials, entitlements, monthly lists, recoveries, matched lists.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Count, DayText, Id, Instant, MonthText, RegionCode } from '../kernel/shapes.ts'
import { decisionOutcomes } from './evaluate.ts'
import { benefitKinds, RuleHead, RuleTerms, recordedIncomes, ruleStates } from './rule.ts'

export const trialEffects = choice({ gained: '新享受', lost: '不再享受', amountChanged: '金额变化' })
export type TrialEffect = KeyOf<typeof trialEffects>

export const runStates = choice({ compiled: '已编制', approved: '已审核', paidOut: '已发放' })
export type RunState = KeyOf<typeof runStates>

export const recoveryStates = choice({
  toRecover: '待追回',
  recovered: '已追回',
  waived: '不追回',
  undone: '已撤销',
})
export type RecoveryState = KeyOf<typeof recoveryStates>

export const matchListKinds = choice({
  deathList: '死亡名单',
  pensionStops: '养老金停发名单',
  hospitalStays: '住院名单',
  institutionStays: '机构入住名单',
  otherBenefits: '其他待遇名单',
})
export type MatchListKind = KeyOf<typeof matchListKinds>

export const matchedBy = choice({ byNumber: '证件号相同', byNameAndBirth: '姓名和出生日期相同' })
export type MatchedBy = KeyOf<typeof matchedBy>

export const matchProposals = choice({
  registerDeath: '登记去世',
  stopPaying: '停发待遇',
  checkAtHome: '上门核对',
})
export type MatchProposal = KeyOf<typeof matchProposals>

export const matchDecisions = choice({
  toReview: '待核对',
  eventHandled: '已登记生活变动',
  paymentHeld: '已停发',
  keptPaying: '核对后照发',
})
export type MatchDecision = KeyOf<typeof matchDecisions>

export const BenefitRuleRecord = z.object({
  countyCode: z.string(),
  id: Id,
  benefitId: Id,
  version: z.number(),
  revision: z.number(),
  ...RuleHead,
  terms: RuleTerms,
  state: ruleStates.schema,
  draftedByName: z.nullable(z.string()),
  draftedAt: Instant,
  activatedByName: z.nullable(z.string()),
  activatedAt: z.nullable(Instant),
  retireReason: z.nullable(z.string()),
  synthetic: z.boolean(),
  /** May the caller switch it on: a trial of this very text exists, and somebody else wrote it. */
  mayActivate: z.boolean(),
  whyNot: z.nullable(z.string()),
  lastTrialId: z.nullable(Id),
})
export type BenefitRuleRecord = z.output<typeof BenefitRuleRecord>

export const BenefitTrial = z.object({
  countyCode: z.string(),
  id: Id,
  ruleId: Id,
  revision: z.number(),
  month: MonthText,
  gained: Count,
  lost: Count,
  changed: Count,
  beforeFen: z.number(),
  afterFen: z.number(),
  triedByName: z.nullable(z.string()),
  triedAt: Instant,
})
export type BenefitTrial = z.output<typeof BenefitTrial>

const Whose = {
  countyCode: z.string(),
  elderId: Id,
  elderName: z.string(),
  regionCode: RegionCode,
  villageName: z.string(),
}

export const TrialLine = z.object({
  ...Whose,
  effect: trialEffects.schema,
  beforeFen: z.number(),
  afterFen: z.number(),
  sentence: z.string(),
})
export type TrialLine = z.output<typeof TrialLine>

export const BenefitRun = z.object({
  countyCode: z.string(),
  countyName: z.string(),
  id: Id,
  month: MonthText,
  state: runStates.schema,
  people: Count,
  totalFen: z.number(),
  compiledById: z.nullable(Id),
  compiledByName: z.nullable(z.string()),
  compiledAt: Instant,
  approvedByName: z.nullable(z.string()),
  approvedAt: z.nullable(Instant),
  paidByName: z.nullable(z.string()),
  paidAt: z.nullable(Instant),
  fileNumber: z.nullable(z.string()),
})
export type BenefitRun = z.output<typeof BenefitRun>

export const RunTotal = z.object({
  kind: benefitKinds.schema,
  title: z.string(),
  people: Count,
  totalFen: z.number(),
  withoutAccount: Count,
})

export const PaymentLine = z.object({
  ...Whose,
  benefitId: Id,
  kind: benefitKinds.schema,
  title: z.string(),
  amountFen: z.number(),
  sentence: z.string(),
  bankName: z.nullable(z.string()),
  accountMask: z.nullable(z.string()),
})
export type PaymentLine = z.output<typeof PaymentLine>

export const Recovery = z.object({
  ...Whose,
  id: Id,
  kind: benefitKinds.schema,
  title: z.string(),
  month: MonthText,
  amountFen: z.number(),
  state: recoveryStates.schema,
  cause: z.string(),
  openedAt: Instant,
  settledByName: z.nullable(z.string()),
  settledAt: z.nullable(Instant),
  note: z.nullable(z.string()),
})
export type Recovery = z.output<typeof Recovery>

export const ElderBenefit = z.object({
  benefitId: Id,
  ruleId: Id,
  kind: benefitKinds.schema,
  title: z.string(),
  basis: z.string(),
  outcome: decisionOutcomes.schema,
  entitled: z.boolean(),
  amountFen: z.number(),
  since: z.nullable(MonthText),
  sentence: z.string(),
  steps: z.array(z.object({ says: z.string(), met: z.boolean() })),
  paidMonths: z.array(z.object({ month: MonthText, amountFen: z.number(), state: runStates.schema })),
})
export type ElderBenefit = z.output<typeof ElderBenefit>

export const Circumstance = z.object({
  id: Id,
  income: recordedIncomes.schema,
  hukouCode: z.nullable(RegionCode),
  hukouName: z.nullable(z.string()),
  validFrom: DayText,
  validTo: z.nullable(DayText),
  evidence: z.string(),
})

export const BenefitHold = z.object({
  id: Id,
  benefitId: z.nullable(Id),
  fromMonth: MonthText,
  toMonth: z.nullable(MonthText),
  reason: z.string(),
})

export const ElderBenefits = z.object({
  month: MonthText,
  name: z.string(),
  benefits: z.array(ElderBenefit),
  totalFen: z.number(),
  circumstances: z.array(Circumstance),
  bankName: z.nullable(z.string()),
  accountMask: z.nullable(z.string()),
  holds: z.array(BenefitHold),
  recoveries: z.array(Recovery),
})
export type ElderBenefits = z.output<typeof ElderBenefits>

export const MatchList = z.object({
  countyCode: z.string(),
  id: Id,
  kind: matchListKinds.schema,
  source: z.string(),
  fileName: z.string(),
  rowCount: Count,
  unreadCount: Count,
  matchedCount: Count,
  undecidedCount: Count,
  uploadedByName: z.nullable(z.string()),
  uploadedAt: Instant,
})
export type MatchList = z.output<typeof MatchList>

export const MatchRow = z.object({
  ...Whose,
  listId: Id,
  kind: matchListKinds.schema,
  fileName: z.string(),
  rowNumber: z.number(),
  matchedBy: matchedBy.schema,
  listedName: z.string(),
  numberMask: z.nullable(z.string()),
  happenedOn: z.nullable(DayText),
  listedNote: z.nullable(z.string()),
  proposal: matchProposals.schema,
  decision: matchDecisions.schema,
  decisionNote: z.nullable(z.string()),
  decidedByName: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  monthlyFen: z.number(),
  endedOn: z.nullable(DayText),
})
export type MatchRow = z.output<typeof MatchRow>
