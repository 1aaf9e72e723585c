// Beds of care at home in the demonstration county: most served, some short of visits, one paused, one ended.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import type { AbilityLevel } from '../../domain/assessments/ability.ts'
import { type Stay, stayOn } from '../../domain/home-care/bed-rules.ts'
import { type BedTask, bedTasks } from '../../domain/home-care/home-bed.ts'
import { homeCareRulesVersion, monthsLater } from '../../domain/home-care/project-rules.ts'
import { addDays, addMonths, type Day, dayOf, daysBetween, monthOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { Chance } from './chance.ts'

const beds = 25

interface Frail {
  elderId: string
  regionCode: string
  name: string
  assessmentId: string
  level: AbilityLevel
  assessedOn: Day
  projectId: string | null
  stays: Stay[]
  devices: number
}

export async function loadHomeBeds(system: System, countyCode: string, seed: string): Promise<void> {
  const { db } = system.connections
  const chance = new Chance(`${seed}.home-beds`)
  const today = dayOf(system.clock.now())
  const officer = demoAccounts.find(one => one.login === 'demo-township')?.accountId ?? null
  const found = await sql<Frail>`
    select e.id as elder_id, e.region_code, e.name, a.id as assessment_id, a.result_level as level, a.assessed_on,
      (select p.id from adaptation_projects p where p.county_code = e.county_code and p.elder_id = e.id
        and p.stage in ('worksAccepted', 'lookedBack') limit 1) as project_id,
      (select coalesce(json_agg(json_build_object('kind', s.kind, 'validFrom', s.valid_from, 'validTo', s.valid_to)), '[]')
        from elder_absences s where s.county_code = e.county_code and s.elder_id = e.id) as stays,
      (select count(*)::int from home_devices d where d.county_code = e.county_code and d.elder_id = e.id
        and d.state = 'inUse') as devices
    from ability_assessments a join elders e on e.county_code = a.county_code and e.id = a.elder_id
    where a.county_code = ${countyCode} and a.stage in ('settled', 'told') and e.ended_on is null
      and a.result_level in ('moderate', 'severe', 'total') and a.assessed_on < ${today}::date - 20
      and not exists (select from elder_absences s where s.county_code = e.county_code and s.elder_id = e.id
        and s.kind = 'institution' and s.valid_to is null)
    order by (left(e.region_code, 9) = (select left(region_code, 9) from posts where account_id = ${officer} limit 1))
      desc nulls last, e.id
    limit ${beds}`.execute(db)
  if (found.rows.length === 0) return
  const provider = await providerOf(system, countyCode)
  const made = found.rows.map((frail, place) =>
    bedOf(frail, place, { countyCode, chance, today, officer, provider }),
  )
  await db
    .insertInto('homeBeds')
    .values(made.map(one => one.bed))
    .execute()
  await db
    .insertInto('homeBedTerms')
    .values(made.map(one => one.term))
    .execute()
  const visits = made.flatMap(one => one.visits)
  for (let from = 0; from < visits.length; from += 1000)
    await db
      .insertInto('homeBedVisits')
      .values(visits.slice(from, from + 1000))
      .execute()
  const months = made.flatMap(one => one.months)
  if (months.length > 0) await db.insertInto('homeBedMonths').values(months).execute()
}

interface Provider {
  id: string
  name: string
  workerId: string | null
}

/** Of the worker whose phone is shown around; otherwise an institution of the county. */
async function providerOf({ connections }: System, countyCode: string): Promise<Provider | null> {
  const hand = demoAccounts.find(one => one.login === 'demo-worker')?.accountId ?? null
  const found = await sql<Provider>`
    select p.id, p.name, w.id as worker_id from service_providers p
    left join service_workers w on w.county_code = p.county_code and w.provider_id = p.id
      and w.account_id = ${hand}::uuid and w.ended_on is null
    where p.county_code = ${countyCode} and p.ended_on is null
      and (w.id is not null or p.kind in ('careHome', 'countyWelfareCentre', 'townshipWelfareCentre'))
    order by w.id is null, p.name limit 1`.execute(connections.db)
  return found.rows[0] ?? null
}

interface Making {
  countyCode: string
  chance: Chance
  today: Day
  officer: string | null
  provider: Provider | null
}

function bedOf(frail: Frail, place: number, making: Making) {
  const { countyCode, chance, today, officer, provider } = making
  const isWaiting = place % 12 === 5
  const isEnded = place === 9
  const isOverdue = place === 14
  const earliest = Math.max(10, Math.min(330, daysBetween(frail.assessedOn, today) - 5))
  const fromOn = isOverdue
    ? addDays(monthsLater(today, -12), -9)
    : addDays(today, -chance.between(8, earliest))
  const toOn = addDays(monthsLater(fromOn, 12), -1)
  const openedOn = isWaiting ? null : addDays(fromOn, 3)
  const endedOn = isEnded ? addDays(today, -6) : null
  const placed = { countyCode, regionCode: frail.regionCode }
  const id = randomUUID()
  const terms = {
    ...{ providerId: provider?.id ?? null, providerName: provider?.name ?? '县社会福利服务中心' },
    ...{
      contractNumber: `JC${fromOn.slice(0, 4)}-${String(place + 1).padStart(3, '0')}`,
      signedOn: addDays(fromOn, -4),
    },
    ...{ signedWay: 'agentSigned' as const, signedName: `${frail.name}的家属`, fromOn, toOn },
    ...{ monthlyVisits: chance.happens(0.5) ? 4 : 3, feeFen: 10_000, subsidyFen: 30_000 },
  }
  const visits =
    openedOn === null
      ? []
      : visitsOf({ ...placed, bedId: id, elderId: frail.elderId }, openedOn, endedOn, frail, making)
  return {
    bed: {
      ...{
        ...placed,
        id,
        elderId: frail.elderId,
        assessmentId: frail.assessmentId,
        level: frail.level,
        ...terms,
      },
      adaptationProjectId: frail.projectId,
      noWorksWhy: openedOn !== null && frail.projectId === null ? '房屋新建，门口和厕所已有扶手' : null,
      noDeviceWhy: openedOn !== null && frail.devices === 0 ? '与子女同住，夜里有人' : null,
      state: endedOn ? ('bedEnded' as const) : openedOn ? ('bedInUse' as const) : ('bedContracted' as const),
      ...{ openedOn, endedOn, ending: isEnded ? ('elderWithdrew' as const) : null },
      ...{ endingNote: isEnded ? '女儿回来照料' : null, version: 1, synthetic: true },
      // Every third is nobody's yet: the desk has something to entrust.
      workerId: place % 3 === 2 || isEnded ? null : (provider?.workerId ?? null),
      ...{ recordedBy: officer, recordedAt: at(terms.signedOn) },
    },
    term: {
      ...{ ...placed, id: randomUUID(), bedId: id, ...terms },
      recordedBy: officer,
      recordedAt: at(fromOn),
    },
    visits,
    months: monthsOf({ ...placed, bedId: id }, visits, terms.signedName, making),
  }
}

const at = (day: Day) => `${day}T03:00:00.000Z`

type Placed = { countyCode: string; regionCode: string; bedId: string; elderId: string }

/** Some institutions come every week and some when they find the time. */
function visitsOf(placed: Placed, openedOn: Day, endedOn: Day | null, { stays }: Frail, making: Making) {
  const { chance, today, officer } = making
  const isEager = chance.happens(0.45)
  const last = endedOn ?? today
  const visits = []
  for (
    let day = openedOn;
    day <= last;
    day = addDays(day, isEager ? chance.between(4, 8) : chance.between(6, 15))
  ) {
    if (stayOn(stays, day)) continue
    const isShort = chance.happens(0.06)
    visits.push({
      ...{ ...placed, id: randomUUID(), visitedOn: day, minutes: isShort ? 15 : chance.between(35, 90) },
      ...{
        tasks: tasksOf(chance),
        workerName: '护理员（演示）',
        orderId: null,
        note: null,
        counts: !isShort,
      },
      ...{
        whyNot: isShort ? ('tooShort' as const) : null,
        rulesVersion: homeCareRulesVersion,
        synthetic: true,
      },
      ...{ recordedBy: officer, recordedAt: at(day) },
    })
  }
  return visits
}

function tasksOf(chance: Chance): BedTask[] {
  return bedTasks.keys.filter(
    (task, place) => place === 0 || task === 'checkingVitals' || chance.happens(0.25),
  )
}

/** All but the last month are written up; the last waits for somebody. */
function monthsOf(
  { elderId: _, ...placed }: Omit<Placed, 'elderId'> & { elderId?: string },
  visits: readonly { visitedOn: Day; minutes: number; counts: boolean }[],
  signedName: string,
  { today, officer }: Making,
) {
  const months = [...new Set(visits.map(visit => monthOf(visit.visitedOn)))]
  return months
    .filter(month => month < addMonths(monthOf(today), -1))
    .map(month => {
      const own = visits.filter(visit => monthOf(visit.visitedOn) === month)
      return {
        ...{ ...placed, month, visits: own.filter(visit => visit.counts).length },
        ...{ minutes: own.reduce((sum, visit) => sum + visit.minutes, 0) },
        ...{ summary: '情况平稳，血压按时测量，皮肤完好。', confirmedWay: 'agentSigned' as const },
        ...{ confirmedName: signedName, closedBy: officer, closedAt: at(`${addMonths(month, 1)}-03`) },
      }
    })
}
