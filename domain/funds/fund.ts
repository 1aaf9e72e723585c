// Public money from appropriation to the person served: words, and the rows of every step as screens show them.
import * as z from 'zod/mini'
import { siteKinds } from '../facilities/facility.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const fundSources = choice({
  centralFinance: '中央财政',
  provinceFinance: '省级财政',
  prefectureFinance: '市（州）财政',
  countyFinance: '县级财政',
  lotteryWelfare: '福彩公益金',
  charityGiving: '慈善捐助资金',
})
export type FundSource = KeyOf<typeof fundSources>

/** What money is for: the kinds of places, and services that are bought without a place. */
export const fundKinds = choice({
  ...siteKinds.words,
  bathingHelp: '农村助浴',
  visitPurchase: '购买巡访关爱服务',
  homeCommunityCare: '居家和社区基本养老服务',
  borderSupport: '边境县供养机构和养老大院',
  careSubsidy: '养老服务综合补助',
})
export type FundKind = KeyOf<typeof fundKinds>

/** Kinds that end in a place which opens its door; of the others nothing is to be registered. */
export const placeKinds: readonly FundKind[] = siteKinds.keys

/** Named for whom and not for what: its shares become places and services of any kind. */
export const openKinds: readonly FundKind[] = ['homeCommunityCare', 'borderSupport', 'careSubsidy']

export const appropriationStates = choice({
  sumPlanned: '列入计划',
  sumIssued: '资金已下达',
  sumWithdrawn: '已撤销计划',
})
export type AppropriationState = KeyOf<typeof appropriationStates>

export const batchStates = choice({
  batchDrafted: '批次待审批',
  batchApproved: '批次已下达',
  batchDropped: '批次已退回',
})
export type BatchState = KeyOf<typeof batchStates>

export const fundProjectStates = choice({
  planDrafted: '待审批立项',
  planApproved: '已批准，待施工',
  underConstruction: '建设中',
  awaitsAcceptance: '已完工待验收',
  worksAccepted: '验收合格',
  accountsClosed: '已结清',
  planDropped: '不予立项',
})
export type FundProjectState = KeyOf<typeof fundProjectStates>

export const milestoneKinds = choice({
  worksStart: '开工（启动）',
  worksHalf: '进度过半',
  worksDone: '完工（完成）',
  doorOpens: '开门服务',
})
export type MilestoneKind = KeyOf<typeof milestoneKinds>

export const paperKinds = choice({
  issueDocument: '下达文件',
  planPaper: '立项材料',
  worksContract: '施工和采购合同',
  payVoucher: '发票和付款凭证',
  progressPhoto: '进度照片',
  acceptancePaper: '验收材料',
})
export type PaperKind = KeyOf<typeof paperKinds>

/** What a paper or a line of the story is about. */
export const fundThings = choice({
  appropriation: '资金安排',
  fundBatch: '资金批次',
  fundProject: '资金项目',
})
export type FundThing = KeyOf<typeof fundThings>

export const fundDeeds = choice({
  plansSum: '编入计划',
  issuesSum: '登记下达文件',
  withdrawsSum: '撤销计划',
  draftsBatch: '编报批次',
  approvesBatch: '审批批次',
  dropsBatch: '退回批次',
  draftsProject: '编报项目',
  approvesProject: '审批立项',
  dropsProject: '退回项目',
  reachesMilestone: '报进度',
  paysProject: '拨付',
  takesPaymentBack: '收回付款',
  signsAcceptance: '签字验收',
  findsShortcoming: '验收未通过',
  linksSite: '登记建成的场所',
  closesProject: '结清项目',
  sendsBack: '上交结余资金',
  receivesBack: '收到结余资金',
} as const)
export type FundDeed = KeyOf<typeof fundDeeds>

export const fundSites = choice({ facilitySite: '养老服务设施', canteen: '助餐点' })
export type FundSite = KeyOf<typeof fundSites>

/** Ten billion yuan: more than the province has spent on old age in eleven years. */
export const mostFen = 1_000_000_000_000
export const Fen = z.int().check(z.gte(1), z.lte(mostFen, { error: '金额过大，请核对单位' }))
export const Year = z.int().check(z.gte(2000), z.lte(2100))

/** What is promised when a site is planned, kept beside what came of it. */
export const FundPromise = z.strictObject({
  /** Diners a meal, or residents, in summer and in winter. */
  peopleSummer: z.int().check(z.gte(0), z.lte(2000)),
  peopleWinter: z.int().check(z.gte(0), z.lte(2000)),
  costFenAMeal: z.nullable(z.int().check(z.gte(0), z.lte(100_000))),
  breakEvenPeople: z.nullable(z.int().check(z.gte(0), z.lte(2000))),
  /** In one sentence: who gains and how far they have to walk. */
  says: z.string().check(z.maxLength(400)),
})
export type FundPromise = z.output<typeof FundPromise>

export const FundProgramme = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  title: z.string(),
  says: z.string(),
  /** A sum that other programmes may be part of: it stands beside the total and not in it. */
  isFrame: z.boolean(),
})
export type FundProgramme = z.output<typeof FundProgramme>

export const Appropriation = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  programmeId: Id,
  programmeTitle: z.string(),
  source: fundSources.schema,
  kind: fundKinds.schema,
  yearFrom: z.nullable(z.number()),
  yearTo: z.nullable(z.number()),
  /** For whom, in words: an area that is no region of the tree. */
  scope: z.nullable(z.string()),
  documentNumber: z.nullable(z.string()),
  state: appropriationStates.schema,
  /** All from the ledger. */
  plannedFen: z.number(),
  issuedFen: z.number(),
  splitFen: z.number(),
  leftFen: z.number(),
  /** The figure of the letter this sum stands for. */
  figure: z.nullable(z.string()),
  plannedOn: DayText,
  plannedByName: z.nullable(z.string()),
  issuedOn: z.nullable(DayText),
  issuedByName: z.nullable(z.string()),
})
export type Appropriation = z.output<typeof Appropriation>

export const FundShare = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  batchCountyCode: z.string(),
  batchId: Id,
  programmeTitle: z.string(),
  batchTitle: z.string(),
  documentNumber: z.nullable(z.string()),
  source: fundSources.schema,
  kind: fundKinds.schema,
  state: batchStates.schema,
  amountFen: z.number(),
  /** From the ledger: put into projects, paid, sent back, still free. */
  assignedFen: z.number(),
  paidFen: z.number(),
  returnedFen: z.number(),
  leftFen: z.number(),
  approvedOn: z.nullable(DayText),
  /** How many places the paper says it builds, and how many were drawn up. */
  places: z.nullable(z.number()),
  projects: z.number(),
})
export type FundShare = z.output<typeof FundShare>

export const FundBatch = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  appropriationId: Id,
  programmeTitle: z.string(),
  title: z.string(),
  documentNumber: z.nullable(z.string()),
  state: batchStates.schema,
  amountFen: z.number(),
  draftedOn: DayText,
  draftedBy: z.nullable(Id),
  draftedByName: z.nullable(z.string()),
  approvedOn: z.nullable(DayText),
  approvedByName: z.nullable(z.string()),
  dropReason: z.nullable(z.string()),
  counties: z.number(),
  projects: z.number(),
})
export type FundBatch = z.output<typeof FundBatch>

export const FundProjectRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  placeName: z.string(),
  countyName: z.string(),
  shareId: Id,
  programmeTitle: z.string(),
  name: z.string(),
  kind: fundKinds.schema,
  state: fundProjectStates.schema,
  plannedFen: z.number(),
  paidFen: z.number(),
  /** Still on the project's account. */
  leftFen: z.number(),
  opensOn: DayText,
  /** Days behind the first promise that was not kept; 0 where nothing is late. */
  lateDays: z.number(),
  /** What is late, in words. */
  lateSays: z.nullable(z.string()),
  unspentSays: z.nullable(z.string()),
  /** How its cost lies against the median of its kind, when it stands out. */
  outlierSays: z.nullable(z.string()),
  siteKind: z.nullable(fundSites.schema),
  siteId: z.nullable(Id),
})
export type FundProjectRow = z.output<typeof FundProjectRow>

export const Milestone = z.object({
  kind: milestoneKinds.schema,
  dueOn: DayText,
  doneOn: z.nullable(DayText),
  note: z.nullable(z.string()),
  byName: z.nullable(z.string()),
  lateDays: z.number(),
})
export type Milestone = z.output<typeof Milestone>

export const FundPayment = z.object({
  id: Id,
  amountFen: z.number(),
  paidOn: DayText,
  payee: z.string(),
  voucher: z.string(),
  note: z.nullable(z.string()),
  /** Paid into the till of this canteen, where its open account shows it. */
  canteenId: z.nullable(Id),
  paidByName: z.nullable(z.string()),
  cancelReason: z.nullable(z.string()),
})
export type FundPayment = z.output<typeof FundPayment>

export const FundPaper = z.object({
  id: Id,
  kind: paperKinds.schema,
  milestone: z.nullable(milestoneKinds.schema),
  title: z.string(),
  addedAt: Instant,
  addedByName: z.nullable(z.string()),
})
export type FundPaper = z.output<typeof FundPaper>

export const FundAct = z.object({
  id: Id,
  kind: fundDeeds.schema,
  onDay: DayText,
  note: z.nullable(z.string()),
  byName: z.nullable(z.string()),
  doneAt: Instant,
})
export type FundAct = z.output<typeof FundAct>
