// What is kept of elders by what rules ask of them, against a count anew.
import { sql } from 'kysely'
import { addPacked, packed, type Tally, wayOfCounting } from '../../domain/budgets/tally.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { countCells, monthsKept } from './counting.ts'
import { tallyOf } from './cube.ts'
import { elderNoted, townshipNoted } from './kept-cells.ts'

export interface CellDifference {
  countyCode: string
  month: Month
  /** A township, or the county as the sum of its townships. */
  place: string
  kept: number
  counted: number
}

/** Works off what is waiting first; what is written meanwhile waits again and is left out. */
export async function differencesOfCells(system: System): Promise<CellDifference[]> {
  await countCells(system)
  return system.connections.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      const counties = await sql<{ code: string }>`
        select distinct county_code as code from elders order by 1`.execute(tx)
      const waiting = await sql<{ township: string }>`
        select distinct ${townshipNoted} as township from budget_cell_changes c ${elderNoted}`.execute(tx)
      const found: CellDifference[] = []
      for (const month of monthsKept(system))
        found.push(
          ...(await differencesIn(
            tx,
            month,
            counties.rows.map(row => row.code),
          )),
        )
      const left = new Set(waiting.rows.map(row => row.township))
      return found.filter(one => !left.has(one.place))
    })
}

async function differencesIn(
  tx: Transaction,
  month: Month,
  counties: readonly string[],
): Promise<CellDifference[]> {
  const counted = await tallyOf(tx, { counties, townships: null, month, apart: 'townships', rare: false })
  const { rows } = await sql<{ place: string; cells: string }>`
    select region_code as place, cells from budget_township_cells where month = ${month} and way = ${wayOfCounting}
    union all
    select region_code, cells from budget_county_cells where month = ${month} and way = ${wayOfCounting}`.execute(
    tx,
  )
  const kept = new Map(rows.map(row => [row.place, row.cells]))
  const sums = new Map<string, Tally>(counties.map(code => [`${code}000000`, new Map()]))
  for (const [place, cells] of kept) {
    const sum = place.endsWith('000000') ? undefined : sums.get(`${place.slice(0, 6)}000000`)
    if (sum) addPacked(sum, cells)
  }
  const wanted = new Map([...counted, ...sums].map(([place, tally]) => [place, packed(tally)]))
  return [...new Set([...kept.keys(), ...wanted.keys()])].flatMap(place => {
    const [is, should] = [kept.get(place) ?? '', wanted.get(place) ?? '']
    if (is === should) return []
    return { countyCode: place.slice(0, 6), month, place, kept: eldersIn(is), counted: eldersIn(should) }
  })
}

function eldersIn(cells: string): number {
  return [...addPacked(new Map(), cells).values()].reduce(
    (sum, counts) => sum + [...counts.values()].reduce((all, elders) => all + elders, 0),
    0,
  )
}
