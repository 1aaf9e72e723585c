// How places stand: one statement reads the facts of facilities and canteens, the pure rules judge them.
import { type RawBuilder, sql } from 'kysely'
import type { SiteService } from '../../domain/facilities/facility.ts'
import type { SiteRow } from '../../domain/facilities/site.ts'
import {
  flagsOf,
  lightOfSite,
  type SiteFacts,
  type SiteFlag,
  type SiteLight,
  type SiteSettings,
} from '../../domain/facilities/standing.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

interface FactsRow extends Omit<SiteRow, 'light' | 'flags' | 'services'> {
  services: SiteService[]
  winter: SiteFacts['winter']
  isFiled: boolean
  papersUntil: string | null
  bathSets: number
  bathSetsInUse: number
  isAsked: boolean
}

/** To be appended to a condition on `network_sites s`. */
export function sitesWithin(regionCode: string) {
  const area = areaOf(regionCode)
  return sql`s.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
    and s.region_code between ${area.from} and ${area.to}`
}

/** Every place the condition chooses, in order of place; or as many of them as a page holds. */
export async function sitesOf(
  context: Context,
  where: RawBuilder<unknown>,
  limit: number | null = null,
): Promise<SiteRow[]> {
  const { tx, today } = context
  const { rows } = await sql<FactsRow>`
    select s.county_code, s.id, s.region_code, county.short_name as county_name,
      case when right(s.region_code, 6) <> '000000' then town.short_name end as township_name,
      case when right(s.region_code, 3) <> '000' then village.short_name end as village_name,
      s.kind, s.tier, s.name, s.state, s.state_since, s.beds, s.full_day_lodging, s.capacity, s.services,
      coalesce(kit.kinds, '{}') as equipment, s.lon, s.lat, s.placed, s.telephone, f.manager_name, f.manager_role,
      s.last_active_on, s.winter, coalesce(paper.filed, false) as is_filed, paper.until as papers_until,
      coalesce(kit.baths, 0)::int as bath_sets, coalesce(kit.baths_used, 0)::int as bath_sets_in_use,
      q.facility_id is not null as is_asked
    from network_sites s
    join regions village on village.code = s.region_code
    join regions county on county.code = s.county_code || '000000'
    left join regions town on town.code = left(s.region_code, 9) || '000'
    left join facilities f on f.county_code = s.county_code and f.id = s.id
    ${besides(today)}
    where ${where}
    order by s.region_code, s.id ${limit === null ? sql`` : sql`limit ${limit}`}`.execute(tx)
  const settingsOf = settingsByPlace(context)
  return rows.map(row => siteOf(row, today, settingsOf(row)))
}

/** Papers, equipment and open questions of `s`, each once. */
function besides(today: string): RawBuilder<unknown> {
  return sql`
    left join (
      select county_code, facility_id, min(expires_on) as until,
        bool_or(kind = 'homeFiling' and coalesce(expires_on, 'infinity') >= ${today}::date) as filed
      from facility_papers where ended_on is null group by 1, 2
    ) paper on paper.county_code = s.county_code and paper.facility_id = s.id
    left join (
      select county_code, facility_id, array_agg(distinct kind) as kinds,
        sum(pieces) filter (where kind = 'bathSet') as baths,
        sum(pieces) filter (where kind = 'bathSet' and condition = 'inUse') as baths_used
      from facility_equipment where ended_on is null group by 1, 2
    ) kit on kit.county_code = s.county_code and kit.facility_id = s.id
    left join dormancy_questions q on q.county_code = s.county_code and q.facility_id = s.id and q.answer is null`
}

function settingsByPlace(context: Context) {
  const known = new Map<string, SiteSettings>()
  return ({ kind, regionCode }: Pick<SiteRow, 'kind' | 'regionCode'>): SiteSettings => {
    const place = `${kind === 'canteen'} ${regionCode.slice(0, 9)}`
    const before = known.get(place) ?? siteSettings(context, regionCode, kind)
    known.set(place, before)
    return before
  }
}

export interface JudgedSite extends Pick<SiteFacts, 'kind' | 'state' | 'beds' | 'fullDayLodging'> {
  flags: SiteFlag[]
  light: SiteLight
}

type Told = [
  ...[
    kind: SiteFacts['kind'],
    regionCode: string,
    state: SiteFacts['state'],
    stateSince: string,
    beds: number,
  ],
  ...[fullDayLodging: boolean, winter: SiteFacts['winter'], lastActiveOn: string | null, hasManager: boolean],
  ...[
    isFiled: boolean,
    papersUntil: string | null,
    bathSets: number,
    bathSetsInUse: number,
    isAsked: boolean,
  ],
]

/** Only what the rules judge by, without names, in one value: the figures of a province ask for ten thousand places. */
export async function judgedSites(context: Context, where: RawBuilder<unknown>): Promise<JudgedSite[]> {
  const { tx, today } = context
  const { rows } = await sql<{ sites: string | null }>`
    select json_agg(json_build_array(s.kind, s.region_code, s.state, s.state_since, s.beds, s.full_day_lodging,
      s.winter, s.last_active_on, f.manager_name is not null, coalesce(paper.filed, false), paper.until,
      coalesce(kit.baths, 0), coalesce(kit.baths_used, 0), q.facility_id is not null))::text as sites
    from network_sites s
    left join facilities f on f.county_code = s.county_code and f.id = s.id
    ${besides(today)}
    where ${where}`.execute(tx)
  const told: Told[] = JSON.parse(rows[0]?.sites ?? '[]')
  const settingsOf = settingsByPlace(context)
  return told.map(([kind, regionCode, state, stateSince, beds, fullDayLodging, ...more]) => {
    const [winter, lastActiveOn, hasManager, isFiled, papersUntil, bathSets, bathSetsInUse, isAsked] = more
    const facts = { kind, state, stateSince, beds, fullDayLodging, winter, lastActiveOn, hasManager, isFiled }
    const flags = flagsOf(
      { ...facts, papersUntil, bathSets, bathSetsInUse, isAsked },
      today,
      settingsOf({ kind, regionCode }),
    )
    return { kind, state, beds, fullDayLodging, flags, light: lightOfSite(state, flags) }
  })
}

/** A canteen goes cold sooner than a courtyard falls asleep. */
export function siteSettings(context: Context, regionCode: string, kind: SiteRow['kind']): SiteSettings {
  const isCanteen = kind === 'canteen'
  return {
    filingBeds: context.setting('facility.filingBeds', regionCode),
    filingWarningBeds: context.setting('facility.filingWarningBeds', regionCode),
    quietAmberDays: context.setting(
      isCanteen ? 'canteen.coldAmberDays' : 'facility.quietAmberDays',
      regionCode,
    ),
    quietRedDays: context.setting(isCanteen ? 'canteen.coldRedDays' : 'facility.quietRedDays', regionCode),
    paperWarningDays: context.setting('facility.paperWarningDays', regionCode),
    winterFrom: context.setting('facility.winterFrom', regionCode),
    winterTo: context.setting('facility.winterTo', regionCode),
  }
}

function siteOf(row: FactsRow, today: string, settings: SiteSettings): SiteRow {
  const { winter, isFiled, papersUntil, bathSets, bathSetsInUse, isAsked, ...shown } = row
  const flags = flagsOf(
    {
      ...shown,
      winter,
      isFiled,
      papersUntil,
      bathSets,
      bathSetsInUse,
      isAsked,
      hasManager: row.managerName !== null,
    },
    today,
    settings,
  )
  return { ...shown, flags, light: lightOfSite(row.state, flags) }
}

/** Locked against a second hand at the same moment; refuses like a wrong id. */
export async function lockFacility({ tx }: Context, key: { countyCode: string; id: string }) {
  const place = await tx
    .selectFrom('facilities')
    .selectAll()
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .forUpdate()
    .executeTakeFirst()
  if (!place) throw unknownFacility()
  return place
}

export function unknownFacility(): Refused {
  return new Refused('not_found', '没有找到这处设施，或它不在您的辖区内。请刷新后重试。')
}
