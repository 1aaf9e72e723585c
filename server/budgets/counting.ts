// Keeps the cells of every township and county: counted anew where something has moved, and ahead for the month that comes.
import { sql } from 'kysely'
import { addPacked, packed, type Tally, wayOfCounting } from '../../domain/budgets/tally.ts'
import { addDays, addMonths, dayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { tallyOf } from './cube.ts'
import { elderNoted, townshipNoted } from './kept-cells.ts'

/** Of this month benefits are tried, of the last one meals; in its last days the next is counted too. */
export function monthsKept(system: Pick<System, 'clock'>): Month[] {
  const today = dayOf(system.clock.now())
  const month = monthOf(today)
  return [...new Set([addMonths(month, -1), month, monthOf(addDays(today, daysAhead))])]
}

const daysAhead = 3
/** Counted in one transaction. */
const countiesAtOnce = 8

/** Works off what the database has noted and what is not counted yet; how many counties and townships that were. */
export async function countCells(system: System): Promise<number> {
  const months = monthsKept(system)
  let worked = 0
  for (;;) {
    const taken = await system.connections.db.transaction().execute(async tx => {
      await sql`select pg_advisory_xact_lock(hashtext('budget cells'))`.execute(tx)
      return (await countWhole(tx, months)) || (await countNoted(tx, months))
    })
    if (taken === 0) return worked
    worked += taken
  }
}

/** Whole counties: at first, after an update that counts otherwise, and for a month that is new. */
async function countWhole(tx: Transaction, months: readonly Month[]): Promise<number> {
  const { rows } = await sql<{ countyCode: string }>`
    select left(r.code, 6) as county_code from regions r
    left join budget_county_cells k on k.county_code = left(r.code, 6) and k.way = ${wayOfCounting}
      and k.month = any(${[...months]}::text[])
    where r.level = 'county' group by r.code having count(k.month) < ${months.length}
    order by r.code limit ${countiesAtOnce}`.execute(tx)
  if (rows.length === 0) return 0
  const counties = rows.map(row => row.countyCode)
  await sql`delete from budget_cell_changes where county_code = any(${counties}::text[])`.execute(tx)
  await sql`delete from budget_township_cells where county_code = any(${counties}::text[])`.execute(tx)
  await sql`delete from budget_county_cells where county_code = any(${counties}::text[])`.execute(tx)
  await countMonths(tx, months, counties, null)
  return counties.length
}

/**
 * The notes go in a statement of their own: whatever they tell of was committed with them, and the facts read after
 * it show it. A note that comes meanwhile stays for the next time.
 */
async function countNoted(tx: Transaction, months: readonly Month[]): Promise<number> {
  const { rows: notes } = await sql<Note>`
    with gone as (
      delete from budget_cell_changes where county_code in (
        select distinct county_code from budget_cell_changes order by county_code limit ${countiesAtOnce})
      returning county_code, region_code, elder_id)
    select distinct county_code, region_code, elder_id from gone`.execute(tx)
  if (notes.length === 0) return 0
  const { rows } = await sql<{ countyCode: string; township: string }>`
    select distinct c.county_code, ${townshipNoted} as township
    from unnest(${notes.map(one => one.countyCode)}::text[], ${notes.map(one => one.regionCode)}::text[],
      ${notes.map(one => one.elderId)}::uuid[]) as c (county_code, region_code, elder_id)
    ${elderNoted}`.execute(tx)
  const townships = rows.map(row => row.township)
  await sql`delete from budget_township_cells
    where county_code = any(${rows.map(row => row.countyCode)}::text[])
      and region_code = any(${townships}::text[])`.execute(tx)
  await countMonths(tx, months, [...new Set(rows.map(row => row.countyCode))], townships)
  return townships.length
}

async function countMonths(
  tx: Transaction,
  months: readonly Month[],
  counties: readonly string[],
  townships: readonly string[] | null,
): Promise<void> {
  for (const month of months) {
    await keepTownships(
      tx,
      month,
      await tallyOf(tx, { counties, townships, month, apart: 'townships', rare: false }),
    )
    await addUp(tx, month, counties)
  }
}

interface Note {
  countyCode: string
  regionCode: string
  elderId: string | null
}

async function keepTownships(
  tx: Transaction,
  month: Month,
  tallies: ReadonlyMap<string, Tally>,
): Promise<void> {
  await sql`
    insert into budget_township_cells (county_code, region_code, month, cells, way)
    select left(code, 6), code, ${month}, cells, ${wayOfCounting}
    from unnest(${[...tallies.keys()]}::text[], ${[...tallies.values()].map(packed)}::text[]) as kept (code, cells)`.execute(
    tx,
  )
}

/** A county in which nobody lives has a row too: it is counted. */
async function addUp(tx: Transaction, month: Month, counties: readonly string[]): Promise<void> {
  const { rows } = await sql<{ countyCode: string; cells: string }>`
    select county_code, cells from budget_township_cells
    where month = ${month} and county_code = any(${[...counties]}::text[])`.execute(tx)
  const tallies = new Map(counties.map(code => [code, new Map() as Tally]))
  for (const { countyCode, cells } of rows) addPacked(tallies.get(countyCode) ?? new Map(), cells)
  await sql`
    insert into budget_county_cells (county_code, region_code, month, cells, way)
    select code, code || '000000', ${month}, cells, ${wayOfCounting}
    from unnest(${[...tallies.keys()]}::text[], ${[...tallies.values()].map(packed)}::text[]) as kept (code, cells)
    on conflict (county_code, month) do update set cells = excluded.cells, way = excluded.way`.execute(tx)
}
