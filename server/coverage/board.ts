// The board of coverage: a county and wider from what is kept, a township and a village from their villages.
import { sql } from 'kysely'
import type { coverageApi } from '../../domain/coverage/api.ts'
import {
  type ByService,
  type CoverageCount,
  type CoverageMeasure,
  type CoveragePart,
  type CoverageService,
  coverageMeasures,
  nobody,
  together,
} from '../../domain/coverage/coverage.ts'
import { areaOf, childLevelOf, countyCodeOf, isWithin, levelOf } from '../../domain/kernel/area.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { borderTest } from './border.ts'
import { isWithout } from './counting.ts'
import { reachRulesOf } from './sites.ts'

type Table = typeof coverageApi
type Place = Pick<CoveragePart, 'code' | 'name' | 'level' | 'countyGb2260'>

interface Counted extends CoverageCount {
  regionCode: string
  service: CoverageService
  measure: CoverageMeasure
}

export async function readCoverage(
  context: Context,
  { regionCode, measure }: InputOf<Table['coverage.read']>,
): Promise<OutputOf<Table['coverage.read']>> {
  checkInArea(context, regionCode)
  const isWide = isSummed(regionCode)
  const places = await placesOf(context, regionCode)
  const counted = await countsOf(context, regionCode)
  const isBorder = borderTest(context)
  const part = (place: Place): CoveragePart => ({
    ...place,
    isBorder: isBorder(place.code),
    counts: addedUp(counted, measure, code => isWithin(code, areaOf(place.code))),
  })
  const own = places.find(place => place.code === regionCode)
  const parts = places.filter(place => place.code !== regionCode).map(part)
  const border = isWide && parts.some(one => one.isBorder)
  const rules = reachRulesOf(context.system, regionCode, context.today)
  return {
    region: part(own ?? { code: regionCode, name: regionCode, level: levelOf(regionCode), countyGb2260: '' }),
    measures: coverageMeasures.map(one => ({ measure: one, counts: addedUp(counted, one, () => true) })),
    parts,
    border: border
      ? {
          inside: addedUp(counted, measure, isBorder),
          outside: addedUp(counted, measure, code => !isBorder(code)),
        }
      : null,
    sites: await sitesOf(context, regionCode),
    rules: {
      minutes: rules.minutes,
      summerMeters: rules.summerMeters,
      winterMeters: rules.winterMeters,
      deliveryKm: rules.deliveryKm,
    },
    reckonedAt: await reckonedAt(context, regionCode),
  }
}

/** Wider than a county: its counties are added up. */
function isSummed(regionCode: string): boolean {
  return ['province', 'prefecture'].includes(levelOf(regionCode))
}

/** The region and its parts; a province is read by its counties. */
async function placesOf({ tx }: Context, regionCode: string): Promise<Place[]> {
  const { from, to } = areaOf(regionCode)
  const level = isSummed(regionCode) ? 'county' : (childLevelOf(levelOf(regionCode)) ?? 'village')
  return tx
    .selectFrom('regions')
    .select(['code', 'shortName as name', 'level', 'countyGb2260'])
    .where('code', '>=', from)
    .where('code', '<=', to)
    .where(given => given.or([given('code', '=', regionCode), given('level', '=', level)]))
    .orderBy('code')
    .execute()
}

/** Rows of the parts: counties of a province or prefecture, townships of a county, villages of a township. */
async function countsOf(context: Context, regionCode: string): Promise<Counted[]> {
  const { from, to } = areaOf(regionCode)
  const counties = sql`county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}`
  const level = levelOf(regionCode)
  if (level === 'township' || level === 'village') return villageCounts(context, from, to)
  const parts =
    level === 'county'
      ? sql`region_code <> county_code || '000000'`
      : sql`region_code = county_code || '000000'`
  const found = await sql<Counted>`
    select region_code, service, measure, elders, on_foot_summer, on_foot_winter, brought, without, villages,
      villages_without
    from coverage_counts
    where ${counties} and region_code between ${from} and ${to} and ${parts}`.execute(context.tx)
  return found.rows
}

async function villageCounts({ tx, today }: Context, from: string, to: string): Promise<Counted[]> {
  const found = await sql<Counted>`
    select r.region_code, r.service, v.indicator as measure, v.value as elders,
      case when r.reached_summer then v.value else 0 end as on_foot_summer,
      case when r.reached_winter then v.value else 0 end as on_foot_winter,
      case when r.brought_by is not null then v.value else 0 end as brought,
      case when ${isWithout} then v.value else 0 end as without,
      1 as villages, (${isWithout})::int as villages_without
    from coverage_villages r
    join indicator_values v on v.county_code = r.county_code and v.region_code = r.region_code
      and v.month = ${monthOf(today)} and v.indicator = any(${[...coverageMeasures]}::text[]) and v.value > 0
    where r.county_code = ${countyCodeOf(from)} and r.region_code between ${from} and ${to}`.execute(tx)
  return found.rows
}

function addedUp(
  counted: readonly Counted[],
  measure: CoverageMeasure,
  isMeant: (code: string) => boolean,
): ByService {
  const sum: ByService = { meal: nobody, bath: nobody, bed: nobody, doctor: nobody }
  for (const row of counted)
    if (row.measure === measure && isMeant(row.regionCode)) sum[row.service] = together(sum[row.service], row)
  return sum
}

/** How many of each stand open here, as the network counts them. */
async function sitesOf({ tx }: Context, regionCode: string): Promise<Record<string, number>> {
  const { from, to } = areaOf(regionCode)
  const found = await sql<{ service: string; sites: number }>`
    select service, count(*)::int as sites from (
      select unnest(case when s.beds > 0 and (s.full_day_lodging or 'longStay' = any(s.services))
        then s.services || array['bed'] else s.services end) as service
      from network_sites s
      where s.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
        and s.region_code between ${from} and ${to} and s.state = 'running'
      union all
      select distinct on (p.county_code, p.id, i.kind) i.kind from service_providers p
      join service_items i on i.county_code = p.county_code and i.code = any(p.item_codes)
        and i.kind in ('bath', 'doctor')
      where p.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
        and p.region_code between ${from} and ${to} and p.ended_on is null and i.valid_to is null
    ) offered
    where service in ('meal', 'bath', 'bed', 'doctor') group by service`.execute(tx)
  return Object.fromEntries(found.rows.map(({ service, sites }) => [service, sites]))
}

async function reckonedAt({ tx }: Context, regionCode: string): Promise<string | null> {
  const { from, to } = areaOf(regionCode)
  const found = await sql<{ at: string | null }>`
    select min(reckoned_at) as at from coverage_marks
    where county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}`.execute(tx)
  return found.rows[0]?.at ?? null
}
