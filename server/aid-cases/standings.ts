// What stands open, late or owes a look at this moment: kept by township, and asked of the cases where they have moved.
import { type RawBuilder, sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import type { Context } from '../kernel/context.ts'
import type { Database, Transaction } from '../kernel/database.ts'
import type { CaseFigureDifference } from './counting.ts'
import { type Counted, digitsOf, isCounted } from './figures.ts'

/** After this long a county is counted again although nothing moved in it: what came due since is added at every look. */
const countedForMs = 3_600_000
/** So far ahead a count knows what comes due; a county counted longer ago is asked itself. */
const knownAhead = sql`interval '3 hours'`

const isOpen = sql`c.stage not in ('closed', 'rejected', 'joined')`

/** Figures of the cases themselves, by two indexes that hold nothing else. */
const standingOf = (cases: RawBuilder<unknown>, part: RawBuilder<unknown>, at: RawBuilder<unknown>) => sql`
  select c.county_code, ${part} as part, c.level, 1 as open, (c.due_at < ${at})::int as overdue, 0 as recheck_owed,
    case when c.due_at >= ${at} and c.due_at < ${at} + ${knownAhead} then c.due_at end as due
  ${cases} and ${isOpen}
  union all
  select c.county_code, ${part}, c.level, 0, 0, 1, null ${cases} and c.recheck_owed`

const summed = sql`coalesce(sum(open), 0)::int as open, coalesce(sum(overdue), 0)::int as overdue,
  coalesce(sum(recheck_owed), 0)::int as recheck_owed`
const comesDue = sql`coalesce(array_agg(due order by due) filter (where due is not null), '{}') as comes_due`

/** One line for each level in each region one level down. */
export async function standingIn(context: Context, regionCode: string): Promise<Counted[]> {
  const area = areaOf(regionCode)
  const now = sql`${context.now.toISOString()}::timestamptz`
  const part = sql`left(c.region_code, ${digitsOf(regionCode)})`
  const inArea = sql`c.region_code >= ${area.from} and c.region_code <= ${area.to}`
  const lines = isCounted(regionCode)
    ? keptStandings(area, digitsOf(regionCode), now)
    : standingOf(
        sql`from aid_cases c where c.county_code = ${regionCode.slice(0, 6)} and ${inArea}`,
        part,
        now,
      )
  const { rows } = await sql<Counted>`
    select part, level, ${summed} from (${lines}) lines group by part, level`.execute(context.tx)
  return rows
}

/** In one statement, so that a county counted this moment is neither left out nor taken twice. */
function keptStandings(area: { from: string; to: string }, digits: number, now: RawBuilder<unknown>) {
  const inArea = sql`county_code >= ${area.from.slice(0, 6)} and county_code <= ${area.to.slice(0, 6)}`
  const part = sql`left(c.region_code, ${digits})`
  // Fenced by "offset 0": joined openly, all cases of the province are read for a county's.
  const inMoved = (what: RawBuilder<unknown>) => sql`moved cross join lateral (
    select c.region_code, c.level, c.due_at from aid_cases c where c.county_code = moved.county_code and ${what}
    offset 0) c`
  return sql`
    with moved as materialized (
      select county_code from aid_case_changes where ${inArea}
      union select county_code from aid_case_standings
      where ${inArea} and (counted_at > ${now} or counted_at + ${knownAhead} < ${now})
    )
    select left(region_code, ${digits}) as part, level, open, overdue + case when comes_due = '{}' then 0
      else (select count(*) from unnest(comes_due) as due where due < ${now}) end as overdue, recheck_owed
    from aid_case_standings where ${inArea} and county_code not in (select county_code from moved)
    union all
    select ${part}, c.level, 1, (c.due_at < ${now})::int, 0 from ${inMoved(isOpen)}
    union all
    select ${part}, c.level, 0, 0, 1 from ${inMoved(sql`c.recheck_owed`)}`
}

/** Of the counties given, and of those counted too long ago or, by a clock put back, in time to come. */
export async function countStandings(tx: Transaction, counties: readonly string[], now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`
  const longAgo = new Date(now.getTime() - countedForMs).toISOString()
  const gone = await sql<{ countyCode: string }>`
    delete from aid_case_standings
    where county_code = any(${counties}) or counted_at < ${longAgo} or counted_at > ${at}
    returning county_code`.execute(tx)
  const again = [...new Set([...counties, ...gone.rows.map(row => row.countyCode)])]
  if (again.length === 0) return
  const cases = sql`from unnest(${again}::text[]) as county (code)
    join aid_cases c on c.county_code = county.code where true`
  await sql`
    insert into aid_case_standings (county_code, part, level, region_code, open, overdue, recheck_owed, comes_due,
      counted_at)
    select county_code, part, level, part || '000', ${summed}, ${comesDue}, ${at}
    from (${standingOf(cases, sql`left(c.region_code, 9)`, at)}) lines
    group by county_code, part, level`.execute(tx)
}

/** Every kept figure that is not what the cases said at the moment it was counted. */
export async function standingDifferences(db: Database): Promise<CaseFigureDifference[]> {
  const cases = sql`from aid_cases c
    left join (select distinct county_code, counted_at from aid_case_standings) counted
      on counted.county_code = c.county_code where true`
  const { rows } = await sql<CaseFigureDifference>`
    with said as (
      select county_code, part, level, concat_ws(' ', open, overdue, recheck_owed, comes_due) as words
      from (select county_code, part, level, ${summed}, ${comesDue}
        from (${standingOf(cases, sql`left(c.region_code, 9)`, sql`counted.counted_at`)}) lines
        group by county_code, part, level) counted
    ), kept as (
      select county_code, part, level, concat_ws(' ', open, overdue, recheck_owed, comes_due) as words
      from aid_case_standings
    )
    select county_code, null as month, part, level, kept.words as kept, said.words as counted
    from said full join kept using (county_code, part, level)
    where said.words is distinct from kept.words and not exists (
      select from aid_case_changes waiting where waiting.county_code = coalesce(said.county_code, kept.county_code))
    order by 1, 3, 4`.execute(db)
  return rows
}
