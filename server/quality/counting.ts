// Counts the quality of the ledger: live for one county, and every night for all, a county at a time.
import { type RawBuilder, sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import { type Day, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { type QualityMeasure, qualityMeasures } from '../../domain/quality/measures.ts'
import type { Context, System } from '../kernel/context.ts'
import { within } from '../kernel/database.ts'
import { onRecord, qualityConditions } from './conditions.ts'

export interface VillageCount {
  regionCode: string
  elders: number
  values: Record<QualityMeasure, number>
}

/** Villages of a region with somebody on record, each with all its counts. */
export function villageCounts(regionCode: string, today: Day): RawBuilder<VillageCount> {
  const { from, to } = areaOf(regionCode)
  const conditions = qualityConditions(today)
  const counts = qualityMeasures.keys.map(
    measure => sql`${sql.lit(measure)}, count(*) filter (where ${conditions[measure]})`,
  )
  return sql<VillageCount>`
    select e.region_code, count(*) as elders, jsonb_build_object(${sql.join(counts)}) as values
    from elders e
    where e.county_code >= ${from.slice(0, 6)} and e.county_code <= ${to.slice(0, 6)}
      and e.region_code >= ${from} and e.region_code <= ${to} and ${onRecord}
    group by e.region_code`
}

export async function countNow({ tx, today }: Context, regionCode: string): Promise<VillageCount[]> {
  return (await villageCounts(regionCode, today).execute(tx)).rows
}

/** Night by night the month's count is written over; at the turn of the month the last one stays. */
export async function countQuality(system: System): Promise<void> {
  const now = system.clock.now()
  const today = dayOf(now)
  const counties = await system.connections.db
    .selectFrom('regions')
    .select('code')
    .where('level', '=', 'county')
    .orderBy('code')
    .execute()
  for (const { code } of counties) await keepCounty(system, code, today, now)
}

async function keepCounty(system: System, code: string, today: Day, now: Date): Promise<void> {
  const counted = await within(system.connections.db, { area: areaOf(code), accountId: null }, false, tx =>
    villageCounts(code, today).execute(tx),
  )
  const rows = counted.rows.flatMap(({ regionCode, elders, values }) =>
    Object.entries({ elders, ...values }).map(([measure, value]) => ({
      region_code: regionCode,
      measure,
      value,
    })),
  )
  // The application's role may only read what was counted: the count itself is the job's.
  await system.connections.db.transaction().execute(async tx => {
    await sql`
      delete from quality_counts where county_code = ${code.slice(0, 6)} and month = ${monthOf(today)}
        and not (region_code = any(${counted.rows.map(row => row.regionCode)}::text[]))`.execute(tx)
    await sql`
      insert into quality_counts (county_code, region_code, month, measure, value, counted_at)
      select ${code.slice(0, 6)}, row.region_code, ${monthOf(today)}, row.measure, row.value,
        ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (region_code text collate "C", measure text, value bigint)
      on conflict (county_code, region_code, month, measure)
        do update set value = excluded.value, counted_at = excluded.counted_at`.execute(tx)
  })
}
