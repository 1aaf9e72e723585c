// Keeps the figures right: what acts have noted within a minute, whole counties on every new day or on demand.
import type pg from 'pg'
import { openMonths } from '../../domain/indicators/months.ts'
import { dayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { countVillages, markCounted } from './count.ts'

/** Changes taken in one transaction; a morning's upload of a county is a few of these. */
const changesAtOnce = 2000

/** Counties counted side by side: a count keeps one core busy. */
const countiesAtOnce = 2

/**
 * Counts again every village and month that was noted. Notes are taken away in the same transaction, and skipped
 * where another server has just taken them. Returns how many notes were worked off.
 */
export async function refreshIndicators(system: System): Promise<number> {
  await system.settings.refresh()
  let worked = 0
  for (;;) {
    const taken = await inTransaction(system, client => refreshBatch(client, system))
    worked += taken
    if (taken < changesAtOnce) return worked
  }
}

interface NotedChange {
  region_code: string
  month: Month
}

async function refreshBatch(client: pg.PoolClient, system: System): Promise<number> {
  const { rows } = await client.query<NotedChange>(
    `delete from indicator_changes where (county_code, id) in (
       select county_code, id from indicator_changes order by county_code, id
       for update skip locked limit $1)
     returning region_code, month`,
    [changesAtOnce],
  )
  const running = monthOf(dayOf(system.clock.now()))
  const survivors = await survivorVillages(client, rows)
  const distinct = new Map([...rows, ...survivors].map(row => [`${row.region_code} ${row.month}`, row]))
  const ranges = [...distinct.values()]
    .filter(({ month }) => month <= running)
    .map(({ region_code, month }) => ({ from: region_code, to: region_code, month }))
  await countVillages(client, system, ranges)
  return rows.length
}

/** What is written under a merged record counts where the person lives, which may be another village. */
async function survivorVillages(
  client: pg.PoolClient,
  changes: readonly NotedChange[],
): Promise<NotedChange[]> {
  if (changes.length === 0) return []
  const { rows } = await client.query<NotedChange>(
    `select distinct person.region_code, change.month
     from unnest($1::text[], $2::text[]) as change (region_code, month)
     join elders e on e.county_code = left(change.region_code, 6) and e.region_code = change.region_code
       and e.merged_into is not null
     join elders person on person.county_code = e.county_code and person.id = e.merged_into
     where person.region_code <> e.region_code`,
    [changes.map(change => change.region_code), changes.map(change => change.month)],
  )
  return rows
}

/** Counts every village of the province for these months, a county at a time. */
export async function recountIndicators(system: System, months: readonly Month[] | 'all'): Promise<void> {
  await system.settings.refresh()
  const wanted = months === 'all' ? openMonths(dayOf(system.clock.now())) : months
  const counties = await countyRegions(system)
  await recountCounties(
    system,
    counties.map(code => ({ code, months: wanted })),
  )
}

interface CountyMonths {
  code: string
  months: readonly Month[]
}

/**
 * The newest month of every county first: it is what boards show, and it gives the planner something to know of
 * the table before the other months are asked for. Filling an empty table with a year at once took eight times
 * as long, because every look-up was planned for a table without rows.
 */
async function recountCounties(system: System, counties: readonly CountyMonths[]): Promise<void> {
  const newest = (months: readonly Month[]) => [...months].sort().slice(-1)
  await countSideBySide(
    system,
    counties.map(({ code, months }) => ({ code, months: newest(months) })),
  )
  const older = counties
    .map(({ code, months }) => ({ code, months: months.filter(month => !newest(months).includes(month)) }))
    .filter(({ months }) => months.length > 0)
  if (older.length === 0) return
  await system.connections.pool.query('analyze indicator_values')
  await countSideBySide(system, older)
  await system.connections.pool.query('analyze indicator_values')
}

async function countSideBySide(system: System, counties: readonly CountyMonths[]): Promise<void> {
  const waiting = [...counties]
  const worker = async () => {
    for (let county = waiting.shift(); county !== undefined; county = waiting.shift()) {
      const ranges = rangesOf(county.code, county.months)
      await inTransaction(system, async client => {
        await countVillages(client, system, ranges)
        await markCounted(client, system, ranges)
      })
    }
  }
  await Promise.all(Array.from({ length: countiesAtOnce }, worker))
}

/**
 * Counts what no act has asked for: open months never counted, and months last counted before they were over,
 * for birthdays, ends of memberships and the turn of the month move figures by themselves.
 */
export async function catchUpIndicators(system: System): Promise<void> {
  const today = dayOf(system.clock.now())
  const months = openMonths(today)
  await system.settings.refresh()
  const { rows } = await system.connections.pool.query<CountyMonths>(
    `select region.code, array_agg(asked.month) as months
     from regions region
     cross join unnest($1::text[], $2::date[]) as asked (month, last_day)
     left join indicator_counts c on c.county_code = left(region.code, 6) and c.month = asked.month
     where region.level = 'county'
       and (c.month is null or (c.counted_on <= asked.last_day and c.counted_on < $3::date))
     group by region.code order by region.code`,
    [months, months.map(lastDayOf), today],
  )
  await recountCounties(system, rows)
}

export async function countyRegions(system: System): Promise<string[]> {
  const { rows } = await system.connections.pool.query<{ code: string }>(
    `select code from regions where level = 'county' order by 1`,
  )
  return rows.map(row => row.code)
}

export function rangesOf(countyRegion: string, months: readonly Month[]) {
  const from = countyRegion
  const to = `${countyRegion.slice(0, 6)}999999`
  return months.map(month => ({ from, to, month }))
}

/** As the owner of the tables: figures are nobody's to write, so no row policy lets the application do it. */
export async function inTransaction<Result>(
  system: System,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await system.connections.pool.connect()
  try {
    // A county's year of visits sorts in this much memory; the default spills to disk.
    await client.query("begin; set local work_mem = '64MB'; set local jit = off")
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
