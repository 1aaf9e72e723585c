// A visit or a call made after the declaration answers the duty, however late the phone sends it.
import { sql } from 'kysely'
import { dutyAfter } from '../../domain/surges/rules.ts'
import type { VisitMethod, VisitResult } from '../../domain/visits/visit.ts'
import type { Context } from '../kernel/context.ts'

export interface MadeVisit {
  countyCode: string
  id: string
  elderId: string
  visitorId: string
  method: VisitMethod
  result: VisitResult
  startedAt: string
}

export async function answerDuties({ tx }: Pick<Context, 'tx'>, visits: readonly MadeVisit[]): Promise<void> {
  const made = visits.flatMap(visit => {
    const state = dutyAfter(visit)
    if (state === 'unreached') return []
    const { countyCode, id, elderId, visitorId, method, startedAt } = visit
    return [{ countyCode, id, elderId, visitorId, state, byPhone: method !== 'home', startedAt }]
  })
  if (made.length === 0) return
  await sql`
    update surge_duties d set state = told.state, visit_id = told.id, visitor_id = told."visitorId",
      by_phone = told."byPhone", reached_at = case when told.state = 'reached' then told."startedAt" end
    from (
      select distinct on (o.county_code, o.surge_id, o.elder_id) o.county_code, o.surge_id,
        o.elder_id as duty_elder, visit.*
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as visit ("countyCode" text, id uuid,
        "elderId" uuid, "visitorId" uuid, state text, "byPhone" boolean, "startedAt" timestamptz)
      join elders e on e.county_code = visit."countyCode" and e.id = visit."elderId"
      join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
      join surge_duties o on o.county_code = person.county_code
        and o.elder_id = any(array[e.id] || person.id || person.merged_ids) and o.state <> 'reached'
      join surge_villages v on v.county_code = o.county_code and v.surge_id = o.surge_id
        and v.region_code = o.region_code
      where visit."startedAt" >= v.declared_at and (v.ended_at is null or visit."startedAt" <= v.ended_at)
      order by o.county_code, o.surge_id, o.elder_id, visit.state = 'reached' desc, visit."startedAt"
    ) told
    where d.county_code = told.county_code and d.surge_id = told.surge_id and d.elder_id = told.duty_elder
      and d.state <> 'reached'`.execute(tx)
}
