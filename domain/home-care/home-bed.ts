// A bed of care at home under contract: words, the contract, visits by the institution, and how screens show it.
import * as z from 'zod/mini'
import { abilityLevels } from '../assessments/ability.ts'
import { toldWays } from '../assessments/stages.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Count, DayText, Id, Instant, MonthText, RegionCode, text } from '../kernel/shapes.ts'
import { Vitals } from '../service-orders/vitals.ts'

/** What was agreed and done with the bed itself; absence and leaving follow from the elder's record. */
export const bedStates = choice({ bedContracted: '已签约，待启用', bedInUse: '已启用', bedEnded: '已终止' })
export type BedState = KeyOf<typeof bedStates>

/** How a bed stands today, its elder looked at too. */
export const bedStandings = choice({
  bedWaits: '待启用',
  bedServed: '正常服务',
  bedPaused: '暂停（老人不在家）',
  bedToEnd: '老人已离册，待终止',
  bedOverdue: '合同到期，待续签',
  bedOver: '合同已终止',
})
export type BedStanding = KeyOf<typeof bedStandings>

export const bedEndings = choice({
  elderDied: '老人去世',
  elderMovedAway: '老人迁走',
  elderEnteredInstitution: '老人住进机构',
  contractExpired: '合同期满',
  elderWithdrew: '本人或家属不愿继续',
  providerFailed: '机构不能履约',
  levelRecovered: '能力好转，不再需要',
})
export type BedEnding = KeyOf<typeof bedEndings>

export const bedTasks = choice({
  personalCare: '生活照料',
  bath: '助浴',
  turningOver: '翻身、防压疮',
  checkingVitals: '测血压、体温',
  medicineHelp: '提醒用药',
  rehabilitation: '康复训练',
  deviceCheck: '检查设备',
  comforting: '陪聊、精神慰藉',
  teachingFamily: '教家属护理',
})
export type BedTask = KeyOf<typeof bedTasks>

export const notCountedReasons = choice({
  tooShort: '时间太短，不计次',
  secondOfDay: '当天第二次，不计次',
})
export type NotCountedReason = KeyOf<typeof notCountedReasons>

const Fen = z.int().check(z.gte(0), z.lte(10_000_000))

export const BedContract = z.strictObject({
  providerId: Id,
  contractNumber: text(40),
  signedOn: DayText,
  signedWay: toldWays.schema,
  signedName: text(40),
  fromOn: DayText,
  toOn: DayText,
  monthlyVisits: z.int().check(z.gte(1), z.lte(62)),
  feeFen: Fen,
  subsidyFen: Fen,
})
export type BedContract = z.output<typeof BedContract>

export const BedRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  elderId: Id,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  villageName: z.string(),
  level: abilityLevels.schema,
  providerName: z.string(),
  contractNumber: z.string(),
  standing: bedStandings.schema,
  fromOn: DayText,
  toOn: DayText,
  openedOn: z.nullable(DayText),
  endedOn: z.nullable(DayText),
  monthlyVisits: z.number(),
  /** Counted in this month, and in the funding period asked for. */
  monthVisits: Count,
  periodVisits: Count,
  lastVisitOn: z.nullable(DayText),
})
export type BedRow = z.output<typeof BedRow>

export const BedVisit = z.object({
  id: Id,
  visitedOn: DayText,
  minutes: z.number(),
  tasks: z.array(bedTasks.schema),
  workerName: z.string(),
  note: z.nullable(z.string()),
  counts: z.boolean(),
  whyNot: z.nullable(notCountedReasons.schema),
  orderId: z.nullable(Id),
  /** Told by a phone at the door; null where somebody typed it in. */
  startedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  vitals: z.nullable(Vitals),
  /** Announced by the visit; one that is not whole cannot be opened. */
  photos: z.array(z.object({ id: Id, isWhole: z.boolean(), preview: z.nullable(z.string()) })),
})
export type BedVisit = z.output<typeof BedVisit>

/** As its provider sees it: who goes there, and how far the month has come. */
export const OwnBed = z.object({
  ...BedRow.shape,
  workerId: z.nullable(Id),
  workerName: z.nullable(z.string()),
})
export type OwnBed = z.output<typeof OwnBed>

export const BedMonth = z.object({
  month: MonthText,
  visits: Count,
  minutes: Count,
  summary: z.string(),
  confirmedWay: toldWays.schema,
  confirmedName: z.string(),
  closedByName: z.nullable(z.string()),
})
export type BedMonth = z.output<typeof BedMonth>

/** One term of the contract as it was signed. */
export const BedTerm = z.object({
  ...BedContract.shape,
  providerId: z.nullable(Id),
  providerName: z.string(),
  id: Id,
})
export type BedTerm = z.output<typeof BedTerm>

export const BedDevice = z.object({ id: Id, kind: z.string(), place: z.string(), installedOn: DayText })

export const Bed = z.object({
  ...BedRow.shape,
  ...BedContract.shape,
  providerId: z.nullable(Id),
  assessmentId: Id,
  assessedOn: DayText,
  assessmentValidUntil: z.nullable(DayText),
  adaptationProjectId: z.nullable(Id),
  adaptationStage: z.nullable(z.string()),
  noWorksWhy: z.nullable(z.string()),
  noDeviceWhy: z.nullable(z.string()),
  ending: z.nullable(bedEndings.schema),
  endingNote: z.nullable(z.string()),
  /** Where the elder is, if not at home: words of the stay and since when. */
  awayKind: z.nullable(z.string()),
  awaySince: z.nullable(DayText),
  elderEndedOn: z.nullable(DayText),
  elderEnding: z.nullable(z.string()),
  version: z.number(),
  terms: z.array(BedTerm),
  /** Confirmed service orders of the provider that are not yet counted as visits. */
  ordersToTake: Count,
  devices: z.array(BedDevice),
  /** Month → counted visits and minutes, the newest first: what can be closed. */
  monthCounts: z.array(z.object({ month: MonthText, visits: Count, minutes: Count })),
  months: z.array(BedMonth),
})
export type Bed = z.output<typeof Bed>
