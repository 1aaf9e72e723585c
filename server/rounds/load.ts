// Load and gaps of an area's visitors, as numbers and as the lists behind them; one reckoning for both.
import { sql } from 'kysely'
import { areaOf, childLevelOf, countyCodeOf, levelOf, type RegionLevel } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { roundApi } from '../../domain/rounds/api.ts'
import type { LoadBoard, LoadMeasure } from '../../domain/rounds/load.ts'
import { visitorsOf } from '../accounts/accounts.ts'
import { elderRows } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { standing } from './standing.ts'

type Table = typeof roundApi
type OfMonth = InputOf<Table['visitorLoad.read']>

const digits: Readonly<Record<RegionLevel, number>> = {
  province: 2,
  prefecture: 4,
  county: 6,
  township: 9,
  village: 12,
}

interface Line {
  place: string
  accountId: string | null
  elders: number
  planned: number
  done: number
  late: number
  hard: number
  unattended: number
}

export async function readLoad(context: Context, input: OfMonth): Promise<LoadBoard> {
  const { regionCode } = input
  checkInArea(context, regionCode)
  const eldersMost = context.setting('rounds.eldersMost', regionCode)
  const visitors = await visitorsOf(context.tx, regionCode, context.today)
  const lines = await linesOf(context, input)
  const byVisitor = grouped(lines, line => line.accountId ?? '')
  const names = await regionNamesOf(context.tx, [
    ...visitors.map(visitor => visitor.regionCode),
    ...lines.map(line => line.place),
  ])
  const people = visitors.map(({ id, name, regionCode: post }) => {
    const sum = sumOf(byVisitor.get(id) ?? [])
    return {
      ...{ accountId: id, name, placeName: names.get(post) ?? '', isOver: sum.elders > eldersMost },
      ...numbersOf(sum),
    }
  })
  const all = sumOf(lines)
  return {
    total: {
      ...numbersOf(all),
      ...{ visitors: people.length, idle: people.filter(one => one.elders === 0).length },
      ...{ over: people.filter(one => one.isOver).length, eldersMost },
      ...{ uncovered: sumOf(byVisitor.get('') ?? []).elders, unattended: all.unattended },
      unattendedDays: await unattendedDays(context, input),
      elders: all.elders,
    },
    places: placesOf(lines, names, visitors),
    visitors: people.sort(
      (one, other) => other.elders - one.elders || (one.accountId < other.accountId ? -1 : 1),
    ),
  }
}

function placesOf(
  lines: readonly Line[],
  names: ReadonlyMap<string, string>,
  visitors: readonly { id: string; regionCode: string }[],
): LoadBoard['places'] {
  return [...grouped(lines, line => line.place)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([place, own]) => {
      const sum = sumOf(own)
      const area = areaOf(place)
      return {
        ...{ regionCode: place, name: names.get(place) ?? place, ...numbersOf(sum) },
        visitors: visitors.filter(one => one.regionCode >= area.from && one.regionCode <= area.to).length,
        uncovered: sumOf(own.filter(line => line.accountId === null)).elders,
        unattended: sum.unattended,
      }
    })
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

const numbersOf = ({ elders, planned, done, late, hard }: Omit<Line, 'place' | 'accountId'>) => ({
  ...{ elders, planned, done, late, hard },
})

function sumOf(lines: readonly Line[]): Omit<Line, 'place' | 'accountId'> {
  const total = { elders: 0, planned: 0, done: 0, late: 0, hard: 0, unattended: 0 }
  for (const line of lines)
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += line[key]
  return total
}

/** By place and visitor: who looks after whom today, and how the month's planned visits stand. */
async function linesOf({ tx, today, setting }: Context, { regionCode, month }: OfMonth): Promise<Line[]> {
  const area = areaOf(regionCode)
  const level = childLevelOf(levelOf(regionCode)) ?? 'village'
  const place = sql`rpad(left(region_code, ${digits[level]}), 12, '0')`
  const found = await sql<Line>`
    with ${standing({ regionCode, month, today })}, carried as (
      select ${sql`rpad(left(e.region_code, ${digits[level]}), 12, '0')`} as place, a.account_id, count(*)::int as elders
      from elders e
      left join visitor_assignments a on a.county_code = e.county_code and a.elder_id = e.id
        and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})
      where e.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
        and e.region_code between ${area.from} and ${area.to}
        and e.ended_on is null and e.merged_into is null
      group by 1, 2
    ), planned as (
      select ${place} as place, goer_id as account_id, count(*)::int as planned,
        (count(*) filter (where is_done))::int as done,
        (count(*) filter (where is_over and not is_done))::int as late,
        (count(distinct household_id) filter (where hardness >= ${setting('rounds.hardFrom', regionCode)}))::int as hard,
        (count(*) filter (where is_unattended))::int as unattended
      from standing group by 1, 2
    )
    select coalesce(c.place, p.place) as place, coalesce(c.account_id, p.account_id) as account_id,
      coalesce(c.elders, 0) as elders, coalesce(p.planned, 0) as planned, coalesce(p.done, 0) as done,
      coalesce(p.late, 0) as late, coalesce(p.hard, 0) as hard, coalesce(p.unattended, 0) as unattended
    from carried c full join planned p on p.place = c.place and p.account_id = c.account_id`.execute(tx)
  return found.rows
}

async function unattendedDays({ tx, today }: Context, { regionCode, month }: OfMonth): Promise<number> {
  const found = await sql<{ days: number }>`
    with ${standing({ regionCode, month, today })}
    select count(distinct planned_on)::int as days from standing where is_unattended`.execute(tx)
  return found.rows[0]?.days ?? 0
}

interface FoundKey {
  countyCode: string
  regionCode: string
  id: string
  days: string[]
}

/** The people behind a number, with the days it is about; in order of place. */
export async function loadRecords(
  context: Context,
  input: InputOf<Table['visitorLoad.records']>,
): Promise<OutputOf<Table['visitorLoad.records']>> {
  checkInArea(context, input.regionCode)
  const keys = await (isOfPlan(input.measure) ? plannedKeys(context, input) : carriedKeys(context, input))
  const page = keys.slice(0, input.limit)
  const days = new Map(page.map(key => [key.id, key.days]))
  const last = keys.length > input.limit ? page.at(-1) : undefined
  const rows = await elderRows(context, page)
  return {
    rows: rows.map(row => ({ ...row, days: days.get(row.id) ?? [] })),
    next: last ? cursorOf(last.regionCode, last.id) : null,
  }
}

function isOfPlan(measure: LoadMeasure): boolean {
  return measure !== 'carried' && measure !== 'uncovered' && measure !== 'overloaded'
}

async function plannedKeys(
  { tx, today, setting }: Context,
  { regionCode, month, measure, accountId, limit, after }: InputOf<Table['visitorLoad.records']>,
): Promise<FoundKey[]> {
  const place = placeFrom(after) ?? firstPlace
  const wanted = {
    plannedVisits: sql`true`,
    doneVisits: sql`is_done`,
    missedVisits: sql`is_over and not is_done`,
    hardHomes: sql`hardness >= ${setting('rounds.hardFrom', regionCode)}`,
    unattended: sql`is_unattended`,
  }[measure as Exclude<LoadMeasure, 'carried' | 'uncovered' | 'overloaded'>]
  const found = await sql<FoundKey>`
    with ${standing({ regionCode, month, today })}
    select county_code, region_code, elder_id as id, array_agg(planned_on::text order by planned_on) as days
    from standing
    where ${wanted} and (${accountId ?? null}::uuid is null or goer_id = ${accountId ?? null}::uuid)
      and (region_code, elder_id) > (${place.sort}, ${place.id}::uuid)
    group by 1, 2, 3 order by 2, 3 limit ${limit + 1}`.execute(tx)
  return found.rows
}

async function carriedKeys(
  { tx, today, setting }: Context,
  { regionCode, measure, accountId, limit, after }: InputOf<Table['visitorLoad.records']>,
): Promise<FoundKey[]> {
  const area = areaOf(regionCode)
  const place = placeFrom(after) ?? firstPlace
  const wanted =
    measure === 'uncovered'
      ? sql`a.account_id is null`
      : measure === 'overloaded'
        ? sql`a.account_id in (select o.account_id from visitor_assignments o
            join elders x on x.county_code = o.county_code and x.id = o.elder_id and x.ended_on is null
            where o.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
              and o.valid_from <= ${today} and (o.valid_to is null or o.valid_to >= ${today})
              and x.region_code between ${area.from} and ${area.to}
            group by 1 having count(*) > ${setting('rounds.eldersMost', regionCode)})`
        : sql`a.account_id is not null`
  const found = await sql<FoundKey>`
    select e.county_code, e.region_code, e.id, '{}'::text[] as days
    from elders e
    left join visitor_assignments a on a.county_code = e.county_code and a.elder_id = e.id
      and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})
    where e.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and e.region_code between ${area.from} and ${area.to}
      and e.ended_on is null and e.merged_into is null and ${wanted}
      and (${accountId ?? null}::uuid is null or a.account_id = ${accountId ?? null}::uuid)
      and (e.county_code, e.region_code, e.id) > (${countyCodeOf(place.sort)}, ${place.sort}, ${place.id}::uuid)
    order by e.county_code, e.region_code, e.id
    limit ${limit + 1}`.execute(tx)
  return found.rows
}
