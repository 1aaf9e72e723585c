// What comes to light after a month was closed: the difference, carried in the month that is open now.
import { sql } from 'kysely'
import { type Day, type Month, monthOf } from '../../domain/kernel/day.ts'
import { emptyMarks, type KeptSplit, linesOf, type MealBill } from '../../domain/meal-accounts/bill.ts'
import { addLine, type DayLegs, differenceOf } from '../../domain/meal-accounts/day.ts'
import type { Transaction } from '../kernel/database.ts'
import { post } from '../ledger/ledger.ts'
import type { Desk } from './charging.ts'
import { standingBills } from './eaten.ts'
import { idFrom } from './ids.ts'
import { type CanteenPlace, legPosting, placesOf } from './legs.ts'
import { postWork } from './work-minutes.ts'

/** A bill of a closed month with all corrections so far. */
export interface FrozenBill {
  canteenId: string
  elderId: string
  marks: string
  splits: KeptSplit[]
  corrections: number
}

export interface Correction {
  canteenId: string
  elderId: string
  bill: MealBill
  before: FrozenBill | null
}

export async function frozenBills(
  tx: Transaction,
  countyCode: string,
  month: Month,
  elderIds: readonly string[],
): Promise<FrozenBill[]> {
  const { rows } = await sql<FrozenBill>`
    select b.canteen_id, b.elder_id, b.marks, b.splits,
      (select count(*) from meal_corrections c where c.county_code = b.county_code and c.canteen_id = b.canteen_id
        and c.for_month = b.month and c.elder_id = b.elder_id)::int as corrections
    from ${standingBills} b
    where b.county_code = ${countyCode} and b.month = ${month}
      and b.elder_id = any(${[...elderIds]}::uuid[])`.execute(tx)
  return rows
}

interface Sums {
  servings: number
  elderFen: number
  counterFen: number
  workMinutes: number
  legs: DayLegs
}

function sumsOf(month: Month, bill: { marks: string; splits: KeptSplit[] }): Sums {
  const sums: Sums = { servings: 0, elderFen: 0, counterFen: 0, workMinutes: 0, legs: {} }
  for (const line of linesOf(month, bill)) {
    sums.servings += 1
    sums.elderFen += line.split.elder
    sums.counterFen += line.split.counter ? line.split.elder : 0
    sums.workMinutes += line.split.minutes
    addLine(sums.legs, line)
  }
  return sums
}

export async function correct(
  desk: Desk,
  countyCode: string,
  month: Month,
  corrections: readonly Correction[],
): Promise<number> {
  if (corrections.length === 0) return 0
  const { tx, now, today } = desk
  const nothing = { marks: emptyMarks(month), splits: [] as KeptSplit[] }
  const rows = corrections.flatMap(({ canteenId, elderId, bill, before }) => {
    const [was, is] = [sumsOf(month, before ?? nothing), sumsOf(month, bill)]
    if (bill.marks === before?.marks && JSON.stringify(bill.splits) === JSON.stringify(before.splits))
      return []
    return [
      {
        ...{ county_code: countyCode, canteen_id: canteenId, elder_id: elderId },
        ...{ id: idFrom('correction', canteenId, elderId, month, before?.corrections ?? 0) },
        ...{ for_month: month, in_month: monthOf(today), marks: bill.marks, splits: bill.splits },
        legs: differenceOf(was.legs, is.legs),
        servings: is.servings - was.servings,
        elder_fen: is.elderFen - was.elderFen,
        counter_fen: is.counterFen - was.counterFen,
        work_minutes: is.workMinutes - was.workMinutes,
      },
    ]
  })
  const places = await placesOf(
    tx,
    countyCode,
    corrections.map(one => one.canteenId),
  )
  await openEmptyBills(desk, countyCode, month, corrections)
  await sql`
    insert into meal_corrections (county_code, id, region_code, canteen_id, elder_id, for_month, in_month, servings,
      marks, splits, legs, elder_fen, counter_fen, work_minutes, noted_at)
    select r.county_code, r.id, c.region_code, r.canteen_id, r.elder_id, r.for_month, r.in_month, r.servings, r.marks,
      r.splits, r.legs, r.elder_fen, r.counter_fen, r.work_minutes, ${now.toISOString()}
    from json_to_recordset(${JSON.stringify(rows)}) as r (county_code text, id uuid, canteen_id uuid, elder_id uuid,
      for_month text, in_month text, servings int, marks text, splits jsonb, legs jsonb, elder_fen bigint,
      counter_fen bigint, work_minutes int)
    join canteens c on c.county_code = r.county_code and c.id = r.canteen_id`.execute(tx)
  await post(
    desk,
    rows.flatMap(row => {
      const place = places.get(row.canteen_id)
      return place ? correctionPostings(place, row, today, month) : []
    }),
  )
  await postWork(
    desk,
    countyCode,
    places,
    rows.map(row => ({
      ...{ id: idFrom(row.id, 'work'), canteenId: row.canteen_id, elderId: row.elder_id },
      minutes: row.work_minutes,
    })),
    { day: today, note: lateNote(month) },
  )
  return rows.length
}

const lateNote = (month: Month) => `${month} 月结账后更正`

/** Somebody of whom nothing was known when the month was closed gets a bill of nothing to be corrected. */
async function openEmptyBills(
  { tx, now }: Desk,
  countyCode: string,
  month: Month,
  corrections: readonly Correction[],
): Promise<void> {
  const missing = corrections.filter(one => one.before === null)
  await sql`
    insert into meal_bills (county_code, canteen_id, month, elder_id, region_code, servings, marks, splits, price_fen,
      elder_fen, counter_fen, support_fen, work_minutes, charged_at)
    select ${countyCode}, r.canteen_id, ${month}, r.elder_id, c.region_code, 0, ${emptyMarks(month)}, '[]', 0, 0, 0, 0,
      0, ${now.toISOString()}
    from unnest(${missing.map(one => one.canteenId)}::uuid[], ${missing.map(one => one.elderId)}::uuid[])
      as r (canteen_id, elder_id)
    join canteens c on c.county_code = ${countyCode} and c.id = r.canteen_id
    on conflict do nothing`.execute(tx)
}

function correctionPostings(place: CanteenPlace, row: { id: string; legs: DayLegs }, day: Day, month: Month) {
  const note = lateNote(month)
  return Object.entries(row.legs).map(([leg, fen]) =>
    legPosting(place, leg as keyof DayLegs, fen, { id: idFrom(row.id, leg), day, voucherId: row.id, note }),
  )
}
