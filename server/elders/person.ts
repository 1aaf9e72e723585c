// The person behind a record: the record that stands, and the ids under which facts about her were written.
import { sql } from 'kysely'
import type { Day } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'
import { unknownElder } from './record.ts'
import type { ElderKey } from './rows.ts'

export interface Person {
  id: string
  ids: string[]
  regionCode: string
  endedOn: Day | null
}

/** By any of her records, merged or standing; refuses what is unknown or outside the area. */
export async function personOf({ tx }: Context, { countyCode, id }: ElderKey): Promise<Person> {
  const found = await sql<Person>`
    select e.id, e.id || e.merged_ids as ids, e.region_code, e.ended_on
    from elders given
    join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
    where given.county_code = ${countyCode} and given.id = ${id}`.execute(tx)
  const person = found.rows[0]
  if (!person) throw unknownElder()
  return person
}
