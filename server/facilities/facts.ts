// How places stand: one statement reads the facts of facilities and canteens, the pure rules judge them.
import { type RawBuilder, sql } from 'kysely'
import type { SiteService } from '../../domain/facilities/facility.ts'
import type { SiteRow } from '../../domain/facilities/site.ts'
import { flagsOf, lightOfSite, type SiteFacts, type SiteSettings } from '../../domain/facilities/standing.ts'
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

/** Every place the condition chooses, in order of place. */
export async function sitesOf(
  context: Context,
  where: RawBuilder<unknown>,
  many: Besides,
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
    ${besides(today, many)}
    where ${where}
    order by s.region_code, s.id`.execute(tx)
  const settingsOf = settingsByPlace(context)
  return rows.map(row => siteOf(row, today, settingsOf(row)))
}

/** For a page each place asks for its own; for ten thousand all are read once. */
export type Besides = 'ofEach' | 'ofAll'

/** Papers, equipment and the open question of `s`. */
export function besides(today: string, many: Besides): RawBuilder<unknown> {
  const papers = sql`min(expires_on) as until,
    bool_or(kind = 'homeFiling' and coalesce(expires_on, 'infinity') >= ${today}::date) as filed`
  const pieces = sql`array_agg(distinct kind) as kinds, sum(pieces) filter (where kind = 'bathSet') as baths,
    sum(pieces) filter (where kind = 'bathSet' and condition = 'inUse') as baths_used`
  const question = sql`
    left join dormancy_questions q on q.county_code = s.county_code and q.facility_id = s.id and q.answer is null`
  const own = (alias: string) =>
    sql`${sql.ref(`${alias}.county_code`)} = s.county_code and ${sql.ref(`${alias}.facility_id`)} = s.id`
  if (many === 'ofEach')
    return sql`
      left join lateral (
        select ${papers} from facility_papers x where ended_on is null and ${own('x')}) paper on true
      left join lateral (
        select ${pieces} from facility_equipment x where ended_on is null and ${own('x')}) kit on true
      ${question}`
  return sql`
    left join (
      select county_code, facility_id, ${papers} from facility_papers where ended_on is null group by 1, 2
    ) paper on ${own('paper')}
    left join (
      select county_code, facility_id, ${pieces} from facility_equipment where ended_on is null group by 1, 2
    ) kit on ${own('kit')}
    ${question}`
}

export function settingsByPlace(context: Pick<Context, 'setting'>) {
  const known = new Map<string, SiteSettings>()
  return ({ kind, regionCode }: Pick<SiteRow, 'kind' | 'regionCode'>): SiteSettings => {
    const place = `${kind === 'canteen'} ${regionCode.slice(0, 9)}`
    const before = known.get(place) ?? siteSettings(context, regionCode, kind)
    known.set(place, before)
    return before
  }
}

/** A canteen goes cold sooner than a courtyard falls asleep. */
export function siteSettings(
  context: Pick<Context, 'setting'>,
  regionCode: string,
  kind: SiteRow['kind'],
): SiteSettings {
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
