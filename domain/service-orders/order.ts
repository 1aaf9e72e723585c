// An order: one service at one hour for one elder, and the facts that are written about it.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { minuteText } from '../kernel/day.ts'
import { yuanFixed } from '../kernel/money.ts'
import { ClockOffset, Count, DayText, Id, Instant, RegionCode, text } from '../kernel/shapes.ts'
import { confirmationWays, haltRules, priceUnits, serviceKinds, serviceProofs } from './catalogue.ts'
import { Split } from './payers.ts'
import { Vitals } from './vitals.ts'

export const orderStages = choice({
  requested: '待接单',
  promised: '已接单',
  onTheWay: '已出发',
  inService: '服务中',
  finished: '服务完，待确认',
  confirmed: '已确认',
  settled: '已结算',
  handedBack: '机构已退回',
  halted: '中止',
  nobodyHome: '上门未遇',
  annulled: '已取消',
})
export type OrderStage = KeyOf<typeof orderStages>

/** What can be written about an order. Facts: never changed, the stage follows from them (stage.ts). */
export const orderEventKinds = choice({
  arrange: '安排服务',
  accept: '接单',
  turnDown: '退回',
  dispatch: '派工',
  reschedule: '改期',
  setOut: '出发',
  signIn: '签到',
  takeVitals: '测量体征',
  halt: '中止服务',
  signOut: '签退',
  confirm: '确认服务',
  meetNobody: '没有遇到人',
  cancel: '取消服务',
  settle: '结算',
  note: '备注',
})
export type OrderEventKind = KeyOf<typeof orderEventKinds>

/** What a worker does on the phone, also without signal. */
export const workerActs = [
  'setOut',
  'signIn',
  'takeVitals',
  'halt',
  'signOut',
  'confirm',
  'meetNobody',
  'note',
] as const satisfies readonly OrderEventKind[]
export type WorkerAct = (typeof workerActs)[number]

export const orderPhotoKinds = choice({
  photoBefore: '服务前',
  photoAfter: '服务后',
  ownHand: '手写签名',
  spokenYes: '口头确认录音',
  paperSlip: '纸质服务单',
})
export type OrderPhotoKind = KeyOf<typeof orderPhotoKinds>

export const OrderPlace = z.strictObject({
  lon: z.number().check(z.gte(-180), z.lte(180)),
  lat: z.number().check(z.gte(-90), z.lte(90)),
  accuracyMeters: z.number().check(z.gte(0), z.lte(1_000_000)),
})
export type OrderPlace = z.output<typeof OrderPlace>

/** A stroke of the finger: points in hundredths of the field's width. Some 200 points are a signature. */
export const Signature = z
  .array(z.array(z.int().check(z.gte(0), z.lte(100))).check(z.maxLength(400)))
  .check(z.minLength(1, { error: '还没有签名' }), z.maxLength(60))
export type Signature = z.output<typeof Signature>

/** What the phone sends of one step; only what its kind asks for is looked at. */
export const OrderStepInput = z.strictObject({
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  /** Of the event. */
  id: Id,
  orderId: Id,
  kind: z.enum(workerActs),
  happenedAt: Instant,
  place: z._default(z.nullable(OrderPlace), null),
  clockOffsetMs: z.optional(ClockOffset),
  vitals: z._default(z.nullable(Vitals), null),
  way: z._default(z.nullable(confirmationWays.schema), null),
  /** Of the family or the witness. */
  byName: z._default(z.nullable(text(40)), null),
  signature: z._default(z.nullable(Signature), null),
  rating: z._default(z.nullable(z.int().check(z.gte(1), z.lte(5))), null),
  says: z._default(z.nullable(text(300)), null),
})
export type OrderStepInput = z.output<typeof OrderStepInput>

export const OrderEvent = z.object({
  id: Id,
  kind: orderEventKinds.schema,
  happenedAt: Instant,
  recordedAt: Instant,
  byName: z.nullable(z.string()),
  hasPlace: z.boolean(),
  /** From the middle of the elder's village, where both places are known. */
  metersFromVillage: z.nullable(z.number()),
  clockOffsetMs: z.nullable(z.number()),
  /** One sentence in Chinese. */
  says: z.string(),
  vitals: z.nullable(Vitals),
  halts: z.boolean(),
  signature: z.nullable(Signature),
})
export type OrderEvent = z.output<typeof OrderEvent>

export const OrderRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  placeName: z.string(),
  elderId: Id,
  elderName: z.string(),
  itemName: z.string(),
  itemKind: serviceKinds.schema,
  providerId: Id,
  providerName: z.string(),
  workerId: z.nullable(Id),
  workerName: z.nullable(z.string()),
  plannedOn: DayText,
  plannedFrom: Instant,
  plannedTo: Instant,
  priceFen: z.number(),
  stage: orderStages.schema,
  stageAt: Instant,
  feeFen: z.number(),
  rating: z.nullable(z.number()),
  /** Over its window and nobody has signed in. */
  isLate: z.boolean(),
})
export type OrderRow = z.output<typeof OrderRow>

/** What the elder would be charged for cancelling now, and why (cancelling.ts). */
export const CancelTerms = z.object({
  cancelFeeFen: Count,
  /** What it costs once that moment has passed. */
  lateFeeFen: Count,
  /** The last minute in which it costs nothing; null where it never costs anything. */
  freeUntil: z.nullable(Instant),
  freeHours: Count,
  feePercent: Count,
})
export type CancelTerms = z.output<typeof CancelTerms>

export const Order = z.extend(OrderRow, {
  /** Null where nothing can be cancelled any more. */
  cancelTerms: z.nullable(CancelTerms),
  itemCode: z.string(),
  needId: Id,
  seriesId: z.nullable(Id),
  elderAge: z.nullable(z.number()),
  address: z.string(),
  hamlet: z.nullable(z.string()),
  unit: priceUnits.schema,
  standardMinutes: z.number(),
  split: Split,
  /** What time pays of it. */
  timeMinutes: z.number(),
  proofs: z.array(serviceProofs.schema),
  proofsMissing: z.array(serviceProofs.schema),
  haltRule: z.nullable(haltRules.schema),
  minutes: z.nullable(z.number()),
  note: z.nullable(z.string()),
  version: z.number(),
  events: z.array(OrderEvent),
  photos: z.array(z.object({ id: Id, kind: orderPhotoKinds.schema, addedAt: Instant })),
})
export type Order = z.output<typeof Order>

/** What is kept of an event beside its kind, hour and place; only what the kind asks for is there. */
export const EventDetails = z.object({
  way: z.optional(confirmationWays.schema),
  byName: z.optional(z.string()),
  says: z.optional(z.string()),
  rating: z.optional(z.number()),
  providerName: z.optional(z.string()),
  workerName: z.optional(z.string()),
  from: z.optional(Instant),
  byElder: z.optional(z.boolean()),
  feeFen: z.optional(z.number()),
  reasons: z.optional(z.array(z.string())),
})
export type EventDetails = z.output<typeof EventDetails>

/** One line of the story, for a person. */
export function eventText(kind: OrderEventKind, details: EventDetails): string {
  const { way, byName, says, rating, providerName, workerName, from, byElder, feeFen, reasons } = details
  const parts = [
    ...(providerName ? [providerName] : []),
    ...(workerName ? [workerName] : []),
    ...(from ? [`改到 ${minuteText(from)}`] : []),
    ...(way ? [confirmationWays.words[way]] : []),
    ...(byName ? [byName] : []),
    ...(rating ? [`评分 ${rating}`] : []),
    ...(byElder === undefined ? [] : [byElder ? '老年人提出' : '机构或工作人员提出']),
    ...(reasons ?? []),
    ...(says ? [says] : []),
    ...(feeFen ? [`收费 ${yuanFixed(feeFen)} 元`] : []),
  ]
  return parts.length === 0
    ? orderEventKinds.words[kind]
    : `${orderEventKinds.words[kind]}：${parts.join('，')}`
}
