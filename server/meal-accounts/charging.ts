// Charging: what was eaten becomes bills and the vouchers of days; done again it changes only what is now otherwise.
import { sql } from 'kysely'
import { addMonths, type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import { billOf, eatenIn, type MealBill } from '../../domain/meal-accounts/bill.ts'
import { type ChargedServing, splitMeals, type TermsAt } from '../../domain/meal-accounts/split.ts'
import { benefitSubjects } from '../benefits/benefits.ts'
import type { System } from '../kernel/context.ts'
import type { PostingContext } from '../ledger/ledger.ts'
import { type Correction, correct, type FrozenBill, frozenBills } from './correcting.ts'
import { type Eater, earlierOf, eatersOf, mealsOf } from './eaten.ts'
import { closedIn, inForce, termsOf } from './in-force.ts'
import { chargeDays } from './vouchers.ts'

/** What the engine works with: a transaction that sees every canteen of a county, because caps know no canteen. */
export type Desk = PostingContext

export interface Charged {
  people: number
  servings: number
  /** Bills that are otherwise than before, and vouchers posted or corrected. */
  bills: number
  days: number
  /** Made for months that are closed. */
  corrections: number
  /** Canteens without a rule and so without a price: nothing of theirs is charged. */
  withoutRule: string[]
}

/** People a turn: their facts and meals are held in memory together. */
const atOnce = 2_000

/** For work that must see the whole county whoever asks: in a transaction of its own, as the owner of the tables. */
export async function asOwner<Result>(
  system: System,
  today: Day,
  countyCode: string,
  work: (desk: Desk) => Promise<Result>,
): Promise<Result> {
  return system.connections.db.transaction().execute(async tx => {
    // Two who charge one county wait for each other: the second finds nothing left to change.
    await sql`select pg_advisory_xact_lock(hashtext('meals'), ${Number(countyCode)})`.execute(tx)
    return work({ tx, now: system.clock.now(), today })
  })
}

/** Months that can still change by themselves: the running one and the one before. */
export function monthsToCharge(today: Day): Month[] {
  return [addMonths(monthOf(today), -1), monthOf(today)]
}

export async function chargeMonth(
  desk: Desk,
  countyCode: string,
  month: Month,
  canteenIds: readonly string[],
): Promise<Charged> {
  const { tx } = desk
  const force = await inForce(tx, countyCode)
  const termsAt = termsOf(force, month)
  const probe = { day: lastDayOf(month), meal: 'lunch' as const, servedAt: '' }
  const priced = canteenIds.filter(canteenId => termsAt({ ...probe, canteenId }) !== null)
  const charged: Charged = {
    ...{ people: 0, servings: 0, bills: 0, days: 0, corrections: 0 },
    withoutRule: canteenIds.filter(id => !priced.includes(id)),
  }
  const { ledger, canteens: closed } = await closedIn(tx, countyCode, month)
  const isClosed = (canteenId: string) => ledger || closed.has(canteenId)
  const touched = new Set(priced.filter(id => !isClosed(id)))
  const people = await eatersOf(tx, countyCode, month, priced)
  for (let at = 0; at < people.length; at += atOnce) {
    const decided = await decide(desk, countyCode, month, people.slice(at, at + atOnce), termsAt)
    charged.people += decided.length
    charged.servings += decided.reduce((sum, one) => sum + one.bill.servings, 0)
    const open = decided.filter(one => !isClosed(one.canteenId))
    for (const { canteenId } of open) touched.add(canteenId)
    charged.bills += await writeBills(desk, countyCode, month, open)
    const late = decided.filter(one => isClosed(one.canteenId))
    if (late.length > 0) charged.corrections += await correctClosed(desk, countyCode, month, late)
  }
  charged.days = await chargeDays(desk, countyCode, month, [...touched], termsAt)
  return charged
}

/** A person's month at one canteen as today's facts and rules say. */
export interface Decided {
  canteenId: string
  elderId: string
  bill: MealBill
}

/** Meals, facts and what was decided before, of some people in one month. */
export async function gather(tx: Desk['tx'], countyCode: string, month: Month, elderIds: readonly string[]) {
  const eaters = await mealsOf(tx, countyCode, month, elderIds)
  const subjects = new Map(
    (await benefitSubjects(tx, countyCode, elderIds)).map(subject => [subject.elderId, subject]),
  )
  const earlier = await earlierOf(tx, countyCode, month, elderIds)
  const split = (eater: Eater, termsAt: TermsAt) =>
    splitMeals(
      subjects.get(eater.elderId) ?? null,
      eater.meals.filter(meal => termsAt(meal) !== null),
      termsAt,
      earlier.get(eater.elderId),
    )
  return { eaters, split }
}

async function decide(
  { tx }: Desk,
  countyCode: string,
  month: Month,
  elderIds: readonly string[],
  termsAt: TermsAt,
): Promise<Decided[]> {
  const { eaters, split } = await gather(tx, countyCode, month, elderIds)
  const opened = await tx
    .selectFrom('mealAccounts')
    .select(['elderId', 'openedOn'])
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [...elderIds])
    .execute()
  const openedOn = new Map(opened.map(row => [row.elderId, row.openedOn]))
  const known = await tx
    .selectFrom('mealBills')
    .select(['canteenId', 'elderId'])
    .where('countyCode', '=', countyCode)
    .where('month', '=', month)
    .where('elderId', 'in', [...elderIds])
    .execute()
  const places = new Map<string, Set<string>>(elderIds.map(id => [id, new Set<string>()]))
  // A bill of which nothing is left is decided too: as nothing.
  for (const { canteenId, elderId } of known) places.get(elderId)?.add(canteenId)
  const served = new Map<string, ChargedServing[]>()
  for (const eater of eaters) {
    const meals = split(eater, termsAt)
    served.set(eater.elderId, meals)
    for (const { canteenId } of meals) places.get(eater.elderId)?.add(canteenId)
  }
  return [...places].flatMap(([elderId, canteens]) => {
    const since = openedOn.get(elderId)
    const atCounter = (day: Day) => since === undefined || day < since
    return [...canteens].map(canteenId => ({
      ...{ canteenId, elderId },
      bill: billOf(month, mealsAt(served.get(elderId) ?? [], canteenId), atCounter),
    }))
  })
}

function mealsAt(split: readonly ChargedServing[], canteenId: string): ChargedServing[] {
  return split.filter(meal => meal.canteenId === canteenId)
}

/** Only rows that are otherwise are written; whatever was collected stays. */
async function writeBills(
  { tx, now }: Desk,
  countyCode: string,
  month: Month,
  decided: readonly Decided[],
): Promise<number> {
  if (decided.length === 0) return 0
  const rows = decided.map(({ canteenId, elderId, bill }) => ({
    ...{ canteen_id: canteenId, elder_id: elderId, servings: bill.servings, marks: bill.marks },
    ...{ splits: bill.splits, price_fen: bill.priceFen, elder_fen: bill.elderFen },
    ...{ counter_fen: bill.counterFen, support_fen: bill.supportFen, work_minutes: bill.workMinutes },
  }))
  const { rows: written } = await sql`
    insert into meal_bills as b (county_code, canteen_id, month, elder_id, region_code, servings, marks, splits,
      price_fen, elder_fen, counter_fen, support_fen, work_minutes, charged_at)
    select ${countyCode}, r.canteen_id, ${month}, r.elder_id, c.region_code, r.servings, r.marks, r.splits,
      r.price_fen, r.elder_fen, r.counter_fen, r.support_fen, r.work_minutes, ${now.toISOString()}
    from json_to_recordset(${JSON.stringify(rows)}) as r (canteen_id uuid, elder_id uuid, servings int, marks text,
      splits jsonb, price_fen bigint, elder_fen bigint, counter_fen bigint, support_fen bigint, work_minutes int)
    join canteens c on c.county_code = ${countyCode} and c.id = r.canteen_id
    order by r.canteen_id, r.elder_id
    on conflict (county_code, canteen_id, month, elder_id) do update set servings = excluded.servings,
      marks = excluded.marks, splits = excluded.splits, price_fen = excluded.price_fen,
      elder_fen = excluded.elder_fen, counter_fen = excluded.counter_fen, support_fen = excluded.support_fen,
      work_minutes = excluded.work_minutes, charged_at = excluded.charged_at
    where (b.marks, b.splits) is distinct from (excluded.marks, excluded.splits)
    returning 1`.execute(tx)
  return written.length
}

/** Only people of whom a meal came or went since: facts entered late do not reopen a month that was read out. */
async function correctClosed(
  desk: Desk,
  countyCode: string,
  month: Month,
  late: readonly Decided[],
): Promise<number> {
  const frozen = await frozenBills(
    desk.tx,
    countyCode,
    month,
    late.map(one => one.elderId),
  )
  const keyOf = (one: { canteenId: string; elderId: string }) => `${one.canteenId} ${one.elderId}`
  const before = new Map(frozen.map(bill => [keyOf(bill), bill]))
  const moved = new Set(
    late.filter(one => changedMeals(before.get(keyOf(one)), one.bill)).map(one => one.elderId),
  )
  const corrections: Correction[] = late
    .filter(one => moved.has(one.elderId))
    .map(one => ({ ...one, before: before.get(keyOf(one)) ?? null }))
  return correct(desk, countyCode, month, corrections)
}

function changedMeals(before: FrozenBill | undefined, bill: MealBill): boolean {
  return before === undefined ? bill.servings > 0 : eatenIn(before.marks) !== eatenIn(bill.marks)
}

/** Every canteen of the county where somebody ate in the month. */
export async function canteensWithMeals({ tx }: Desk, countyCode: string, month: Month): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from canteens c where c.county_code = ${countyCode}
      and (exists (select from meal_servings s where s.county_code = c.county_code and s.canteen_id = c.id
          and s.day between ${firstDayOf(month)} and ${lastDayOf(month)})
        or exists (select from meal_bills b where b.county_code = c.county_code and b.canteen_id = c.id
          and b.month = ${month}))
    order by c.id`.execute(tx)
  return rows.map(row => row.id)
}
