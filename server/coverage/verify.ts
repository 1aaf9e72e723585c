// Holds what coverage has kept to a reckoning and a count made anew.
import { sql } from 'kysely'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { countsWanted, eldersWanted } from './counting.ts'
import { reckonCoverage, wantedReach } from './reckoning.ts'

export interface CoverageDifference {
  regionCode: string
  what: string
  kept: string | null
  counted: string | null
}

/** Works off what is waiting first; an empty answer means that reach and sums are what sites and elders say. */
export async function verifyCoverage(system: System): Promise<CoverageDifference[]> {
  await reckonCoverage(system)
  const wanted = (await wantedReach(system)).reckon()
  const reach = await sql<CoverageDifference>`
    with wanted as (
      select "regionCode" as region_code, service, concat_ws(' ', "siteName", "siteRegionCode", meters,
        "summerMinutes", "winterMinutes", "reachedSummer", "reachedWinter", "broughtBy") as words
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as row ("regionCode" text collate "C", service text,
        "siteName" text, "siteRegionCode" text, meters int, "summerMinutes" int, "winterMinutes" int,
        "reachedSummer" boolean, "reachedWinter" boolean, "broughtBy" text)
    ), kept as (
      select region_code, service, concat_ws(' ', site_name, site_region_code, meters, summer_minutes,
        winter_minutes, reached_summer, reached_winter, brought_by) as words from coverage_villages
    )
    select region_code, service as what, kept.words as kept, wanted.words as counted
    from wanted full join kept using (region_code, service)
    where wanted.words is distinct from kept.words
    order by 1, 2`.execute(system.connections.db)
  return [...reach.rows, ...(await sumsNotKept(system))]
}

/** Elders beside the villages, and their sums. Counted since they were kept is not wrong, only not done. */
async function sumsNotKept(system: System): Promise<CoverageDifference[]> {
  const month = monthOf(dayOf(system.clock.now()))
  const everywhere = sql<string[]>`array(select county_code from coverage_marks)`
  const { rows } = await sql<CoverageDifference>`
    with wanted as (
      select region_code, service || ' ' || measure as what, concat_ws(' ', elders, on_foot_summer, on_foot_winter,
        brought, without, villages, villages_without) as words
      from (${countsWanted(everywhere, month)}) counted
      union all
      select region_code, 'elders ' || service, concat_ws(' ', wanting, on_record, elders)
      from (${eldersWanted(everywhere, month)}) told
    ), kept as (
      select region_code, service || ' ' || measure as what, concat_ws(' ', elders, on_foot_summer, on_foot_winter,
        brought, without, villages, villages_without) as words
      from coverage_counts
      union all
      select region_code, 'elders ' || service, concat_ws(' ', wanting, on_record, elders) from coverage_villages
    )
    select region_code, what, kept.words as kept, wanted.words as counted
    from wanted full join kept using (region_code, what)
    where wanted.words is distinct from kept.words and not exists (
      select from coverage_marks m join indicator_counts i on i.county_code = m.county_code and i.month = ${month}
      where m.county_code = left(coalesce(wanted.region_code, kept.region_code), 6) and i.counted_at > m.counted_at)
    order by 1, 2`.execute(system.connections.db)
  return rows
}
