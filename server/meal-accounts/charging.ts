// Charging: what was eaten becomes bills and the vouchers of days; done again it changes only what is now otherwise.
import { sql } from 'kysely'
import { addMonths, type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import { eatenIn, type MealBill } from '../../domain/meal-accounts/bill.ts'
import type { System } from '../kernel/context.ts'
import type { PostingContext } from '../ledger/ledger.ts'
import { type Correction, correct, type FrozenBill, frozenBills } from './correcting.ts'
import { type Decided, decideChanged, traceOfRules } from './deciding.ts'
import { eatersOf } from './eaten.ts'
import { correctGuests } from './guests.ts'
import { closedIn, inForce, pricedIn, termsOf } from './in-force.ts'
import { lockMeals } from './locking.ts'
import { chargeDays } from './vouchers.ts'

/** What the engine works with: a transaction that sees every canteen of a county, because caps know no canteen. */
export type Desk = PostingContext

export interface Charged {
  people: number
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
    await lockMeals(tx, countyCode)
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
  const priced = pricedIn(force, month, canteenIds)
  const charged: Charged = {
    ...{ people: 0, bills: 0, days: 0, corrections: 0 },
    withoutRule: canteenIds.filter(id => !priced.includes(id)),
  }
  const { ledger, canteens: closed } = await closedIn(tx, countyCode, month)
  const isClosed = (canteenId: string) => ledger || closed.has(canteenId)
  const touched = new Set<string>()
  const deciding = { countyCode, month, termsAt, rules: traceOfRules(force, month) }
  const people = await eatersOf(tx, countyCode, month, priced)
  for (let at = 0; at < people.length; at += atOnce) {
    const decided = await decideChanged(tx, deciding, people.slice(at, at + atOnce))
    const open = decided.filter(one => !isClosed(one.canteenId))
    for (const canteenId of await writeBills(desk, countyCode, month, open)) {
      touched.add(canteenId)
      charged.bills += 1
    }
    const late = decided.filter(one => isClosed(one.canteenId))
    if (late.length > 0) charged.corrections += await correctClosed(desk, countyCode, month, late)
    await markDecided(tx, countyCode, month, decided)
  }
  charged.people = people.length
  const days = { countyCode, month, termsAt }
  const open = priced.filter(id => !isClosed(id))
  charged.days = await chargeDays(desk, { ...days, canteenIds: open, touched })
  charged.corrections += await correctGuests(desk, { ...days, canteenIds: priced.filter(isClosed) })
  return charged
}

/** Only rows that are otherwise are written; whatever was collected stays. The canteen of each row written. */
async function writeBills(
  { tx, now }: Desk,
  countyCode: string,
  month: Month,
  decided: readonly Decided[],
): Promise<string[]> {
  if (decided.length === 0) return []
  const rows = decided.map(({ canteenId, elderId, decidedFrom, bill }) => ({
    ...{ canteen_id: canteenId, elder_id: elderId, servings: bill.servings, marks: bill.marks },
    ...{ splits: bill.splits, price_fen: bill.priceFen, elder_fen: bill.elderFen },
    ...{ counter_fen: bill.counterFen, support_fen: bill.supportFen, work_minutes: bill.workMinutes },
    decided_from: decidedFrom,
  }))
  const { rows: written } = await sql<{ canteenId: string }>`
    insert into meal_bills as b (county_code, canteen_id, month, elder_id, region_code, servings, marks, splits,
      price_fen, elder_fen, counter_fen, support_fen, work_minutes, decided_from, charged_at)
    select ${countyCode}, r.canteen_id, ${month}, r.elder_id, c.region_code, r.servings, r.marks, r.splits,
      r.price_fen, r.elder_fen, r.counter_fen, r.support_fen, r.work_minutes, r.decided_from, ${now.toISOString()}
    from json_to_recordset(${JSON.stringify(rows)}) as r (canteen_id uuid, elder_id uuid, servings int, marks text,
      splits jsonb, price_fen bigint, elder_fen bigint, counter_fen bigint, support_fen bigint, work_minutes int,
      decided_from text)
    join canteens c on c.county_code = ${countyCode} and c.id = r.canteen_id
    order by r.canteen_id, r.elder_id
    on conflict (county_code, canteen_id, month, elder_id) do update set servings = excluded.servings,
      marks = excluded.marks, splits = excluded.splits, price_fen = excluded.price_fen,
      elder_fen = excluded.elder_fen, counter_fen = excluded.counter_fen, support_fen = excluded.support_fen,
      work_minutes = excluded.work_minutes, decided_from = excluded.decided_from, charged_at = excluded.charged_at
    where (b.marks, b.splits) is distinct from (excluded.marks, excluded.splits)
    returning b.canteen_id`.execute(tx)
  return written.map(row => row.canteenId)
}

/** Also bills that came out as before, and those of closed months: they need not be asked about again. */
async function markDecided(
  tx: Desk['tx'],
  countyCode: string,
  month: Month,
  decided: readonly Decided[],
): Promise<void> {
  const marks = new Map(decided.map(one => [one.elderId, one.decidedFrom]))
  if (marks.size === 0) return
  await sql`
    update meal_bills b set decided_from = r.decided_from
    from unnest(${[...marks.keys()]}::uuid[], ${[...marks.values()]}::text[]) as r (elder_id, decided_from)
    where b.county_code = ${countyCode} and b.month = ${month} and b.elder_id = r.elder_id
      and b.decided_from is distinct from r.decided_from`.execute(tx)
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

export async function canteensOf({ tx }: Desk, countyCode: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('canteens')
    .select('id')
    .where('countyCode', '=', countyCode)
    .orderBy('id')
    .execute()
  return rows.map(row => row.id)
}
