// The villages and the elders behind the numbers of coverage, told apart by the very conditions that counted them.
import { type RawBuilder, sql } from 'kysely'
import type { coverageApi } from '../../domain/coverage/api.ts'
import type { CoverageReach, CoverageVillage } from '../../domain/coverage/coverage.ts'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { elderRows } from '../elders/elders.ts'
import { elderIdsBehind } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { borderCodes, borderTest } from './border.ts'
import { eldersOf, isWithout } from './counting.ts'

type Table = typeof coverageApi
export type VillagesAsked = InputOf<Table['coverage.export']>

const holds: Readonly<Record<CoverageReach, RawBuilder<boolean>>> = {
  onFootSummer: sql<boolean>`r.reached_summer`,
  onFootWinter: sql<boolean>`r.reached_winter`,
  brought: sql<boolean>`r.brought_by is not null`,
  without: isWithout,
}

type Found = Omit<CoverageVillage, 'isBorder'>

interface Chosen {
  /** Whose keys and figures are chosen, as a condition on `coverage_villages r`. */
  where: RawBuilder<unknown>
  elders: RawBuilder<number>
  counties: string[] | null
}

/** Villages with somebody of the measure, by what is kept beside their reach. */
async function chosenBy(context: Context, asked: VillagesAsked): Promise<Chosen> {
  const { regionCode, service, measure, reach, border, wanted } = asked
  checkInArea(context, regionCode)
  const { from, to } = areaOf(regionCode)
  const counties = border ? await borderCodes(context, from, to) : null
  const elders = eldersOf(measure)
  const where = sql`r.service = ${service} and r.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
    and r.region_code between ${from} and ${to} ${counties ? sql`and r.county_code = any(${counties}::text[])` : sql``}
    ${reach ? sql`and ${holds[reach]}` : sql``} ${wanted ? sql`and r.wanting > 0` : sql``} and ${elders} > 0`
  return { where, elders, counties }
}

/**
 * The most elders who want it first, then the most elders. The page is found before its names are looked up: twelve
 * thousand villages sort quickly, and their names are another matter.
 */
async function villagesOf(
  { tx }: Context,
  { where, elders }: Chosen,
  page: { beyond: RawBuilder<unknown>; limit: number | null },
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with page as materialized (
      select r.county_code, r.region_code, r.service, r.wanting, ${elders} as elders from coverage_villages r
      where ${where} ${page.beyond}
      order by r.wanting desc, ${elders} desc, r.region_code
      ${page.limit === null ? sql`` : sql`limit ${page.limit}`}
    )
    select page.region_code as code, village.short_name as name, township.short_name as township_name,
      county.short_name as county_name, village.lon, village.lat, page.elders, page.wanting,
      coalesce((r.elders ->> 'groupLivesAlone')::int, 0) as lives_alone, r.site_name, r.site_region_code, r.meters,
      r.summer_minutes, r.winter_minutes, r.reached_summer, r.reached_winter, r.brought_by
    from page
    join coverage_villages r on r.county_code = page.county_code and r.region_code = page.region_code
      and r.service = page.service
    join regions village on village.code = page.region_code
    join regions township on township.code = left(page.region_code, 9) || '000'
    join regions county on county.code = page.county_code || '000000'
    order by page.wanting desc, page.elders desc, page.region_code`.execute(tx)
  return rows
}

/** As the board counts them where it counts them, and one by one where it does not. */
async function manyVillages({ tx }: Context, asked: VillagesAsked, { where }: Chosen): Promise<number> {
  const { regionCode, service, measure, reach, border, wanted } = asked
  const isCounted = ['province', 'prefecture', 'county'].includes(levelOf(regionCode))
  const { from, to } = areaOf(regionCode)
  const villages =
    isCounted && !border && !wanted && (!reach || reach === 'without')
      ? sql`select coalesce(sum(${sql.ref(reach ? 'villages_without' : 'villages')}), 0)::int as villages
          from coverage_counts where county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
            and region_code = county_code || '000000' and measure = ${measure} and service = ${service}`
      : sql`select count(*)::int as villages from coverage_villages r where ${where}`
  const { rows } = await sql<{ villages: number }>`${villages}`.execute(tx)
  return rows[0]?.villages ?? 0
}

export async function coverageVillages(
  context: Context,
  { limit, after, ...asked }: InputOf<Table['coverage.villages']>,
): Promise<OutputOf<Table['coverage.villages']>> {
  const chosen = await chosenBy(context, asked)
  const beyond = after === undefined ? sql`` : beyondOf(after, chosen.elders)
  const [found, total] = await Promise.all([
    villagesOf(context, chosen, { beyond, limit: limit + 1 }),
    manyVillages(context, asked, chosen),
  ])
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: withBorder(context, rows),
    next: found.length > limit && last ? `${last.wanting} ${last.elders} ${last.code}` : null,
    total,
  }
}

function beyondOf(after: string, sorted: RawBuilder<number>): RawBuilder<unknown> {
  const match = /^(\d{1,7}) (\d{1,7}) (\d{12})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  const [, wanting = '', elders = '', code = ''] = match
  return sql`and (-r.wanting, -${sorted}, r.region_code) > (${-Number(wanting)}::int, ${-Number(elders)}::int, ${code}::text)`
}

/** All of them, for a file; a province has some nine thousand. */
export async function everyVillage(context: Context, asked: VillagesAsked): Promise<CoverageVillage[]> {
  const chosen = await chosenBy(context, asked)
  return withBorder(context, await villagesOf(context, chosen, { beyond: sql``, limit: null }))
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
        ${wanted ? sql`and r.wanting > 0` : sql``})`,
  })
  const rows = await elderRows(context, keys)
  return { rows, next: next && cursorOf(next.regionCode, next.id) }
}
