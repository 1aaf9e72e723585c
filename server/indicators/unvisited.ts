// The elders a month still owes a visit: counted in the denominator of the rate and not in its numerator.
import { CompiledQuery, sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'
import { askedFor } from './asked.ts'
import { classification, elderConditions } from './figures.ts'

export interface UnvisitedQuestion {
  regionCode: string
  month: Month
  limit: number
  after: { regionCode: string; id: string } | null
}

export interface UnvisitedPage {
  keys: { countyCode: string; regionCode: string; id: string }[]
  next: { regionCode: string; id: string } | null
  /** Denominator less numerator, as the board shows them. */
  total: number
}

interface Village {
  regionCode: string
  owed: number
}

/** Told apart by the very words that count the rate; only villages that fill the page are looked into. */
export async function unvisitedElders(context: Context, question: UnvisitedQuestion): Promise<UnvisitedPage> {
  const { limit, after, month } = question
  const owing = await owingVillages(context, question)
  const total = owing.reduce((sum, village) => sum + village.owed, 0)
  const ahead = owing.filter(village => after === null || village.regionCode >= after.regionCode)
  const villages = enoughFor(limit, ahead, after?.regionCode)
  if (villages.length === 0) return { keys: [], next: null, total }
  const ranges = villages.map(({ regionCode }) => ({ from: regionCode, to: regionCode, month }))
  const found = await context.tx.executeQuery<UnvisitedPage['keys'][number]>(
    CompiledQuery.raw(
      `with ${classification}
       select county_code as "countyCode", region_code as "regionCode", id from classified
       where (${elderConditions.rateDenominator}) and not (${elderConditions.rateNumerator})
         and (region_code, id) > ($2::text, $3::uuid)
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
  const reached = villages.at(-1)?.regionCode ?? ''
  if (found.rows.length > limit && last)
    return { keys, next: { regionCode: last.regionCode, id: last.id }, total }
  const hasMore = ahead.length > villages.length
  return { keys, next: hasMore ? { regionCode: reached, id: lastId } : null, total }
}

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

async function owingVillages({ tx }: Context, { regionCode, month }: UnvisitedQuestion): Promise<Village[]> {
  const area = areaOf(regionCode)
  const { rows } = await sql<Village>`
    select region_code,
      sum(case indicator when 'rateDenominator' then value else -value end)::bigint as owed
    from indicator_values
    where month = ${month} and indicator in ('rateDenominator', 'rateNumerator')
      and region_code >= ${area.from} and region_code <= ${area.to} and right(region_code, 3) <> '000'
    group by region_code
    having sum(case indicator when 'rateDenominator' then value else -value end) > 0
    order by region_code`.execute(tx)
  return rows
}

/** One village more than a page needs, because the one reached may have been read to its end already. */
function enoughFor(limit: number, ahead: readonly Village[], reached: string | undefined): Village[] {
  const villages: Village[] = []
  let held = 0
  for (const village of ahead) {
    if (held > limit) break
    villages.push(village)
    if (village.regionCode !== reached) held += village.owed
  }
  return villages
}
