// The elders behind a figure, page by page, told apart by the very conditions that counted them.
import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { ElderIndicator } from '../../domain/indicators/indicators.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'
import { askedFor } from './asked.ts'
import { classification, elderConditions } from './figures.ts'

export interface BehindQuestion {
  indicator: ElderIndicator
  regionCode: string
  month: Month
  limit: number
  after: { regionCode: string; id: string } | null
  /** Only in villages of which this holds; given the column that holds their code. */
  inVillages?: (code: RawBuilder<unknown>) => RawBuilder<boolean>
}

interface Village {
  regionCode: string
  value: number
}

export interface BehindPage {
  keys: { countyCode: string; id: string }[]
  next: { regionCode: string; id: string } | null
}

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Only the villages whose figures fill this page are looked into, so a province is as quick as a township. */
export async function elderIdsBehind(context: Context, question: BehindQuestion): Promise<BehindPage> {
  const { limit, after, month, indicator } = question
  const { villages, hasMore } = await villagesFor(context, question)
  const lastVillage = villages.at(-1)
  if (!lastVillage) return { keys: [], next: null }
  const ranges = villages.map(({ regionCode }) => ({ from: regionCode, to: regionCode, month }))
  const found = await context.tx.executeQuery<{ countyCode: string; regionCode: string; id: string }>(
    CompiledQuery.raw(
      `with ${classification}
       select county_code as "countyCode", region_code as "regionCode", id from classified
       where (${elderConditions[indicator]}) and (region_code, id) > ($2::text, $3::uuid)
       order by region_code, id limit $4`,
      [
        JSON.stringify(askedFor(context.system, ranges)),
        after?.regionCode ?? '',
        after?.id ?? lastId,
        limit + 1,
      ],
    ),
  )
  const keys = found.rows.slice(0, limit)
  const last = keys.at(-1)
  if (found.rows.length > limit && last) return { keys, next: { regionCode: last.regionCode, id: last.id } }
  return { keys, next: hasMore ? { regionCode: lastVillage.regionCode, id: lastId } : null }
}

/** From the village reached on, as many as hold more than a page beyond it. */
async function villagesFor(
  { tx }: Context,
  { indicator, regionCode, month, limit, after, inVillages }: BehindQuestion,
): Promise<{ villages: Village[]; hasMore: boolean }> {
  const area = areaOf(regionCode)
  const from = after && after.regionCode > area.from ? after.regionCode : area.from
  const { rows } = await sql<Village>`
    select region_code, value from indicator_values
    where month = ${month} and indicator = ${indicator}
      and region_code >= ${from} and region_code <= ${area.to}
      and right(region_code, 3) <> '000' and value > 0
      ${inVillages ? sql`and ${inVillages(sql.ref('indicator_values.region_code'))}` : sql``}
    order by region_code
    limit ${limit + 2}`.execute(tx)
  const villages: Village[] = []
  let held = 0
  for (const village of rows) {
    if (held > limit) break
    villages.push(village)
    if (village.regionCode !== after?.regionCode) held += village.value
  }
  return { villages, hasMore: rows.length > villages.length || rows.length === limit + 2 }
}
