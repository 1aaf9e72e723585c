// The open account of a canteen, read from the ledger: what came in from which side, what went out for what.
import { sql } from 'kysely'
import { firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import {
  bySideAndCost,
  type MealCost,
  type OpenMonth,
  type PublicGift,
} from '../../domain/meal-accounts/book.ts'
import type { MealSource } from '../../domain/meal-accounts/terms.ts'
import type { Context } from '../kernel/context.ts'
import { balancesOf, type MoneyMonth, moneyMonths } from '../ledger/ledger.ts'

export const sourceKinds: Readonly<Partial<Record<LedgerAccountKind, MealSource>>> = {
  elderMeals: 'fromPerson',
  counterCash: 'fromPerson',
  dueGovernment: 'fromGovernment',
  countySubsidy: 'fromGovernment',
  provinceSubsidy: 'fromGovernment',
  fundInProject: 'fromGovernment',
  dueCollective: 'fromCollective',
  collective: 'fromCollective',
  dueFirm: 'fromFirm',
  enterprise: 'fromFirm',
  dueCharity: 'fromSociety',
  charity: 'fromSociety',
  donation: 'fromSociety',
}

export const costKinds: Readonly<Record<MealCost, LedgerAccountKind>> = {
  foodCost: 'canteenFood',
  wageCost: 'canteenWages',
  fuelCost: 'canteenFuel',
  rentCost: 'canteenRent',
  otherCost: 'canteenOther',
}

type Reading = Pick<Context, 'tx' | 'today'>

export interface CanteenKey {
  countyCode: string
  canteenId: string
}

/** Months from first to last, the oldest first. */
export async function openMonths(
  reading: Reading,
  { countyCode, canteenId }: CanteenKey,
  fromMonth: Month,
  toMonth: Month,
): Promise<OpenMonth[]> {
  return (await openMonthsOf(reading, countyCode, [canteenId], fromMonth, toMonth)).get(canteenId) ?? []
}

/** Three statements, however many canteens and months. */
export async function openMonthsOf(
  reading: Reading,
  countyCode: string,
  canteenIds: readonly string[],
  fromMonth: Month,
  toMonth: Month,
): Promise<Map<string, OpenMonth[]>> {
  const tills = { kind: 'canteenCash' as const, countyCode, ownerIds: canteenIds }
  const money = await moneyMonths(reading, tills, fromMonth, toMonth)
  const eaten = await eatenByMonth(reading.tx, countyCode, canteenIds, fromMonth, toMonth)
  return new Map(
    [...money].map(([canteenId, months]) => [
      canteenId,
      months.map(one => monthFrom(one, eaten.get(`${canteenId} ${one.month}`))),
    ]),
  )
}

type Eaten = Pick<
  OpenMonth,
  'servings' | 'guestPortions' | 'diners' | 'openDays' | 'priceFen' | 'elderFen' | 'supportFen'
>
const nothingEaten: Eaten = {
  ...{ servings: 0, guestPortions: 0, diners: 0, openDays: 0, priceFen: 0, elderFen: 0, supportFen: 0 },
}

function monthFrom(
  { month, openingFen, closingFen, moved }: MoneyMonth,
  eaten: Eaten = nothingEaten,
): OpenMonth {
  return { month, openingFen, closingFen, ...bySideAndCost(moved, sourceKinds, costKinds), ...eaten }
}

async function eatenByMonth(
  tx: Context['tx'],
  countyCode: string,
  canteenIds: readonly string[],
  fromMonth: Month,
  toMonth: Month,
): Promise<Map<string, Eaten>> {
  const { rows } = await sql<Eaten & { canteenId: string; month: Month }>`
    select coalesce(b.canteen_id, d.canteen_id) as canteen_id, coalesce(b.month, d.month) as month,
      coalesce(d.servings, 0)::int as servings, coalesce(d.guest_portions, 0)::int as guest_portions,
      coalesce(b.diners, 0)::int as diners, coalesce(d.open_days, 0)::int as open_days,
      coalesce(b.price_fen, 0)::bigint as price_fen, coalesce(b.elder_fen, 0)::bigint as elder_fen,
      coalesce(b.support_fen, 0)::bigint as support_fen
    from (select canteen_id, month, count(*) filter (where servings > 0) as diners, sum(price_fen) as price_fen,
        sum(elder_fen) as elder_fen, sum(support_fen) as support_fen from meal_bills
      where county_code = ${countyCode} and canteen_id = any(${[...canteenIds]}::uuid[])
        and month between ${fromMonth} and ${toMonth}
      group by canteen_id, month) b
    full join (select canteen_id, to_char(day, 'YYYY-MM') as month, sum(servings) as servings,
        sum(guest_portions) as guest_portions,
        count(*) filter (where servings + guest_portions > 0) as open_days from meal_days
      where county_code = ${countyCode} and canteen_id = any(${[...canteenIds]}::uuid[])
        and day between ${firstDayOf(fromMonth)} and ${lastDayOf(toMonth)} group by 1, 2) d
      on d.canteen_id = b.canteen_id and d.month = b.month`.execute(tx)
  return new Map(rows.map(({ canteenId, month, ...eaten }) => [`${canteenId} ${month}`, eaten]))
}

/** What each side owes the canteen for meals already eaten; below zero: paid ahead. */
export async function owedTo(
  { tx, today }: Reading,
  { countyCode, canteenId }: CanteenKey,
): Promise<{ source: MealSource; fen: number }[]> {
  const kinds = [
    ['dueGovernment', 'fromGovernment'],
    ['dueCollective', 'fromCollective'],
    ['dueFirm', 'fromFirm'],
    ['dueCharity', 'fromSociety'],
  ] as const
  const fens = await balancesOf(
    { tx, today },
    kinds.map(([kind]) => ({ kind, ownerId: canteenId, countyCode, unit: 'fen' as const })),
  )
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(fen), 0)::bigint as fen from (
      select elder_fen - counter_fen - collected_fen as fen from meal_bills
      where county_code = ${countyCode} and canteen_id = ${canteenId}
      union all select elder_fen - counter_fen - collected_fen from meal_corrections
      where county_code = ${countyCode} and canteen_id = ${canteenId}) due`.execute(tx)
  return [
    { source: 'fromPerson', fen: Number(rows[0]?.fen ?? 0) },
    ...kinds.map(([, source], index) => ({ source, fen: fens[index] ?? 0 })),
  ]
}

/** Everything given in some months, for the wall: names as given, nobody's who wished none. */
export async function giftsOf(
  tx: Context['tx'],
  { countyCode, canteenId }: CanteenKey,
  fromMonth: Month,
  toMonth: Month,
): Promise<PublicGift[]> {
  const rows = await tx
    .selectFrom('mealEntries')
    .select(['day', 'kind', 'source', 'party', 'isAnonymous', 'amountFen', 'note'])
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', canteenId)
    .where('kind', 'in', ['moneyIn', 'giftOfGoods'])
    .where('cancelledAt', 'is', null)
    .where('day', '>=', firstDayOf(fromMonth))
    .where('day', '<=', lastDayOf(toMonth))
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ party, isAnonymous, source, ...row }) => ({
    ...row,
    source: source ?? 'fromSociety',
    party: isAnonymous ? null : party,
  }))
}
