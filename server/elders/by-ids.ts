// The few fields other modules show of an elder, many at once.
import { sql } from 'kysely'
import type { Transaction } from '../kernel/database.ts'
import type { ElderKey } from './rows.ts'

export interface ElderBrief extends ElderKey {
  regionCode: string
  villageName: string
  name: string
  bornOn: string | null
  endedOn: string | null
  synthetic: boolean
}

/** By id; those outside the area or unknown are missing. Names come in full: mask them with `nameFor`. */
export async function eldersByIds(
  tx: Transaction,
  keys: readonly ElderKey[],
): Promise<Map<string, ElderBrief>> {
  if (keys.length === 0) return new Map()
  const found = await sql<ElderBrief>`
    select e.county_code, e.id, e.region_code, village.short_name as village_name, e.name, e.born_on,
      e.ended_on, e.synthetic
    from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
      as wanted (county_code, id)
    join elders e on e.county_code = wanted.county_code and e.id = wanted.id
    join regions village on village.code = e.region_code`.execute(tx)
  return new Map(found.rows.map(row => [row.id, row]))
}
