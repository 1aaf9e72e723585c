// Money that comes to a station beside the fees, and goes out of it, with the ticket; taken back by a reversal.
import { sql } from 'kysely'
import { firstDayOf, lastDayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { checkStationEntry, type StationEntry } from '../../domain/stays/book.ts'
import type { stationBookApi } from '../../domain/stays/book-api.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { post, reverse } from '../ledger/ledger.ts'
import { costKinds, giverOf } from './book.ts'
import { type Desk, ofHome } from './fees.ts'
import { handOut, takeIn } from './photos.ts'
import { getHome, mineOnly } from './place.ts'

type Api = typeof stationBookApi
type Done = Record<string, never>
type Given = InputOf<Api['stationEntry.record']>

export async function recordEntry(context: Context, given: Given): Promise<Done> {
  const home = await getHome(context, given)
  await keepEntry({ ...context, by: context.actor.accountId }, given, home.regionCode)
  return {}
}

/** Also for the demonstration. */
export async function keepEntry(desk: Desk & { by: string | null }, given: Given, regionCode: string) {
  const { countyCode, facilityId, id, kind, source, cost, amountFen, day, party, isAnonymous, note } = given
  checkStationEntry(given, desk.today)
  await desk.tx
    .insertInto('stationEntries')
    .values({
      ...{ countyCode, id, regionCode, facilityId, kind, amountFen, day, isAnonymous, note },
      ...{ source: kind === 'moneyOut' ? null : source, cost: kind === 'moneyOut' ? cost : null },
      party: isAnonymous ? null : party,
      ...{ recordedBy: desk.by, recordedAt: desk.now.toISOString() },
      ...{ cancelledBy: null, cancelledAt: null, cancelReason: null },
    })
    .execute()
  if (kind === 'giftOfGoods') return
  const place = { countyCode, facilityId, regionCode }
  const cash = ofHome(place, 'stationCash')
  const giver = source === null || source === 'fromPerson' ? 'stationGift' : giverOf[source]
  const from = ofHome(place, giver)
  await post(desk, [
    {
      ...{ id, countyCode, regionCode, unit: 'fen', amount: amountFen, day, note },
      ...(kind === 'moneyIn'
        ? { from, to: cash, purpose: 'stationFunding' }
        : { from: cash, to: ofHome(place, costKinds[cost ?? 'otherCost']), purpose: 'stationSpending' }),
      ...{ subjectKind: 'lodging', subjectId: facilityId, voucherId: null },
    },
  ])
}

type EntryRow = Omit<StationEntry, 'photos'> & { photos: string[] | null }

export async function listEntries(
  context: Context,
  { countyCode, facilityId, month, limit, after }: InputOf<Api['stationEntry.list']>,
): Promise<OutputOf<Api['stationEntry.list']>> {
  await getHome(context, { countyCode, facilityId })
  const place = placeFrom(after)
  const { rows } = await sql<EntryRow>`
    select e.county_code, e.id, e.facility_id, e.serial, e.kind, e.source, e.cost, e.amount_fen, e.day, e.party,
      e.is_anonymous, e.note, by.name as recorded_by_name, e.recorded_at, e.cancel_reason,
      (select array_agg(p.id order by p.added_at, p.id) from station_entry_photos p
        where p.county_code = e.county_code and p.entry_id = e.id) as photos
    from station_entries e left join accounts by on by.id = e.recorded_by
    where e.county_code = ${countyCode} and e.facility_id = ${facilityId}::uuid
      ${month ? sql`and e.day between ${firstDayOf(month)} and ${lastDayOf(month)}` : sql``}
      ${place ? sql`and (e.day, e.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by e.day desc, e.id desc limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(row => ({ ...row, photos: row.photos ?? [] })),
    next: last ? cursorOf(last.day, last.id) : null,
  }
}

async function entryFor({ tx, ...context }: Context, { countyCode, id }: { countyCode: string; id: string }) {
  const { rows } = await sql<Pick<StationEntry, 'kind' | 'day' | 'cancelReason'> & { regionCode: string }>`
    select e.kind, e.day, e.cancel_reason, e.region_code from station_entries e
    where e.county_code = ${countyCode} and e.id = ${id}::uuid
      ${mineOnly({ tx, ...context }, 'e', 'facility_id')} for update of e`.execute(tx)
  const [entry] = rows
  if (!entry) throw new Refused('not_found', '没有这笔收支，或者它不归您管。请刷新后重试。')
  return entry
}

export async function cancelEntry(
  context: Context,
  { countyCode, id, reason }: InputOf<Api['stationEntry.cancel']>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const entry = await entryFor(context, { countyCode, id })
  if (entry.cancelReason !== null) throw new Refused('conflict', '这笔收支已经作废，不用重复作废。')
  if (entry.kind !== 'giftOfGoods')
    await reverse(context, { countyCode, transferIds: [id], day: today, reason })
  await tx
    .updateTable('stationEntries')
    .set({ cancelledBy: actor.accountId, cancelledAt: now.toISOString(), cancelReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

const photoKind = 'station-tickets'

export async function addTicket(
  context: Context,
  input: InputOf<Api['stationEntry.addPhoto']>,
): Promise<Done> {
  const { regionCode } = await entryFor(context, input)
  const photo = await takeIn(context, photoKind, input)
  await context.tx
    .insertInto('stationEntryPhotos')
    .values({ ...photo, regionCode, entryId: input.id })
    .execute()
  return {}
}

export async function readTicket(context: Context, input: InputOf<Api['stationEntry.photo']>): Promise<Done> {
  const { rows } = await sql<{ contentType: string }>`
    select p.content_type from station_entry_photos p
    join station_entries e on e.county_code = p.county_code and e.id = p.entry_id
    where p.county_code = ${input.countyCode} and p.id = ${input.photoId}::uuid and p.entry_id = ${input.id}::uuid
      ${mineOnly(context, 'e', 'facility_id')}`.execute(context.tx)
  return handOut(context, photoKind, input, rows[0], '票据照片')
}
