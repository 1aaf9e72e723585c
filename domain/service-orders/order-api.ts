// The acts on orders: the office's, the provider's and the worker's.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { PieceAnswer, PieceOf } from '../kernel/pieces.ts'
import { Count, DayText, Id, Instant, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { CountyCode } from './api.ts'
import { CarriedOrders } from './carried.ts'
import { confirmationWays, serviceKinds } from './catalogue.ts'
import { NeedRow } from './need.ts'
import { OrderSeriesRow } from './need-api.ts'
import { Order, OrderRow, OrderStepInput, orderPhotoKinds, orderStages } from './order.ts'

const key = { countyCode: CountyCode, id: Id }
const Key = z.strictObject(key)
export const orderPhotoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const orderPhotoLimitBytes = 8_000_000
/** Woken when a life changes; otherwise it runs by itself. */
export const ordersJob = 'serviceOrders.keep'

const filter = {
  stage: z.optional(orderStages.schema),
  kind: z.optional(serviceKinds.schema),
  providerId: z.optional(Id),
  workerId: z.optional(Id),
  from: z.optional(DayText),
  to: z.optional(DayText),
  late: z.optional(z.boolean()),
}
const Counts = z.record(orderStages.schema, z.number())

export const serviceOrderApi = {
  /** Latest planned first. */
  'order.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...filter, ...Page }),
    output: z.object({
      rows: z.array(OrderRow),
      next: z.nullable(z.string()),
      /** Of the area between the two days, by stage. */
      counts: Counts,
    }),
    may: 'order:read',
    says: '查看服务订单',
    personal: true,
  }),
  'order.get': query({
    input: Key,
    output: Order,
    may: 'order:read',
    says: '查看服务订单',
    personal: true,
  }),
  'order.ofElder': query({
    input: z.strictObject({ countyCode: CountyCode, elderId: Id }),
    output: z.object({ needs: z.array(NeedRow), orders: z.array(OrderRow), series: z.array(OrderSeriesRow) }),
    may: 'order:read',
    says: '查看老年人的服务',
    personal: true,
  }),
  'order.export': query({
    input: z.strictObject({ regionCode: RegionCode, ...filter }),
    output: Nothing,
    may: 'order:read',
    says: '导出服务订单',
    personal: true,
    bytes: 'out',
  }),
  'order.cancel': command({
    input: z.strictObject({
      ...key,
      byElder: z.boolean(),
      /** The sum she was told and said yes to. */
      agreedFeeFen: Count,
      why: text(200),
    }),
    output: z.object({ feeFen: z.number() }),
    may: 'order:arrange',
    says: '取消服务订单',
    personal: true,
  }),
  'order.reschedule': command({
    input: z.strictObject({
      ...key,
      version: z.int(),
      plannedFrom: Instant,
      plannedTo: Instant,
      why: text(200),
    }),
    output: Nothing,
    may: 'order:arrange',
    says: '服务订单改期',
    personal: true,
  }),
  /** After a provider handed it back: to another one. */
  'order.rearrange': command({
    input: z.strictObject({
      ...key,
      version: z.int(),
      providerId: Id,
      workerId: z._default(z.nullable(Id), null),
    }),
    output: Nothing,
    may: 'order:arrange',
    says: '服务订单换机构',
    personal: true,
  }),
  /** By the office or the village, for whoever could not confirm at the door. */
  'order.confirm': command({
    input: z.strictObject({
      ...key,
      way: confirmationWays.schema,
      byName: z._default(z.nullable(text(40)), null),
      rating: z._default(z.nullable(z.int().check(z.gte(1), z.lte(5))), null),
      says: z._default(z.nullable(text(300)), null),
    }),
    output: Nothing,
    may: 'order:witness',
    says: '替老年人确认服务',
    personal: true,
  }),
  'order.addPhoto': command({
    input: z.strictObject({
      ...key,
      photoId: Id,
      kind: orderPhotoKinds.schema,
      contentType: z.enum(orderPhotoTypes),
    }),
    output: Nothing,
    may: 'order:perform',
    says: '上传服务照片',
    personal: true,
    bytes: 'in',
  }),
  /** From a phone, over a bad line; asked again from `receivedBytes` after a cut. */
  'order.appendPhoto': command({
    input: z.strictObject({
      ...key,
      photoId: Id,
      kind: orderPhotoKinds.schema,
      contentType: z.enum(orderPhotoTypes),
      ...PieceOf,
    }),
    output: PieceAnswer,
    may: 'order:perform',
    says: '上传服务照片',
    personal: true,
    // Bytes at an offset: the same piece twice is the same file.
    once: false,
    bytes: 'in',
  }),
  'order.photo': query({
    input: z.strictObject({ ...key, photoId: Id }),
    output: Nothing,
    may: 'order:read',
    says: '查看服务照片',
    personal: true,
    bytes: 'out',
  }),

  /** The provider's own orders; latest planned first, or those of one day by worker. */
  'order.mine': query({
    input: z.strictObject({ countyCode: CountyCode, ...filter, ...Page }),
    output: z.object({
      rows: z.array(OrderRow),
      next: z.nullable(z.string()),
      counts: Counts,
      providers: z.array(z.object({ id: Id, name: z.string() })),
    }),
    may: 'order:accept',
    says: '查看本机构的订单',
    personal: true,
  }),
  'order.mineGet': query({
    input: Key,
    output: Order,
    may: 'order:accept',
    says: '查看本机构的订单',
    personal: true,
  }),
  'order.accept': command({
    input: z.strictObject({ ...key, workerId: z._default(z.nullable(Id), null) }),
    output: Nothing,
    may: 'order:accept',
    says: '接单',
    personal: true,
  }),
  'order.handBack': command({
    input: z.strictObject({ ...key, why: text(200) }),
    output: Nothing,
    may: 'order:accept',
    says: '退回服务订单',
    personal: true,
  }),
  'order.dispatch': command({
    input: z.strictObject({ ...key, workerId: Id }),
    output: Nothing,
    may: 'order:accept',
    says: '派工',
    personal: true,
  }),

  /** What the worker's phone carries; equal fingerprints cost one small answer. */
  'order.carried': query({
    input: z.strictObject({ fingerprint: z.nullable(text(100)) }),
    /** Nothing and not unchanged: no worker's entry belongs to this account any more. */
    output: z.object({ unchanged: z.boolean(), carried: z.nullable(CarriedOrders) }),
    may: 'order:perform',
    says: '手机下载本人的订单',
    personal: true,
  }),
  'order.step': command({
    input: OrderStepInput,
    output: z.object({ stage: orderStages.schema }),
    may: 'order:perform',
    says: '记录上门服务',
    personal: true,
    offline: true,
  }),
}
