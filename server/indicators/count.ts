// Counts villages and months anew and keeps what changed, then adds them up to townships and counties.
import type pg from 'pg'
import { ancestorAt, countyCodeOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { type Asked, askedFor, type VillageRange } from './asked.ts'
import { countedFigures } from './figures.ts'

/** Zeros are not kept, except where a figure has become one. */
const kept = `on conflict (county_code, region_code, month, indicator)
  do update set value = excluded.value, counted_at = excluded.counted_at
  where indicator_values.value <> excluded.value`

const keepVillages = `${countedFigures}
insert into indicator_values as known (county_code, region_code, month, indicator, value, counted_at)
select c.county_code, c.region_code, c.month, c.indicator, c.value, $2::timestamptz
from counted c
where c.value <> 0 or exists (
  select from indicator_values v where v.county_code = c.county_code and v.region_code = c.region_code
    and v.month = c.month and v.indicator = c.indicator)
${kept.replaceAll('indicator_values.', 'known.')}`

/** An undone import or a merge leaves villages without a single elder; nothing above counts those. */
const emptyVillages = `update indicator_values v set value = 0, counted_at = $2::timestamptz
from jsonb_to_recordset($1::jsonb) as asked (
  county_code text collate "C", from_code text collate "C", to_code text collate "C", month text collate "C")
where v.county_code = asked.county_code and v.region_code >= asked.from_code and v.region_code <= asked.to_code
  and v.month = asked.month and right(v.region_code, 3) <> '000' and v.value <> 0
  and (
    select e.id from elders e
    where e.county_code = v.county_code and e.region_code = v.region_code and e.merged_into is null limit 1
  ) is null`

/** Parents are the sum of the regions directly below them; fenced, or all kept figures are read for one sum. */
const addUp = `insert into indicator_values (county_code, region_code, month, indicator, value, counted_at)
select v.county_code, child.parent_code, v.month, v.indicator, sum(v.value)::bigint, $2::timestamptz
from jsonb_to_recordset($1::jsonb) as parent (code text collate "C", month text collate "C")
join regions child on child.parent_code = parent.code
cross join lateral (
  select * from indicator_values one
  where one.county_code = left(child.code, 6) and one.region_code = child.code and one.month = parent.month
  offset 0
) v
group by v.county_code, child.parent_code, v.month, v.indicator
${kept}`

/**
 * Counts in the caller's transaction. The counties are locked one after the other in one order, so two servers
 * never add up a county from halves.
 */
export async function countVillages(
  client: pg.ClientBase,
  system: System,
  ranges: readonly VillageRange[],
): Promise<void> {
  if (ranges.length === 0) return
  const asked = askedFor(system, ranges)
  const counties = [...new Set(asked.map(row => row.county_code))].sort()
  await client.query(
    `select pg_advisory_xact_lock(hashtext('indicators ' || code)) from unnest($1::text[]) as code`,
    [counties],
  )
  const at = system.clock.now().toISOString()
  await client.query(keepVillages, [JSON.stringify(asked), at])
  await client.query(emptyVillages, [JSON.stringify(asked), at])
  await client.query(addUp, [JSON.stringify(await townshipsOf(client, asked)), at])
  await client.query(addUp, [JSON.stringify(countiesOf(asked)), at])
  await client.query(
    `update indicator_counts set counted_at = $3::timestamptz
     from unnest($1::text[], $2::text[]) as touched (county_code, month)
     where indicator_counts.county_code = touched.county_code and indicator_counts.month = touched.month`,
    [asked.map(row => row.county_code), asked.map(row => row.month), at],
  )
}

interface Parent {
  code: string
  month: string
}

async function townshipsOf(client: pg.ClientBase, asked: readonly Asked[]): Promise<Parent[]> {
  const { rows } = await client.query<Parent>(
    `select distinct region.code, asked.month
     from jsonb_to_recordset($1::jsonb) as asked (
       from_code text collate "C", to_code text collate "C", month text collate "C")
     join regions region on region.level = 'township'
       and region.code >= left(asked.from_code, 9) || '000' and region.code <= asked.to_code`,
    [JSON.stringify(asked)],
  )
  return rows
}

function countiesOf(asked: readonly Asked[]): Parent[] {
  const parents = asked.map(({ from_code, month }) => ({ code: ancestorAt(from_code, 'county'), month }))
  return [...new Map(parents.map(parent => [`${parent.code} ${parent.month}`, parent])).values()]
}

/** Writes down that counties were counted in full today. */
export async function markCounted(
  client: pg.ClientBase,
  system: System,
  ranges: readonly VillageRange[],
): Promise<void> {
  const now = system.clock.now()
  await client.query(
    `insert into indicator_counts (county_code, region_code, month, counted_on, counted_at)
     select left(code, 6), code, month, $3::date, $4::timestamptz from unnest($1::text[], $2::text[]) as t (code, month)
     on conflict (county_code, month) do update set counted_on = excluded.counted_on, counted_at = excluded.counted_at`,
    [
      ranges.map(range => `${countyCodeOf(range.from)}000000`),
      ranges.map(range => range.month),
      dayOf(now),
      now.toISOString(),
    ],
  )
}
