// Keeps standings right during the day: whoever an act concerned, as the audit trail tells, is reckoned again.
import { api } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { restand, sweepStandings } from './sweep.ts'

/** Acts that change something; a look at a record moves nothing. */
const acts = Object.entries(api).flatMap(([name, { kind }]) => (kind === 'command' ? [name] : []))

/** An act is dated when it begins and seen when it commits: the last minutes are looked at again. */
const overlap = '2 minutes'

/** Returns how many rows were written anew. */
export async function refreshStandings(system: System): Promise<number> {
  const now = system.clock.now()
  const caughtUp = await sweepStandings(system)
  const { rows } = await system.connections.pool.query<{ county_code: string; elder_ids: string[] }>(
    `select entry.county_code, array_agg(distinct subject) as elder_ids
     from risk_sweeps swept
     join audit_entries entry on entry.county_code = swept.county_code
       and entry.at > swept.touched_to - $1::interval and entry.operation = any($2)
     cross join unnest(entry.subjects) as subject
     group by 1 order by 1`,
    [overlap, acts],
  )
  let changed = caughtUp.changed
  for (const { county_code, elder_ids } of rows) {
    changed += await restand(system, county_code, elder_ids, dayOf(now))
    await system.connections.pool.query('update risk_sweeps set touched_to = $2 where county_code = $1', [
      county_code,
      now.toISOString(),
    ])
  }
  return changed
}
