// Whose home it is: officers by their area; whoever runs a station only where she is named as its keeper.
import { sql } from 'kysely'
import type { AbilityLevel } from '../../domain/assessments/ability.ts'
import type { FacilityKind, FacilityState } from '../../domain/facilities/facility.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { isInstitution } from '../../domain/stays/stay.ts'
import type { Context } from '../kernel/context.ts'

/** To be appended to a condition on a table or alias with county_code and the facility's id in `id`. */
export function mineOnly({ actor }: Context, alias: string, id = 'id') {
  if (actor.role !== 'stationManager') return sql``
  return sql`and exists (select from station_keepers me where me.county_code = ${sql.ref(`${alias}.county_code`)}
    and me.facility_id = ${sql.ref(`${alias}.${id}`)} and me.account_id = ${actor.accountId} and me.valid_to is null)`
}

export interface Home {
  countyCode: string
  facilityId: string
  regionCode: string
  name: string
  placeName: string
  kind: FacilityKind
  state: FacilityState
  beds: number
  fullDayLodging: boolean
  /** Kind of staff → how many. */
  staff: Partial<Record<string, number>>
}

export interface HomeKey {
  countyCode: string
  facilityId: string
}

/** Refuses like a wrong id. */
export async function getHome(context: Context, { countyCode, facilityId }: HomeKey): Promise<Home> {
  const { rows } = await sql<Home>`
    select f.county_code, f.id as facility_id, f.region_code, f.name, place.short_name as place_name, f.kind, f.state,
      f.beds, f.full_day_lodging, f.staff
    from facilities f join regions place on place.code = f.region_code
    where f.county_code = ${countyCode} and f.id = ${facilityId}::uuid ${mineOnly(context, 'f')}`.execute(
    context.tx,
  )
  const [home] = rows
  if (!home) throw unknownHome()
  return home
}

export function unknownHome(): Refused {
  return new Refused('not_found', '没有找到这个机构，或它不归您管。请联系乡镇核对。')
}

/** Village kinds help each other; the others look after whoever lives there. */
const stationKinds: readonly FacilityKind[] = [
  'mutualAidStation',
  'elderCourtyard',
  'dayCare',
  'practiceStation',
]
export const isStation = (kind: FacilityKind): boolean => stationKinds.includes(kind)

export function countsAsInstitution(
  setting: (key: 'facility.filingBeds', regionCode: string) => number,
  home: Pick<Home, 'kind' | 'beds' | 'fullDayLodging' | 'regionCode'>,
): boolean {
  return isInstitution(
    { beds: home.beds, lodging: home.fullDayLodging, isStation: isStation(home.kind) },
    setting('facility.filingBeds', home.regionCode),
  )
}

/** Who the elder is: the record that stands for the person, as the caller may see her. */
export interface Lodger {
  elderId: string
  regionCode: string
  name: string
  endedOn: string | null
  isTekun: boolean
  abilityLevel: AbilityLevel | null
}

export async function getLodger(context: Context, countyCode: string, elderId: string): Promise<Lodger> {
  const { rows } = await sql<Lodger>`
    select e.id as elder_id, e.region_code, e.name, e.ended_on, ${tekunOn(context.today)} as is_tekun,
      (select a.result_level from ability_assessments a where a.county_code = e.county_code
        and a.elder_id = any(e.id || e.merged_ids) and a.stage in ('settled', 'told')
        order by a.assessed_on desc, a.submitted_at desc limit 1) as ability_level
    from elders given
    join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
    where given.county_code = ${countyCode} and given.id = ${elderId}::uuid`.execute(context.tx)
  const [lodger] = rows
  if (!lodger) throw new Refused('not_found', '没有找到这位老人，或她不在您的辖区内。请联系乡镇核对。')
  context.concerns(countyCode, [lodger.elderId])
  return lodger
}

/** Whether `e` is on record as tekun on a day. */
export function tekunOn(day: string) {
  return sql<boolean>`exists (select from elder_memberships m where m.county_code = e.county_code
    and m.elder_id = any(e.id || e.merged_ids) and m."group" = 'tekun' and m.voided_at is null
    and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date))`
}
