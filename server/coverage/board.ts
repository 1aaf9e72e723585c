// The board of coverage: a county and wider from what is kept, a township and a village from their villages.
import { type RawBuilder, sql } from 'kysely'
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
import { areaOf, childLevelOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { borderTest } from './border.ts'
import { isWithout } from './counting.ts'
import { reachRulesOf } from './sites.ts'

type Table = typeof coverageApi
type Place = Pick<CoveragePart, 'code' | 'name' | 'level' | 'countyGb2260'>

interface Counted extends CoverageCount {
  /** Null of the whole region. */
  regionCode: string | null
  service: CoverageService
  measure: CoverageMeasure
}

export async function readCoverage(
  context: Context,
  { regionCode, measure }: InputOf<Table['coverage.read']>,
): Promise<OutputOf<Table['coverage.read']>> {
  checkInArea(context, regionCode)
  // None waits for another: asked together, they travel together.
  const [places, counted, sites, reckoned] = await Promise.all([
    placesOf(context, regionCode),
    countsOf(context, regionCode, measure),
    sitesOf(context, regionCode),
    reckonedAt(context, regionCode),
  ])
  const isBorder = borderTest(context)
  const whole = (one: CoverageMeasure) =>
    addedUp(counted.filter(row => row.regionCode === null && row.measure === one))
  const ofParts = new Map<string, Counted[]>()
  for (const row of counted)
    if (row.regionCode !== null) ofParts.set(row.regionCode, [...(ofParts.get(row.regionCode) ?? []), row])
  const part = (place: Place): CoveragePart => ({
    ...place,
    isBorder: isBorder(place.code),
    counts: addedUp(ofParts.get(place.code) ?? []),
  })
  const region = places.find(place => place.code === regionCode)
  const parts = places.filter(place => place.code !== regionCode).map(part)
  const rules = reachRulesOf(context.system, regionCode, context.today)
  const besideBorder = (isMeant: boolean) =>
    addedUp(counted.filter(row => row.regionCode !== null && isBorder(row.regionCode) === isMeant))
  return {
    region: {
      ...(region ?? { code: regionCode, name: regionCode, level: levelOf(regionCode), countyGb2260: '' }),
      isBorder: isBorder(regionCode),
      counts: whole(measure),
    },
    measures: coverageMeasures.map(one => ({ measure: one, counts: whole(one) })),
    parts,
    border:
      isSummed(regionCode) && parts.some(one => one.isBorder)
        ? { inside: besideBorder(true), outside: besideBorder(false) }
        : null,
    sites,
    rules: {
      minutes: rules.minutes,
      summerMeters: rules.summerMeters,
      winterMeters: rules.winterMeters,
      deliveryKm: rules.deliveryKm,
    },
    reckonedAt: reckoned,
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

const sums = sql`sum(elders)::int as elders, sum(on_foot_summer)::int as on_foot_summer,
  sum(on_foot_winter)::int as on_foot_winter, sum(brought)::int as brought, sum(without)::int as without,
  sum(villages)::int as villages, sum(villages_without)::int as villages_without`

/** Of the measure each part; of every measure the whole, added up where the rows lie. */
async function countsOf({ tx }: Context, regionCode: string, measure: CoverageMeasure): Promise<Counted[]> {
  const { from, to } = areaOf(regionCode)
  const within = sql`county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
    and region_code between ${from} and ${to}`
  const isSmall = ['township', 'village'].includes(levelOf(regionCode))
  const counts = isSmall
    ? villageCounts(within)
    : sql`select region_code, service, measure, elders, on_foot_summer, on_foot_winter, brought, without, villages,
        villages_without from coverage_counts
      where ${within} and region_code ${isSummed(regionCode) ? sql`=` : sql`<>`} county_code || '000000'`
  const { rows } = await sql<Counted>`
    with counts as materialized (${counts})
    select null as region_code, service, measure, ${sums} from counts group by service, measure
    union all
    select region_code, service, measure, elders, on_foot_summer, on_foot_winter, brought, without, villages,
      villages_without from counts where measure = ${measure}`.execute(tx)
  return rows
}

const villageCounts = (within: RawBuilder<unknown>) => sql`
  select r.region_code, r.service, told.measure, told.elders,
    case when r.reached_summer then told.elders else 0 end as on_foot_summer,
    case when r.reached_winter then told.elders else 0 end as on_foot_winter,
    case when r.brought_by is not null then told.elders else 0 end as brought,
    case when ${isWithout} then told.elders else 0 end as without,
    1 as villages, (${isWithout})::int as villages_without
  from (select * from coverage_villages where ${within}) r
  cross join lateral (
    select key as measure, value::int as elders from jsonb_each_text(r.elders)) told`

function addedUp(rows: readonly Counted[]): ByService {
  const sum: ByService = { meal: nobody, bath: nobody, bed: nobody, doctor: nobody }
  for (const row of rows) sum[row.service] = together(sum[row.service], row)
  return sum
}

/** How many of each stand open here, as the network counts them: facilities and canteens, read by what their indexes hold. */
async function sitesOf({ tx }: Context, regionCode: string): Promise<Record<string, number>> {
  const { from, to } = areaOf(regionCode)
  const here = (alias: string) => sql`${sql.ref(`${alias}.county_code`)} between ${countyCodeOf(from)}
    and ${countyCodeOf(to)} and ${sql.ref(`${alias}.region_code`)} between ${from} and ${to}`
  const { rows } = await sql<Record<CoverageService, number>>`
    select sum(meal)::int as meal, sum(bath)::int as bath, sum(bed)::int as bed, sum(doctor)::int as doctor from (
      select count(*) filter (where 'meal' = any(f.services)) as meal,
        count(*) filter (where 'bath' = any(f.services)) as bath,
        count(*) filter (where f.beds > 0 and (f.full_day_lodging or 'longStay' = any(f.services))) as bed,
        count(*) filter (where 'doctor' = any(f.services)) as doctor
      from facilities f where ${here('f')} and f.state = 'running'
      union all
      select count(*), 0, 0, 0 from canteens c where ${here('c')} and c.state = 'running'
      union all
      select 0, count(*) filter (where kind = 'bath'), 0, count(*) filter (where kind = 'doctor') from (
        select distinct p.county_code, p.id, i.kind from service_providers p
        join service_items i on i.county_code = p.county_code and i.code = any(p.item_codes)
          and i.kind in ('bath', 'doctor')
        where ${here('p')} and p.ended_on is null and i.valid_to is null
      ) offered
    ) each_way`.execute(tx)
  return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, sites]) => sites > 0))
}

async function reckonedAt({ tx }: Context, regionCode: string): Promise<string | null> {
  const { from, to } = areaOf(regionCode)
  const found = await sql<{ at: string | null }>`
    select min(reckoned_at) as at from coverage_marks
    where county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}`.execute(tx)
  return found.rows[0]?.at ?? null
}
