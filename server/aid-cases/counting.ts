// Counts a county's month, and what stands in it, again after something has happened to a case; holds both to a recount.
import { sql } from 'kysely'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { figures, happenedIn, hoursWritten, monthEnds, monthStarts } from './figures.ts'
import { countStandings, standingDifferences } from './standings.ts'

/** Notes worked off in one transaction. */
const notesAtOnce = 5000

/** Works off what the database has noted (aid_case_changes). Returns how many notes there were. */
export async function refreshCaseFigures(system: System): Promise<number> {
  let worked = 0
  for (;;) {
    const taken = await system.connections.db
      .transaction()
      .execute(tx => refreshBatch(tx, system.clock.now()))
    worked += taken
    if (taken < notesAtOnce) return worked
  }
}

/**
 * The notes go in a statement of their own: whatever they tell of was committed with them, and the count after
 * it sees it. A note that comes meanwhile stays for the next time.
 */
async function refreshBatch(tx: Transaction, now: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('case figures'))`.execute(tx)
  const { rows } = await sql<{ countyCode: string; month: string }>`
    delete from aid_case_changes where (county_code, id) in (
      select county_code, id from aid_case_changes order by county_code, id limit ${notesAtOnce})
    returning county_code, month`.execute(tx)
  await countStandings(tx, [...new Set(rows.map(row => row.countyCode))], now)
  const distinct = [...new Map(rows.map(row => [`${row.countyCode} ${row.month}`, row])).values()]
  if (distinct.length === 0) return 0
  const asked = sql`(select county_code, month as key, ${monthStarts(sql`month`)} as starts_at,
      ${monthEnds(sql`month`)} as ends_at
    from unnest(${distinct.map(row => row.countyCode)}::text[], ${distinct.map(row => row.month)}::text[])
      as noted (county_code, month))`
  await sql`
    delete from aid_case_months kept using ${asked} asked
    where kept.county_code = asked.county_code and kept.month = asked.key`.execute(tx)
  await sql`
    insert into aid_case_months (county_code, month, level, part, region_code, opened, left_out, solved, repeated,
      hours)
    ${countedIn(asked)}`.execute(tx)
  return rows.length
}

/** What ought to stand in aid_case_months for the counties and months asked: the county whole, and each township. */
const countedIn = (asked: ReturnType<typeof sql>) => sql`
  select county_code, key, level, coalesce(part, ''), rpad(coalesce(part, county_code), 12, '0'), ${figures},
    ${hoursWritten}
  from (select county_code, key, level, left(region_code, 9) as part, opened, left_out, solved, repeated, hours
    from (${happenedIn(asked)}) happened) happened
  group by grouping sets ((county_code, key, level), (county_code, key, level, part))`

export interface CaseFigureDifference {
  countyCode: string
  /** Null of what stands now. */
  month: string | null
  /** First digits of a township's code; empty of the county as a whole. */
  part: string
  level: string
  kept: string | null
  counted: string | null
}

/** Works off what is waiting first; an empty answer means that every kept figure is what the cases say. */
export async function verifyCaseFigures(system: System): Promise<CaseFigureDifference[]> {
  await refreshCaseFigures(system)
  const asked = sql`(select distinct c.county_code, month as key, ${monthStarts(sql`month`)} as starts_at,
      ${monthEnds(sql`month`)} as ends_at
    from aid_cases c cross join lateral (
      select to_char(happened at time zone 'Asia/Shanghai', 'YYYY-MM') as month
      from (values (c.opened_at), (c.ended_at)) as moment (happened) where happened is not null) months)`
  // One picture of cases, figures and notes, whatever is written meanwhile.
  const { rows } = await sql<CaseFigureDifference>`
    with counted (county_code, month, level, part, region_code, opened, left_out, solved, repeated, hours) as (
      ${countedIn(asked)}
    ), said as (
      select county_code, month, level, part, concat_ws(' ', opened, left_out, solved, repeated, hours) as words from counted
    ), kept as (
      select county_code, month, level, part, concat_ws(' ', opened, left_out, solved, repeated, hours) as words
      from aid_case_months
    )
    select county_code, month, part, level, kept.words as kept, said.words as counted
    from said full join kept using (county_code, month, level, part)
    where said.words is distinct from kept.words and not exists (
      select from aid_case_changes waiting where waiting.county_code = coalesce(said.county_code, kept.county_code)
        and waiting.month = coalesce(said.month, kept.month))
    order by 1, 2, 3, 4`.execute(system.connections.db)
  return [...rows, ...(await standingDifferences(system.connections.db))]
}
