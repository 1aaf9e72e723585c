// Homes with their beds: where there is room, who lies where, and whether there are hands enough.
import { type RawBuilder, sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { crowMeters } from '../../domain/kernel/distance.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type Bed, type Room, staffingOf } from '../../domain/stays/beds.ts'
import type { CareNeed } from '../../domain/stays/stay.ts'
import type { StayHome, stayApi } from '../../domain/stays/stay-api.ts'
import type { Context } from '../kernel/context.ts'
import { firstPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { countsAsInstitution, getHome, type Home, mineOnly } from './place.ts'

type Api = typeof stayApi

export function inArea(alias: string, regionCode: string): RawBuilder<boolean> {
  const area = areaOf(regionCode)
  return sql`${sql.ref(`${alias}.county_code`)} between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
    and ${sql.ref(`${alias}.region_code`)} between ${area.from} and ${area.to}`
}

/** What is owed for a stay `s` by the elder and her family: charged, less received. Equals the ledger (verify.ts). */
export const owedOf = sql<number>`(coalesce((select sum(b.elder_fen + b.family_fen) from stay_bills b
    where b.county_code = s.county_code and b.stay_id = s.id), 0)
  - coalesce((select sum(case r.kind when 'feeIn' then r.amount_fen else -r.amount_fen end) from stay_receipts r
    where r.county_code = s.county_code and r.stay_id = s.id and r.payer <> 'paidByGovernment'
      and r.cancelled_at is null), 0))::bigint`

const bedsOf = sql`(select count(*) from stay_beds b where b.county_code = f.county_code and b.facility_id = f.id
  and b.removed_on is null)`
const freeOf = sql`(select count(*) from stay_beds b where b.county_code = f.county_code and b.facility_id = f.id
  and b.removed_on is null and b.state = 'bedUsable' and b.reserved_wish_id is null and not exists (select from stays s
    where s.county_code = b.county_code and s.bed_id = b.id and s.left_on is null))`

/** Homes that lodge: with beds on record, laid out, or with somebody living there. */
const lodges = sql`(f.beds > 0 or exists (select from stay_beds b where b.county_code = f.county_code
    and b.facility_id = f.id and b.removed_on is null)
  or exists (select from stays s where s.county_code = f.county_code and s.facility_id = f.id and s.left_on is null))`

const homeColumns = sql`f.county_code, f.id as facility_id, f.region_code, f.name, place.short_name as place_name,
  f.kind, f.state, f.beds, ${bedsOf}::int as beds_laid_out,
  (select count(*) from stays s where s.county_code = f.county_code and s.facility_id = f.id
    and s.left_on is null)::int as residents,
  (select count(*) from stays s join stay_leaves l on l.county_code = s.county_code and l.stay_id = s.id
      and l.returned_on is null
    where s.county_code = f.county_code and s.facility_id = f.id and s.left_on is null)::int as out,
  ${freeOf}::int as free,
  (select count(*) from stay_wishes w where w.county_code = f.county_code and w.facility_id = f.id
    and w.state = 'wishWaiting')::int as waiting,
  coalesce((select sum(${owedOf}) from stays s where s.county_code = f.county_code
    and s.facility_id = f.id), 0)::bigint as owed_fen`

export async function listHomes(
  context: Context,
  input: InputOf<Api['stay.homes']>,
): Promise<OutputOf<Api['stay.homes']>> {
  checkInArea(context, input.regionCode)
  if (input.near !== undefined) return homesNear(context, input, input.near)
  const place = placeFrom(input.after) ?? firstPlace
  const rows = await homesWhere(
    context,
    input,
    sql`and (f.region_code, f.id) > (${place.sort}, ${place.id}::uuid)
      order by f.region_code, f.id limit ${input.limit + 1}`,
  )
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ lon: _lon, lat: _lat, ...row }) => ({ ...row, meters: null })),
    next: rows.length > input.limit && last ? `${last.regionCode} ${last.facilityId}` : null,
  }
}

/** Further than anything in the country: what is not on the map comes last. */
const unplaced = 1e8

/** Of a county some hundreds: put in order here, because how far it is is a rule and not a column. */
async function homesNear(
  context: Context,
  { limit, after, ...input }: InputOf<Api['stay.homes']>,
  near: string,
): Promise<OutputOf<Api['stay.homes']>> {
  const from = await context.tx
    .selectFrom('regions')
    .where('code', '=', near)
    .select(['lon', 'lat'])
    .executeTakeFirst()
  const found = await homesWhere(context, input, sql`order by f.region_code, f.id`)
  const homes = found
    .map(({ lon, lat, ...row }) => ({ ...row, meters: metersBetween(from, { lon, lat }) }))
    .sort((one, other) => (one.meters ?? unplaced) - (other.meters ?? unplaced))
  const start = after === undefined ? 0 : homes.findIndex(row => row.facilityId === after) + 1
  const page = homes.slice(start, start + limit)
  return { rows: page, next: start + limit < homes.length ? (page.at(-1)?.facilityId ?? null) : null }
}

interface OnMap {
  lon: number | null
  lat: number | null
}

function metersBetween(one: OnMap | undefined, other: OnMap): number | null {
  if (!one || one.lon === null || one.lat === null || other.lon === null || other.lat === null) return null
  return Math.round(crowMeters({ lon: one.lon, lat: one.lat }, { lon: other.lon, lat: other.lat }))
}

async function homesWhere(
  context: Context,
  { regionCode, kind, queue }: Pick<InputOf<Api['stay.homes']>, 'regionCode' | 'kind' | 'queue'>,
  rest: RawBuilder<unknown>,
): Promise<(StayHome & OnMap)[]> {
  const only =
    queue === 'hasFree'
      ? sql`and ${freeOf} > 0`
      : queue === 'notLaidOut'
        ? sql`and f.beds > ${bedsOf}`
        : sql``
  const { rows } = await sql<StayHome & OnMap>`
    select ${homeColumns}, coalesce(f.lon, place.lon) as lon, coalesce(f.lat, place.lat) as lat
    from facilities f join regions place on place.code = f.region_code
    where ${inArea('f', regionCode)} and ${lodges} and f.state <> 'removed' ${mineOnly(context, 'f')}
      ${kind ? sql`and f.kind = ${kind}` : sql``} ${only} ${rest}`.execute(context.tx)
  return rows
}

export async function countStays(
  context: Context,
  { regionCode }: InputOf<Api['stay.counts']>,
): Promise<OutputOf<Api['stay.counts']>> {
  checkInArea(context, regionCode)
  const { tx, today } = context
  const homes = await sql<{ homes: number; beds: number; free: number }>`
    select count(*)::int as homes, coalesce(sum(greatest(f.beds, ${bedsOf})), 0)::int as beds,
      coalesce(sum(${freeOf}), 0)::int as free
    from facilities f where ${inArea('f', regionCode)} and ${lodges} and f.state = 'running'
      ${mineOnly(context, 'f')}`.execute(tx)
  const stays = await sql<Omit<OutputOf<Api['stay.counts']>, 'homes' | 'beds' | 'free'>>`
    select count(*) filter (where s.left_on is null)::int as residents,
      count(*) filter (where s.left_on is null and s.is_tekun)::int as tekun_residents,
      count(*) filter (where s.left_on is null and ${isOut})::int as out,
      count(*) filter (where s.left_on is null and ${contractIsOver(today)})::int as contract_over,
      count(*) filter (where ${owedOf} > 0)::int as owing,
      coalesce(sum(${owedOf}) filter (where ${owedOf} > 0), 0)::bigint as owed_fen
    from stays s where ${inArea('s', regionCode)} ${mineOnly(context, 's', 'facility_id')}`.execute(tx)
  const counted = stays.rows[0]
  const places = homes.rows[0]
  if (!counted || !places) throw new Error('a count has one row')
  return { ...counted, ...places }
}

export const isOut = sql<boolean>`exists (select from stay_leaves l where l.county_code = s.county_code
  and l.stay_id = s.id and l.returned_on is null)`

export const contractIsOver = (today: Day) => sql<boolean>`not exists (select from stay_contracts c
  where c.county_code = s.county_code and c.stay_id = s.id and c.to_on >= ${today}::date)`

export async function getRooms(
  context: Context,
  key: InputOf<Api['stay.rooms']>,
): Promise<OutputOf<Api['stay.rooms']>> {
  const home = await getHome(context, key)
  const { tx } = context
  const { countyCode, facilityId } = key
  const shown = await sql<StayHome>`select ${homeColumns} from facilities f
    join regions place on place.code = f.region_code
    where f.county_code = ${countyCode} and f.id = ${facilityId}::uuid`.execute(tx)
  const rooms = await tx
    .selectFrom('stayRooms')
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', facilityId)
    .where('removedOn', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .select(['id', 'name', 'note'])
    .execute()
  const beds = await bedsIn(context, key)
  const living = await sql<{
    stayId: string
    residentName: string
    elderId: string
    bedId: string | null
    careNeed: CareNeed
  }>`
    select s.id as stay_id, s.resident_name, s.elder_id, s.bed_id, s.care_need from stays s
    where s.county_code = ${countyCode} and s.facility_id = ${facilityId}::uuid and s.left_on is null
    order by s.admitted_on`.execute(tx)
  context.concerns(
    countyCode,
    living.rows.map(row => row.elderId),
  )
  const [homeRow] = shown.rows
  if (!homeRow) throw new Error('a home that was found is there')
  return {
    home: homeRow,
    rooms: rooms.map((room): Room => ({ ...room, beds: beds.filter(bed => bed.roomId === room.id) })),
    withoutBed: living.rows.filter(row => row.bedId === null),
    staffing: staffingFor(context, home, living.rows),
    isInstitution: countsAsInstitution(context.setting, home),
  }
}

function staffingFor(context: Context, home: Home, living: readonly { careNeed: CareNeed }[]) {
  const many = (need: CareNeed) => living.filter(row => row.careNeed === need).length
  const hands = ['careAides', 'nurses'].map(kind => home.staff[kind])
  const staff = hands.every(count => count === undefined)
    ? null
    : hands.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  return staffingOf(
    {
      ableSelf: many('ableSelf'),
      halfDependent: many('halfDependent'),
      fullyDependent: many('fullyDependent'),
    },
    staff,
    {
      able: context.setting('stay.ratioAble', home.regionCode),
      half: context.setting('stay.ratioHalf', home.regionCode),
      full: context.setting('stay.ratioFull', home.regionCode),
    },
  )
}

async function bedsIn(
  { tx }: Context,
  { countyCode, facilityId }: InputOf<Api['stay.rooms']>,
): Promise<(Bed & { roomId: string })[]> {
  const { rows } = await sql<Bed & { roomId: string }>`
    select b.id, b.room_id, b.name, b.state, s.id as stay_id, s.resident_name, s.care_need, l.left_on as out_since,
      b.reserved_wish_id, e.name as reserved_name, b.reserved_until,
      case when s.id is not null and l.id is not null then 'bedWaitsForReturn' when s.id is not null then 'bedTaken'
        when b.state = 'bedOutOfUse' then 'bedClosed' when b.reserved_wish_id is not null then 'bedReserved'
        else 'bedFree' end as use
    from stay_beds b
    left join stays s on s.county_code = b.county_code and s.bed_id = b.id and s.left_on is null
    left join stay_leaves l on l.county_code = s.county_code and l.stay_id = s.id and l.returned_on is null
    left join stay_wishes w on w.county_code = b.county_code and w.id = b.reserved_wish_id
    left join elders e on e.county_code = w.county_code and e.id = w.elder_id
    where b.county_code = ${countyCode} and b.facility_id = ${facilityId}::uuid and b.removed_on is null
    order by b.name, b.id`.execute(tx)
  return rows
}

export async function createRoom(
  context: Context,
  input: InputOf<Api['stayRoom.create']>,
): Promise<Record<string, never>> {
  const home = await getHome(context, input)
  const { countyCode, facilityId, id, name, note, bedIds } = input
  const { regionCode } = home
  const known = await context.tx
    .selectFrom('stayRooms')
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', facilityId)
    .where('name', '=', name)
    .where('removedOn', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (known) throw new Refused('conflict', `已经有“${name}”房间了。请换个名字。`)
  await context.tx
    .insertInto('stayRooms')
    .values({ countyCode, id, regionCode, facilityId, name, note, removedOn: null })
    .execute()
  await context.tx
    .insertInto('stayBeds')
    .values(
      bedIds.map((bedId, index) => ({
        ...{ countyCode, id: bedId, regionCode, facilityId, roomId: id, name: `${name}-${index + 1}` },
        ...{ state: 'bedUsable' as const, reservedWishId: null, reservedUntil: null, removedOn: null },
      })),
    )
    .execute()
  return {}
}

export async function removeRoom(
  context: Context,
  { countyCode, id }: InputOf<Api['stayRoom.remove']>,
): Promise<Record<string, never>> {
  const { tx, today } = context
  const room = await tx
    .selectFrom('stayRooms')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select(['facilityId', 'name', 'removedOn'])
    .executeTakeFirst()
  if (!room || room.removedOn !== null) throw new Refused('not_found', '没有找到这个房间。请刷新后重试。')
  await getHome(context, { countyCode, facilityId: room.facilityId })
  const living = await sql<{ name: string }>`
    select s.resident_name as name from stay_beds b join stays s on s.county_code = b.county_code and s.bed_id = b.id
      and s.left_on is null
    where b.county_code = ${countyCode} and b.room_id = ${id}::uuid`.execute(tx)
  if (living.rows.length > 0)
    throw new Refused(
      'rule_broken',
      `“${room.name}”还住着${living.rows.map(row => row.name).join('、')}。请先换床。`,
    )
  await tx
    .updateTable('stayBeds')
    .set({ removedOn: today, reservedWishId: null, reservedUntil: null })
    .where('countyCode', '=', countyCode)
    .where('roomId', '=', id)
    .execute()
  await tx
    .updateTable('stayRooms')
    .set({ removedOn: today })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

export async function setBed(
  context: Context,
  { countyCode, id, state, reservedWishId, reservedUntil }: InputOf<Api['stayBed.set']>,
): Promise<Record<string, never>> {
  const { rows } = await sql<{ facilityId: string; residentName: string | null }>`
    select b.facility_id, s.resident_name from stay_beds b
    left join stays s on s.county_code = b.county_code and s.bed_id = b.id and s.left_on is null
    where b.county_code = ${countyCode} and b.id = ${id}::uuid and b.removed_on is null for update of b`.execute(
    context.tx,
  )
  const [bed] = rows
  if (!bed) throw new Refused('not_found', '没有找到这张床，或它不归您管。请刷新后重试。')
  await getHome(context, { countyCode, facilityId: bed.facilityId })
  if (bed.residentName !== null)
    throw new Refused('rule_broken', `这张床住着${bed.residentName}，请先换床再停用或预留。`)
  if ((reservedWishId === null) !== (reservedUntil === null))
    throw new Refused('invalid', '预留床位要写明留给谁、留到哪天。')
  if (reservedUntil !== null && reservedUntil < context.today)
    throw new Refused('invalid', '预留日期已经过了。请改正。')
  await context.tx
    .updateTable('stayBeds')
    .set({ state, reservedWishId, reservedUntil })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}
