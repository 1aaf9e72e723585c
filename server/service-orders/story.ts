// Writing the story of orders: facts in one statement, and what they make of the order kept beside it.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import {
  type EventDetails,
  type OrderEventKind,
  type OrderPlace,
  type OrderStage,
  orderStages,
} from '../../domain/service-orders/order.ts'
import { checkFollows, mayFollow } from '../../domain/service-orders/stage.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { unknownOrder } from './detail.ts'

type Key = { countyCode: string; id: string }

export interface Writer {
  tx: Transaction
  now: Date
  /** Null for what the program does by itself. */
  by: string | null
}

export const writerOf = ({ tx, now, actor }: Context): Writer => ({ tx, now, by: actor.accountId })

export interface EventRow {
  countyCode: string
  regionCode: string
  id: string
  orderId: string
  kind: OrderEventKind
  happenedAt: string
  details: EventDetails
  workerId?: string | null
  deviceId?: string | null
  place?: OrderPlace | null
  clockOffsetMs?: number | null
  vitalsSealed?: string | null
  vitalsHalt?: boolean | null
  signatureSealed?: string | null
}

/** Ids of those that were not there before. */
export async function insertEvents(
  { tx, now, by }: Writer,
  events: readonly EventRow[],
): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const rows = events.map(({ place, ...event }) => ({ ...event, ...place }))
  const inserted = await sql<{ id: string }>`
    insert into order_events (county_code, id, region_code, order_id, kind, happened_at, recorded_at, by_account_id,
      worker_id, device_id, lon, lat, accuracy_meters, clock_offset_ms, details, vitals_sealed, vitals_halt,
      signature_sealed)
    select "countyCode", id, "regionCode", "orderId", kind, "happenedAt", ${now.toISOString()}::timestamptz,
      ${by}::uuid, "workerId", "deviceId", lon, lat, "accuracyMeters", "clockOffsetMs", details, "vitalsSealed",
      "vitalsHalt", "signatureSealed"
    from json_to_recordset(${JSON.stringify(rows)}::json) as event ("countyCode" text, id uuid, "regionCode" text,
      "orderId" uuid, kind text, "happenedAt" timestamptz, "workerId" uuid, "deviceId" uuid, lon float8, lat float8,
      "accuracyMeters" real, "clockOffsetMs" bigint, details jsonb, "vitalsSealed" text, "vitalsHalt" boolean,
      "signatureSealed" text)
    on conflict do nothing returning id`.execute(tx)
  return new Set(inserted.rows.map(row => row.id))
}

const orderColumns = [
  ...([
    'countyCode',
    'id',
    'regionCode',
    'elderId',
    'needId',
    'itemId',
    'itemCode',
    'providerId',
    'workerId',
  ] as const),
  ...(['plannedOn', 'plannedFrom', 'plannedTo', 'priceFen', 'stage', 'version'] as const),
] as const

export async function lockOrder(context: Pick<Context, 'tx'>, { countyCode, id }: Key) {
  const order = await context.tx
    .selectFrom('serviceOrders')
    .select(orderColumns)
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!order) throw unknownOrder()
  return order
}
export type LockedOrder = Awaited<ReturnType<typeof lockOrder>>

interface Turn {
  kind: OrderEventKind
  /** Null where the stage stays. */
  to: OrderStage | null
  details: EventDetails
  set?: Partial<{
    providerId: string
    workerId: string | null
    plannedOn: string
    plannedFrom: string
    plannedTo: string
    confirmedAt: string
    feeFen: number
    rating: number | null
  }>
}

/** One fact a person at a desk writes about one order: refused where it cannot follow. */
export async function turnOrder(
  writer: Writer,
  order: LockedOrder,
  { kind, to, details, set }: Turn,
): Promise<void> {
  checkFollows(order.stage, kind)
  const at = writer.now.toISOString()
  const { countyCode, regionCode } = order
  await insertEvents(writer, [
    { countyCode, regionCode, id: randomUUID(), orderId: order.id, kind, happenedAt: at, details },
  ])
  await writer.tx
    .updateTable('serviceOrders')
    .set({ ...set, ...(to !== null && { stage: to, stageAt: at }), version: order.version + 1 })
    .where('countyCode', '=', countyCode)
    .where('id', '=', order.id)
    .execute()
}

/**
 * One statement with its facts; one that is over, or another county's, stops them all. What was paid for without a
 * confirmation says so in its story.
 */
const settleable = orderStages.keys.filter(stage => mayFollow(stage, 'settle'))

export async function settle({ tx, now, by }: Writer, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return
  const at = now.toISOString()
  const { rows } = await sql`
    with chosen as (
      select o.county_code, o.id, o.region_code, o.stage <> 'confirmed' as admitted from service_orders o
      join unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
        as wanted (county_code, id) on wanted.county_code = o.county_code and wanted.id = o.id
      where o.stage = any(${settleable}::text[]) for update of o),
    told as (
      insert into order_events (county_code, id, region_code, order_id, kind, happened_at, recorded_at, by_account_id,
        details)
      select county_code, gen_random_uuid(), region_code, id, 'settle', ${at}::timestamptz, ${at}::timestamptz,
        ${by}::uuid, case when admitted then ${JSON.stringify({ says: '老人或家属没有确认，核后认可付款' })}::jsonb
          else '{}'::jsonb end from chosen)
    update service_orders o set stage = 'settled', stage_at = ${at}::timestamptz, version = o.version + 1
    from chosen where o.county_code = chosen.county_code and o.id = chosen.id returning o.id`.execute(tx)
  if (rows.length !== new Set(keys.map(key => key.id)).size)
    throw new Refused('rule_broken', '有订单已经结算或取消，没有结算。请刷新后重新核对。')
}
