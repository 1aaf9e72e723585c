// Acts on a bed: contract, opening, visits, the record of a month, renewing, ending.
import { sql } from 'kysely'
import type { EndingKind } from '../../domain/elders/elder.ts'
import type { homeCareApi } from '../../domain/home-care/api.ts'
import {
  checkContract,
  checkEnding,
  checkMonthOver,
  checkOpening,
  checkVisitDay,
  judgeVisit,
  type Stay,
} from '../../domain/home-care/bed-rules.ts'
import type { BedContract, BedState } from '../../domain/home-care/home-bed.ts'
import { homeCareRulesVersion } from '../../domain/home-care/project-rules.ts'
import { type Day, firstDayOf, lastDayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { eligibility } from './bed-reading.ts'
import { unknownBed } from './bed-standing.ts'
import { ordersToTake, taskOfOrder } from './orders.ts'
import { checkPast } from './projects.ts'
import { providerNamed } from './providers.ts'

type Api = typeof homeCareApi
type Done = Record<string, never>

export interface KeptBed {
  countyCode: string
  id: string
  regionCode: string
  elderId: string
  providerId: string | null
  state: BedState
  version: number
  openedOn: Day | null
  fromOn: Day
  toOn: Day
  endedOn: Day | null
  worksAccepted: boolean
  devices: number
  elderEndedOn: Day | null
  elderEnding: EndingKind | null
  stays: Stay[]
}

async function bedFor(
  context: Context,
  { countyCode, id, version }: { countyCode: string; id: string; version?: number },
): Promise<KeptBed> {
  const [bed] = await bedsFor(context, countyCode, [id])
  if (!bed) throw unknownBed()
  if (version !== undefined && version !== bed.version)
    throw new Refused('conflict', '这张床位刚被别人改过。请看过最新情况后再办。')
  return bed
}

/** Locked: two visits of one day are judged one after the other. */
export async function bedsFor(
  context: Context,
  countyCode: string,
  ids: readonly string[],
): Promise<KeptBed[]> {
  const found = await sql<KeptBed>`
    select b.county_code, b.id, b.region_code, b.elder_id, b.provider_id, b.state, b.version, b.opened_on, b.from_on, b.to_on,
      b.ended_on, e.ended_on as elder_ended_on,
      (select g.kind from elder_endings g where g.county_code = e.county_code and g.elder_id = e.id
        limit 1) as elder_ending,
      exists (select from adaptation_projects p where p.county_code = b.county_code
        and p.elder_id = any(e.id || e.merged_ids) and p.stage in ('worksAccepted', 'lookedBack')) as works_accepted,
      (select count(*)::int from home_devices d where d.county_code = e.county_code
        and d.elder_id = any(e.id || e.merged_ids) and d.state = 'inUse') as devices,
      (select coalesce(json_agg(json_build_object('kind', a.kind, 'validFrom', a.valid_from, 'validTo', a.valid_to)
          order by a.valid_from), '[]')
        from elder_absences a where a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids)) as stays
    from home_beds b
    join elders given on given.county_code = b.county_code and given.id = b.elder_id
    join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
    where b.county_code = ${countyCode} and b.id = any(${[...ids]}::uuid[]) order by b.id
    for update of b`.execute(context.tx)
  context.concerns(
    countyCode,
    found.rows.map(({ elderId }) => elderId),
  )
  return found.rows
}

export async function registerBed(context: Context, input: InputOf<Api['homeBed.register']>): Promise<Done> {
  const { tx, now, actor } = context
  const { countyCode, id, elderId, termId, contract } = input
  const person = await personOf(context, { countyCode, id: elderId })
  context.concerns(countyCode, [person.id])
  const { ability, whyNot } = await eligibility(context, countyCode, person)
  if (whyNot !== null || ability === null)
    throw new Refused('rule_broken', whyNot ?? '还没有能力评估结果。请先评估。')
  const terms = await checkedTerms(context, countyCode, person.regionCode, contract)
  const accepted = await tx
    .selectFrom('adaptationProjects')
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', person.ids)
    .where('stage', '<>', 'worksCancelled')
    .orderBy('openedOn', 'desc')
    .select('id')
    .executeTakeFirst()
  await tx
    .insertInto('homeBeds')
    .values({
      ...{ countyCode, id, regionCode: person.regionCode, elderId: person.id },
      ...{ assessmentId: ability.assessmentId, level: ability.level, ...terms },
      ...{ adaptationProjectId: accepted?.id ?? null, noWorksWhy: null, noDeviceWhy: null },
      ...{ state: 'bedContracted', openedOn: null, endedOn: null, ending: null, endingNote: null },
      ...{
        workerId: null,
        version: 1,
        synthetic: false,
        recordedBy: actor.accountId,
        recordedAt: now.toISOString(),
      },
    })
    .execute()
  await keepTerm(context, { countyCode, id: termId, regionCode: person.regionCode, bedId: id }, terms)
  return {}
}

type Terms = BedContract & { providerName: string }

async function checkedTerms(
  context: Context,
  countyCode: string,
  regionCode: string,
  contract: BedContract,
): Promise<Terms> {
  checkPast(context, contract.signedOn, '签订日期')
  checkContract(contract, context.setting('homeBed.visitsAMonth', regionCode))
  const known = await context.tx
    .selectFrom('homeBedTerms')
    .where('countyCode', '=', countyCode)
    .where('contractNumber', '=', contract.contractNumber)
    .select('id')
    .executeTakeFirst()
  if (known) throw new Refused('conflict', `合同编号“${contract.contractNumber}”已经登记过。请核对编号。`)
  return { ...contract, ...(await providerNamed(context, countyCode, contract)) }
}

async function keepTerm(
  { tx, now, actor }: Context,
  at: { countyCode: string; id: string; regionCode: string; bedId: string },
  terms: Terms,
): Promise<void> {
  await tx
    .insertInto('homeBedTerms')
    .values({ ...at, ...terms, recordedBy: actor.accountId, recordedAt: now.toISOString() })
    .execute()
}

export async function activateBed(context: Context, input: InputOf<Api['homeBed.activate']>): Promise<Done> {
  const bed = await bedFor(context, input)
  if (bed.state !== 'bedContracted') throw new Refused('conflict', '这张床位已经启用或终止，不用再启用。')
  if (bed.elderEndedOn !== null) throw new Refused('rule_broken', '老人已经离册，床位不能启用。')
  checkPast(context, input.on, '启用日期')
  if (input.on < bed.fromOn || input.on > bed.toOn)
    throw new Refused('invalid', `启用日期要在合同期内（${bed.fromOn} 至 ${bed.toOn}）。`)
  const { noWorksWhy, noDeviceWhy } = input
  checkOpening({ worksAccepted: bed.worksAccepted, devices: bed.devices, noWorksWhy, noDeviceWhy })
  await change(context, bed, { state: 'bedInUse', openedOn: input.on, noWorksWhy, noDeviceWhy })
  return {}
}

async function change({ tx }: Context, bed: KeptBed, fields: object): Promise<void> {
  await tx
    .updateTable('homeBeds')
    .set({ ...fields, version: bed.version + 1 })
    .where('countyCode', '=', bed.countyCode)
    .where('id', '=', bed.id)
    .execute()
}

export async function addBedVisit(
  context: Context,
  input: InputOf<Api['homeBed.addVisit']>,
): Promise<OutputOf<Api['homeBed.addVisit']>> {
  const { visitId: id, visitedOn, minutes, tasks, workerName, note } = input
  const bed = await bedFor(context, input)
  const known = await knownOf(context, [bed])
  const visit = judgedVisit(context, bed, known, { id, visitedOn, minutes, tasks, workerName, note })
  await context.tx.insertInto('homeBedVisits').values(visit).execute()
  return { counts: visit.counts }
}

/** Typed in at a desk or told by a phone: judged by the same rules; `known` learns of it. */
export function judgedVisit(
  context: Context,
  bed: KeptBed,
  known: Known,
  visit: {
    id: string
    visitedOn: Day
    minutes: number
    tasks: string[]
    workerName: string
    note: string | null
  },
) {
  const { days, closed } = known(bed.id)
  const { visitedOn } = visit
  checkVisitDay(bed, bed.stays, visitedOn, context.today)
  if (closed.has(visitedOn.slice(0, 7)))
    throw new Refused(
      'rule_broken',
      `${visitedOn.slice(0, 7)} 的月度服务记录已经确认，不能再补登当月的上门服务。`,
    )
  const leastMinutes = context.setting('homeBed.visitMinutes', bed.regionCode)
  const judged = judgeVisit(visit.minutes, days.has(visitedOn), leastMinutes)
  if (judged.counts) days.add(visitedOn)
  return visitRow(context, bed, { ...visit, orderId: null, ...judged })
}

/** Each order is judged like a visit that was typed in, the earlier of a day first. */
export async function takeOrders(
  context: Context,
  input: InputOf<Api['homeBed.takeOrders']>,
): Promise<OutputOf<Api['homeBed.takeOrders']>> {
  const bed = await bedFor(context, input)
  const orders = await ordersToTake(context, bed)
  const { days, closed } = (await knownOf(context, [bed]))(bed.id)
  const leastMinutes = context.setting('homeBed.visitMinutes', bed.regionCode)
  const visits = orders
    .filter(order => !closed.has(order.visitedOn.slice(0, 7)))
    .map(({ itemKind, orderId, ...order }) => {
      const judged = judgeVisit(order.minutes, days.has(order.visitedOn), leastMinutes)
      if (judged.counts) days.add(order.visitedOn)
      const tasks = [taskOfOrder(itemKind)]
      // The order's own id: taken twice at once, the second finds it there.
      return visitRow(context, bed, { ...order, id: orderId, orderId, tasks, note: null, ...judged })
    })
  if (visits.length > 0) await context.tx.insertInto('homeBedVisits').values(visits).execute()
  return { taken: visits.length, counted: visits.filter(visit => visit.counts).length }
}

function visitRow(
  { now, actor }: Context,
  bed: KeptBed,
  facts: {
    id: string
    visitedOn: Day
    minutes: number
    tasks: string[]
    workerName: string
    note: string | null
    orderId: string | null
  } & ReturnType<typeof judgeVisit>,
) {
  return {
    ...{ countyCode: bed.countyCode, regionCode: bed.regionCode, bedId: bed.id, elderId: bed.elderId },
    ...facts,
    ...{ rulesVersion: homeCareRulesVersion, synthetic: false },
    ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
  }
}

/** Of each bed: the days that have a counted visit, and the months that were written up. */
type Known = (bedId: string) => { days: Set<Day>; closed: Set<string> }

export async function knownOf({ tx }: Context, beds: readonly KeptBed[]): Promise<Known> {
  const known = new Map(beds.map(bed => [bed.id, { days: new Set<Day>(), closed: new Set<string>() }]))
  const of: Known = id => known.get(id) ?? { days: new Set(), closed: new Set() }
  const [countyCode, ids] = [beds[0]?.countyCode ?? '', beds.map(bed => bed.id)]
  if (ids.length === 0) return of
  const days = await tx
    .selectFrom('homeBedVisits')
    .where('countyCode', '=', countyCode)
    .where('bedId', 'in', ids)
    .where('counts', '=', true)
    .select(['bedId', 'visitedOn'])
    .execute()
  for (const { bedId, visitedOn } of days) of(bedId).days.add(visitedOn)
  const months = await tx
    .selectFrom('homeBedMonths')
    .where('countyCode', '=', countyCode)
    .where('bedId', 'in', ids)
    .select(['bedId', 'month'])
    .execute()
  for (const { bedId, month } of months) of(bedId).closed.add(month)
  return of
}

export async function closeMonth(context: Context, input: InputOf<Api['homeBed.closeMonth']>): Promise<Done> {
  const { tx, now, today, actor } = context
  const bed = await bedFor(context, input)
  const { month, summary, way, withName } = input
  checkMonthOver(month, today, bed.endedOn)
  if ((await knownOf(context, [bed]))(bed.id).closed.has(month))
    throw new Refused('conflict', `${month} 的月度服务记录已经做过了，不用重复做。`)
  const counted = await sql<{ visits: number; minutes: number }>`
    select count(*) filter (where counts)::int as visits, coalesce(sum(minutes), 0)::int as minutes
    from home_bed_visits where county_code = ${bed.countyCode} and bed_id = ${bed.id}::uuid
      and visited_on >= ${firstDayOf(month)}::date and visited_on <= ${lastDayOf(month)}::date`.execute(tx)
  await tx
    .insertInto('homeBedMonths')
    .values({
      ...{ countyCode: bed.countyCode, bedId: bed.id, month, regionCode: bed.regionCode },
      ...(counted.rows[0] ?? { visits: 0, minutes: 0 }),
      ...{ summary, confirmedWay: way, confirmedName: withName },
      ...{ closedBy: actor.accountId, closedAt: now.toISOString() },
    })
    .execute()
  return {}
}

/** The bed goes on under a new term; what was signed before stays to be read. */
export async function renewBed(context: Context, input: InputOf<Api['homeBed.renew']>): Promise<Done> {
  const bed = await bedFor(context, input)
  if (bed.state === 'bedEnded') throw new Refused('rule_broken', '床位已经终止，不能续签。请重新签一张床位。')
  if (bed.elderEndedOn !== null) throw new Refused('rule_broken', '老人已经离册，不能续签。请终止床位。')
  const { contract, termId, countyCode, id } = input
  if (contract.fromOn <= bed.toOn)
    throw new Refused('invalid', `新合同要从现合同到期以后开始（${bed.toOn} 之后）。`)
  const terms = await checkedTerms(context, countyCode, bed.regionCode, contract)
  await keepTerm(context, { countyCode, id: termId, regionCode: bed.regionCode, bedId: id }, terms)
  // Until the old term is over it stays in force: the bed carries one span from its first day to the last agreed.
  const { fromOn: _, ...next } = terms
  await change(context, bed, next)
  return {}
}

export async function endBed(context: Context, input: InputOf<Api['homeBed.end']>): Promise<Done> {
  const bed = await bedFor(context, input)
  if (bed.state === 'bedEnded') throw new Refused('conflict', '这张床位已经终止。')
  const { ending, on, note } = input
  checkEnding(ending, on, { ...bed, today: context.today })
  await checkNothingAfter(context, bed, on)
  await change(context, bed, { state: 'bedEnded', endedOn: on, ending, endingNote: note })
  return {}
}

/** A visit after the last day would be one nobody contracted for. */
async function checkNothingAfter({ tx }: Context, bed: KeptBed, on: Day): Promise<void> {
  const later = await tx
    .selectFrom('homeBedVisits')
    .where('countyCode', '=', bed.countyCode)
    .where('bedId', '=', bed.id)
    .where('visitedOn', '>', on)
    .orderBy('visitedOn', 'desc')
    .select('visitedOn')
    .executeTakeFirst()
  if (later) throw new Refused('rule_broken', `${later.visitedOn} 还有上门服务记录，终止日期不能早于这一天。`)
}
