// The acts on needs: write down, match, arrange a service from a ranked list, end.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Instant, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { CountyCode } from './api.ts'
import { ServiceItem, serviceKinds } from './catalogue.ts'
import { MatchedWay } from './matching.ts'
import { Need, NeedRow, needEndings, needSources, needStates } from './need.ts'
import { OrderRow } from './order.ts'
import { WeeklyPattern } from './pattern.ts'
import { careWays } from './provider.ts'
import { Suggestion } from './suggestions.ts'

const key = { countyCode: CountyCode, id: Id }

export const OrderSeriesRow = z.object({
  countyCode: z.string(),
  id: Id,
  itemName: z.string(),
  providerName: z.string(),
  workerName: z.nullable(z.string()),
  weekdays: z.array(z.number()),
  fromMinute: z.number(),
  minutes: z.number(),
  fromOn: DayText,
  toOn: z.nullable(DayText),
  endedAt: z.nullable(Instant),
  endedWhy: z.nullable(z.string()),
})
export type OrderSeriesRow = z.output<typeof OrderSeriesRow>

export const serviceNeedApi = {
  'need.record': command({
    input: z.strictObject({
      ...key,
      elderId: Id,
      kind: serviceKinds.schema,
      source: needSources.schema,
      sourceId: z._default(z.nullable(Id), null),
      note: z._default(z.nullable(text(500)), null),
      wantedBy: z._default(z.nullable(DayText), null),
    }),
    output: Nothing,
    may: 'need:record',
    says: '登记服务需求',
    personal: true,
  }),
  /** Open ones longest waiting first, ended ones latest first. */
  'need.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      state: z.optional(needStates.schema),
      kind: z.optional(serviceKinds.schema),
      source: z.optional(needSources.schema),
      ...Page,
    }),
    output: z.object({
      rows: z.array(NeedRow),
      next: z.nullable(z.string()),
      /** Of the area, by state; those that ended, of this year. */
      counts: z.record(needStates.schema, z.number()),
      /** Open for longer than the region's days. */
      overdue: z.number(),
    }),
    may: 'order:read',
    says: '查看服务需求',
    personal: true,
  }),
  'need.get': query({
    input: z.strictObject(key),
    output: z.object({
      need: Need,
      orders: z.array(OrderRow),
      series: z.array(OrderSeriesRow),
      /** She said that providers may not be told of her. */
      sharingRefused: z.boolean(),
    }),
    may: 'order:read',
    says: '查看服务需求',
    personal: true,
  }),
  /** Ways of care with their reasons, and who could be sent; nothing is decided by it. */
  'need.suggest': query({
    input: z.strictObject({
      ...key,
      itemCode: z.optional(text(40)),
      on: z.optional(DayText),
    }),
    output: z.object({
      ways: z.array(MatchedWay),
      items: z.array(ServiceItem),
      suggestions: z.array(Suggestion),
    }),
    may: 'order:arrange',
    says: '查看服务建议',
    personal: true,
  }),
  'need.match': command({
    input: z.strictObject({
      ...key,
      careWay: careWays.schema,
      note: z._default(z.nullable(text(300)), null),
    }),
    output: Nothing,
    may: 'order:arrange',
    says: '匹配服务方式',
    personal: true,
  }),
  'need.end': command({
    input: z.strictObject({
      ...key,
      endedAs: needEndings.schema,
      why: z._default(z.nullable(text(300)), null),
    }),
    output: Nothing,
    may: 'order:arrange',
    says: '办结服务需求',
    personal: true,
  }),
  /** One order, or with `weekly` a series whose orders a job makes ahead. */
  'order.arrange': command({
    input: z.strictObject({
      ...key,
      needId: Id,
      itemCode: text(40),
      providerId: Id,
      workerId: z._default(z.nullable(Id), null),
      plannedFrom: Instant,
      plannedTo: Instant,
      weekly: z._default(z.nullable(WeeklyPattern), null),
      note: z._default(z.nullable(text(300)), null),
    }),
    output: z.object({ orderIds: z.array(Id), seriesId: z.nullable(Id) }),
    may: 'order:arrange',
    says: '安排服务',
    personal: true,
  }),
  /** With a last day its service goes on to and with it; without one everything ahead is cancelled. */
  'series.end': command({
    input: z.strictObject({ ...key, why: text(200), on: z._default(z.nullable(DayText), null) }),
    output: z.object({ annulled: z.number() }),
    may: 'order:arrange',
    says: '停止固定服务',
    personal: true,
  }),
}
