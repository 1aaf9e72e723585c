// Reads a board: the region's figures, those of its parts, the map's and the trend's, all kept ready.
import { sql } from 'kysely'
import type { indicatorApi } from '../../domain/indicators/api.ts'
import { trendMonths } from '../../domain/indicators/months.ts'
import { type Area, ancestorAt, areaOf, childLevelOf, levelOf } from '../../domain/kernel/area.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { publishedFor } from './published.ts'

type Board = OutputOf<(typeof indicatorApi)['board.read']>

interface Place {
  code: string
  shortName: string
  level: Board['region']['level']
  countyGb2260: string
  statisticalOnly: boolean
}

interface Figure {
  regionCode: string
  indicator: string
  value: number
}

export async function readBoard(
  context: Context,
  { regionCode, month }: { regionCode: string; month: Month },
): Promise<Board> {
  const area = areaOf(regionCode)
  const places = await placesOf(context, regionCode)
  const region = places.find(place => place.code === regionCode)
  if (!region || regionCode < context.actor.area.from || area.to > context.actor.area.to)
    throw new Refused('not_found', '没有这个区划，或者它不在您的辖区内。请重新选择。')
  const figures = await figuresOf(context, places, month)
  const counted = await countedAt(context, area, month)
  if (counted === null) context.afterCommit(() => context.system.wake('indicators.month'))
  const parts = places.filter(place => place.level === childLevelOf(levelOf(regionCode)))
  return {
    region: { code: region.code, name: region.shortName, level: region.level },
    month,
    values: valuesOf(figures, isAddedUp(region) ? area : { from: regionCode, to: regionCode }),
    parts: parts.map(part => ({
      code: part.code,
      name: part.shortName,
      countyGb2260: part.countyGb2260,
      statisticalOnly: part.statisticalOnly,
      values: valuesOf(figures, isAddedUp(part) ? areaOf(part.code) : { from: part.code, to: part.code }),
    })),
    outlines: outlinesOf(places, figures),
    trend: await trendOf(context, regionCode, month),
    countedAt: counted,
    published: await publishedFor(context, { regionCode, month, parts: parts.map(part => part.code) }),
    synthetic: await isSynthetic(context, area),
  }
}

/** Provinces and prefectures keep no rows of their own: at most 69 county rows are added up here. */
function isAddedUp({ level }: Pick<Place, 'level'>): boolean {
  return level === 'province' || level === 'prefecture'
}

/** The region, its parts, and the counties a large region is added up from. */
async function placesOf({ tx }: Context, regionCode: string): Promise<Place[]> {
  const area = areaOf(regionCode)
  const upperLevels: Place['level'][] = ['province', 'prefecture', 'county']
  return tx
    .selectFrom('regions')
    .select(['code', 'shortName', 'level', 'countyGb2260', 'statisticalOnly'])
    .where(given =>
      given.or([
        given('code', '=', regionCode),
        given('parentCode', '=', regionCode),
        ...(isAddedUp({ level: levelOf(regionCode) })
          ? [
              given.and([
                given('level', 'in', upperLevels),
                given('code', '>=', area.from),
                given('code', '<=', area.to),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy('code')
    .execute()
}

async function figuresOf({ tx }: Context, places: readonly Place[], month: Month): Promise<Figure[]> {
  const codes = places.filter(place => !isAddedUp(place)).map(place => place.code)
  const found = await sql<Figure>`
    select v.region_code, v.indicator, v.value
    from unnest(${codes}::text[]) as wanted (code)
    join indicator_values v on v.county_code = left(wanted.code, 6) and v.region_code = wanted.code
      and v.month = ${month}`.execute(tx)
  return found.rows
}

function valuesOf(figures: readonly Figure[], { from, to }: Area): Record<string, number> {
  const values: Record<string, number> = {}
  for (const { regionCode, indicator, value } of figures)
    if (regionCode >= from && regionCode <= to) values[indicator] = (values[indicator] ?? 0) + value
  return values
}

/** A statistical zone has no outline of its own: its people are shown where they live, in the host county. */
function outlinesOf(places: readonly Place[], figures: readonly Figure[]): Board['outlines'] {
  const outlines: Board['outlines'] = {}
  const hosts = new Map(
    places.filter(place => place.level === 'county').map(place => [place.code, place.countyGb2260]),
  )
  for (const host of hosts.values()) outlines[host] ??= { numerator: 0, denominator: 0 }
  for (const { regionCode, indicator, value } of figures) {
    const outline = outlines[hosts.get(regionCode) ?? '']
    if (outline && indicator === 'rateNumerator') outline.numerator += value
    if (outline && indicator === 'rateDenominator') outline.denominator += value
  }
  return outlines
}

/** A published month keeps its place in the trend, whatever the records have come to say since. */
async function trendOf({ tx }: Context, regionCode: string, month: Month): Promise<Board['trend']> {
  const area = areaOf(regionCode)
  const regions = isAddedUp({ level: levelOf(regionCode) })
    ? sql`select code from regions where level = 'county' and code >= ${area.from} and code <= ${area.to}`
    : sql`select ${regionCode}::text as code`
  const found = await sql<{ month: Month; numerator: number; denominator: number }>`
    select wanted.month,
      coalesce(sum(said.value) filter (where figure.indicator = 'rateNumerator'), 0)::bigint as numerator,
      coalesce(sum(said.value) filter (where figure.indicator = 'rateDenominator'), 0)::bigint as denominator
    from unnest(${trendMonths(month)}::text[]) as wanted (month)
    cross join (${regions}) as region
    cross join unnest(array['rateNumerator', 'rateDenominator']) as figure (indicator)
    left join indicator_values v on v.county_code = left(region.code, 6) and v.region_code = region.code
      and v.month = wanted.month and v.indicator = figure.indicator
    left join lateral (
      select f.version from indicator_freezes f
      where f.county_code = left(region.code, 6) and f.month = wanted.month order by f.version desc limit 1
    ) newest on true
    left join indicator_frozen published on published.county_code = left(region.code, 6)
      and published.region_code = region.code and published.month = wanted.month
      and published.version = newest.version
    cross join lateral (
      select case when newest.version is null then v.value
        else coalesce((published.figures ->> figure.indicator)::bigint, 0) end as value
    ) said
    group by wanted.month order by wanted.month`.execute(tx)
  return found.rows
}

/** The oldest of the area's counties: a board is as fresh as its stalest part; null when one was never counted. */
async function countedAt({ tx }: Context, area: Area, month: Month): Promise<string | null> {
  const from = ancestorAt(area.from, levelOf(area.from) === 'village' ? 'county' : levelOf(area.from))
  const found = await sql<{ counties: number; counted: number; oldest: Date | null }>`
    select count(*) as counties, count(c.month) as counted, min(c.counted_at) as oldest
    from regions region
    left join indicator_counts c on c.county_code = left(region.code, 6) and c.month = ${month}
    where region.level = 'county' and region.code >= ${from.slice(0, 6).padEnd(12, '0')}
      and region.code <= ${area.to}`.execute(tx)
  const { counties, counted, oldest } = found.rows[0] ?? { counties: 0, counted: 0, oldest: null }
  return counties === counted && oldest !== null ? new Date(oldest).toISOString() : null
}

/** Invented and real people are never in one database, so the first elder met tells for all. */
async function isSynthetic({ tx, config }: Context, area: Area): Promise<boolean> {
  const first = await tx
    .selectFrom('elders')
    .select('synthetic')
    .where('countyCode', '>=', area.from.slice(0, 6))
    .where('countyCode', '<=', area.to.slice(0, 6))
    .where('regionCode', '>=', area.from)
    .where('regionCode', '<=', area.to)
    .orderBy('countyCode')
    .orderBy('regionCode')
    .limit(1)
    .executeTakeFirst()
  return first?.synthetic ?? config.demo !== 'none'
}
