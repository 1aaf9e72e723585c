// What follows an incident, beyond the kitchen's own area: visits to all who ate, cases of the ill, word to the officers.
import { sql } from 'kysely'
import { officersAbove } from '../accounts/accounts.ts'
import { type CaseWork, openSignalCases } from '../aid-cases/aid-cases.ts'
import { raiseNotices, settleNotices } from '../notices/notices.ts'
import { oweVisitsByMeal, withdrawOwed } from '../visits/visits.ts'

interface Followed {
  countyCode: string
  id: string
  regionCode: string
  state: string
  canteenName: string
  reportBy: string | null
  isLate: boolean
  ill: number
}

const module = 'canteen-safety'

/** Safe to repeat: a visit has the id of its line, a case its signal, a notice its subject. */
export async function followIncidents(work: CaseWork, countyCode: string): Promise<string[]> {
  const now = work.now.toISOString()
  const { rows } = await sql<Followed>`
    select i.county_code, i.id, i.region_code, i.state, c.name as canteen_name, i.report_by,
      (i.report_by < ${now} and i.late_told_at is null and i.state <> 'incidentOver'
        and (i.market_told_at is null or i.health_told_at is null)) as is_late,
      (i.others_ill + (select count(*) from food_incident_diners d where d.county_code = i.county_code
        and d.incident_id = i.id and d.illness <> 'notIll'))::int as ill
    from food_incidents i join canteens c on c.county_code = i.county_code and c.id = i.canteen_id
    where i.county_code = ${countyCode} and (i.followed_at is null or i.state <> 'incidentOver'
      and i.report_by < ${now} and i.late_told_at is null
      and (i.market_told_at is null or i.health_told_at is null))
    for update of i skip locked`.execute(work.tx)
  if (rows.length === 0) return []
  const over = rows.filter(one => one.state === 'incidentOver')
  const standing = rows.filter(one => one.state !== 'incidentOver')
  const moved = [...(await callOnDiners(work, standing)), ...(await letDinersBe(work, over))]
  await tellOfficers(work, standing)
  await settleNotices(
    work.tx,
    work,
    over.map(one => ({ countyCode, module, id: one.id })),
  )
  await sql`
    update food_incidents i set followed_at = ${now},
      late_told_at = case when i.id = any(${rows.filter(one => one.isLate).map(one => one.id)}::uuid[])
        then ${now}::timestamptz else i.late_told_at end
    where i.county_code = ${countyCode} and i.id = any(${rows.map(one => one.id)}::uuid[])`.execute(work.tx)
  return moved
}

interface DinerRow {
  elderId: string
  regionCode: string
  illness: 'notIll' | 'feelsIll' | 'illInHospital'
  visitId: string
  incidentId: string
  canteenName: string
  stopped: boolean
}

/** All who ate are called on once the kitchen stands still; who is ill is a case from the first one on. */
async function callOnDiners(work: CaseWork, incidents: readonly Followed[]): Promise<string[]> {
  const [first] = incidents
  if (!first) return []
  const { rows } = await sql<DinerRow>`
    select d.elder_id, e.region_code, d.illness, d.visit_id, d.incident_id, c.name as canteen_name,
      i.stopped_at is not null as stopped
    from food_incident_diners d
    join food_incidents i on i.county_code = d.county_code and i.id = d.incident_id
    join canteens c on c.county_code = i.county_code and c.id = i.canteen_id
    join elders e on e.county_code = d.county_code and e.id = d.elder_id and e.ended_on is null
    where d.county_code = ${first.countyCode} and d.incident_id = any(${incidents.map(one => one.id)}::uuid[])
    order by e.region_code, d.elder_id`.execute(work.tx)
  const { countyCode } = first
  const called = rows.filter(one => one.stopped && one.illness !== 'illInHospital')
  await oweVisitsByMeal(
    work.tx,
    called.map(one => ({
      ...{ countyCode, id: one.visitId, regionCode: one.regionCode, elderId: one.elderId },
      ...{ reason: 'ateSuspectMeal' as const, on: work.today, eventId: one.incidentId },
    })),
  )
  const ill = rows.filter(one => one.illness !== 'notIll')
  const cases = await openSignalCases(
    work,
    ill.map(one => ({
      ...{ countyCode, regionCode: one.regionCode, elderId: one.elderId, at: work.now },
      level: one.illness === 'illInHospital' ? ('p0' as const) : ('p1' as const),
      source: 'atMeals' as const,
      signalKey: `food:${one.incidentId}`,
      trouble: `在${one.canteenName}用餐后不适${one.illness === 'illInHospital' ? '，已送医' : ''}`,
    })),
  )
  await sql`
    update food_incident_diners d set case_id = opened.case_id
    from unnest(${ill.map(one => one.incidentId)}::uuid[], ${ill.map(one => one.elderId)}::uuid[],
      ${cases.map(one => one.caseId)}::uuid[]) as opened (incident_id, elder_id, case_id)
    where d.county_code = ${countyCode} and d.incident_id = opened.incident_id
      and d.elder_id = opened.elder_id`.execute(work.tx)
  return called.map(one => one.elderId)
}

/** It is over: whoever has not been called on yet need not be for this. Cases go their own way. */
async function letDinersBe(work: CaseWork, incidents: readonly Followed[]): Promise<string[]> {
  const [first] = incidents
  if (!first) return []
  const { rows } = await sql<{ visitId: string; elderId: string }>`
    select visit_id, elder_id from food_incident_diners
    where county_code = ${first.countyCode} and incident_id = any(${incidents.map(one => one.id)}::uuid[])`.execute(
    work.tx,
  )
  await withdrawOwed(
    work.tx,
    work.now,
    rows.map(row => ({ countyCode: first.countyCode, id: row.visitId })),
  )
  return rows.map(row => row.elderId)
}

const clockText = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)

/** Township and county, at once; and once more when the two hours are over and an office has not been told. */
async function tellOfficers(work: CaseWork, incidents: readonly Followed[]): Promise<void> {
  const told = incidents.filter(one => one.reportBy !== null)
  if (told.length === 0) return
  const officers = await officersAbove(
    work.tx,
    told.map(one => one.regionCode),
    work.today,
  )
  const near = officers.filter(one => one.role === 'townshipOfficer' || one.role === 'countyOfficer')
  const wake = (job: string) => work.afterCommit(() => work.system.wake(job))
  await raiseNotices(
    work.tx,
    { now: work.now, wake },
    told.flatMap(one =>
      near
        .filter(officer => isAbove(officer.regionCode, one.regionCode))
        .map(officer => ({
          ...{ countyCode: one.countyCode, regionCode: one.regionCode, toAccountId: officer.id },
          ...{ kind: 'foodIncident' as const, urgency: 'urgent' as const, subject: { module, id: one.id } },
          text: one.isLate
            ? `${one.canteenName}停餐已超过报告时限，市场监管或卫生健康部门还没有登记报告，请马上报告。`
            : `${one.canteenName}有 ${one.ill} 人用餐后不适，已停餐。请在 ${clockText(one.reportBy ?? '')} 前报告市场监管局和卫生健康局。`,
          occasion: one.isLate ? 'late' : '',
        })),
    ),
  )
}

/** The significant part of a region's code is how its places begin. */
function isAbove(region: string, place: string): boolean {
  return place.startsWith(region.replace(/(000)+$/, ''))
}
