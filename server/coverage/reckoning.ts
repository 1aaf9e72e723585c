// Reckons the reach of every village anew when a site, a village or a rule has changed, and counts elders after it.
import { sql } from 'kysely'
import { reachOf, type VillageReach } from '../../domain/coverage/reach.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { countCounties } from './counting.ts'
import { allVillages, fingerprintOf, openSites, townshipRules } from './sites.ts'

/** Safe to run twice and on two servers: one after the other, and the second finds nothing to do. */
export async function reckonCoverage(system: System): Promise<void> {
  await system.settings.refresh()
  const now = system.clock.now()
  const wanted = await wantedReach(system)
  await system.connections.db.transaction().execute(async tx => {
    await sql`select pg_advisory_xact_lock(hashtext('coverage'))`.execute(tx)
    const stale = await staleCounties(tx, wanted.fingerprint)
    if (stale.length > 0) {
      const counties = new Set(stale)
      const rows = wanted.reckon().filter(row => counties.has(row.regionCode.slice(0, 6)))
      await keepReach(tx, stale, rows)
      await sql`
        insert into coverage_marks (county_code, region_code, fingerprint, reckoned_at)
        select code, code || '000000', ${wanted.fingerprint}, ${now.toISOString()}::timestamptz
        from unnest(${stale}::text[]) as code
        on conflict (county_code) do update set fingerprint = excluded.fingerprint,
          reckoned_at = excluded.reckoned_at, counted_at = null`.execute(tx)
    }
    await countCounties(tx, monthOf(dayOf(now)))
  })
}

export async function wantedReach(
  system: System,
): Promise<{ fingerprint: string; reckon: () => VillageReach[] }> {
  const today = dayOf(system.clock.now())
  const [villages, sites] = await Promise.all([allVillages(system.connections.db), openSites(system, today)])
  const rulesOf = townshipRules(system, today)
  return {
    fingerprint: fingerprintOf(villages, sites, rulesOf),
    reckon: () => reachOf(villages, sites, rulesOf),
  }
}

async function staleCounties(tx: Transaction, fingerprint: string): Promise<string[]> {
  const found = await sql<{ code: string }>`
    select left(r.code, 6) as code from regions r
    left join coverage_marks m on m.county_code = left(r.code, 6)
    where r.level = 'county' and m.fingerprint is distinct from ${fingerprint}
    order by 1`.execute(tx)
  return found.rows.map(row => row.code)
}

/** Only what has changed is written: a new canteen moves a handful of villages, not twelve thousand. */
async function keepReach(
  tx: Transaction,
  counties: readonly string[],
  rows: readonly VillageReach[],
): Promise<void> {
  await sql`
    delete from coverage_villages kept where kept.county_code = any(${counties}::text[])
      and not exists (select from regions r where r.code = kept.region_code and r.level = 'village')`.execute(
    tx,
  )
  await sql`
    insert into coverage_villages as kept (county_code, region_code, service, site_name, site_region_code, meters,
      summer_minutes, winter_minutes, reached_summer, reached_winter, brought_by)
    select left("regionCode", 6), "regionCode", service, "siteName", "siteRegionCode", meters, "summerMinutes",
      "winterMinutes", "reachedSummer", "reachedWinter", "broughtBy"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row ("regionCode" text collate "C", service text,
      "siteName" text, "siteRegionCode" text collate "C", meters int, "summerMinutes" int, "winterMinutes" int,
      "reachedSummer" boolean, "reachedWinter" boolean, "broughtBy" text)
    on conflict (county_code, region_code, service) do update set
      site_name = excluded.site_name, site_region_code = excluded.site_region_code, meters = excluded.meters,
      summer_minutes = excluded.summer_minutes, winter_minutes = excluded.winter_minutes,
      reached_summer = excluded.reached_summer, reached_winter = excluded.reached_winter,
      brought_by = excluded.brought_by
    where (kept.site_name, kept.site_region_code, kept.meters, kept.summer_minutes, kept.winter_minutes,
        kept.reached_summer, kept.reached_winter, kept.brought_by)
      is distinct from (excluded.site_name, excluded.site_region_code, excluded.meters, excluded.summer_minutes,
        excluded.winter_minutes, excluded.reached_summer, excluded.reached_winter, excluded.brought_by)`.execute(
    tx,
  )
}
