// Adds up the elders of villages to townships and counties by what is within their reach. The elders are those of the
// indicators, so that every board says the same number.
import { type RawBuilder, sql } from 'kysely'
import { type CoverageMeasure, coverageMeasures, wantedBy } from '../../domain/coverage/coverage.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { Transaction } from '../kernel/database.ts'

/** No feet in winter and nobody who brings it: for boards and lists the same words. */
export const isWithout = sql<boolean>`(not r.reached_winter and r.brought_by is null)`

/** Elders of a measure in a kept village `r`. */
export const eldersOf = (measure: CoverageMeasure): RawBuilder<number> =>
  measure === 'eldersOnRecord' ? sql`r.on_record` : sql`coalesce((r.elders ->> ${measure}::text)::int, 0)`

/** What ought to stand beside the reach of these counties' villages. */
export function eldersWanted(counties: RawBuilder<string[]>, month: Month): RawBuilder<unknown> {
  return sql`
    select r.county_code, r.region_code, r.service,
      coalesce((told.elders ->> (${JSON.stringify(wantedBy)}::jsonb ->> r.service))::int, 0) as wanting,
      coalesce((told.elders ->> 'eldersOnRecord')::int, 0) as on_record, coalesce(told.elders, '{}') as elders
    from coverage_villages r
    left join (
      select v.county_code, v.region_code, jsonb_object_agg(v.indicator, v.value) as elders from indicator_values v
      where v.county_code = any(${counties}) and v.month = ${month}
        and v.indicator = any(${[...coverageMeasures]}::text[]) and v.value > 0
      group by 1, 2
    ) told on told.county_code = r.county_code and told.region_code = r.region_code
    where r.county_code = any(${counties})`
}

/** What ought to stand in coverage_counts for these counties. */
export function countsWanted(counties: RawBuilder<string[]>, month: Month): RawBuilder<unknown> {
  return sql`
    select r.county_code, place.code as region_code, r.service, v.indicator as measure, sum(v.value)::int as elders,
      coalesce(sum(v.value) filter (where r.reached_summer), 0)::int as on_foot_summer,
      coalesce(sum(v.value) filter (where r.reached_winter), 0)::int as on_foot_winter,
      coalesce(sum(v.value) filter (where r.brought_by is not null), 0)::int as brought,
      coalesce(sum(v.value) filter (where ${isWithout}), 0)::int as without,
      count(*)::int as villages, (count(*) filter (where ${isWithout}))::int as villages_without
    from coverage_villages r
    join indicator_values v on v.county_code = r.county_code and v.region_code = r.region_code
      and v.month = ${month} and v.indicator = any(${[...coverageMeasures]}::text[]) and v.value > 0
    cross join lateral (values (left(r.region_code, 9) || '000'), (r.county_code || '000000')) as place (code)
    where r.county_code = any(${counties})
    group by 1, 2, 3, 4`
}

/** Counties whose elders or reach have moved since they were counted. */
export async function countCounties(tx: Transaction, month: Month): Promise<void> {
  const due = await sql<{ countyCode: string }>`
    select m.county_code from coverage_marks m
    left join indicator_counts i on i.county_code = m.county_code and i.month = ${month}
    where m.counted_at is null or m.month is distinct from ${month} or i.counted_at > m.counted_at
    order by 1`.execute(tx)
  const counties = due.rows.map(row => row.countyCode)
  if (counties.length === 0) return
  const asked = sql<string[]>`${counties}::text[]`
  // The mark takes the instant of the elders' count it is made from: a count that comes meanwhile is found next time.
  await sql`
    with wanted as materialized (${countsWanted(asked, month)}),
    told as (
      update coverage_villages kept set wanting = w.wanting, on_record = w.on_record, elders = w.elders
      from (${eldersWanted(asked, month)}) w
      where kept.county_code = w.county_code and kept.region_code = w.region_code and kept.service = w.service
        and (kept.wanting, kept.on_record, kept.elders) is distinct from (w.wanting, w.on_record, w.elders)
    ),
    gone as (
      delete from coverage_counts kept where kept.county_code = any(${asked}) and not exists (
        select from wanted w where w.county_code = kept.county_code and w.region_code = kept.region_code
          and w.service = kept.service and w.measure = kept.measure)
    ),
    marked as (
      update coverage_marks m set month = ${month}, counted_at = coalesce(
        (select i.counted_at from indicator_counts i where i.county_code = m.county_code and i.month = ${month}),
        m.reckoned_at)
      where m.county_code = any(${asked})
    )
    insert into coverage_counts as kept (county_code, region_code, service, measure, elders, on_foot_summer,
      on_foot_winter, brought, without, villages, villages_without)
    select * from wanted
    on conflict (county_code, region_code, service, measure) do update set
      elders = excluded.elders, on_foot_summer = excluded.on_foot_summer,
      on_foot_winter = excluded.on_foot_winter, brought = excluded.brought, without = excluded.without,
      villages = excluded.villages, villages_without = excluded.villages_without
    where (kept.elders, kept.on_foot_summer, kept.on_foot_winter, kept.brought, kept.without, kept.villages,
        kept.villages_without)
      is distinct from (excluded.elders, excluded.on_foot_summer, excluded.on_foot_winter, excluded.brought,
        excluded.without, excluded.villages, excluded.villages_without)`.execute(tx)
}
