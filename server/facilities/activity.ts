// What really happened at a place, told by whoever knows; the newest day stands beside the place for lists.
import { sql } from 'kysely'
import type { ActivityWay } from '../../domain/facilities/facility.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'

interface Happened {
  countyCode: string
  facilityId: string
  day: Day
  way: ActivityWay
}

/** Days, not moments: the same day in the same way is noted once, however often it is told. */
export async function noteActivity(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  happened: readonly Happened[],
): Promise<void> {
  if (happened.length === 0) return
  const facts = sql`json_to_recordset(${JSON.stringify(happened)})
    as told("countyCode" text, "facilityId" uuid, day date, way text)`
  await sql`
    insert into facility_activities (county_code, facility_id, day, way, region_code, noted_at)
    select distinct f.county_code, f.id, told.day, told.way, f.region_code, ${now.toISOString()}::timestamptz
    from ${facts} join facilities f on f.county_code = told."countyCode" and f.id = told."facilityId"
    on conflict do nothing`.execute(tx)
  await sql`
    update facilities f set last_active_on = newest.day, last_active_way = newest.way
    from (select distinct on ("countyCode", "facilityId") "countyCode", "facilityId", day, way
      from ${facts} order by "countyCode", "facilityId", day desc) newest
    where f.county_code = newest."countyCode" and f.id = newest."facilityId"
      and (f.last_active_on is null or f.last_active_on < newest.day)`.execute(tx)
}
