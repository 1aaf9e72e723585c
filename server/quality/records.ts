// Opens a number of the quality board as the list of elders it counts, as they stand this moment.
import { sql } from 'kysely'
import type { ElderRow } from '../../domain/elders/elder.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { QualityMeasure } from '../../domain/quality/measures.ts'
import { elderRows } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'
import { onRecord, qualityConditions } from './conditions.ts'

interface Question {
  regionCode: string
  measure: QualityMeasure
  limit: number
  after?: string | undefined
}

export async function qualityRecords(
  context: Context,
  { regionCode, measure, limit, after }: Question,
): Promise<{ rows: ElderRow[]; next: string | null }> {
  const { tx, today } = context
  const { from, to } = areaOf(regionCode)
  const place = placeFrom(after) ?? firstPlace
  await sql`set local enable_sort = off`.execute(tx)
  const found = await sql<{ countyCode: string; regionCode: string; id: string }>`
    select e.county_code, e.region_code, e.id from elders e
    where e.county_code >= ${from.slice(0, 6)} and e.county_code <= ${to.slice(0, 6)}
      and e.region_code >= ${from} and e.region_code <= ${to} and ${onRecord}
      and ${qualityConditions(today)[measure]}
      and (e.county_code, e.region_code, e.id)
        > (${place.sort.slice(0, 6)}, ${place.sort}, ${place.id}::uuid)
    order by e.county_code, e.region_code, e.id
    limit ${limit + 1}`.execute(tx)
  await sql`set local enable_sort = on`.execute(tx)
  const page = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  return { rows: await elderRows(context, page), next: last ? cursorOf(last.regionCode, last.id) : null }
}
