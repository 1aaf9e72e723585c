// Where elders lived before: written when somebody leaves a home, so that a day long past can be asked about.
import { sql } from 'kysely'
import type { Day } from '../../../domain/kernel/day.ts'
import type { Transaction } from '../../kernel/database.ts'

interface Leaving {
  countyCode: string
  elderIds: readonly string[]
  /** The first day in the new home. */
  on: Day
  eventId: string
}

/** Since when an elder lives where they live now: since the last home was left, or since the registration. */
export const livesHereSince = sql<string>`coalesce(
  (select max(s.left_on) from household_stays s where s.county_code = e.county_code and s.elder_id = e.id),
  e.registered_on)`

/** Closes the present home of some elders; whoever changes elders.household_id calls this before. */
export async function closeStays(tx: Transaction, { countyCode, elderIds, on, eventId }: Leaving) {
  await sql`
    insert into household_stays (county_code, id, region_code, elder_id, household_id, came_on, left_on, event_id)
    select e.county_code, gen_random_uuid(), e.region_code, e.id, e.household_id,
      least(${livesHereSince}, ${on}::date), ${on}::date, ${eventId}::uuid
    from elders e
    where e.county_code = ${countyCode} and e.id = any(${elderIds}::uuid[])`.execute(tx)
}
