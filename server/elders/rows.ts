// Lines of a list of elders, masked for who looks, in the order of the keys given.
import { sql } from 'kysely'
import {
  type ElderRow,
  groupsOn,
  maskNumber,
  maskPhone,
  type RecordedGroup,
} from '../../domain/elders/elder.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'

export interface ElderKey {
  countyCode: string
  id: string
}

interface FoundRow {
  countyCode: string
  id: string
  regionCode: string
  villageName: string
  townshipName: string | null
  hamlet: string | null
  address: string
  ethnicity: string
  spokenLanguage: ElderRow['spokenLanguage']
  visitorName: string | null
  registeredOn: string
  confirmedOn: string | null
  name: string
  sex: ElderRow['sex']
  bornOn: string | null
  citizenNumberTail: string | null
  phoneTail: string | null
  recorded: RecordedGroup[]
  lastVisitedOn: string | null
  endedOn: string | null
}

/** Notes whom the list concerns: personal fields are read here and nowhere else for lists. */
export async function elderRows(context: Context, keys: readonly ElderKey[]): Promise<ElderRow[]> {
  if (keys.length === 0) return []
  const { tx, today } = context
  const found = await sql<FoundRow>`
    select e.county_code, e.id, e.region_code, village.short_name as village_name,
      township.short_name as township_name, e.name, e.sex, e.born_on, e.citizen_number_tail, e.phone_tail,
      e.ended_on, e.ethnicity, e.spoken_language, e.registered_on, e.confirmed_on, h.hamlet, h.address,
      (
        select visitor.name from visitor_assignments a join accounts visitor on visitor.id = a.account_id
        where a.county_code = e.county_code and a.elder_id = e.id and a.valid_to is null
      ) as visitor_name,
      array(
        select m."group" from elder_memberships m
        where m.county_code = e.county_code and m.elder_id = any(e.id || e.merged_ids)
          and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})
      ) as recorded,
      (
        select v.visited_on from visits v
        where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met'
        order by v.visited_on desc limit 1
      ) as last_visited_on
    from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
      with ordinality as wanted (county_code, id, position)
    join elders e on e.county_code = wanted.county_code and e.id = wanted.id
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = e.region_code
    left join regions township on township.code = left(e.region_code, 9) || '000'
    order by wanted.position`.execute(tx)
  noteConcerns(context, found.rows)
  return found.rows.map(row => rowFor(context, row))
}

function rowFor(context: Context, row: FoundRow): ElderRow {
  const { actor, today } = context
  const { citizenNumberTail, phoneTail, recorded, bornOn, townshipName, ...rest } = row
  return {
    ...rest,
    townshipName: townshipName ?? '',
    name: nameFor(actor.role, row.name),
    age: bornOn === null ? null : ageOn(bornOn, row.endedOn ?? today),
    groups: groupsOn(recorded, bornOn, today, context.setting('elder.veryOldAge', row.regionCode)),
    numberMask: maskNumber(citizenNumberTail),
    phoneMask: maskPhone(phoneTail),
  }
}

/** One note per county. */
export function noteConcerns(context: Context, keys: readonly ElderKey[]): void {
  const counties = new Map<string, string[]>()
  for (const { countyCode, id } of keys) {
    const ids = counties.get(countyCode)
    if (ids) ids.push(id)
    else counties.set(countyCode, [id])
  }
  for (const [countyCode, ids] of counties) context.concerns(countyCode, ids)
}
