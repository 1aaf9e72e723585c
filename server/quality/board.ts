// The quality board: a county and below counted this moment, wider regions as last night left them.
import { sql } from 'kysely'
import { ancestorAt, areaOf, childLevelOf, isWithin, levelOf } from '../../domain/kernel/area.ts'
import { addMonths, monthOf } from '../../domain/kernel/day.ts'
import type { QualityBoard, QualityFigures, QualityPart } from '../../domain/quality/measures.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { countNow, type VillageCount } from './counting.ts'

export async function readQuality(
  context: Context,
  { regionCode }: { regionCode: string },
): Promise<QualityBoard> {
  const { today } = context
  checkInArea(context, regionCode)
  const isWide = ['province', 'prefecture'].includes(levelOf(regionCode))
  const kept = isWide ? await keptCounts(context, regionCode, monthOf(today)) : null
  const now = kept ? kept.counts : await countNow(context, regionCode)
  const before = await keptCounts(context, regionCode, addMonths(monthOf(today), -1))
  const places = await placesOf(context, regionCode)
  const part = ({ code, name }: { code: string; name: string }): QualityPart => ({
    code,
    name,
    now: addedUp(now, code),
    before: before.counts.length === 0 ? null : addedUp(before.counts, code),
  })
  const own = places.find(place => place.code === regionCode) ?? { code: regionCode, name: regionCode }
  return {
    region: part(own),
    parts: places.filter(place => place.code !== regionCode).map(part),
    month: monthOf(today),
    countedAt: kept ? kept.countedAt : null,
  }
}

async function placesOf({ tx }: Context, regionCode: string): Promise<{ code: string; name: string }[]> {
  const isProvince = levelOf(regionCode) === 'province'
  const area = areaOf(regionCode)
  const child = childLevelOf(levelOf(regionCode))
  // A province is read by counties: the league is theirs.
  const level = isProvince ? 'county' : child
  return tx
    .selectFrom('regions')
    .select(['code', 'shortName as name'])
    .where('code', '>=', area.from)
    .where('code', '<=', area.to)
    .where(given => given.or([given('code', '=', regionCode), given('level', '=', level ?? 'village')]))
    .orderBy('code')
    .execute()
}

async function keptCounts(
  { tx }: Context,
  regionCode: string,
  month: string,
): Promise<{ counts: VillageCount[]; countedAt: string | null }> {
  const { from, to } = areaOf(regionCode)
  // Villages are added up to counties here, so that a province is 69 rows and not ten thousand.
  const place = ['province', 'prefecture'].includes(levelOf(regionCode))
    ? sql`county_code || '000000'`
    : sql`region_code`
  const found = await sql<VillageCount & { countedAt: string }>`
    select place as region_code, max(value) filter (where measure = 'elders') as elders,
      jsonb_object_agg(measure, value) as values, max(counted_at) as counted_at
    from (
      select ${place} as place, measure, sum(value)::bigint as value, max(counted_at) as counted_at
      from quality_counts
      where month = ${month} and county_code >= ${from.slice(0, 6)} and county_code <= ${to.slice(0, 6)}
        and region_code >= ${from} and region_code <= ${to}
      group by 1, 2
    ) summed
    group by place`.execute(tx)
  const instants = found.rows.map(row => row.countedAt).sort()
  return { counts: found.rows, countedAt: instants[0] ?? null }
}

function addedUp(counts: readonly VillageCount[], code: string): QualityFigures {
  const area = areaOf(code)
  const figures: QualityFigures = { elders: 0, values: {} }
  for (const { regionCode, elders, values } of counts) {
    if (!isWithin(regionCode, area) && ancestorAt(regionCode, 'county') !== code) continue
    figures.elders += elders
    for (const [measure, value] of Object.entries(values))
      if (measure !== 'elders') figures.values[measure] = (figures.values[measure] ?? 0) + value
  }
  return figures
}
