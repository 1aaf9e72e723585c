// A home made fit for old age as one project: words, lines of the plan, what was done, and how screens show it.
import * as z from 'zod/mini'
import { AdaptationNumber } from '../assessments/adaptation.ts'
import { toldWays } from '../assessments/stages.ts'
import { incomeStatuses } from '../benefits/rule.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Count, DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const projectReasons = choice({
  fromHomeCheck: '居家安全检查发现',
  fromFall: '在家摔倒过',
  fromNeed: '本人或家属提出',
  fromBed: '开设家庭养老床位需要',
})
export type ProjectReason = KeyOf<typeof projectReasons>

export const projectStages = choice({
  planDrawn: '编制方案',
  planSubmitted: '等审批',
  planApproved: '已批准，待施工',
  worksUnderWay: '施工中',
  worksFinished: '已完工，待老人验收',
  elderSatisfied: '老人已验收，待乡镇验收',
  makingGood: '整改中',
  worksAccepted: '验收合格',
  lookedBack: '已做一年回访',
  worksCancelled: '已取消改造',
})
export type ProjectStage = KeyOf<typeof projectStages>

export const projectActKinds = choice({
  opensProject: '立项',
  keepsPlan: '保存方案',
  submitsPlan: '报请审批',
  approvesPlan: '批准方案',
  returnsPlan: '退回方案',
  startsWorks: '安排施工',
  finishesWorks: '报告完工',
  elderAccepts: '老人验收',
  officeAccepts: '乡镇验收',
  findsDefects: '提出整改',
  makesGood: '整改完毕',
  paysWorks: '付改造款',
  takesBackPayment: '撤回付款',
  looksBack: '一年回访',
  cancelsWorks: '取消改造',
})
export type ProjectActKind = KeyOf<typeof projectActKinds>

export const funders = choice({
  governmentFunds: '政府补助',
  familyFunds: '家庭自付',
  villageFunds: '村集体出资',
  charityFunds: '慈善资助',
})
export type Funder = KeyOf<typeof funders>

export const photoMoments = choice({ beforeWorks: '改造前', afterWorks: '改造后' })
export type PhotoMoment = KeyOf<typeof photoMoments>

const Fen = z.int().check(z.gte(0), z.lte(100_000_000))

/** One item of the list as it is planned; the price is of one piece. */
export const PlanLineInput = z.strictObject({
  item: AdaptationNumber,
  reason: z.string().check(z.trim(), z.minLength(1, { error: '请写明为什么需要' }), z.maxLength(200)),
  quantity: z.int().check(z.gte(1), z.lte(99)),
  priceFen: Fen,
  funder: funders.schema,
})
export type PlanLineInput = z.output<typeof PlanLineInput>

export const PlanLine = z.object({
  item: z.number(),
  reason: z.string(),
  quantity: z.number(),
  priceFen: z.number(),
  funder: funders.schema,
  governmentFen: z.number(),
  doneOn: z.nullable(DayText),
  defect: z.nullable(z.string()),
})
export type PlanLine = z.output<typeof PlanLine>

export const ProjectRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  elderId: Id,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  villageName: z.string(),
  reason: projectReasons.schema,
  hardship: incomeStatuses.schema,
  stage: projectStages.schema,
  stageSince: DayText,
  openedOn: DayText,
  items: Count,
  totalFen: z.number(),
  governmentFen: z.number(),
  providerName: z.nullable(z.string()),
  acceptedOn: z.nullable(DayText),
  lookBackOn: z.nullable(DayText),
})
export type ProjectRow = z.output<typeof ProjectRow>

export const ProjectAct = z.object({
  id: Id,
  kind: projectActKinds.schema,
  onDay: DayText,
  note: z.nullable(z.string()),
  way: z.nullable(toldWays.schema),
  withName: z.nullable(z.string()),
  byName: z.nullable(z.string()),
  doneAt: Instant,
})
export type ProjectAct = z.output<typeof ProjectAct>

export const ProjectPhoto = z.object({
  id: Id,
  item: z.number(),
  moment: photoMoments.schema,
  addedAt: Instant,
  addedByName: z.nullable(z.string()),
})
export type ProjectPhoto = z.output<typeof ProjectPhoto>

export const ProjectPayment = z.object({
  id: Id,
  funder: funders.schema,
  amountFen: z.number(),
  paidOn: DayText,
  voucher: z.string(),
  paidByName: z.nullable(z.string()),
})
export type ProjectPayment = z.output<typeof ProjectPayment>

/** What the records know of falls in one year: each with the day and where it is written. */
export const FallRecord = z.object({
  on: DayText,
  source: z.enum(['aidCase', 'visit', 'hospitalStay']),
  words: z.string(),
  countyCode: z.string(),
  id: Id,
})
export type FallRecord = z.output<typeof FallRecord>

export const LookBack = z.object({
  fallsBefore: z.number(),
  fallsAfter: z.number(),
  toldFalls: z.number(),
  stillUsed: z.boolean(),
  note: z.nullable(z.string()),
  lookedOn: DayText,
  lookedByName: z.nullable(z.string()),
})
export type LookBack = z.output<typeof LookBack>

export const Project = z.object({
  ...ProjectRow.shape,
  version: z.number(),
  address: z.string(),
  homeCheckId: z.nullable(Id),
  homeCheckedOn: z.nullable(DayText),
  reasonNote: z.nullable(z.string()),
  expectedDays: z.nullable(z.number()),
  providerId: z.nullable(Id),
  approvedOn: z.nullable(DayText),
  approvedByName: z.nullable(z.string()),
  startedOn: z.nullable(DayText),
  /** Nobody accepts twice: the screen greys out the button for whoever has spoken already. */
  elderAcceptedBy: z.nullable(Id),
  elderLeft: z.boolean(),
  lines: z.array(PlanLine),
  acts: z.array(ProjectAct),
  photos: z.array(ProjectPhoto),
  payments: z.array(ProjectPayment),
  lookBack: z.nullable(LookBack),
})
export type Project = z.output<typeof Project>
