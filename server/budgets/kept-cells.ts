// The cells of an area as of now: what is kept by county, and in the place of townships in which something has moved, those counted anew.
import { setImmediate as breath } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Asks, type Cell, cellsOf } from '../../domain/budgets/cells.ts'
import { addPacked, addTally, type Tally, wayOfCounting } from '../../domain/budgets/tally.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { Transaction } from '../kernel/database.ts'
import { tallyOf } from './cube.ts'

/** Of a note `c`: the township it names, or that in which the elder it names lives today. */
export const townshipNoted = sql`left(coalesce(whole.region_code, e.region_code, c.region_code), 9) || '000'`
export const elderNoted = sql`
  left join elders e on e.county_code = c.county_code and e.id = c.elder_id
  left join elders whole on whole.county_code = e.county_code and whole.id = e.merged_into`

interface Kept {
  countyCode: string
  /** Null: the whole county. */
  township: string | null
  cells: string | null
}

export interface CellsAsked {
  counties: readonly string[]
  month: Month
  /** Counties whose rules ask what is kept for none. */
  rare: ReadonlySet<string>
}

/** By county. */
export async function talliesOf(
  tx: Transaction,
  { counties, month, rare }: CellsAsked,
): Promise<Map<string, Tally>> {
  const usual = counties.filter(code => !rare.has(code))
  // Counts, notes and what the notes concern in one statement: of one instant, or they would not add up.
  const { rows } = await sql<Kept>`
    with noted as materialized (
      select distinct c.county_code, ${townshipNoted} as township
      from budget_cell_changes c ${elderNoted} where c.county_code = any(${usual}::text[]))
    select county_code, null as township, cells from budget_county_cells
    where county_code = any(${usual}::text[]) and month = ${month} and way = ${wayOfCounting}
    union all
    select n.county_code, n.township, k.cells from noted n
    left join budget_township_cells k on k.county_code = n.county_code and k.region_code = n.township
      and k.month = ${month} and k.way = ${wayOfCounting}`.execute(tx)
  const tallies = new Map<string, Tally>()
  for (const { countyCode, township, cells } of rows) {
    if (township !== null) continue
    tallies.set(countyCode, addPacked(new Map(), cells ?? ''))
    await breath()
  }
  const moved = rows.filter(row => row.township !== null && tallies.has(row.countyCode))
  for (const { countyCode, cells } of moved) addPacked(tallies.get(countyCode) ?? new Map(), cells ?? '', -1)
  const anew = { townships: null, month, apart: 'counties', rare: false } as const
  const counted = [
    await tallyOf(tx, {
      ...anew,
      counties: [...new Set(moved.map(row => row.countyCode))],
      townships: moved.flatMap(row => row.township ?? []),
    }),
    await tallyOf(tx, { ...anew, counties: usual.filter(code => !tallies.has(code)) }),
    await tallyOf(tx, { ...anew, counties: counties.filter(code => rare.has(code)), rare: true }),
  ]
  for (const [regionCode, more] of counted.flatMap(one => [...one])) {
    const countyCode = regionCode.slice(0, 6)
    tallies.set(countyCode, addTally(tallies.get(countyCode) ?? new Map(), more))
  }
  return tallies
}

/** By county, as the rules of the county need them. */
export async function cellsByCounty(
  tx: Transaction,
  { asks, ...asked }: CellsAsked & { asks: (countyCode: string) => Asks },
): Promise<Map<string, Cell[]>> {
  const found = new Map<string, Cell[]>()
  // A province takes some tenths of a second; whoever else is waiting has a turn between two counties.
  for (const [countyCode, tally] of await talliesOf(tx, asked)) {
    found.set(countyCode, cellsOf(tally, asks(countyCode), asked.month))
    await breath()
  }
  return found
}
