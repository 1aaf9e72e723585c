// A month as it was published: read beside today's figures, explained person by person, published again with a note.
import { sql } from 'kysely'
import type { indicatorApi } from '../../domain/indicators/api.ts'
import { isDue } from '../../domain/indicators/frozen.ts'
import { type Indicator, indicators } from '../../domain/indicators/indicators.ts'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { elderRows } from '../elders/elders.ts'
import { freezeCounty, movedSince } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'

type Board = OutputOf<(typeof indicatorApi)['board.read']>
type Published = NonNullable<Board['published']>
type Corrections = OutputOf<(typeof indicatorApi)['board.corrections']>

interface Kept {
  regionCode: string
  version: number
  frozenAt: string
  byName: string | null
  note: string | null
  figures: Record<string, number>
}

/** The newest publication of each county; a region is published when all its counties are. */
export async function publishedFor(
  { tx }: Context,
  { regionCode, month, parts }: { regionCode: string; month: Month; parts: readonly string[] },
): Promise<Published | null> {
  const level = levelOf(regionCode)
  const isAddedUp = level === 'province' || level === 'prefecture'
  const area = areaOf(regionCode)
  const wanted = isAddedUp
    ? sql`region.level = 'county' and region.code >= ${area.from} and region.code <= ${area.to}`
    : sql`region.code = any (${[regionCode, ...parts]})`
  const found = await sql<Omit<Kept, 'version'> & { version: number | null }>`
    select region.code as region_code, newest.version, newest.frozen_at, publisher.name as by_name, newest.note,
      coalesce(f.figures, '{}') as figures
    from regions region
    left join lateral (
      select * from indicator_freezes one
      where one.county_code = left(region.code, 6) and one.month = ${month}
      order by one.version desc limit 1
    ) newest on true
    left join accounts publisher on publisher.id = newest.frozen_by
    left join indicator_frozen f on f.county_code = newest.county_code and f.region_code = region.code
      and f.month = newest.month and f.version = newest.version
    where ${wanted} order by region.code`.execute(tx)
  const kept = found.rows.filter((row): row is Kept => row.version !== null)
  const newest = kept.toSorted((one, other) => (one.frozenAt < other.frozenAt ? 1 : -1))[0]
  if (!newest || kept.length < found.rows.length) return null
  const within = (code: string) => {
    const { from, to } = isAddedUp ? areaOf(code) : { from: code, to: code }
    return addUp(kept.filter(row => row.regionCode >= from && row.regionCode <= to))
  }
  const { version, frozenAt, byName, note } = newest
  return {
    version,
    frozenAt,
    byName,
    note,
    values: within(regionCode),
    parts: Object.fromEntries(parts.map(code => [code, within(code)])),
  }
}

function addUp(kept: readonly Kept[]): Record<string, number> {
  const values: Record<string, number> = {}
  for (const { figures } of kept)
    for (const [indicator, value] of Object.entries(figures))
      values[indicator] = (values[indicator] ?? 0) + value
  return values
}

/** Rows a screen can still be read at; the totals count everyone. */
const rowsShown = 500

export async function readCorrections(
  context: Context,
  { regionCode, month }: InputOf<(typeof indicatorApi)['board.corrections']>,
): Promise<Corrections> {
  checkCounty(context, regionCode, '更正要按县（市、区）或以下查看，请先选择一个县。')
  const versions = await versionsOf(context, regionCode, month)
  const newest = versions[0]
  if (!newest) throw new Refused('not_found', '这个月的数字还没有公布，没有更正可看。')
  const moved = await movedSince(context, { ...newest, month })
  const shown = moved.slice(0, rowsShown)
  const elders = await elderRows(context, shown)
  const byId = new Map(elders.map(elder => [elder.id, elder]))
  const names = await regionNamesOf(context.tx, [regionCode])
  return {
    regionName: names.get(regionCode) ?? regionCode,
    versions: versions.map(({ figures, ...version }) => ({
      ...version,
      denominator: figures.rateDenominator ?? 0,
      numerator: figures.rateNumerator ?? 0,
    })),
    figures: await differingFigures(context, { regionCode, month, published: newest.figures }),
    entered: moved.filter(({ was, is }) => !isDue(was) && isDue(is)).length,
    left: moved.filter(({ was, is }) => isDue(was) && !isDue(is)).length,
    moved: moved.length,
    rows: shown.map(({ countyCode: _county, regionCode: _region, id, ...row }) => ({
      id,
      elder: byId.get(id) ?? null,
      ...row,
    })),
  }
}

function checkCounty({ actor }: Context, regionCode: string, sentence: string): void {
  const level = levelOf(regionCode)
  if (level === 'province' || level === 'prefecture') throw new Refused('invalid', sentence)
  if (regionCode < actor.area.from || areaOf(regionCode).to > actor.area.to)
    throw new Refused('not_found', '没有这个区划，或者它不在您的辖区内。请重新选择。')
}

async function versionsOf({ tx }: Context, regionCode: string, month: Month): Promise<Kept[]> {
  const found = await sql<Kept>`
    select ${regionCode} as region_code, one.version, one.frozen_at, publisher.name as by_name, one.note,
      coalesce(f.figures, '{}') as figures
    from indicator_freezes one
    left join accounts publisher on publisher.id = one.frozen_by
    left join indicator_frozen f on f.county_code = one.county_code and f.region_code = ${regionCode}
      and f.month = one.month and f.version = one.version
    where one.county_code = ${countyCodeOf(regionCode)} and one.month = ${month}
    order by one.version desc`.execute(tx)
  return found.rows
}

async function differingFigures(
  { tx }: Context,
  { regionCode, month, published }: { regionCode: string; month: Month; published: Record<string, number> },
): Promise<Corrections['figures']> {
  const rows = await tx
    .selectFrom('indicatorValues')
    .select(['indicator', 'value'])
    .where('countyCode', '=', countyCodeOf(regionCode))
    .where('regionCode', '=', regionCode)
    .where('month', '=', month)
    .execute()
  const now = new Map(rows.map(row => [row.indicator, row.value]))
  return indicators.keys
    .map((indicator: Indicator) => ({
      indicator,
      published: published[indicator] ?? 0,
      now: now.get(indicator) ?? 0,
    }))
    .filter(figure => figure.published !== figure.now)
}

export async function publishCorrection(
  context: Context,
  { regionCode, month, note }: InputOf<(typeof indicatorApi)['board.publish']>,
): Promise<Record<string, never>> {
  checkCounty(context, regionCode, '更正由县（市、区）公布，请先选择一个县。')
  if (levelOf(regionCode) !== 'county')
    throw new Refused('invalid', '更正按全县公布，不能只公布一个乡镇或村。请选择县（市、区）。')
  if (lastDayOf(month) >= context.today)
    throw new Refused('rule_broken', '这个月还没有过完，月末之后才能公布。')
  const countyCode = countyCodeOf(regionCode)
  const [newest] = await versionsOf(context, regionCode, month)
  if (!newest)
    throw new Refused('rule_broken', '这个月还没有到公布的日子，到时会自动公布，之后才能公布更正。')
  const published = await freezeCounty(context.tx, context.system, {
    countyCode,
    months: [month],
    version: newest.version + 1,
    frozenBy: context.actor.accountId,
    note,
  })
  if (published.length === 0) throw new Refused('conflict', '刚刚有人公布了这个月的更正。请刷新后再看。')
  return {}
}
