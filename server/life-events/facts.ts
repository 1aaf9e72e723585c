// Reads what an event has to be thought through with; the rules themselves are pure (domain/life-events/cascade.ts).
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { LifeFacts, Stay } from '../../domain/life-events/facts.ts'
import type { LifeEventInput } from '../../domain/life-events/life-event.ts'
import { visitorsOf } from '../accounts/accounts.ts'
import { openCasesOf } from '../aid-cases/aid-cases.ts'
import type { Context } from '../kernel/context.ts'
import { unknownElder } from './refusals.ts'

interface KeptElder {
  id: string
  name: string
  regionCode: string
  villageName: string
  householdId: string
  address: string
  hamlet: string | null
  registeredOn: string
  endedOn: string | null
  mergedInto: string | null
  mergedIds: string[]
  numbers: LifeFacts['numbers']
  seenAfter: number
  stays: Stay[]
  memberships: LifeFacts['memberships']
  assignment: { id: string; visitorName: string; validFrom: string; accountId: string } | null
  household: LifeFacts['household']
}

export interface Facts extends LifeFacts {
  /** All records of the person. */
  elderIds: readonly string[]
}

/** With `lock` nobody changes the record until the event is written. */
export async function factsFor(
  context: Context,
  event: Pick<LifeEventInput, 'countyCode' | 'elderId' | 'happenedOn' | 'details' | 'kind'>,
  lock: boolean,
): Promise<Facts> {
  const { countyCode, elderId } = event
  if (lock)
    await sql`select from elders where county_code = ${countyCode} and id = ${elderId}::uuid for update`.execute(
      context.tx,
    )
  const { mergedIds, assignment, stays, numbers, memberships, household, seenAfter, ...elder } =
    await readElder(context, event)
  const elderIds = [elder.id, ...mergedIds]
  const destination = await destinationOf(context, event)
  const cases = await openCasesOf(context, { countyCode, elderIds }, destination?.regionCode ?? null)
  const setting = (key: SettingOfDays) => context.setting(key, elder.regionCode)
  return {
    today: context.today,
    elder,
    elderIds,
    stays,
    numbers,
    memberships,
    assignment: assignment && {
      id: assignment.id,
      visitorName: assignment.visitorName,
      validFrom: assignment.validFrom,
      reachesDestination:
        destination !== null && (await reaches(context, assignment.accountId, destination.regionCode)),
    },
    cases,
    household,
    destination,
    seenAfter,
    rules: {
      dischargeVisitDays: setting('lifeEvent.dischargeVisitDays'),
      bereavedVisitDays: setting('lifeEvent.bereavedVisitDays'),
      returnVisitDays: setting('lifeEvent.returnVisitDays'),
      absentDays: setting('visitRate.absentDays'),
      deathReportDays: setting('lifeEvent.deathReportDays'),
      reportDays: setting('lifeEvent.reportDays'),
    },
    newId: () => uuidV7(context.now.getTime(), randomBytes(10)),
  }
}

type SettingOfDays =
  | 'visitRate.absentDays'
  | 'lifeEvent.dischargeVisitDays'
  | 'lifeEvent.bereavedVisitDays'
  | 'lifeEvent.returnVisitDays'
  | 'lifeEvent.deathReportDays'
  | 'lifeEvent.reportDays'

/** One statement for all that hangs on the record; facts of merged records belong to the person too. */
async function readElder(
  { tx }: Context,
  { countyCode, elderId, happenedOn }: Pick<LifeEventInput, 'countyCode' | 'elderId' | 'happenedOn'>,
): Promise<KeptElder> {
  const found = await sql<KeptElder>`
    select e.id, e.name, e.region_code, village.short_name as village_name, e.household_id, h.address, h.hamlet,
      e.registered_on, e.ended_on, e.merged_into, e.merged_ids,
      (select coalesce(json_agg(json_build_object('id', c.elder_id, 'hash', c.number_hash)), '[]')
        from citizen_number_claims c where c.county_code = e.county_code
          and c.elder_id = any(e.id || e.merged_ids)
      ) as numbers,
      (select count(*) from visits v where v.county_code = e.county_code
        and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met' and v.visited_on > ${happenedOn}::date
      ) as seen_after,
      (select coalesce(json_agg(json_build_object('id', a.id, 'kind', a.kind, 'validFrom', a.valid_from,
          'validTo', a.valid_to, 'reason', a.reason) order by a.valid_from, a.id), '[]')
        from elder_absences a where a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids)
      ) as stays,
      (select coalesce(json_agg(json_build_object('id', m.id, 'group', m."group", 'validFrom', m.valid_from,
          'validTo', m.valid_to)
          order by m.valid_from, m.id), '[]')
        from elder_memberships m where m.county_code = e.county_code
          and m.elder_id = any(e.id || e.merged_ids) and m.voided_at is null
          and (m.valid_to is null or m.valid_to > ${happenedOn}::date)
      ) as memberships,
      (select json_build_object('id', v.id, 'visitorName', visitor.name, 'validFrom', v.valid_from,
          'accountId', v.account_id)
        from visitor_assignments v join accounts visitor on visitor.id = v.account_id
        where v.county_code = e.county_code and v.elder_id = e.id and v.valid_to is null
      ) as assignment,
      (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name) order by o.born_on, o.id), '[]')
        from elders o where o.county_code = e.county_code and o.household_id = e.household_id
          and o.id <> e.id and o.ended_on is null and o.merged_into is null
      ) as household
    from elders e
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = e.region_code
    where e.county_code = ${countyCode} and e.id = ${elderId}::uuid`.execute(tx)
  const elder = found.rows[0]
  if (!elder) throw unknownElder()
  return elder
}

async function destinationOf(
  { tx }: Context,
  { kind, details }: Pick<LifeEventInput, 'kind' | 'details'>,
): Promise<LifeFacts['destination']> {
  if (kind !== 'movedWithinCounty' || details.toRegionCode === null) return null
  const village = await tx
    .selectFrom('regions')
    .where('code', '=', details.toRegionCode)
    .where('level', '=', 'village')
    .select(['code as regionCode', 'shortName as name'])
    .executeTakeFirst()
  return village ?? null
}

/** Whether a visitor's post holds the village too. */
async function reaches({ tx, today }: Context, accountId: string, regionCode: string): Promise<boolean> {
  return (await visitorsOf(tx, regionCode, today)).some(({ id }) => id === accountId)
}
