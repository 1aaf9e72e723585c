// Months of canteens are charged, collected and closed; what came in and went out is kept as it was read out.
import { sql } from 'kysely'
import { addMonths, type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { OpenMonth } from '../../domain/meal-accounts/book.ts'
import { type ClosingFacts, closingProblem } from '../../domain/meal-accounts/closing.ts'
import { chargeMonth, type Desk } from './charging.ts'
import { collect, collectingDay } from './collecting.ts'
import { idFrom } from './ids.ts'
import { closedIn, inForce, pricedIn } from './in-force.ts'
import { placesOf } from './legs.ts'
import { type CanteenKey, openMonthsOf } from './open-account.ts'
import { postWork, type WorkEaten } from './work-minutes.ts'

export interface Closing {
  countyCode: string
  month: Month
  canteenIds: readonly string[]
  closedBy: string | null
}

export interface Closed {
  figures: Map<string, OpenMonth>
  /** Whose turn it is, but no rule of the month says what a meal costs. */
  withoutRule: string[]
}

/**
 * Of canteens whose turn the month is, all of a county at once: the work is the same few statements for one canteen
 * and for hundreds, and only what was touched since it was charged is decided again.
 */
export async function closeMonths(
  desk: Desk,
  { countyCode, month, canteenIds, closedBy }: Closing,
): Promise<Closed> {
  const { tx, now, today } = desk
  checkOver(month, today)
  const turns = await turnsOf(tx, countyCode, canteenIds)
  const due = canteenIds.filter(id => turns.get(id)?.turn === month)
  if (due.length === 0) return { figures: new Map(), withoutRule: [] }
  const { withoutRule } = await chargeMonth(desk, countyCode, month, due)
  const closing = due.filter(id => !withoutRule.includes(id))
  const { ledger } = await closedIn(tx, countyCode, month)
  const day = collectingDay(month, today, ledger)
  await collect(desk, { countyCode, month, canteenIds: closing, day })
  const places = await placesOf(tx, countyCode, closing)
  const eaten = await workEatenIn(tx, countyCode, month, closing)
  await postWork(desk, countyCode, places, eaten, { day, note: null })
  const months = await openMonthsOf(desk, countyCode, closing, month, month)
  const figures = new Map(closing.map(id => [id, figuresAt(months, id)]))
  const rows = closing.map(id => ({
    ...{ canteen_id: id, region_code: places.get(id)?.regionCode, figures: figures.get(id) },
  }))
  await sql`
    insert into meal_closes (county_code, canteen_id, month, region_code, figures, closed_by, closed_at)
    select ${countyCode}, canteen_id, ${month}, region_code, figures, ${closedBy}, ${now.toISOString()}
    from json_to_recordset(${JSON.stringify(rows)}) as r (canteen_id uuid, region_code text, figures jsonb)`.execute(
    tx,
  )
  return { figures, withoutRule }
}

function figuresAt(months: Map<string, OpenMonth[]>, canteenId: string): OpenMonth {
  const [figures] = months.get(canteenId) ?? []
  if (!figures) throw new Error('a month has figures')
  return figures
}

/** Refuses a month that is not over, one out of turn and one that is closed. */
export async function closeMonth(
  desk: Desk,
  { countyCode, canteenId, month, closedBy }: CanteenKey & Pick<Closing, 'month' | 'closedBy'>,
): Promise<OpenMonth> {
  checkOver(month, desk.today)
  const turn = (await turnsOf(desk.tx, countyCode, [canteenId])).get(canteenId) ?? never
  const hasRule = pricedIn(await inForce(desk.tx, countyCode), month, [canteenId]).length > 0
  const problem = closingProblem(month, { ...turn, hasRule })
  if (problem) throw problem
  const closed = await closeMonths(desk, { countyCode, month, canteenIds: [canteenId], closedBy })
  return figuresOf(closed, canteenId)
}

function figuresOf({ figures }: Closed, canteenId: string): OpenMonth {
  const found = figures.get(canteenId)
  if (!found) throw new Error('a month that may be closed was not')
  return found
}

export function checkOver(month: Month, today: Day): void {
  if (lastDayOf(month) >= today) throw new Refused('rule_broken', `${month} 月还没有过完，下月初才能结账。`)
}

export type Turn = Pick<ClosingFacts, 'lastClosed' | 'turn'>
const never: Turn = { lastClosed: null, turn: null }

/** What a turn is found by, of the canteen `c` of the statement around them. */
export const turnColumns = sql`
  (select max(k.month) from meal_closes k where k.county_code = c.county_code and k.canteen_id = c.id) as last,
  least((select min(s.day) from meal_servings s where s.county_code = c.county_code and s.canteen_id = c.id),
    (select min(n.day) from meal_entries n where n.county_code = c.county_code and n.canteen_id = c.id)) as first`

/** The month after the last closed one; of a canteen that never closed one, the first in which anything happened. */
export async function turnsOf(
  tx: Desk['tx'],
  countyCode: string,
  canteenIds: readonly string[],
): Promise<Map<string, Turn>> {
  const { rows } = await sql<{ canteenId: string; last: Month | null; first: Day | null }>`
    select c.id as canteen_id,
      ${turnColumns}
    from canteens c where c.county_code = ${countyCode} and c.id = any(${[...canteenIds]}::uuid[])`.execute(
    tx,
  )
  return new Map(
    rows.map(({ canteenId, last, first }) => [
      canteenId,
      turnFrom(last, first === null ? null : monthOf(first)),
    ]),
  )
}

export function turnFrom(lastClosed: Month | null, firstMonth: Month | null): Turn {
  return { lastClosed, turn: lastClosed === null ? firstMonth : addMonths(lastClosed, 1) }
}

/** What was eaten of people's work in the month; its postings follow from it, however often they are sent. */
async function workEatenIn(
  tx: Desk['tx'],
  countyCode: string,
  month: Month,
  canteenIds: readonly string[],
): Promise<WorkEaten[]> {
  const { rows } = await sql<Omit<WorkEaten, 'id'>>`
    select canteen_id, elder_id, work_minutes as minutes from meal_bills
    where county_code = ${countyCode} and canteen_id = any(${[...canteenIds]}::uuid[]) and month = ${month}
      and work_minutes > 0 order by canteen_id, elder_id`.execute(tx)
  return rows.map(row => ({ ...row, id: idFrom('work', row.canteenId, row.elderId, month) }))
}

/** Refuses what would change a month that was closed and read out. */
export async function checkOpen(
  tx: Desk['tx'],
  { countyCode, canteenId }: CanteenKey,
  day: Day,
): Promise<void> {
  const closed = await tx
    .selectFrom('mealCloses')
    .select('month')
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', canteenId)
    .where('month', '>=', monthOf(day))
    .orderBy('month', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (closed)
    throw new Refused(
      'rule_broken',
      `这个助餐点 ${closed.month} 月已经结账，不能再记到 ${firstDayOf(closed.month).slice(0, 7)} 月及以前。请记在没有结账的日子。`,
    )
}
