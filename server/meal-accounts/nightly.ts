// Every evening after supper: what was eaten is charged, and what is owed for months that are over is collected.
import { sql } from 'kysely'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import type { Context, System } from '../kernel/context.ts'
import { asOwner, canteensOf, canteensWithMeals, chargeMonth, monthsToCharge } from './charging.ts'
import { closeMonths } from './closing.ts'
import { collect, collectingDay } from './collecting.ts'
import { closedIn } from './in-force.ts'
import { type Carried, carryOne, carryToNewCounty } from './leavers.ts'
import { tellLowBalances } from './low-balances.ts'

/** A county a transaction: what fails in one leaves the others done. Can run twice. */
export async function chargeEverywhere(system: System): Promise<void> {
  const today = dayOf(system.clock.now())
  const { rows } = await sql<{ countyCode: string }>`
    select distinct county_code from canteens order by 1`.execute(system.connections.db)
  for (const { countyCode } of rows) await chargeCounty(system, countyCode, today)
  // What was paid ahead for services follows an elder also out of a county without a canteen.
  const { rows: left } = await sql<{ countyCode: string }>`
    select distinct county_code from elder_links l where way = 'wentTo'
      and not exists (select from canteens c where c.county_code = l.county_code)
    order by 1`.execute(system.connections.db)
  for (const { countyCode } of left)
    await asOwner(system, today, countyCode, desk => carryToNewCounty(desk, countyCode))
}

/** One elder's, at once. It sees the county she has gone to, which the desk does not. */
export function carryBalances(
  { system, today }: Pick<Context, 'system' | 'today'>,
  countyCode: string,
  elderId: string,
): Promise<Carried[]> {
  return asOwner(system, today, countyCode, desk => carryOne(desk, countyCode, elderId))
}

export async function chargeCounty(system: System, countyCode: string, today: string): Promise<void> {
  await asOwner(system, today, countyCode, async desk => {
    for (const month of monthsToCharge(today))
      await chargeMonth(desk, countyCode, month, await canteensWithMeals(desk, countyCode, month))
    const over = addMonths(monthOf(today), -1)
    const { ledger } = await closedIn(desk.tx, countyCode, over)
    const day = collectingDay(over, today, ledger)
    await collect(desk, { countyCode, month: over, canteenIds: null, day })
    await tellLowBalances(system, desk, countyCode, today)
  })
  // By itself, because it writes in two counties: nothing else of this county is locked meanwhile.
  await asOwner(system, today, countyCode, desk => carryToNewCounty(desk, countyCode))
}

/** Every canteen of the county whose turn the month is, outside of a request. */
export async function closeForJob(
  system: System,
  today: string,
  { countyCode, month }: { countyCode: string; month: string },
): Promise<void> {
  await asOwner(system, today, countyCode, async desk => {
    const canteenIds = await canteensOf(desk, countyCode)
    await closeMonths(desk, { countyCode, month, canteenIds, closedBy: null })
  })
}

/** Months that nobody charges by themselves any more: after an import, or to measure. */
export async function chargeMonths(
  system: System,
  countyCode: string,
  today: string,
  months: readonly string[],
  canteenIds: readonly string[],
): Promise<void> {
  await asOwner(system, today, countyCode, async desk => {
    for (const month of months) await chargeMonth(desk, countyCode, month, canteenIds)
  })
}
