// The canteens each street and township was to get since 2024, what opened, and the villages of 2026 still without.
import { sql } from 'kysely'
import type { coverageApi } from '../../domain/coverage/api.ts'
import {
  type OpenedIn,
  placeKindOf,
  standingOfTarget,
  sumOfTargets,
  type TargetPlace,
  type TargetRules,
} from '../../domain/coverage/targets.ts'
import { ancestorAt, areaOf, countyCodeOf, isWithin, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { isWithout } from './counting.ts'

type Table = typeof coverageApi

interface Found extends OpenedIn {
  code: string
  name: string
  countyName: string
  running: number
  villagesDue: number
  villagesMissing: number
}

export function targetRulesOf({ setting }: Pick<Context, 'setting'>, regionCode: string): TargetRules {
  return {
    street2024: setting('coverage.street2024', regionCode),
    township2024: setting('coverage.township2024', regionCode),
    each2025: setting('coverage.each2025', regionCode),
    villageElders: setting('coverage.villageElders', regionCode),
  }
}

export async function coverageTargets(
  context: Context,
  { regionCode, year }: InputOf<Table['coverage.targets']>,
): Promise<OutputOf<Table['coverage.targets']>> {
  const places = await targetPlacesOf(context, regionCode, year)
  const names = await namesAbove(context, regionCode)
  const isWide = ['province', 'prefecture'].includes(levelOf(regionCode))
  const parts = isWide ? [...new Set(places.map(place => ancestorAt(place.code, 'county')))] : []
  return {
    region: sumOfTargets(regionCode, names.get(regionCode) ?? regionCode, places),
    parts: parts.map(code =>
      sumOfTargets(
        code,
        names.get(code) ?? code,
        places.filter(place => isWithin(place.code, areaOf(code))),
      ),
    ),
    villageElders: context.setting('coverage.villageElders', regionCode),
  }
}

export async function coverageTargetPlaces(
  context: Context,
  { regionCode, year, state, limit, after }: InputOf<Table['coverage.targetPlaces']>,
): Promise<OutputOf<Table['coverage.targetPlaces']>> {
  const places = await targetPlacesOf(context, regionCode, year)
  const rest = places.filter(
    place => (!state || place.state === state) && (after === undefined || place.code > after),
  )
  const rows = rest.slice(0, limit)
  return { rows, next: rest.length > limit ? (rows.at(-1)?.code ?? null) : null }
}

/** Streets and townships of an area in the order of their codes; the province has 1,075. */
export async function targetPlacesOf(
  context: Context,
  regionCode: string,
  year: number,
): Promise<TargetPlace[]> {
  checkInArea(context, regionCode)
  const found = await foundPlaces(context, regionCode)
  return found.map(place => {
    const kind = placeKindOf(place.code)
    return { ...place, kind, ...standingOfTarget(year, kind, place, targetRulesOf(context, place.code)) }
  })
}

async function foundPlaces(context: Context, regionCode: string): Promise<Found[]> {
  const { from, to } = areaOf(regionCode)
  const counties = sql`between ${countyCodeOf(from)} and ${countyCodeOf(to)}`
  const many = context.setting('coverage.villageElders', regionCode)
  const found = await sql<Found>`
    with opened as (
      select left(c.region_code, 9) || '000' as place, c.state,
        extract(year from coalesce((
          select min(s.from_on) from canteen_states s
          where s.county_code = c.county_code and s.canteen_id = c.id and s.state = 'running'
        ), case when c.state = 'running' then c.state_since end))::int as year
      from canteens c
      where c.county_code ${counties} and c.region_code between ${from} and ${to}
    ),
    sites as (
      select place, count(*) filter (where year = 2024)::int as opened2024,
        count(*) filter (where year = 2025)::int as opened2025,
        count(*) filter (where year > 2025)::int as opened_later,
        count(*) filter (where state = 'running')::int as running
      from opened group by place
    ),
    villages as (
      select left(r.region_code, 9) || '000' as place, count(*)::int as villages_due,
        (count(*) filter (where ${isWithout}))::int as villages_missing
      from coverage_villages r
      where r.service = 'meal' and r.on_record >= ${many} and r.county_code ${counties} and r.region_code between ${from} and ${to}
      group by 1
    )
    select t.code, t.short_name as name, county.short_name as county_name, coalesce(s.opened2024, 0) as opened2024,
      coalesce(s.opened2025, 0) as opened2025, coalesce(s.opened_later, 0) as opened_later,
      coalesce(s.running, 0) as running, coalesce(v.villages_due, 0) as villages_due,
      coalesce(v.villages_missing, 0) as villages_missing
    from regions t
    join regions county on county.code = left(t.code, 6) || '000000'
    left join sites s on s.place = t.code
    left join villages v on v.place = t.code
    where t.level = 'township' and t.code between ${ancestorAt(from, 'township')} and ${to}
    order by t.code`.execute(context.tx)
  return found.rows
}

async function namesAbove({ tx }: Context, regionCode: string): Promise<Map<string, string>> {
  const { from, to } = areaOf(regionCode)
  const rows = await tx
    .selectFrom('regions')
    .select(['code', 'shortName'])
    .where('code', '>=', from)
    .where('code', '<=', to)
    .where(given => given.or([given('code', '=', regionCode), given('level', '=', 'county')]))
    .execute()
  return new Map(rows.map(row => [row.code, row.shortName]))
}
