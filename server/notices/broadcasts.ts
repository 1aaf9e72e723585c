// Loudspeaker sheets: written for villages, listed with how far they were read out, read out by name and time.
import { sql } from 'kysely'
import { areaOf, countyCodeOf, isWithin } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { noticeApi } from '../../domain/notices/api.ts'
import { type Broadcast, type BroadcastRow, checkBroadcast } from '../../domain/notices/loudspeaker.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'

type Table = typeof noticeApi

export async function writeBroadcast(
  context: Context,
  sheet: InputOf<Table['broadcast.write']>,
): Promise<Broadcast> {
  checkBroadcast(sheet)
  const { countyCode, id, regionCodes, kind, title, words, surgeId } = sheet
  for (const code of regionCodes) {
    checkInArea(context, code)
    if (!code.startsWith(countyCode))
      throw new Refused('invalid', '只能在一个县里选择县、乡镇或村。几个县都要播的，请分别写。')
  }
  const areas = regionCodes.map(areaOf)
  await sql`
    insert into broadcasts (county_code, id, region_code, kind, title, words, surge_id, written_by, written_at)
    select distinct ${countyCode}, ${id}::uuid, r.code, ${kind}, ${title}, ${words}, ${surgeId}::uuid,
      ${context.actor.accountId}::uuid, ${context.now.toISOString()}::timestamptz
    from unnest(${areas.map(area => area.from)}::text[], ${areas.map(area => area.to)}::text[])
      as area (low, high)
    join regions r on r.code between area.low and area.high and r.level = 'village'`.execute(context.tx)
  return getBroadcast(context, { countyCode, id })
}

export async function listBroadcasts(
  { tx }: Context,
  { regionCode, limit, after }: InputOf<Table['broadcast.list']>,
): Promise<OutputOf<Table['broadcast.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<BroadcastRow>`
    select b.county_code, b.id, b.kind, b.title, b.written_at, writer.name as written_by,
      count(*) as villages, count(*) filter (where exists (select from broadcast_readings r
        where r.county_code = b.county_code and r.broadcast_id = b.id and r.region_code = b.region_code)) as read_out
    from broadcasts b join accounts writer on writer.id = b.written_by
    where b.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and b.region_code between ${area.from} and ${area.to}
      ${place ? sql`and (b.written_at, b.id) < (${place.sort}::timestamptz, ${place.id}::uuid)` : sql``}
    group by b.county_code, b.id, b.kind, b.title, b.written_at, writer.name
    order by b.written_at desc, b.id desc limit ${limit + 1}`.execute(tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? cursorOf(last.writtenAt, last.id) : null }
}

export async function getBroadcast(
  { tx }: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<Broadcast> {
  const rows = await tx
    .selectFrom('broadcasts')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .orderBy('regionCode')
    .selectAll()
    .execute()
  const [first] = rows
  if (!first) throw noSuchSheet()
  const readings = await tx
    .selectFrom('broadcastReadings')
    .where('countyCode', '=', countyCode)
    .where('broadcastId', '=', id)
    .orderBy('readAt')
    .select(['regionCode', 'readAt', 'reader'])
    .execute()
  const names = await regionNamesOf(
    tx,
    rows.map(row => row.regionCode),
  )
  const places = rows.map(({ regionCode }) => ({
    regionCode,
    name: names.get(regionCode) ?? regionCode,
    readings: readings.filter(one => one.regionCode === regionCode),
  }))
  const writer = await namesOf(tx, [first.writtenBy])
  return {
    ...first,
    writtenBy: writer.get(first.writtenBy) ?? null,
    villages: rows.length,
    readOut: places.filter(one => one.readings.length > 0).length,
    places,
  }
}

export async function recordReading(
  context: Context,
  { countyCode, id, broadcastId, regionCode, readAt, reader }: InputOf<Table['broadcast.readOut']>,
): Promise<Broadcast> {
  const { tx, now, actor } = context
  if (readAt > now.toISOString()) throw new Refused('invalid', '播出时间还没有到，请填写实际播出的时间。')
  const sheet = await tx
    .selectFrom('broadcasts')
    .where('countyCode', '=', countyCode)
    .where('id', '=', broadcastId)
    .where('regionCode', '=', regionCode)
    .select('id')
    .executeTakeFirst()
  if (!sheet || !isWithin(regionCode, actor.area)) throw noSuchSheet()
  await tx
    .insertInto('broadcastReadings')
    .values({ countyCode, id, regionCode, broadcastId, readAt, reader, recordedBy: actor.accountId })
    .execute()
  return getBroadcast(context, { countyCode, id: broadcastId })
}

function noSuchSheet(): Refused {
  return new Refused('not_found', '没有找到这份广播稿，或它不在您的辖区内。请返回列表刷新后重试。')
}
