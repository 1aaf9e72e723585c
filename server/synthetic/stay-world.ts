// What the loaders of stays share: homes that lodge, whom they may take in, and what a resident is.
import { sql } from 'kysely'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import type { FacilityKind } from '../../domain/facilities/facility.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import type { Transaction } from '../kernel/database.ts'
import type { Chance } from './chance.ts'

export interface LodgingHome {
  countyCode: string
  facilityId: string
  regionCode: string
  name: string
  kind: FacilityKind
  beds: number
  managerName: string | null
}

export interface Resident {
  id: string
  home: LodgingHome
  elderId: string
  name: string
  isTekun: boolean
  bedId: string
  admittedOn: Day
}

export interface Loading {
  tx: Transaction
  now: Date
  today: Day
  chance: Chance
  countyCode: string
}

export const demoId = (login: string) =>
  demoAccounts.find(one => one.login === `demo-${login}`)?.accountId ?? null
export const isVillages = (home: LodgingHome) =>
  home.kind === 'mutualAidStation' || home.kind === 'elderCourtyard'

/** The village's own station first: it is the one that is shown. */
export async function homesOf({ tx, countyCode }: Loading): Promise<LodgingHome[]> {
  const { rows } = await sql<LodgingHome>`
    select f.county_code, f.id as facility_id, f.region_code, f.name, f.kind, f.beds, f.manager_name
    from facilities f where f.county_code = ${countyCode} and f.state = 'running' and f.beds > 0
    order by (f.kind = 'mutualAidStation' and f.region_code = (select p.region_code from posts p
      where p.account_id = ${demoId('station')} limit 1)) desc, (f.kind = 'mutualAidStation') desc, f.id`.execute(
    tx,
  )
  return rows
}

export interface Someone {
  elderId: string
  regionCode: string
  name: string
  isTekun: boolean
  inInstitution: boolean
  livesAlone: boolean
}

/** Those at home, alone first; and those whom the ledger of elders has in an institution already. */
export async function peopleOf({ tx, countyCode, today }: Loading): Promise<Someone[]> {
  const isIn = (group: string) => sql<boolean>`exists (select from elder_memberships m
    where m.county_code = e.county_code and m.elder_id = e.id and m."group" = ${group} and m.voided_at is null
      and m.valid_to is null)`
  const { rows } = await sql<Someone>`
    select e.id as elder_id, e.region_code, e.name, ${isIn('tekun')} as is_tekun, ${isIn('livesAlone')} as lives_alone,
      exists (select from elder_absences a where a.county_code = e.county_code and a.elder_id = e.id
        and a.kind = 'institution' and a.valid_to is null) as in_institution
    from elders e
    where e.county_code = ${countyCode} and e.ended_on is null and e.merged_into is null
      and e.born_on < ${addDays(today, -66 * 365)}::date
      and not exists (select from elder_absences a where a.county_code = e.county_code and a.elder_id = e.id
        and a.kind <> 'institution' and a.valid_to is null)
    order by e.id`.execute(tx)
  return rows
}
