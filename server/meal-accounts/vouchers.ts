// The vouchers of a month's days: added up from the bills, posted once, taken back and posted anew when they change.
import { sql } from 'kysely'
import { type Day, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import type { KeptSplit } from '../../domain/meal-accounts/bill.ts'
import {
  type DayLeg,
  type DayLegs,
  type DayVoucher,
  dayLegs,
  sameLegs,
  vouchersOf,
} from '../../domain/meal-accounts/day.ts'
import type { Transaction } from '../kernel/database.ts'
import { post, reverse } from '../ledger/ledger.ts'
import type { Desk } from './charging.ts'
import { type GuestsAsked, type GuestsByCanteen, guestsByCanteen, withOtherGuests } from './guests.ts'
import { idFrom } from './ids.ts'
import { type CanteenPlace, legPosting, placesOf } from './legs.ts'

/** Canteens a turn: their bills are held in memory together. */
const canteensAtOnce = 200
/** Postings in one statement of the ledger. */
const postingsAtOnce = 5_000

export interface ChargingDays extends GuestsAsked {
  /** Open canteens whose days are asked for. */
  canteenIds: readonly string[]
  /** Canteens of which a bill has changed: anybody's cap may have been used up there. */
  touched: ReadonlySet<string>
}

/** Days follow from bills and guests: where neither has changed, nothing is added up. */
export async function chargeDays(
  desk: Desk,
  { canteenIds, touched, ...asked }: ChargingDays,
): Promise<number> {
  const guests = await guestsByCanteen(desk.tx, asked, [...new Set([...canteenIds, ...touched])])
  const moved = await withOtherGuests(desk.tx, asked, canteenIds, guests)
  const wanted = [...new Set([...touched, ...moved])]
  let changed = 0
  for (let at = 0; at < wanted.length; at += canteensAtOnce)
    changed += await chargeSome(desk, asked, wanted.slice(at, at + canteensAtOnce), guests)
  return changed
}

interface ChangedDay {
  place: CanteenPlace
  day: Day
  voucher: DayVoucher
  before: { legs: DayLegs; version: number } | null
}

async function chargeSome(
  desk: Desk,
  { countyCode, month }: GuestsAsked,
  canteenIds: readonly string[],
  guests: GuestsByCanteen,
): Promise<number> {
  const { tx } = desk
  const places = await placesOf(tx, countyCode, canteenIds)
  const vouchers = await addedUp(tx, countyCode, month, canteenIds, guests)
  const kept = await tx
    .selectFrom('mealDays')
    .select(['canteenId', 'day', 'servings', 'guestPortions', 'guestFen', 'legs', 'version'])
    .where('countyCode', '=', countyCode)
    .where('canteenId', 'in', [...canteenIds])
    .where('day', '>=', firstDayOf(month))
    .where('day', '<=', lastDayOf(month))
    .execute()
  const before = new Map(kept.map(row => [`${row.canteenId} ${row.day}`, row]))
  const changed: ChangedDay[] = []
  for (const place of places.values()) {
    const days = vouchers.get(place.canteenId) ?? new Map<Day, DayVoucher>()
    // A day of which nothing is left is a day too: everything on it is taken back.
    for (const row of kept)
      if (row.canteenId === place.canteenId && !days.has(row.day))
        days.set(row.day, { servings: 0, guestPortions: 0, guestFen: 0, legs: {} })
    for (const [day, voucher] of days) {
      const was = before.get(`${place.canteenId} ${day}`) ?? null
      if (was && isSame(was, voucher)) continue
      changed.push({ place, day, voucher, before: was })
    }
  }
  if (changed.length === 0) return 0
  await takeBack(desk, countyCode, changed)
  await postDays(desk, changed)
  await writeDays(desk, countyCode, changed)
  return changed.length
}

type KeptVoucher = Omit<DayVoucher, 'guestFen'> & { guestFen: number | null }

function isSame(was: KeptVoucher, is: DayVoucher): boolean {
  return (
    was.servings === is.servings &&
    was.guestPortions === is.guestPortions &&
    was.guestFen === is.guestFen &&
    sameLegs(was.legs, is.legs)
  )
}

async function addedUp(
  tx: Transaction,
  countyCode: string,
  month: Month,
  canteenIds: readonly string[],
  guests: GuestsByCanteen,
): Promise<Map<string, Map<Day, DayVoucher>>> {
  const { rows } = await sql<{ canteenId: string; marks: string; splits: KeptSplit[] }>`
    select canteen_id, marks, splits from meal_bills
    where county_code = ${countyCode} and month = ${month}
      and canteen_id = any(${[...canteenIds]}::uuid[]) and servings > 0`.execute(tx)
  const bills = new Map<string, typeof rows>(canteenIds.map(id => [id, []]))
  for (const row of rows) bills.get(row.canteenId)?.push(row)
  return new Map([...bills].map(([id, known]) => [id, vouchersOf(month, known, guests.get(id) ?? [])]))
}

const transferId = (canteenId: string, day: Day, leg: DayLeg, version: number) =>
  idFrom('day', canteenId, day, leg, version)

/** Reversals stand on the day they correct, so that its figures stay right; one call for each such day. */
async function takeBack(desk: Desk, countyCode: string, changed: readonly ChangedDay[]): Promise<void> {
  const byDay = new Map<Day, string[]>()
  for (const { place, day, before, voucher } of changed) {
    if (before === null || sameLegs(before.legs, voucher.legs)) continue
    const ids = dayLegs
      .filter(leg => before.legs[leg] !== undefined)
      .map(leg => transferId(place.canteenId, day, leg, before.version))
    byDay.set(day, [...(byDay.get(day) ?? []), ...ids])
  }
  for (const [day, transferIds] of byDay)
    if (transferIds.length > 0)
      await reverse(desk, { countyCode, transferIds, day, reason: '用餐记录有增减，按更正后的重新记账' })
}

function versionOf({ before, voucher }: ChangedDay): number {
  if (before === null) return 1
  return sameLegs(before.legs, voucher.legs) ? before.version : before.version + 1
}

async function postDays(desk: Desk, changed: readonly ChangedDay[]): Promise<void> {
  const postings: Posting[] = changed.flatMap(one => {
    const { place, day, voucher, before } = one
    if (before !== null && sameLegs(before.legs, voucher.legs)) return []
    const voucherId = idFrom('voucher', place.canteenId, day)
    return dayLegs.flatMap(leg => {
      const fen = voucher.legs[leg]
      if (fen === undefined) return []
      const id = transferId(place.canteenId, day, leg, versionOf(one))
      return [legPosting(place, leg, fen, { id, day, voucherId, note: null })]
    })
  })
  for (let at = 0; at < postings.length; at += postingsAtOnce)
    await post(desk, postings.slice(at, at + postingsAtOnce))
}

async function writeDays(
  { tx, now }: Desk,
  countyCode: string,
  changed: readonly ChangedDay[],
): Promise<void> {
  const rows = changed.map(one => ({
    ...{ canteen_id: one.place.canteenId, region_code: one.place.regionCode, day: one.day },
    ...{ servings: one.voucher.servings, guest_portions: one.voucher.guestPortions },
    guest_fen: one.voucher.guestFen,
    ...{ legs: one.voucher.legs, version: versionOf(one) },
  }))
  await sql`
    insert into meal_days (county_code, canteen_id, day, region_code, servings, guest_portions, guest_fen, legs, version,
      charged_at)
    select ${countyCode}, canteen_id, day, region_code, servings, guest_portions, guest_fen, legs, version,
      ${now.toISOString()}
    from json_to_recordset(${JSON.stringify(rows)}) as r (canteen_id uuid, region_code text, day date, servings int,
      guest_portions int, guest_fen bigint, legs jsonb, version int)
    order by canteen_id, day
    on conflict (county_code, canteen_id, day) do update set servings = excluded.servings,
      guest_portions = excluded.guest_portions, guest_fen = excluded.guest_fen, legs = excluded.legs,
      version = excluded.version, charged_at = excluded.charged_at`.execute(tx)
}
