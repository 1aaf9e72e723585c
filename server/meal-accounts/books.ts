// The books of canteens as the desk reads them, charging on demand and the month's close.
import { sql } from 'kysely'
import type { CanteenState } from '../../domain/canteens/canteen.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { addMonths, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { OpenMonth } from '../../domain/meal-accounts/book.ts'
import type { LateMeals, MealBook, MealBookRow, mealBookApi } from '../../domain/meal-accounts/books-api.ts'
import { priceLimits, ruleFor } from '../../domain/meal-accounts/terms.ts'
import { cashMonthsOf, standingOf } from '../../domain/meal-accounts/viability.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { firstPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { getCanteen } from './canteen.ts'
import { asOwner, chargeMonth, monthsToCharge } from './charging.ts'
import { closeMonth, turnsOf } from './closing.ts'
import { inForce } from './in-force.ts'
import { type CanteenKey, giftsOf, openMonths, owedTo } from './open-account.ts'

type Table = typeof mealBookApi

interface FoundBook {
  countyCode: string
  canteenId: string
  regionCode: string
  name: string
  placeName: string
  state: CanteenState
  cashFen: number
  inFen: number
  outFen: number
  servings: number
  lastClosed: Month | null
  firstMonth: Month | null
  lostFen: number
}

/** Money in and out of the running month, what is in the till, and how long it lasts by the last three months. */
export async function listBooks(
  context: Context,
  { regionCode, limit, after }: InputOf<Table['mealBook.list']>,
): Promise<OutputOf<Table['mealBook.list']>> {
  checkInArea(context, regionCode)
  const { tx, today } = context
  const area = areaOf(regionCode)
  const place = placeFrom(after) ?? firstPlace
  const month = monthOf(today)
  const three = firstDayOf(addMonths(month, -3))
  const moved = (end: 'to_id' | 'from_id', from: string, to: string) => sql`coalesce((select sum(t.amount)
    from ledger_transfers t where t.county_code = a.county_code and t.${sql.ref(end)} = a.id
      and t.day between ${from} and ${to}), 0)`
  const { rows } = await sql<FoundBook>`
    select c.county_code, c.id as canteen_id, c.region_code, c.name, village.short_name as place_name, c.state,
      (${moved('to_id', '2000-01-01', today)} - ${moved('from_id', '2000-01-01', today)})::bigint as cash_fen,
      ${moved('to_id', firstDayOf(month), today)}::bigint as in_fen,
      ${moved('from_id', firstDayOf(month), today)}::bigint as out_fen,
      (${moved('to_id', three, lastDayOf(addMonths(month, -1)))}
        - ${moved('from_id', three, lastDayOf(addMonths(month, -1)))})::bigint as lost_fen,
      (select coalesce(sum(d.servings + d.guest_portions), 0) from meal_days d where d.county_code = c.county_code
        and d.canteen_id = c.id and d.day between ${firstDayOf(month)} and ${today})::int as servings,
      (select max(k.month) from meal_closes k where k.county_code = c.county_code and k.canteen_id = c.id) as last_closed,
      (select to_char(min(s.day), 'YYYY-MM') from meal_servings s where s.county_code = c.county_code
        and s.canteen_id = c.id) as first_month
    from canteens c
    join regions village on village.code = c.region_code
    left join ledger_accounts a on a.county_code = c.county_code and a.owner_id = c.id and a.kind = 'canteenCash'
      and a.unit = 'fen'
    where c.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and c.region_code between ${area.from} and ${area.to}
      and (c.region_code, c.id) > (${place.sort}, ${place.id}::uuid)
    order by c.region_code, c.id limit ${limit + 1}`.execute(tx)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(row => bookRow(row)),
    next: rows.length > limit && last ? `${last.regionCode} ${last.canteenId}` : null,
  }
}

function bookRow({ lastClosed, firstMonth, lostFen, regionCode: _, ...row }: FoundBook): MealBookRow {
  return {
    ...row,
    toClose: lastClosed === null ? firstMonth : addMonths(lastClosed, 1),
    cashMonths: cashMonthsOf(row.cashFen, lostFen / 3),
  }
}

const monthsShown = 12

export async function getBook(
  context: Context,
  { toMonth, ...key }: InputOf<Table['mealBook.get']>,
): Promise<MealBook> {
  const { tx, today } = context
  const canteen = await getCanteen(tx, key)
  const end = toMonth ?? monthOf(today)
  const first = addMonths(end, 1 - monthsShown)
  const months = await openMonths(context, key, first, end)
  const force = await inForce(tx, key.countyCode)
  const rule = ruleFor(force.rules, key.canteenId, end)
  const filed = force.prices.get(key.canteenId)?.find(price => price.validFrom <= today)
  const limits = rule && priceLimits(rule.terms)
  const toClose = (await turnsOf(tx, key.countyCode, [key.canteenId])).get(key.canteenId)?.turn ?? null
  const closed = await closedMonths(tx, key)
  return {
    ...canteen,
    ...{ ruleTitle: rule?.title ?? null, ruleId: rule?.ruleId ?? null },
    setFen: rule ? (filed?.setFen ?? rule.terms.standardFen) : null,
    ...{ priceFromFen: limits?.fromFen ?? null, priceToFen: limits?.toFen ?? null },
    ...{ months, closed, toClose, mayClose: toClose !== null && lastDayOf(toClose) < today },
    owed: await owedTo(context, key),
    chargedAt: await chargedAt(tx, key),
    standing: standingOf(livingMonths(months, today), 2),
    gifts: await giftsOf(tx, key, first, end),
  }
}

/** The last six months that are over and in which something moved. */
export function livingMonths(months: readonly OpenMonth[], today: string): OpenMonth[] {
  const isAlive = (one: OpenMonth) =>
    one.servings + one.guestPortions > 0 || Object.values(one.out).some(fen => fen !== 0)
  return months.filter(one => one.month < monthOf(today) && isAlive(one)).slice(-6)
}

async function closedMonths(tx: Transaction, { countyCode, canteenId }: CanteenKey): Promise<Month[]> {
  const rows = await tx
    .selectFrom('mealCloses')
    .select('month')
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', canteenId)
    .orderBy('month', 'desc')
    .limit(24)
    .execute()
  return rows.map(row => row.month)
}

async function chargedAt(tx: Transaction, { countyCode, canteenId }: CanteenKey): Promise<string | null> {
  const row = await tx
    .selectFrom('mealDays')
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', canteenId)
    .select(eb => eb.fn.max('chargedAt').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}

export async function listDays(
  { tx }: Context,
  { countyCode, canteenId, month }: InputOf<Table['mealBook.days']>,
): Promise<OutputOf<Table['mealBook.days']>> {
  const rows = await tx
    .selectFrom('mealDays')
    .select(['day', 'servings', 'guestPortions', 'legs', 'version'])
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', canteenId)
    .where('day', '>=', firstDayOf(month))
    .where('day', '<=', lastDayOf(month))
    .orderBy('day')
    .execute()
  const { rows: late } = await sql<LateMeals>`
    select for_month, null::date as day, sum(servings)::int as meals, 0 as guest_portions,
      sum(elder_fen)::bigint as fen from meal_corrections
    where county_code = ${countyCode} and canteen_id = ${canteenId} and in_month = ${month} group by for_month
    union all
    select to_char(day, 'YYYY-MM'), day, 0, sum(portions)::int, sum(fen)::bigint from meal_guest_corrections
    where county_code = ${countyCode} and canteen_id = ${canteenId} and in_month = ${month} group by day
    order by 1, 2 nulls first`.execute(tx)
  return { rows, late }
}

/** With whole names: whoever keeps the book takes the money and writes the receipt. */
export async function listBills(
  context: Context,
  { countyCode, canteenId, month, limit, after }: InputOf<Table['mealBook.bills']>,
): Promise<OutputOf<Table['mealBook.bills']>> {
  const { rows } = await sql<OutputOf<Table['mealBook.bills']>['rows'][number]>`
    select b.elder_id, e.name, b.servings, b.price_fen, b.elder_fen, b.counter_fen, b.support_fen, b.collected_fen
    from meal_bills b join elders e on e.county_code = b.county_code and e.id = b.elder_id
    where b.county_code = ${countyCode} and b.canteen_id = ${canteenId} and b.month = ${month} and b.servings > 0
      ${after === undefined ? sql`` : sql`and b.elder_id > ${checkedId(after)}`}
    order by b.elder_id limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  context.concerns(
    countyCode,
    page.map(row => row.elderId),
  )
  return {
    rows: page,
    next: rows.length > limit ? (page.at(-1)?.elderId ?? null) : null,
  }
}

function checkedId(after: string): string {
  if (!/^[0-9a-f-]{36}$/.test(after)) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return after
}

/** The running month and the one before, now instead of tonight. */
export async function chargeNow(
  context: Context,
  key: InputOf<Table['mealBook.charge']>,
): Promise<OutputOf<Table['mealBook.charge']>> {
  await getCanteen(context.tx, key)
  const { countyCode, canteenId } = key
  return asOwner(context.system, context.today, countyCode, async desk => {
    const sum = { people: 0, bills: 0, days: 0, corrections: 0, hasRule: true }
    for (const month of monthsToCharge(context.today)) {
      const charged = await chargeMonth(desk, countyCode, month, [canteenId])
      sum.people = charged.people
      sum.bills += charged.bills
      sum.days += charged.days
      sum.corrections += charged.corrections
      sum.hasRule = charged.withoutRule.length === 0
    }
    return sum
  })
}

export async function closeNow(
  context: Context,
  { month, ...key }: InputOf<Table['mealBook.close']>,
): Promise<OpenMonth> {
  await getCanteen(context.tx, key)
  return asOwner(context.system, context.today, key.countyCode, desk =>
    closeMonth(desk, { ...key, month, closedBy: context.actor.accountId }),
  )
}
