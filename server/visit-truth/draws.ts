// Draws the visits to be asked about: in order of a hash of seed and visit, so that anybody can draw the same again.
import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { addDays, monthOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { visitTruthApi } from '../../domain/visit-truth/api.ts'
import { type CallBackDraw, type CallBackPurpose, checkWeek } from '../../domain/visit-truth/call-back.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'

type Table = typeof visitTruthApi

interface Pool {
  countyCode: string
  regionCode: string
  fromDay: string
  toDay: string
  seed: string
  visitorIds: string[] | null
  drawnAt: string
}

interface Drawn {
  id: string
  elderId: string
  visitorId: string
  regionCode: string
  poolSize: number
}

const callBackAtMost = 500

/** One visit an elder; nothing in it can change after the draw: visits are facts and arrive once. */
function orderedPool(pool: Pool): RawBuilder<Drawn> {
  const area = areaOf(pool.regionCode)
  return sql<Drawn>`
    select id, elder_id, visitor_id, region_code, count(*) over () as pool_size from (
      select distinct on (v.elder_id) v.id, v.elder_id, v.visitor_id, v.region_code,
        encode(sha256(convert_to(${pool.seed}::text || v.id::text, 'UTF8')), 'hex') as place
      from visits v
      where v.county_code = ${pool.countyCode} and v.region_code >= ${area.from} and v.region_code <= ${area.to}
        and v.visited_on between ${pool.fromDay} and ${pool.toDay} and v.received_at <= ${pool.drawnAt}
        and v.result = 'met' and v.method <> 'remote'
        and ${pool.visitorIds === null ? sql`true` : sql`v.visitor_id = any(${pool.visitorIds}::uuid[])`}
      order by v.elder_id, place
    ) first_of_elder
    order by place`
}

export async function drawCallBacks(
  context: Context,
  input: InputOf<Table['callBack.draw']>,
): Promise<CallBackDraw> {
  const { tx, now, actor, today } = context
  const { id, regionCode, fromDay, purpose } = input
  checkInArea(context, regionCode)
  checkWeek(fromDay, today)
  const countyCode = countyCodeOf(regionCode)
  const pool: Pool = {
    ...{ countyCode, regionCode, fromDay, toDay: addDays(fromDay, 6) },
    seed: randomBytes(16).toString('hex'),
    visitorIds: purpose === 'everyWeek' ? null : await visitorsToAsk(context, regionCode, fromDay),
    drawnAt: now.toISOString(),
  }
  const { rows } = await orderedPool(pool).execute(tx)
  if (rows.length === 0) throw new Refused('rule_broken', nothingToDraw[purpose])
  const share = context.setting('callBack.sharePercent', regionCode)
  const wanted = Math.min(callBackAtMost, input.count ?? Math.ceil((rows.length * share) / 100))
  const kept = await tx
    .insertInto('callBackDraws')
    .values({
      ...pool,
      ...{ id, purpose, wanted, poolSize: rows.length, drawnBy: actor.accountId },
    })
    .onConflict(conflict => conflict.columns(['countyCode', 'regionCode', 'fromDay', 'purpose']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept)
    throw new Refused('conflict', '这一周已经抽取过，不能重抽。请在下面的名单里继续回访。', { fromDay })
  const chosen = rows.slice(0, wanted)
  await keepCalls(context, { countyCode, drawId: id, chosen })
  context.concerns(
    countyCode,
    chosen.map(row => row.elderId),
  )
  const [draw] = await readDraws(context, sql`d.county_code = ${countyCode} and d.id = ${id}`, 1)
  if (!draw) throw new Error('the draw that was just kept is not there')
  return draw
}

const nothingToDraw: Readonly<Record<CallBackPurpose, string>> = {
  everyWeek: '这一周还没有可以回访的探访，没有抽取。请换一周再试。',
  repeated: '这一周没有“需要回访”的探访员的探访，没有抽取。可以改做例行抽查。',
}

/** Those to whom words were of no use, in the month the week ends in. */
async function visitorsToAsk({ tx }: Context, regionCode: string, fromDay: string): Promise<string[]> {
  const area = areaOf(regionCode)
  const rows = await tx
    .selectFrom('visitTruths')
    .where('month', 'in', [monthOf(fromDay), monthOf(addDays(fromDay, 6))])
    .where('regionCode', '>=', area.from)
    .where('regionCode', '<=', area.to)
    .where('stage', 'in', ['callBack', 'inspection'])
    .select('visitorId')
    .distinct()
    .orderBy('visitorId')
    .execute()
  return rows.map(row => row.visitorId)
}

async function keepCalls(
  { tx, now }: Context,
  { countyCode, drawId, chosen }: { countyCode: string; drawId: string; chosen: readonly Drawn[] },
): Promise<void> {
  const rows = chosen.map(({ id, elderId, visitorId, regionCode }) => ({
    ...{ id: uuidV7(now.getTime(), randomBytes(10)), visit_id: id, elder_id: elderId },
    ...{ visitor_id: visitorId, region_code: regionCode },
  }))
  await sql`
    insert into call_backs (county_code, id, draw_id, region_code, visit_id, elder_id, visitor_id, state, tries)
    select ${countyCode}, one.id, ${drawId}, one.region_code, one.visit_id, one.elder_id, one.visitor_id,
      'toCall', 0
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (id uuid, region_code text, visit_id uuid,
      elder_id uuid, visitor_id uuid)`.execute(tx)
}

export async function listDraws(
  context: Context,
  { regionCode, limit, after }: InputOf<Table['callBack.draws']>,
): Promise<OutputOf<Table['callBack.draws']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const rows = await readDraws(
    context,
    sql`d.region_code >= ${area.from} and d.region_code <= ${area.to}
      and ${place === null ? sql`true` : sql`(d.drawn_at, d.id) < (${place.sort}::timestamptz, ${place.id}::uuid)`}`,
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: page, next: last ? cursorOf(last.drawnAt, last.id) : null }
}

/** Closed: asked, declined, or rung so often that it is given up. */
export const closedCall = (triesAtMost: number) => sql`(c.state in ('gotAnswer', 'refusedAnswer')
  or (c.state = 'unreachable' and c.tries >= ${triesAtMost}))`

async function readDraws(
  context: Context,
  wanted: RawBuilder<unknown>,
  limit: number,
): Promise<CallBackDraw[]> {
  const { tx, actor } = context
  const triesAtMost = context.setting('callBack.triesAtMost', actor.regionCode)
  const found = await sql<
    Omit<CallBackDraw, 'regionName' | 'drawnBy'> & { drawnBy: string; visitorIds: string[] | null }
  >`
    select d.county_code, d.id, d.region_code, d.purpose, d.from_day, d.to_day, d.seed, d.pool_size,
      d.drawn_at, d.drawn_by, calls.drawn, calls.done, calls.came, calls.nobody_came
    from call_back_draws d
    cross join lateral (
      select count(*) as drawn, count(*) filter (where ${closedCall(triesAtMost)}) as done,
        count(*) filter (where c.came = 'came') as came,
        count(*) filter (where c.came = 'nobodyCame') as nobody_came
      from call_backs c where c.county_code = d.county_code and c.draw_id = d.id
    ) calls
    where ${wanted}
    order by d.drawn_at desc, d.id desc limit ${limit}`.execute(tx)
  const regions = await regionNamesOf(
    tx,
    found.rows.map(row => row.regionCode),
  )
  const names = await namesOf(
    tx,
    found.rows.map(row => row.drawnBy),
  )
  return found.rows.map(row => ({
    ...row,
    regionName: regions.get(row.regionCode) ?? '',
    drawnBy: names.get(row.drawnBy) ?? null,
  }))
}

/** Draws again from what was kept and compares the visits one by one. */
export async function checkDraw(
  { tx }: Context,
  { countyCode, id }: InputOf<Table['callBack.check']>,
): Promise<OutputOf<Table['callBack.check']>> {
  const draw = await tx
    .selectFrom('callBackDraws')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst()
  if (!draw) throw new Refused('not_found', '没有找到这次抽取，或它不在您的辖区内。请刷新后重试。')
  const again = await orderedPool(draw).execute(tx)
  const kept = await tx
    .selectFrom('callBacks')
    .where('countyCode', '=', countyCode)
    .where('drawId', '=', id)
    .select('visitId')
    .execute()
  const wanted = again.rows.slice(0, draw.wanted).map(row => row.id)
  const same = JSON.stringify(wanted.sort()) === JSON.stringify(kept.map(row => row.visitId).sort())
  return {
    same: same && again.rows.length === draw.poolSize,
    poolSize: again.rows.length,
    drawn: kept.length,
  }
}
