// What the visitor must look for: troubles with an open case, and those closed that nobody has looked at since.
import { sql } from 'kysely'
import { addDays, type Day } from '../../domain/kernel/day.ts'

/** Older ones are history: whoever has not been there for so long asks about everything anyway. */
const owedForDays = 180

/** Cases `k` that the visitor of the elder `e` of the bundle's statement asks about. */
export const asksAbout = (
  today: Day,
) => sql`k.county_code = e.county_code and k.elder_id = any(e.id || e.merged_ids)
          and (k.stage not in ('closed', 'rejected', 'joined')
            or k.recheck_owed and k.ended_at > ${addDays(today, -owedForDays)}::date)`

/** For the elder `e` of the bundle's statement. */
export const troublesCarried = (today: Day) => sql`
      array(select case when k.recheck_owed then '下次探访要核实：' || k.trouble else k.trouble end from aid_cases k
        where ${asksAbout(today)}
        order by k.recheck_owed, k.level, k.opened_at, k.id)`
