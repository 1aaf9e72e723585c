// Orders and series as lists show them; one question whoever asks, narrowed by what the asker may see.
import { type RawBuilder, sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { cancelTerms } from '../../domain/service-orders/cancelling.ts'
import type { OrderSeriesRow } from '../../domain/service-orders/need-api.ts'
import {
  type CancelTerms,
  type OrderRow,
  type OrderStage,
  orderStages,
} from '../../domain/service-orders/order.ts'
import type { serviceOrderApi } from '../../domain/service-orders/order-api.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { ownProviders } from './membership.ts'

type Table = typeof serviceOrderApi
type Condition = RawBuilder<unknown>
type Filter = Pick<
  InputOf<Table['order.list']>,
  'stage' | 'kind' | 'providerId' | 'workerId' | 'from' | 'to' | 'late'
>

const columns = sql`
  o.county_code, o.id, o.region_code, village.short_name as place_name, o.elder_id, e.name as elder_name,
  i.name as item_name, o.item_kind, o.provider_id, p.name as provider_name, o.worker_id, w.name as worker_name,
  o.planned_on, o.planned_from, o.planned_to, o.price_fen, o.stage, o.stage_at, o.fee_fen, o.rating`
export const orderTables = sql`
  service_orders o
  join elders e on e.county_code = o.county_code and e.id = o.elder_id
  join regions village on village.code = o.region_code
  join service_items i on i.county_code = o.county_code and i.id = o.item_id
  join service_providers p on p.county_code = o.county_code and p.id = o.provider_id
  left join service_workers w on w.county_code = o.county_code and w.id = o.worker_id`

const unstarted: readonly OrderStage[] = ['requested', 'promised', 'onTheWay', 'handedBack']

type Raw = Omit<OrderRow, 'isLate'>

export function orderFrom({ now }: Pick<Context, 'now'>, row: Raw): OrderRow {
  return {
    ...row,
    isLate: unstarted.includes(row.stage) && Date.parse(row.plannedTo) < now.getTime(),
  }
}

/** The answer an order gives and the charge that follows come from here alike. */
export function termsNow(
  { now, setting }: Pick<Context, 'now' | 'setting'>,
  order: Pick<OrderRow, 'stage' | 'plannedFrom' | 'priceFen' | 'regionCode'>,
): CancelTerms | null {
  return cancelTerms(
    order,
    {
      freeHours: setting('order.freeCancelHours', order.regionCode),
      feePercent: setting('order.cancelFeePercent', order.regionCode),
    },
    now,
  )
}

/** A handful of one need or one elder, the latest first. */
export async function ordersWhere(context: Context, condition: Condition): Promise<OrderRow[]> {
  const found = await sql<Raw>`
    select ${columns} from ${orderTables} where ${condition}
    order by o.planned_from desc, o.id desc limit 60`.execute(context.tx)
  return found.rows.map(row => orderFrom(context, row))
}

export async function seriesWhere({ tx }: Context, condition: Condition): Promise<OrderSeriesRow[]> {
  const found = await sql<OrderSeriesRow>`
    select s.county_code, s.id, coalesce(item.name, s.item_code) as item_name, p.name as provider_name,
      w.name as worker_name, s.weekdays, s.from_minute, s.minutes, s.from_on, s.to_on, s.ended_at, s.ended_why
    from order_series s
    join service_providers p on p.county_code = s.county_code and p.id = s.provider_id
    left join service_workers w on w.county_code = s.county_code and w.id = s.worker_id
    left join lateral (select name from service_items i where i.county_code = s.county_code and i.code = s.item_code
      order by i.valid_from desc limit 1) item on true
    where ${condition} order by s.ended_at nulls first, s.from_on desc, s.id limit 60`.execute(tx)
  return found.rows
}

function filterOf(
  { now }: Context,
  { stage, kind, providerId, workerId, from, to, late }: Filter,
): Condition {
  const parts: Condition[] = [sql`true`]
  if (stage) parts.push(sql`o.stage = ${stage}`)
  if (kind) parts.push(sql`o.item_kind = ${kind}`)
  if (providerId) parts.push(sql`o.provider_id = ${providerId}::uuid`)
  if (workerId) parts.push(sql`o.worker_id = ${workerId}::uuid`)
  parts.push(betweenDays(from, to))
  if (late)
    parts.push(
      sql`o.stage = any(${[...unstarted]}::text[]) and o.planned_to < ${now.toISOString()}::timestamptz`,
    )
  return sql.join(parts, sql` and `)
}

function betweenDays(from: Day | undefined, to: Day | undefined): Condition {
  return sql`o.planned_on between ${from ?? '0001-01-01'}::date and ${to ?? '9999-12-31'}::date`
}

export function inArea(regionCode: string): Condition {
  const area = areaOf(regionCode)
  return sql`o.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
    and o.region_code between ${area.from} and ${area.to}`
}

interface PageOfOrders {
  rows: OrderRow[]
  next: string | null
}

async function page(
  context: Context,
  condition: Condition,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<PageOfOrders> {
  const place = placeFrom(after)
  const beyond = place
    ? sql`(o.planned_from, o.id) < (${place.sort}::timestamptz, ${place.id}::uuid)`
    : sql`true`
  const found = await sql<Raw>`
    select ${columns} from ${orderTables} where ${condition} and ${beyond}
    order by o.planned_from desc, o.id desc limit ${limit + 1}`.execute(context.tx)
  const rows = found.rows.slice(0, limit).map(row => orderFrom(context, row))
  noteConcerns(
    context,
    rows.map(row => ({ countyCode: row.countyCode, id: row.elderId })),
  )
  const last = rows.at(-1)
  return { rows, next: found.rows.length > limit && last ? cursorOf(last.plannedFrom, last.id) : null }
}

async function countStages({ tx }: Context, condition: Condition): Promise<Record<OrderStage, number>> {
  const counted = await sql<{ stage: OrderStage; count: number }>`
    select o.stage, count(*)::int as count from service_orders o where ${condition} group by o.stage`.execute(
    tx,
  )
  const counts = Object.fromEntries(orderStages.keys.map(stage => [stage, 0])) as Record<OrderStage, number>
  for (const { stage, count } of counted.rows) counts[stage] = count
  return counts
}

export async function listOrders(
  context: Context,
  { regionCode, limit, after, ...filter }: InputOf<Table['order.list']>,
): Promise<OutputOf<Table['order.list']>> {
  checkInArea(context, regionCode)
  const area = inArea(regionCode)
  const counted = filterOf(context, { ...filter, stage: undefined, late: undefined })
  return {
    ...(await page(context, sql`${area} and ${filterOf(context, filter)}`, { limit, after })),
    counts: await countStages(context, sql`${area} and ${counted}`),
  }
}

/** What an export asks for, without pages; its caller says how much may leave. */
export async function ordersToExport(
  context: Context,
  { regionCode, ...filter }: InputOf<Table['order.export']>,
  most: number,
): Promise<OrderRow[]> {
  checkInArea(context, regionCode)
  const found = await sql<Raw>`
    select ${columns} from ${orderTables} where ${inArea(regionCode)} and ${filterOf(context, filter)}
    order by o.planned_from, o.id limit ${most}`.execute(context.tx)
  noteConcerns(
    context,
    found.rows.map(row => ({ countyCode: row.countyCode, id: row.elderId })),
  )
  return found.rows.map(row => orderFrom(context, row))
}

/** Only what was given to the caller's own organisation. */
export async function listOwnOrders(
  context: Context,
  { countyCode, limit, after, ...filter }: InputOf<Table['order.mine']>,
): Promise<OutputOf<Table['order.mine']>> {
  const providers = await ownProviders(context, countyCode)
  const own = sql`o.county_code = ${countyCode}
    and o.provider_id = any(${providers.map(provider => provider.id)}::uuid[])`
  const counted = filterOf(context, { ...filter, stage: undefined, late: undefined })
  return {
    ...(await page(context, sql`${own} and ${filterOf(context, filter)}`, { limit, after })),
    counts: await countStages(context, sql`${own} and ${counted}`),
    providers: providers.map(({ id, name }) => ({ id, name })),
  }
}
