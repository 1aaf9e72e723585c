// Calls about a month's services: drawn in order of a hash of seed and order, so that anybody can draw the same again.
import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { firstDayOf, lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { complaintApi } from '../../domain/settlements/complaints-api.ts'
import { orderCodeOf } from '../../domain/settlements/order-code.ts'
import {
  checkCallMonth,
  checkServiceCall,
  type ServiceCall,
  type ServiceCallDraw,
} from '../../domain/settlements/service-call.ts'
import { isClosed } from '../../domain/visit-truth/call-back.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { within } from './queue.ts'
import { type Key, noteElders } from './reading.ts'

type Table = typeof complaintApi

interface Pool {
  countyCode: string
  regionCode: string
  fromDay: string
  toDay: string
  seed: string
  drawnAt: string
}

interface Drawn {
  id: string
  elderId: string
  regionCode: string
}

/** One order an elder; only what was done before the draw, so that nothing in it changes afterwards. */
function orderedPool(pool: Pool): RawBuilder<Drawn> {
  const area = areaOf(pool.regionCode)
  return sql<Drawn>`
    select id, elder_id, region_code from (
      select distinct on (o.elder_id) o.id, o.elder_id, o.region_code,
        encode(sha256(convert_to(${pool.seed}::text || o.id::text, 'UTF8')), 'hex') as place
      from service_orders o
      where o.county_code = ${pool.countyCode} and o.region_code >= ${area.from} and o.region_code <= ${area.to}
        and o.planned_on between ${pool.fromDay} and ${pool.toDay}
        and o.signed_out_at <= ${pool.drawnAt} and o.stage in ('finished', 'confirmed', 'settled')
      order by o.elder_id, place
    ) first_of_elder
    order by place`
}

const drawnAtMost = 2000

export async function drawCalls(
  context: Context,
  { id, regionCode, month }: InputOf<Table['serviceCall.draw']>,
): Promise<ServiceCallDraw> {
  const { tx, now, actor, today } = context
  checkInArea(context, regionCode)
  checkCallMonth(month, monthOf(today))
  const countyCode = countyCodeOf(regionCode)
  const pool: Pool = {
    ...{ countyCode, regionCode, fromDay: firstDayOf(month), toDay: lastDayOf(month) },
    ...{ seed: randomBytes(16).toString('hex'), drawnAt: now.toISOString() },
  }
  const { rows } = await orderedPool(pool).execute(tx)
  if (rows.length === 0) throw new Refused('rule_broken', '这个月还没有做完的服务订单，没有抽取。')
  const share = context.setting('serviceCall.sharePercent', regionCode)
  const wanted = Math.min(drawnAtMost, Math.ceil((rows.length * share) / 100))
  const kept = await tx
    .insertInto('serviceCallDraws')
    .values({ ...pool, ...{ id, month, wanted, poolSize: rows.length, drawnBy: actor.accountId } })
    .onConflict(conflict => conflict.columns(['countyCode', 'regionCode', 'month']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept) throw new Refused('conflict', '这个月已经抽取过，不能重抽。请在下面的名单里继续回访。')
  const chosen = rows.slice(0, wanted)
  await keepCalls(context, { countyCode, id }, chosen)
  noteElders(
    context,
    chosen.map(({ elderId }) => ({ countyCode, elderId })),
  )
  const [draw] = await readDraws(context, sql`d.county_code = ${countyCode} and d.id = ${id}`, 1)
  if (!draw) throw new Error('the draw that was just kept is not there')
  return draw
}

async function keepCalls({ tx, now }: Context, draw: Key, chosen: readonly Drawn[]): Promise<void> {
  const rows = chosen.map(one => ({
    ...{ id: uuidV7(now.getTime(), randomBytes(10)), order_id: one.id },
    ...{ elder_id: one.elderId, region_code: one.regionCode },
  }))
  await sql`
    insert into service_calls (county_code, id, draw_id, region_code, order_id, elder_id, state, tries)
    select ${draw.countyCode}, one.id, ${draw.id}, one.region_code, one.order_id, one.elder_id, 'toCall', 0
    from json_to_recordset(${JSON.stringify(rows)}) as one (id uuid, order_id uuid, elder_id uuid,
      region_code text)`.execute(tx)
}

/** Rings no more: asked, declined, or rung so often that it is given up. */
const closedCall = (triesAtMost: number) => sql`(s.state in ('gotAnswer', 'refusedAnswer')
  or (s.state = 'unreachable' and s.tries >= ${triesAtMost}))`

async function readDraws(
  { tx, actor, setting }: Context,
  wanted: RawBuilder<unknown>,
  limit: number,
): Promise<ServiceCallDraw[]> {
  const triesAtMost = setting('serviceCall.triesAtMost', actor.regionCode)
  const found = await sql<ServiceCallDraw>`
    select d.county_code, d.id, d.region_code, place.name as region_name, d.month, d.from_day, d.to_day, d.seed,
      d.pool_size, calls.drawn, calls.done, calls.satisfied, calls.denied, d.drawn_at, who.name as drawn_by_name
    from service_call_draws d
    join regions place on place.code = d.region_code
    left join accounts who on who.id = d.drawn_by
    cross join lateral (select count(*) as drawn, count(*) filter (where ${closedCall(triesAtMost)}) as done,
        count(*) filter (where s.satisfied = 'satisfied') as satisfied,
        count(*) filter (where s.served = 'nobodyServes') as denied
      from service_calls s where s.county_code = d.county_code and s.draw_id = d.id) calls
    where ${wanted} order by d.drawn_at desc, d.id desc limit ${limit}`.execute(tx)
  return found.rows
}

export async function listDraws(
  context: Context,
  { regionCode, limit, after }: InputOf<Table['serviceCall.draws']>,
): Promise<OutputOf<Table['serviceCall.draws']>> {
  const place = placeFrom(after)
  const rows = await readDraws(
    context,
    sql`${within('d', regionCode)} and ${
      place === null ? sql`true` : sql`(d.drawn_at, d.id) < (${place.sort}::timestamptz, ${place.id}::uuid)`
    }`,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, next: last ? cursorOf(last.drawnAt, last.id) : null }
}

/** Draws again from what was kept and compares the orders one by one. */
export async function checkDraw(
  { tx }: Context,
  { countyCode, id }: Key,
): Promise<OutputOf<Table['serviceCall.check']>> {
  const draw = await tx
    .selectFrom('serviceCallDraws')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!draw) throw new Refused('not_found', '没有找到这次抽取，或它不在您的辖区内。请刷新后重试。')
  const again = await orderedPool(draw).execute(tx)
  const kept = await tx
    .selectFrom('serviceCalls')
    .select('orderId')
    .where('countyCode', '=', countyCode)
    .where('drawId', '=', id)
    .execute()
  const wanted = again.rows.slice(0, draw.wanted).map(row => row.id)
  const same = JSON.stringify(wanted.sort()) === JSON.stringify(kept.map(row => row.orderId).sort())
  return {
    same: same && again.rows.length === draw.poolSize,
    poolSize: again.rows.length,
    drawn: kept.length,
  }
}

async function readCalls(
  { tx, sealer }: Context,
  wanted: RawBuilder<unknown>,
  limit: number,
): Promise<(ServiceCall & { regionCode: string })[]> {
  const found = await sql<
    Omit<ServiceCall, 'note' | 'orderCode'> & { noteSealed: string | null; regionCode: string }
  >`
    select s.county_code, s.id, s.draw_id, s.region_code, place.short_name as region_name, s.order_id,
      i.name as item_name, p.name as provider_name, w.name as worker_name, o.planned_on as served_on, s.elder_id,
      e.name as elder_name, coalesce(person.ended_on, e.ended_on) as left_on, e.phone_tail, s.state, s.tries,
      s.served, s.satisfied, s.note_sealed, s.called_at, who.name as called_by_name, s.complaint_id
    from service_calls s
    join regions place on place.code = s.region_code
    join service_orders o on o.county_code = s.county_code and o.id = s.order_id
    join service_items i on i.county_code = o.county_code and i.id = o.item_id
    join service_providers p on p.county_code = o.county_code and p.id = o.provider_id
    left join service_workers w on w.county_code = o.county_code and w.id = o.worker_id
    join elders e on e.county_code = s.county_code and e.id = s.elder_id
    left join elders person on person.county_code = e.county_code and person.id = e.merged_into
    left join accounts who on who.id = s.called_by
    where ${wanted} order by s.region_code, s.id limit ${limit}`.execute(tx)
  return found.rows.map(({ noteSealed, ...row }) => ({
    ...row,
    ...{ orderCode: orderCodeOf(row.orderId), note: noteSealed === null ? null : sealer.open(noteSealed) },
  }))
}

export async function listCalls(
  context: Context,
  { regionCode, drawId, state, open, limit, after }: InputOf<Table['serviceCall.list']>,
): Promise<OutputOf<Table['serviceCall.list']>> {
  const place = placeFrom(after)
  const triesAtMost = context.setting('serviceCall.triesAtMost', regionCode)
  const rows = await readCalls(
    context,
    sql`${within('s', regionCode)}
      and ${drawId === undefined ? sql`true` : sql`s.draw_id = ${drawId}`}
      and ${state === undefined ? sql`true` : sql`s.state = ${state}`}
      and ${open ? sql`not ${closedCall(triesAtMost)}` : sql`true`}
      and ${place === null ? sql`true` : sql`(s.region_code, s.id) > (${place.sort}, ${place.id}::uuid)`}`,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  noteElders(context, shown)
  return { rows: shown, next: last ? cursorOf(last.regionCode, last.id) : null }
}

export async function answerCall(
  context: Context,
  { countyCode, id, ...answer }: InputOf<Table['serviceCall.answer']>,
): Promise<ServiceCall> {
  const { tx, actor, now, sealer, setting } = context
  const call = await tx
    .selectFrom('serviceCalls')
    .select(['state', 'tries', 'regionCode'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!call) throw new Refused('not_found', '没有找到这条回访，或它不在您的辖区内。请刷新名单后重试。')
  checkServiceCall(answer)
  if (isClosed(call.state, call.tries, setting('serviceCall.triesAtMost', call.regionCode)))
    throw new Refused('conflict', '这条回访已经有结果，没有覆盖。请刷新名单核对。')
  await tx
    .updateTable('serviceCalls')
    .set({
      ...{ state: answer.state, served: answer.served, satisfied: answer.satisfied, tries: call.tries + 1 },
      noteSealed: answer.note === null ? null : sealer.seal(answer.note),
      ...{ calledBy: actor.accountId, calledAt: now.toISOString() },
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  const [row] = await readCalls(context, sql`s.county_code = ${countyCode} and s.id = ${id}`, 1)
  if (!row) throw new Error('the call that was just answered is not there')
  noteElders(context, [row])
  return row
}
