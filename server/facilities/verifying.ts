// The day kept beside a place against the days it is kept from.
import { sql } from 'kysely'
import type { Database } from '../kernel/database.ts'

export interface ActivityDifference {
  countyCode: string
  facilityId: string
  kept: string | null
  counted: string | null
}

export async function differencesOfActivity(db: Database): Promise<ActivityDifference[]> {
  const { rows } = await sql<ActivityDifference>`
    select f.county_code, f.id as facility_id, f.last_active_on::text as kept, newest.day::text as counted
    from facilities f left join (
      select county_code, facility_id, max(day) as day from facility_activities group by 1, 2
    ) newest on newest.county_code = f.county_code and newest.facility_id = f.id
    where f.last_active_on is distinct from newest.day order by 1, 2 limit 100`.execute(db)
  return rows
}
