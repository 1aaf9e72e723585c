// The elders an assessment is about: where they live, and every record that is known to be the same person.
import { sql } from 'kysely'
import type { Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

export interface ElderRef {
  countyCode: string
  elderId: string
}

export interface Home extends ElderRef {
  regionCode: string
  /** Null also for a merged record: its elder lives on in another one. */
  endedOn: Day | null
}

/** Many at once, by elder; those outside the area are missing. */
export async function homesOf(context: Context, refs: readonly ElderRef[]): Promise<Map<string, Home>> {
  if (refs.length === 0) return new Map()
  const found = await sql<Home>`
    select e.county_code, e.id as elder_id, e.region_code,
      case when e.merged_into is null then e.ended_on end as ended_on
    from unnest(${refs.map(ref => ref.countyCode)}::text[], ${refs.map(ref => ref.elderId)}::uuid[])
      as wanted (county_code, id)
    join elders e on e.county_code = wanted.county_code and e.id = wanted.id`.execute(context.tx)
  return new Map(found.rows.map(home => [home.elderId, home]))
}

export async function homeOf(context: Context, ref: ElderRef): Promise<Home> {
  const home = (await homesOf(context, [ref])).get(ref.elderId)
  if (!home) throw unknownElder()
  return home
}

/** All records of the person a record stands for (docs/decisions/0015). */
export async function recordsOf(context: Context, { countyCode, elderId }: ElderRef): Promise<string[]> {
  const found = await sql<{ ids: string[] }>`
    select person.id || person.merged_ids as ids
    from elders given
    join elders person on person.county_code = given.county_code
      and person.id = coalesce(given.merged_into, given.id)
    where given.county_code = ${countyCode} and given.id = ${elderId}`.execute(context.tx)
  const ids = found.rows[0]?.ids
  if (!ids) throw unknownElder()
  return ids
}

/** Why nothing can be recorded of this elder on that day; null when it can. */
export function whyNoRecord(home: Home | undefined, on: Day): Refused | null {
  if (!home) return unknownElder()
  if (home.endedOn !== null && on > home.endedOn)
    return new Refused(
      'rule_broken',
      `档案显示这位老年人已于 ${home.endedOn} 去世或迁出，之后不能再记录。如登记有误，请联系乡镇更正后重新提交。`,
    )
  return null
}

export function unknownElder(): Refused {
  return new Refused(
    'not_found',
    '没有这位老年人，或者不在您的辖区内。请从档案里重新选择；手机上的记录会保留，可联系乡镇核对。',
  )
}
