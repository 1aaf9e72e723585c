// Needs: written down by whoever heard of them, raised from visits, matched by a person and ended with a reason.
import { sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { ageOn, type Day, dayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { kindOfVisitNeed } from '../../domain/service-orders/catalogue.ts'
import {
  type Need,
  type NeedRow,
  type NeedState,
  needStateOf,
  needStates,
} from '../../domain/service-orders/need.ts'
import type { serviceNeedApi } from '../../domain/service-orders/need-api.ts'
import type { VisitNeed } from '../../domain/visits/answers.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { ordersWhere, seriesWhere } from './reading.ts'

type Table = typeof serviceNeedApi
type Key = { countyCode: string; id: string }

export async function recordNeed(context: Context, input: InputOf<Table['need.record']>): Promise<void> {
  const { tx, now, today, actor, sealer } = context
  const { countyCode, id, elderId, kind, source, sourceId, note, wantedBy } = input
  context.concerns(countyCode, [elderId])
  const elder = await tx
    .selectFrom('elders')
    .select(['regionCode', 'endedOn', 'name'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .executeTakeFirst()
  if (!elder) throw new Refused('not_found', '没有这位老人，或者不在您的辖区内。请重新选择。')
  if (elder.endedOn !== null)
    throw new Refused('rule_broken', `档案显示这位老人已于 ${elder.endedOn} 去世或迁出，不能再登记需求。`)
  if (wantedBy !== null && wantedBy < today) throw new Refused('invalid', '希望的日期已经过去了。')
  const same = await tx
    .selectFrom('serviceNeeds')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', elderId)
    .where('kind', '=', kind)
    .where('endedAt', 'is', null)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (same)
    throw new Refused('conflict', '这位老人同样的需求还没办结，不用再登记一次。可在原来的需求里安排。')
  await tx
    .insertInto('serviceNeeds')
    .values({
      ...{ countyCode, id, regionCode: elder.regionCode, elderId, kind, source, sourceId, wantedBy },
      noteSealed: note === null ? null : sealer.seal(note),
      ...{ raisedOn: today, raisedBy: actor.accountId, raisedAt: now.toISOString() },
      ...unmatched,
    })
    .execute()
}

const unmatched = {
  ...{ careWay: null, matchedBy: null, matchedAt: null, matchNote: null },
  ...{ endedAs: null, endedWhy: null, endedBy: null, endedAt: null, synthetic: false },
}

export interface HeardNeed {
  countyCode: string
  regionCode: string
  elderId: string
  visitId: string
  visitedOn: Day
  needs: readonly VisitNeed[]
}

/**
 * What elders said at visits, in the transaction that records them: one statement for a whole push. What is open
 * already is not raised again, however often she says it.
 */
export async function raiseFromVisits(
  { tx, now, actor }: Pick<Context, 'tx' | 'now' | 'actor'>,
  heard: readonly HeardNeed[],
): Promise<void> {
  const rows = heard.flatMap(({ needs, ...rest }) =>
    needs.map(need => ({ ...rest, kind: kindOfVisitNeed[need] })),
  )
  if (rows.length === 0) return
  await sql`
    insert into service_needs (county_code, id, region_code, elder_id, kind, source, source_id, raised_on, raised_by,
      raised_at, synthetic)
    select distinct on (said."countyCode", said."elderId", said.kind) said."countyCode", gen_random_uuid(),
      said."regionCode", said."elderId", said.kind, 'fromVisit', said."visitId", said."visitedOn",
      ${actor.accountId}::uuid, ${now.toISOString()}::timestamptz, false
    from json_to_recordset(${JSON.stringify(rows)}::json) as said ("countyCode" text, "regionCode" text,
      "elderId" uuid, "visitId" uuid, "visitedOn" date, kind text)
    where not exists (select from service_needs n where n.county_code = said."countyCode"
      and n.elder_id = said."elderId" and n.kind = said.kind and n.ended_at is null)
    order by said."countyCode", said."elderId", said.kind, said."visitedOn"
    on conflict do nothing`.execute(tx)
}

interface ReadRow extends Omit<NeedRow, 'state' | 'elderAge'> {
  bornOn: Day | null
  isMatched: boolean
  isEnded: boolean
}

const rowColumns = sql`
  n.county_code, n.id, n.region_code, village.short_name as place_name, n.elder_id, e.name as elder_name, e.born_on,
  n.kind, n.source, n.care_way, n.wanted_by, n.raised_on, n.ended_as, n.care_way is not null as is_matched,
  n.ended_at is not null as is_ended, live.orders`
const rowTables = sql`
  service_needs n
  join elders e on e.county_code = n.county_code and e.id = n.elder_id
  join regions village on village.code = n.region_code
  cross join lateral (select count(*)::int as orders from service_orders o where o.county_code = n.county_code
    and o.need_id = n.id and o.stage not in ('annulled', 'halted', 'nobodyHome', 'handedBack')) live`

const stateCondition: Readonly<Record<NeedState, ReturnType<typeof sql>>> = {
  needOpen: sql`n.ended_at is null and n.care_way is null and live.orders = 0`,
  needMatched: sql`n.ended_at is null and n.care_way is not null and live.orders = 0`,
  needArranged: sql`n.ended_at is null and live.orders > 0`,
  needEnded: sql`n.ended_at is not null`,
}

export async function listNeeds(
  context: Context,
  { regionCode, state, kind, source, limit, after }: InputOf<Table['need.list']>,
): Promise<OutputOf<Table['need.list']>> {
  checkInArea(context, regionCode)
  const { tx } = context
  const place = placeFrom(after)
  // Whoever waits longest is first; what is over is looked at from its end.
  const newestFirst = state === 'needEnded' || state === undefined
  const beyond = newestFirst
    ? sql`(n.raised_on, n.id) < (${place?.sort ?? '9999-12-31'}::date, ${place?.id ?? topId}::uuid)`
    : sql`(n.raised_on, n.id) > (${place?.sort ?? '0001-01-01'}::date, ${place?.id ?? bottomId}::uuid)`
  const order = newestFirst ? sql`n.raised_on desc, n.id desc` : sql`n.raised_on, n.id`
  const found = await sql<ReadRow>`
    select ${rowColumns} from ${rowTables}
    where ${inArea(regionCode)} and ${beyond} and ${state ? stateCondition[state] : sql`true`}
      and (${kind ?? null}::text is null or n.kind = ${kind ?? null})
      and (${source ?? null}::text is null or n.source = ${source ?? null})
    order by ${order} limit ${limit + 1}`.execute(tx)
  const rows = found.rows.slice(0, limit).map(row => rowFrom(context, row))
  noteElders(context, rows)
  const last = rows.at(-1)
  return {
    rows,
    next: found.rows.length > limit && last ? cursorOf(last.raisedOn, last.id) : null,
    ...(await countNeeds(context, regionCode)),
  }
}

const topId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const bottomId = '00000000-0000-0000-0000-000000000000'

function inArea(regionCode: string) {
  const area = areaOf(regionCode)
  return sql`n.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
    and n.region_code between ${area.from} and ${area.to}`
}

async function countNeeds({ tx, today, setting }: Context, regionCode: string) {
  const days = setting('need.answerDays', regionCode)
  const counted = await sql<{ state: NeedState; count: number; overdue: number }>`
    select case when n.ended_at is not null then 'needEnded' when live.orders > 0 then 'needArranged'
        when n.care_way is not null then 'needMatched' else 'needOpen' end as state,
      count(*)::int as count,
      (count(*) filter (where n.ended_at is null and n.care_way is null and live.orders = 0
        and n.raised_on < ${today}::date - ${days}::int))::int as overdue
    from ${rowTables}
    where ${inArea(regionCode)} and (n.ended_at is null or n.raised_on >= ${`${today.slice(0, 4)}-01-01`}::date)
    group by 1`.execute(tx)
  const counts = Object.fromEntries(needStates.keys.map(state => [state, 0])) as Record<NeedState, number>
  let overdue = 0
  for (const row of counted.rows) {
    counts[row.state] = row.count
    overdue += row.overdue
  }
  return { counts, overdue }
}

function rowFrom({ today }: Pick<Context, 'today'>, row: ReadRow): NeedRow {
  const { bornOn, isMatched, isEnded, ...rest } = row
  return {
    ...rest,
    elderAge: bornOn === null ? null : ageOn(bornOn, today),
    state: needStateOf({ matched: isMatched, orders: row.orders, ended: isEnded }),
  }
}

function noteElders(context: Context, rows: readonly { countyCode: string; elderId: string }[]): void {
  noteConcerns(
    context,
    rows.map(row => ({ countyCode: row.countyCode, id: row.elderId })),
  )
}

export async function needsWhere(context: Context, condition: ReturnType<typeof sql>): Promise<NeedRow[]> {
  const found = await sql<ReadRow>`
    select ${rowColumns} from ${rowTables} where ${condition}
    order by n.raised_on desc, n.id desc limit 100`.execute(context.tx)
  return found.rows.map(row => rowFrom(context, row))
}

export async function getNeed(
  context: Context,
  { countyCode, id }: Key,
): Promise<OutputOf<Table['need.get']>> {
  const need = await readNeed(context, { countyCode, id })
  context.concerns(countyCode, [need.elderId])
  return {
    need,
    orders: await ordersWhere(context, sql`o.county_code = ${countyCode} and o.need_id = ${id}::uuid`),
    series: await seriesWhere(context, sql`s.county_code = ${countyCode} and s.need_id = ${id}::uuid`),
    sharingRefused: await isSharingRefused(context, countyCode, need.elderId),
  }
}

type WholeRow = ReadRow & Omit<Need, keyof NeedRow | 'note'> & { noteSealed: string | null }

async function readNeed(context: Context, { countyCode, id }: Key): Promise<Need> {
  const { tx, sealer } = context
  const found = await sql<WholeRow>`
    select ${rowColumns}, n.source_id, n.note_sealed, raiser.name as raised_by_name, n.raised_at,
      matcher.name as matched_by_name, n.matched_at, n.match_note, n.ended_why, n.ended_at, e.spoken_language
    from ${rowTables}
    left join accounts raiser on raiser.id = n.raised_by
    left join accounts matcher on matcher.id = n.matched_by
    where n.county_code = ${countyCode} and n.id = ${id}::uuid`.execute(tx)
  const [row] = found.rows
  if (!row) throw unknownNeed()
  const { noteSealed, ...rest } = row
  return {
    ...rest,
    ...rowFrom(context, row),
    note: noteSealed === null ? null : sealer.open(noteSealed),
  }
}

export function unknownNeed(): Refused {
  return new Refused('not_found', '没有这条需求，或者它不在您的辖区内。请返回列表重新选择。')
}

/** Her last word on whether providers may be told of her (《个人信息保护法》第二十三条 [G]). */
export async function isSharingRefused(
  { tx }: Context,
  countyCode: string,
  elderId: string,
): Promise<boolean> {
  const last = await sql<{ answer: string }>`
    select c.answer from elders e
    join elder_consents c on c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids)
    where e.county_code = ${countyCode} and e.id = ${elderId}::uuid and c.purpose = 'providerSharing'
    order by c.answered_on desc, c.recorded_at desc limit 1`.execute(tx)
  return last.rows[0] !== undefined && last.rows[0].answer !== 'agrees'
}

export async function lockNeed({ tx }: Context, { countyCode, id }: Key) {
  const need = await tx
    .selectFrom('serviceNeeds')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!need) throw unknownNeed()
  if (need.endedAt !== null)
    throw new Refused('conflict', `这条需求已于 ${dayOf(new Date(need.endedAt))} 办结，不能再改。`)
  return need
}

export async function matchNeed(
  context: Context,
  { countyCode, id, careWay, note }: InputOf<Table['need.match']>,
): Promise<void> {
  const { tx, now, actor } = context
  const need = await lockNeed(context, { countyCode, id })
  context.concerns(countyCode, [need.elderId])
  await tx
    .updateTable('serviceNeeds')
    .set({ careWay, matchedBy: actor.accountId, matchedAt: now.toISOString(), matchNote: note })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}

/** Orders ahead must be cancelled first, so that nobody comes for a need that is over. */
export async function endNeed(
  context: Context,
  { countyCode, id, endedAs, why }: InputOf<Table['need.end']>,
): Promise<void> {
  const { tx, now, actor } = context
  const need = await lockNeed(context, { countyCode, id })
  context.concerns(countyCode, [need.elderId])
  const open = await sql<{ orders: number; series: number }>`
    select
      (select count(*)::int from service_orders where county_code = ${countyCode} and need_id = ${id}::uuid
        and stage in ('requested', 'promised', 'onTheWay', 'inService', 'handedBack')) as orders,
      (select count(*)::int from order_series where county_code = ${countyCode} and need_id = ${id}::uuid
        and ended_at is null) as series`.execute(tx)
  const { orders = 0, series = 0 } = open.rows[0] ?? {}
  if (orders + series > 0)
    throw new Refused(
      'rule_broken',
      `这条需求还有 ${orders} 个没做完的订单、${series} 项固定服务。请先取消或停止，再办结。`,
    )
  await tx
    .updateTable('serviceNeeds')
    .set({ endedAs, endedWhy: why, endedBy: actor.accountId, endedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}
