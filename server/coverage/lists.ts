// The villages and the elders behind the numbers of coverage, told apart by the very conditions that counted them.
import { type RawBuilder, sql } from 'kysely'
import type { coverageApi } from '../../domain/coverage/api.ts'
import { type CoverageReach, type CoverageVillage, wantedBy } from '../../domain/coverage/coverage.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { elderRows } from '../elders/elders.ts'
import { elderIdsBehind } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { borderCodes, borderTest } from './border.ts'
import { isWithout } from './counting.ts'

type Table = typeof coverageApi
export type VillagesAsked = InputOf<Table['coverage.export']>

const holds: Readonly<Record<CoverageReach, RawBuilder<boolean>>> = {
  onFootSummer: sql<boolean>`r.reached_summer`,
  onFootWinter: sql<boolean>`r.reached_winter`,
  brought: sql<boolean>`r.brought_by is not null`,
  without: isWithout,
}

type Found = Omit<CoverageVillage, 'isBorder'>

/** Villages with somebody of the measure; the most elders who want it first, then the most elders. */
async function villagesWhere(
  context: Context,
  asked: VillagesAsked,
  beyond: RawBuilder<unknown>,
): Promise<RawBuilder<Found>> {
  const { regionCode, service, measure, reach, border, wanted } = asked
  checkInArea(context, regionCode)
  const { from, to } = areaOf(regionCode)
  const month = monthOf(context.today)
  const value = (indicator: string) => sql`coalesce((
    select v.value from indicator_values v where v.county_code = r.county_code and v.region_code = r.region_code
      and v.month = ${month} and v.indicator = ${indicator}), 0)::int`
  const counties = border ? await borderCodes(context, from, to) : null
  return sql<Found>`
    select * from (
      select r.region_code as code, village.short_name as name, township.short_name as township_name,
        county.short_name as county_name, village.lon, village.lat, counted.value::int as elders,
        ${value(wantedBy[service])} as wanting, ${value('groupLivesAlone')} as lives_alone, r.site_name,
        r.site_region_code, r.meters, r.summer_minutes, r.winter_minutes, r.reached_summer, r.reached_winter,
        r.brought_by
      from coverage_villages r
      join indicator_values counted on counted.county_code = r.county_code and counted.region_code = r.region_code
        and counted.month = ${month} and counted.indicator = ${measure} and counted.value > 0
      join regions village on village.code = r.region_code
      join regions township on township.code = left(r.region_code, 9) || '000'
      join regions county on county.code = left(r.region_code, 6) || '000000'
      where r.service = ${service} and r.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
        and r.region_code between ${from} and ${to}
        ${reach ? sql`and ${holds[reach]}` : sql``}
        ${counties ? sql`and r.county_code = any(${counties}::text[])` : sql``}
    ) listed
    where true ${wanted ? sql`and wanting > 0` : sql``} ${beyond}`
}

const inOrder = sql`order by wanting desc, elders desc, code`

export async function coverageVillages(
  context: Context,
  { limit, after, ...asked }: InputOf<Table['coverage.villages']>,
): Promise<OutputOf<Table['coverage.villages']>> {
  const all = await villagesWhere(context, asked, sql``)
  const page = await villagesWhere(context, asked, after === undefined ? sql`` : beyondOf(after))
  const found = await sql<Found>`${page} ${inOrder} limit ${limit + 1}`.execute(context.tx)
  const total = await sql<{
    villages: number
  }>`select count(*)::int as villages from (${all}) counted`.execute(context.tx)
  const rows = found.rows.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: withBorder(context, rows),
    next: found.rows.length > limit && last ? `${last.wanting} ${last.elders} ${last.code}` : null,
    total: total.rows[0]?.villages ?? 0,
  }
}

function beyondOf(after: string): RawBuilder<unknown> {
  const match = /^(\d{1,7}) (\d{1,7}) (\d{12})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  const [, wanting = '', elders = '', code = ''] = match
  return sql`and (-wanting, -elders, code) > (${-Number(wanting)}::int, ${-Number(elders)}::int, ${code}::text)`
}

/** All of them, for a file; a province has some nine thousand. */
export async function everyVillage(context: Context, asked: VillagesAsked): Promise<CoverageVillage[]> {
  const all = await villagesWhere(context, asked, sql``)
  return withBorder(context, (await sql<Found>`${all} ${inOrder}`.execute(context.tx)).rows)
}

function withBorder(context: Context, rows: readonly Found[]): CoverageVillage[] {
  const isBorder = borderTest(context)
  return rows.map(row => ({ ...row, isBorder: isBorder(row.code) }))
}

export async function coverageElders(
  context: Context,
  { limit, after, ...asked }: InputOf<Table['coverage.elders']>,
): Promise<OutputOf<Table['coverage.elders']>> {
  const { regionCode, service, measure, reach, border, wanted } = asked
  checkInArea(context, regionCode)
  const { from, to } = areaOf(regionCode)
  const place = placeFrom(after)
  const counties = border ? await borderCodes(context, from, to) : null
  const month = monthOf(context.today)
  const { keys, next } = await elderIdsBehind(context, {
    ...{ indicator: measure, regionCode, month, limit },
    after: place && { regionCode: place.sort, id: place.id },
    inVillages: code => sql<boolean>`exists (
      select from coverage_villages r where r.county_code = left(${code}, 6) and r.region_code = ${code}
        and r.service = ${service} ${reach ? sql`and ${holds[reach]}` : sql``}
        ${counties ? sql`and r.county_code = any(${counties}::text[])` : sql``}
        ${
          wanted
            ? sql`and exists (select from indicator_values w where w.county_code = r.county_code
                and w.region_code = r.region_code and w.month = ${month}
                and w.indicator = ${wantedBy[service]} and w.value > 0)`
            : sql``
        })`,
  })
  const rows = await elderRows(context, keys)
  return { rows, next: next && cursorOf(next.regionCode, next.id) }
}
