// Everything that was eaten in one month of one county by some people, and what was decided before: a row a person.
import { sql } from 'kysely'
import type { Meal } from '../../domain/canteens/canteen.ts'
import { addDays, addMonths, type Day, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import { type KeptSplit, linesOf } from '../../domain/meal-accounts/bill.ts'
import { type Earlier, mondayOf, type ServedMeal } from '../../domain/meal-accounts/split.ts'
import type { MealPayer } from '../../domain/meal-accounts/terms.ts'
import type { Transaction } from '../kernel/database.ts'
import { workUpTo } from './work-minutes.ts'

export interface Eater {
  elderId: string
  /** Of exactly these servings; see `tracesOf`. */
  trace: string
  meals: ServedMeal[]
}

/** Who ate at these canteens in the month, or has a bill there though nothing is left of it. */
export async function eatersOf(
  tx: Transaction,
  countyCode: string,
  month: Month,
  canteenIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select coalesce(e.merged_into, e.id) as id from (
      select distinct elder_id from meal_servings
      where county_code = ${countyCode} and canteen_id = any(${[...canteenIds]}::uuid[])
        and day between ${firstDayOf(month)} and ${lastDayOf(month)} and undone_at is null and elder_id is not null
    ) s join elders e on e.county_code = ${countyCode} and e.id = s.elder_id
    union
    select elder_id from meal_bills
    where county_code = ${countyCode} and canteen_id = any(${[...canteenIds]}::uuid[]) and month = ${month}
    order by 1`.execute(tx)
  return rows.map(row => row.id)
}

/** What is never written again but undone leaves its mark by its id: the same mark, the same meals. */
const traced = sql`s.canteen_id, count(*) || ':' || bit_xor(uuid_hash_extended(s.id, 0)) as trace`

/** A row for each person and canteen. */
const mealsServed = (countyCode: string, month: Month, elderIds: readonly string[]) => sql`
  unnest(${[...elderIds]}::uuid[]) as asked (id)
  join elders e on e.county_code = ${countyCode} and e.id = asked.id and e.merged_into is null
  join meal_servings s on s.county_code = e.county_code and s.elder_id = any(e.id || e.merged_ids)
    and s.day between ${firstDayOf(month)} and ${lastDayOf(month)} and s.undone_at is null and s.elder_id is not null
  group by e.id, s.canteen_id`

interface Traced {
  elderId: string
  canteenId: string
  trace: string
}

/** A mark of everything somebody ate in the month, for a fraction of what reading the meals costs. */
export async function tracesOf(
  tx: Transaction,
  countyCode: string,
  month: Month,
  elderIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<Traced>`
    select e.id as elder_id, ${traced} from ${mealsServed(countyCode, month, elderIds)}`.execute(tx)
  return new Map([...byElder(rows)].map(([elderId, parts]) => [elderId, traceOf(parts)]))
}

function byElder<Row extends Traced>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const known = found.get(row.elderId)
    if (known) known.push(row)
    else found.set(row.elderId, [row])
  }
  return found
}

function traceOf(parts: readonly Traced[]): string {
  return parts
    .map(({ canteenId, trace }) => `${canteenId}:${trace}`)
    .sort()
    .join()
}

/** Packed as text, one for each person and canteen: sixty small rows would cost ten times as much to carry over. */
export async function mealsOf(
  tx: Transaction,
  countyCode: string,
  month: Month,
  elderIds: readonly string[],
): Promise<Eater[]> {
  const first = firstDayOf(month)
  const { rows } = await sql<Traced & { eaten: string }>`
    select e.id as elder_id, ${traced}, string_agg((s.day - ${first}::date) * 2 + (s.meal = 'supper')::int || ','
        || date_part('epoch', s.served_at)::bigint, ';') as eaten
    from ${mealsServed(countyCode, month, elderIds)}`.execute(tx)
  const days = Array.from({ length: 31 }, (_, offset) => addDays(first, offset))
  return [...byElder(rows)].map(([elderId, parts]) => ({
    ...{ elderId, trace: traceOf(parts) },
    meals: unpack(parts, days),
  }))
}

function unpack(parts: readonly { canteenId: string; eaten: string }[], days: readonly Day[]): ServedMeal[] {
  const meals: ServedMeal[] = []
  const places: number[] = []
  for (const { canteenId, eaten } of parts)
    for (const packed of eaten.split(';')) {
      const comma = packed.indexOf(',')
      const place = Number(packed.slice(0, comma))
      const meal: Meal = place % 2 === 0 ? 'lunch' : 'supper'
      const servedAt = packed.slice(comma + 1).padStart(12, '0')
      const served: ServedMeal = { day: days[place >> 1] ?? '', meal, canteenId, servedAt }
      // Two merged records may have one meal twice: a person eats one lunch a day, the first that was served.
      const known = places[place]
      if (known === undefined) places[place] = meals.push(served) - 1
      else if (servedAt < (meals[known]?.servedAt ?? '')) meals[known] = served
    }
  return meals
}

/** A month of a person as it was decided: the bill, or what a correction made of it. */
export const standingBills = sql`
  (select b.county_code, b.canteen_id, b.month, b.elder_id, coalesce(c.marks, b.marks) as marks,
     coalesce(c.splits, b.splits) as splits
   from meal_bills b
   left join lateral (select c.marks, c.splits from meal_corrections c
     where c.county_code = b.county_code and c.canteen_id = b.canteen_id and c.for_month = b.month
       and c.elder_id = b.elder_id order by c.noted_at desc, c.id desc limit 1) c on true)`

/** What still counts on the first of the month: helps of the running week, and work not yet eaten. */
export async function earlierOf(
  tx: Transaction,
  countyCode: string,
  month: Month,
  elderIds: readonly string[],
): Promise<Map<string, Earlier>> {
  const first = firstDayOf(month)
  const monday = mondayOf(first)
  const earlier = new Map<string, Earlier>()
  if (monday < first) {
    const before = addMonths(month, -1)
    const { rows } = await sql<{ elderId: string; marks: string; splits: KeptSplit[] }>`
      select b.elder_id, b.marks, b.splits from ${standingBills} b
      where b.county_code = ${countyCode} and b.elder_id = any(${[...elderIds]}::uuid[])
        and b.month = ${before}`.execute(tx)
    for (const { elderId, marks, splits } of rows) {
      const helped = linesOf(before, { marks, splits })
        .filter(line => line.day >= monday)
        .flatMap(({ day, split }) =>
          Object.keys(split.parts).map(payer => ({ day, payer: payer as MealPayer })),
        )
      const known = earlier.get(elderId)?.helped ?? []
      earlier.set(elderId, { helped: [...known, ...helped], work: [], workSpent: 0 })
    }
  }
  const works = await workUpTo(tx, countyCode, month, elderIds)
  const { rows: spent } = await sql<{ elderId: string; minutes: number }>`
    select elder_id, sum(minutes)::bigint as minutes from (
      select elder_id, work_minutes as minutes from meal_bills where county_code = ${countyCode}
        and elder_id = any(${[...works.keys()]}::uuid[]) and month < ${month} and work_minutes <> 0
      union all
      select elder_id, work_minutes from meal_corrections where county_code = ${countyCode}
        and elder_id = any(${[...works.keys()]}::uuid[]) and for_month < ${month} and work_minutes <> 0) s
    group by 1`.execute(tx)
  const eaten = new Map(spent.map(row => [row.elderId, Number(row.minutes)]))
  for (const [elderId, work] of works)
    earlier.set(elderId, {
      helped: earlier.get(elderId)?.helped ?? [],
      ...{ work, workSpent: eaten.get(elderId) ?? 0 },
    })
  return earlier
}
