// A worry that became a case: its levels, stages and acts (domain.md §1.5).
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { visitFields } from '../visits/answers.ts'
import { aidCaseClocks } from './deadlines.ts'

export const aidCaseLevels = choice({
  p0: '一级（生命危险）',
  p1: '二级（严重）',
  p2: '三级（困难）',
  p3: '四级（需求）',
})
export type AidCaseLevel = KeyOf<typeof aidCaseLevels>

export const aidCaseStages = choice({
  open: '待响应',
  acknowledged: '已响应',
  inProgress: '办理中',
  resolved: '待核实',
  verified: '已核实',
  closed: '已结案',
  rejected: '不予立案',
  joined: '已并案',
})
export type AidCaseStage = KeyOf<typeof aidCaseStages>

/** What brought the trouble to light. */
export const aidCaseSources = choice({
  visit: '探访发现',
  person: '工作人员登记',
  device: '设备报警',
  silence: '久无动静',
  surge: '恶劣天气加访',
  atMeals: '助餐发现',
  transferred: '外县转来',
})
export type AidCaseSource = KeyOf<typeof aidCaseSources>

export const aidCaseActKinds = choice({
  opened: '立案',
  acknowledged: '响应',
  noted: '记录进展',
  onSite: '到场',
  handedOver: '转交',
  escalated: '升级上报',
  resolved: '报告已解决',
  verified: '核实',
  closed: '结案',
  rejected: '不予立案',
  reopened: '重新办理',
  elderLeft: '因离册结案',
  resumed: '恢复办理',
  signOfLife: '有了生活迹象',
  neighbourAsked: '已请邻居先去看',
  planned: '安排任务',
  taskDone: '完成任务',
  taskDropped: '取消任务',
  referred: '转介',
  referralReceived: '对方签收',
  referralAnswered: '对方答复',
  conferred: '会商',
  rechecked: '复核',
  joined: '并入另一个案',
  tookIn: '有个案并入',
  unmerged: '撤销并案',
  letGo: '并入的个案已拆出',
})
export type AidCaseActKind = KeyOf<typeof aidCaseActKinds>

/** How the first clock still running stands, as counted by the server when it answered. */
export const ClockStandingShape = z.object({
  clock: aidCaseClocks.schema,
  by: Instant,
  late: z.boolean(),
  soon: z.boolean(),
  minutes: z.number(),
  workingDayMinutes: z.nullable(z.number()),
})

/** The act that ended a case. */
export const aidCaseEndings = choice({
  closed: '结案',
  rejected: '不予立案',
  elderLeft: '因离册结案',
  signOfLife: '有了生活迹象',
  joined: '并入另一个案',
})
export type AidCaseEnding = KeyOf<typeof aidCaseEndings>

/** Ended because the trouble was seen to. */
export const solvedEndings = ['closed', 'signOfLife'] as const satisfies readonly AidCaseEnding[]
/** Ended without anybody having solved it: these leave the closure rate, and are printed beside it. */
export const leftOutEndings = ['rejected', 'joined', 'elderLeft'] as const satisfies readonly AidCaseEnding[]

export const AidCaseRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  elderId: Id,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  level: aidCaseLevels.schema,
  stage: aidCaseStages.schema,
  field: z.nullable(visitFields.schema),
  source: aidCaseSources.schema,
  trouble: z.string(),
  ownerId: Id,
  ownerName: z.string(),
  openedAt: Instant,
  acknowledgeBy: Instant,
  onSiteBy: Instant,
  resolveBy: Instant,
  verifyBy: Instant,
  closeBy: Instant,
  clock: z.nullable(ClockStandingShape),
  endedAt: z.nullable(Instant),
  ending: z.nullable(aidCaseEndings.schema),
  /** The case of the same trouble that had ended not long before. */
  repeatOf: z.nullable(Id),
  recheckOwed: z.boolean(),
  version: z.number(),
})
export type AidCaseRow = z.output<typeof AidCaseRow>

export const AidCaseAct = z.object({
  id: Id,
  kind: aidCaseActKinds.schema,
  note: z.nullable(z.string()),
  byName: z.nullable(z.string()),
  byAccountId: z.nullable(Id),
  toName: z.nullable(z.string()),
  doneAt: Instant,
})
export type AidCaseAct = z.output<typeof AidCaseAct>
