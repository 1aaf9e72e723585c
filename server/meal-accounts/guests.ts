// Portions of guests: what they add to a canteen's days, and those that come to light after its month was closed.
import { sql } from 'kysely'
import { type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { TermsAt } from '../../domain/meal-accounts/split.ts'
import type { Transaction } from '../kernel/database.ts'
import { post } from '../ledger/ledger.ts'
import type { Desk } from './charging.ts'
import { idFrom } from './ids.ts'
import { legPosting, placesOf } from './legs.ts'

export interface GuestsAsked {
  countyCode: string
  month: Month
  termsAt: TermsAt
}

export interface GuestDay {
  day: Day
  portions: number
  priceFen: number
}

export type GuestsByCanteen = ReadonlyMap<string, readonly GuestDay[]>

/** A row a day; portions beyond a person's own are a guest's too, and whoever has no price is charged nothing. */
export async function guestsByCanteen(
  tx: Transaction,
  { countyCode, month, termsAt }: GuestsAsked,
  canteenIds: readonly string[],
): Promise<GuestsByCanteen> {
  const { rows } = await sql<{ canteenId: string; day: Day; portions: number }>`
    select canteen_id, day,
      sum(case when elder_id is null then portions else portions - 1 end)::int as portions
    from meal_servings
    where county_code = ${countyCode} and canteen_id = any(${[...canteenIds]}::uuid[])
      and day between ${firstDayOf(month)} and ${lastDayOf(month)} and undone_at is null
      and (elder_id is null or portions > 1)
    group by 1, 2`.execute(tx)
  const found = new Map<string, GuestDay[]>()
  for (const { canteenId, day, portions } of rows) {
    const priced = termsAt({ canteenId, day, meal: 'lunch', servedAt: '' })
    if (priced === null) continue
    const known = found.get(canteenId) ?? []
    known.push({ day, portions, priceFen: priced.priceFen })
    found.set(canteenId, known)
  }
  return found
}

/** Canteens whose days were charged with other guests or another price than they have now. */
export async function withOtherGuests(
  tx: Transaction,
  { countyCode, month }: GuestsAsked,
  canteenIds: readonly string[],
  guests: GuestsByCanteen,
): Promise<string[]> {
  const { rows: kept } = await sql<{ canteenId: string; said: string | null }>`
    select canteen_id, string_agg(case when guest_fen is not null
        then concat_ws(' ', day, guest_portions, guest_fen) else '?' end, ',' order by day) as said
    from meal_days
    where county_code = ${countyCode} and canteen_id = any(${[...canteenIds]}::uuid[])
      and day between ${firstDayOf(month)} and ${lastDayOf(month)}
      and (guest_portions <> 0 or guest_fen is null)
    group by 1`.execute(tx)
  const before = new Map(kept.map(row => [row.canteenId, row.said]))
  return canteenIds.filter(canteenId => {
    const said = [...(guests.get(canteenId) ?? [])]
      .sort((one, other) => (one.day < other.day ? -1 : 1))
      .map(({ day, portions, priceFen }) => `${day} ${portions} ${portions * priceFen}`)
      .join(',')
    return (before.get(canteenId) ?? '') !== said
  })
}

interface Charged {
  canteenId: string
  day: Day
  portions: number
  corrections: number
}

/** What the closed month and everything carried since has charged. */
async function chargedFor(
  tx: Transaction,
  { countyCode, month }: GuestsAsked,
  canteenIds: readonly string[],
): Promise<Charged[]> {
  const { rows } = await sql<Charged>`
    select canteen_id, day, sum(portions)::int as portions, sum(corrections)::int as corrections from (
      select canteen_id, day, guest_portions as portions, 0 as corrections from meal_days
      where county_code = ${countyCode} and canteen_id = any(${[...canteenIds]}::uuid[])
        and day between ${firstDayOf(month)} and ${lastDayOf(month)} and guest_portions <> 0
      union all
      select canteen_id, day, portions, 1 from meal_guest_corrections
      where county_code = ${countyCode} and canteen_id = any(${[...canteenIds]}::uuid[])
        and day between ${firstDayOf(month)} and ${lastDayOf(month)}) part
    group by 1, 2`.execute(tx)
  return rows
}

/** Paid over the counter in the month that is open now; how many days were corrected. */
export async function correctGuests(
  desk: Desk,
  { canteenIds, ...asked }: GuestsAsked & { canteenIds: readonly string[] },
): Promise<number> {
  if (canteenIds.length === 0) return 0
  const { tx, now, today } = desk
  const { countyCode, termsAt } = asked
  const charged = await chargedFor(tx, asked, canteenIds)
  const found = await guestsByCanteen(tx, asked, canteenIds)
  const days = new Map(charged.map(one => [`${one.canteenId} ${one.day}`, { ...one, is: 0 }]))
  for (const [canteenId, guests] of found)
    for (const { day, portions } of guests) {
      const known = days.get(`${canteenId} ${day}`) ?? { canteenId, day, portions: 0, corrections: 0, is: 0 }
      days.set(`${canteenId} ${day}`, { ...known, is: portions })
    }
  const places = await placesOf(tx, countyCode, canteenIds)
  const late = [...days.values()].flatMap(({ canteenId, day, is, portions: was, corrections }) => {
    const place = places.get(canteenId)
    const priceFen = termsAt({ canteenId, day, meal: 'lunch', servedAt: '' })?.priceFen ?? 0
    if (is === was || !place || priceFen === 0) return []
    const id = idFrom('guests', canteenId, day, corrections)
    return [{ id, place, day, portions: is - was, fen: (is - was) * priceFen }]
  })
  if (late.length === 0) return 0
  await tx
    .insertInto('mealGuestCorrections')
    .values(
      late.map(({ place, ...one }) => ({
        ...{ ...one, countyCode, canteenId: place.canteenId, regionCode: place.regionCode },
        ...{ inMonth: monthOf(today), notedAt: now.toISOString() },
      })),
    )
    .execute()
  await post(
    desk,
    late.map(({ id, place, day, fen }) => {
      const note = `${day} 的散客用餐，结账后补记`
      return legPosting(place, 'counter', fen, { id: idFrom(id, 'counter'), day: today, voucherId: id, note })
    }),
  )
  return late.length
}
