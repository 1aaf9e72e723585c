// What is open and within whose rules: the sites, villages and settings a reckoning stands on, and their fingerprint.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CoverageService } from '../../domain/coverage/coverage.ts'
import type { ReachRules, ServiceSite, VillagePoint } from '../../domain/coverage/reach.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import type { Database } from '../kernel/database.ts'

interface FoundSite {
  name: string
  regionCode: string
  lon: number
  lat: number
  kind: string
  services: string[]
  beds: number
  lodges: boolean
  winter: string | null
  /** Letters of the opening weeks of a canteen: D dine in, H delivered home, B both. */
  week: string | null
  reachKm: number | null
}

/**
 * A firm's dinner from sixty kilometres away is not a hot meal: meals are carried by canteens alone.
 * The whole province: an old woman at a county's edge walks to the next county's table.
 */
export async function openSites(system: System, today: Day): Promise<ServiceSite[]> {
  const coldDays = system.settings.value('canteen.coldRedDays', '220000000000', today)
  const found = await sql<FoundSite>`
    select s.name, s.region_code, s.lon, s.lat, s.kind, s.services, s.beds, s.full_day_lodging as lodges,
      coalesce(said.winter, s.winter) as winter, said.week, null::int as reach_km
    from network_sites s
    left join lateral (
      select o.lunch || o.supper as week, o.winter from canteen_openings o
      where s.kind = 'canteen' and o.county_code = s.county_code and o.canteen_id = s.id and o.valid_from <= ${today}
      order by o.valid_from desc limit 1
    ) said on true
    where s.state = 'running' and s.lon is not null and s.lat is not null
      -- Built but cold: nobody eats where nothing has been served for a month.
      and (s.kind <> 'canteen' or coalesce(s.last_active_on, s.state_since) >= ${addDays(today, -coldDays)}::date)
    union all
    select p.name, p.region_code, p.lon, p.lat, 'provider', array_agg(distinct i.kind), 0, false, null, null, p.reach_km
    from service_providers p
    join service_items i on i.county_code = p.county_code and i.code = any(p.item_codes)
      and i.kind in ('bath', 'doctor') and i.valid_from <= ${today}
      and (i.valid_to is null or i.valid_to >= ${today})
    where p.lon is not null and p.lat is not null and (p.ended_on is null or p.ended_on > ${today})
    group by p.county_code, p.id
    order by 2, 1, 3, 4, 5`.execute(system.connections.db)
  return found.rows.flatMap(siteOf)
}

const plain: readonly CoverageService[] = ['meal', 'bath', 'doctor']

function siteOf(found: FoundSite): ServiceSite[] {
  const { name, regionCode, lon, lat, kind } = found
  const services = plain.filter(service => found.services.includes(service))
  if (found.beds > 0 && (found.lodges || found.services.includes('longStay'))) services.push('bed')
  if (services.length === 0) return []
  const place = { name, regionCode, lon, lat, services }
  // A firm comes to the house; nobody walks to its office.
  if (kind === 'provider') return [{ ...place, summer: false, winter: false, brings: found.reachKm ?? 0 }]
  const seats = found.week === null || /[DB]/.test(found.week)
  const carries = found.week !== null && /[HB]/.test(found.week)
  const winter = seats && found.winter !== 'deliverOnly' && found.winter !== 'restsInWinter'
  return [{ ...place, summer: seats, winter, brings: carries ? 'byRule' : null }]
}

export async function allVillages(db: Database): Promise<VillagePoint[]> {
  return db
    .selectFrom('regions')
    .select(['code', 'lon', 'lat'])
    .where('level', '=', 'village')
    .orderBy('code')
    .execute()
}

export function reachRulesOf({ settings }: System, regionCode: string, today: Day): ReachRules {
  const value = (key: Parameters<typeof settings.value>[0]) =>
    settings.value(key, regionCode, today) as number
  return {
    minutes: value('coverage.minutes'),
    summerMeters: value('coverage.metersAMinuteSummer'),
    winterMeters: value('coverage.metersAMinuteWinter'),
    summerRoadPercent: value('coverage.roadPercentSummer'),
    winterRoadPercent: value('coverage.roadPercentWinter'),
    ownVillageMeters: value('coverage.ownVillageMeters'),
    deliveryKm: value('coverage.deliveryKm'),
  }
}

/** Rules are looked up for a township at a time: no village has walking speeds of its own. */
export function townshipRules(system: System, today: Day): (regionCode: string) => ReachRules {
  const known = new Map<string, ReachRules>()
  return regionCode => {
    const township = `${regionCode.slice(0, 9)}000`
    const rules = known.get(township) ?? reachRulesOf(system, township, today)
    known.set(township, rules)
    return rules
  }
}

/** The same sites, villages and rules have the same fingerprint, so that a quiet day reckons nothing. */
export function fingerprintOf(
  villages: readonly VillagePoint[],
  sites: readonly ServiceSite[],
  rulesOf: (regionCode: string) => ReachRules,
): string {
  const hash = createHash('sha256')
  for (const { code, lon, lat } of villages) hash.update(`${code} ${lon} ${lat}\n`)
  for (const township of new Set(villages.map(({ code }) => `${code.slice(0, 9)}000`)))
    hash.update(`${township} ${JSON.stringify(rulesOf(township))}\n`)
  for (const site of sites) hash.update(`${JSON.stringify(site)}\n`)
  return hash.digest('hex')
}
