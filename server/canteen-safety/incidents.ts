// People fall ill after a meal: recorded, stopped from two on, told to two offices, opened again by a second person.
import { sql } from 'kysely'
import { safetyJob } from '../../domain/canteen-safety/absent.ts'
import type { canteenSafetyApi } from '../../domain/canteen-safety/api.ts'
import {
  checkAllPoints,
  checkOpen,
  checkReopen,
  type IncidentState,
  mustReportBy,
  stops,
} from '../../domain/canteen-safety/incident.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type CanteenStanding, changeStateForSafety, getCanteenPlace } from '../canteens/canteens.ts'
import type { Context } from '../kernel/context.ts'
import { unknownIncident } from './incident-reading.ts'

type Table = typeof canteenSafetyApi
type Input<Name extends keyof Table> = InputOf<Table[Name]>
type Done = Record<string, never>
type Ill = Input<'foodIncident.record'>['ill']

interface Key {
  countyCode: string
  id: string
}

/** Cases, visits and notices follow in a job: they reach beyond the area of whoever stands in the kitchen. */
const wakeFollowing = (context: Context) => context.afterCommit(() => context.system.wake(safetyJob))

export async function recordIncident(
  context: Context,
  input: Input<'foodIncident.record'>,
): Promise<OutputOf<Table['foodIncident.record']>> {
  const { countyCode, canteenId, ill, othersIll } = input
  const place = await getCanteenPlace(context, { countyCode, canteenId })
  if (ill.length + othersIll === 0)
    throw new Refused('invalid', '请至少选一位不适的老人，或填写其他不适的人数。')
  if (await openIncidentAt(context, input))
    throw new Refused('conflict', '这个助餐点已有一件没了结的事件，请在那里补报不适的人。')
  return begin(context, place, input)
}

/** From phones: what is open already takes the news up, and the same report again changes nothing. */
export async function reportIncidents(
  context: Context,
  inputs: readonly Input<'foodIncident.report'>[],
): Promise<OutputOf<Table['foodIncident.report']>[]> {
  const states: OutputOf<Table['foodIncident.report']>[] = []
  // A push holds one of them, hardly ever two: each is looked at on top of the one before.
  for (const input of inputs) states.push(await reportOne(context, input))
  return states
}

async function reportOne(
  context: Context,
  { illCount, elderIds, ...told }: Input<'foodIncident.report'>,
): Promise<{ state: IncidentState }> {
  const { tx } = context
  const { countyCode, id } = told
  const place = await getCanteenPlace(context, told)
  const ill = elderIds.map(elderId => ({ elderId, inHospital: false }))
  const othersIll = Math.max(0, illCount - ill.length)
  const known = await tx
    .selectFrom('foodIncidents')
    .select('state')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (known) return known
  const open = await openIncidentAt(context, told)
  if (!open) return begin(context, place, { ...told, ill, othersIll })
  // Two who count the same unnamed people do not make more of them.
  await sql`
    update food_incidents set others_ill = greatest(others_ill, ${othersIll})
    where county_code = ${countyCode} and id = ${open.id}`.execute(tx)
  return settleIll(context, { countyCode, id: open.id }, place, ill)
}

function openIncidentAt(
  { tx }: Context,
  { countyCode, canteenId }: { countyCode: string; canteenId: string },
) {
  return tx
    .selectFrom('foodIncidents')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', canteenId)
    .where('state', '<>', 'incidentOver')
    .executeTakeFirst()
}

type Begun = Pick<
  Input<'foodIncident.record'>,
  'countyCode' | 'id' | 'canteenId' | 'noticedAt' | 'ill' | 'othersIll' | 'symptoms'
>

async function begin(
  context: Context,
  place: CanteenStanding,
  begun: Begun,
): Promise<{ state: IncidentState }> {
  const { tx, now, actor } = context
  const { countyCode, id, canteenId, noticedAt, ill, othersIll, symptoms } = begun
  if (Date.parse(noticedAt) > now.getTime() + 600_000)
    throw new Refused('invalid', '发现时间还没到，请核对手机时间。')
  await tx
    .insertInto('foodIncidents')
    .values({
      ...{ countyCode, id, regionCode: place.regionCode, canteenId, state: 'incidentWatched', noticedAt },
      ...{ symptoms, othersIll, stoppedAt: null, reportBy: null },
      ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
      ...{ marketToldAt: null, marketToldBy: null, healthToldAt: null, healthToldBy: null },
      ...{ askedAt: null, askedBy: null, askNote: null, overAt: null, overBy: null, overNote: null },
      ...{ followedAt: null, lateToldAt: null },
    })
    .execute()
  await addDiners(context, { countyCode, id }, place, noticedAt)
  return settleIll(context, { countyCode, id }, place, ill)
}

export async function addIll(
  context: Context,
  { countyCode, id, ill, othersIll }: Input<'foodIncident.addIll'>,
): Promise<OutputOf<Table['foodIncident.addIll']>> {
  const incident = await incidentFor(context, { countyCode, id })
  const place = await getCanteenPlace(context, incident)
  await context.tx
    .updateTable('foodIncidents')
    .set(given => ({ othersIll: given('othersIll', '+', othersIll) }))
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return settleIll(context, { countyCode, id }, place, ill)
}

/** Everybody who ate there in the days before, as the servings know it. */
async function addDiners(
  context: Context,
  key: Key,
  place: CanteenStanding,
  noticedAt: string,
): Promise<void> {
  const last = dayOf(new Date(noticedAt))
  const from = addDays(last, -context.setting('foodSafety.dinerDays', place.regionCode))
  await sql`
    insert into food_incident_diners (county_code, incident_id, elder_id, region_code, illness, visit_id)
    select ${key.countyCode}, ${key.id}, ate.elder_id, ${place.regionCode}, 'notIll', gen_random_uuid()
    from (select distinct coalesce(e.merged_into, e.id) as elder_id from meal_servings s
      join elders e on e.county_code = s.county_code and e.id = s.elder_id
      where s.county_code = ${key.countyCode} and s.canteen_id = ${place.id} and s.day between ${from} and ${last}
        and s.undone_at is null) ate
    on conflict do nothing`.execute(context.tx)
}

/** Marks who is ill; the kitchen stops as soon as there are enough of them. */
async function settleIll(
  context: Context,
  { countyCode, id }: Key,
  place: CanteenStanding,
  ill: Ill,
): Promise<{ state: IncidentState }> {
  const { tx, now } = context
  await sql`
    insert into food_incident_diners (county_code, incident_id, elder_id, region_code, illness, visit_id)
    select ${countyCode}, ${id}, coalesce(e.merged_into, e.id), ${place.regionCode},
      case when bool_or(told.hospital) then 'illInHospital' else 'feelsIll' end, gen_random_uuid()
    from unnest(${ill.map(one => one.elderId)}::uuid[], ${ill.map(one => one.inHospital)}::boolean[])
      as told (elder_id, hospital)
    join elders e on e.county_code = ${countyCode} and e.id = told.elder_id
    group by coalesce(e.merged_into, e.id)
    on conflict (county_code, incident_id, elder_id) do update set illness = excluded.illness`.execute(tx)
  context.concerns(
    countyCode,
    ill.map(one => one.elderId),
  )
  const { rows } = await sql<{ ill: number; state: IncidentState }>`
    update food_incidents i set followed_at = null
    where i.county_code = ${countyCode} and i.id = ${id}
    returning i.state, (i.others_ill + (select count(*) from food_incident_diners d
      where d.county_code = i.county_code and d.incident_id = i.id and d.illness <> 'notIll'))::int as ill`.execute(
    tx,
  )
  const [incident] = rows
  if (!incident) throw unknownIncident()
  wakeFollowing(context)
  if (incident.state !== 'incidentWatched') return { state: incident.state }
  if (!stops(incident.ill, context.setting('foodSafety.illAtLeast', place.regionCode)))
    return { state: 'incidentWatched' }
  const stoppedAt = now.toISOString()
  const reportBy = mustReportBy(stoppedAt, context.setting('foodSafety.reportHours', place.regionCode))
  await tx
    .updateTable('foodIncidents')
    .set({ state: 'servingStopped', stoppedAt, reportBy })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await stopServing(context, place)
  return { state: 'servingStopped' }
}

/** From this moment on: a place that stood still already stays as it is. */
async function stopServing(context: Context, place: CanteenStanding): Promise<void> {
  if (place.state !== 'running') return
  await changeStateForSafety(context, {
    ...{ countyCode: place.countyCode, id: place.id, state: 'onPause', fromOn: context.today },
    ...{ reason: 'foodIncident', note: null },
  })
}

interface OpenIncident extends Key {
  canteenId: string
  state: IncidentState
  recordedBy: string | null
  askedBy: string | null
}

/** The incident of a place where the caller works, locked. */
async function incidentFor(context: Context, { countyCode, id }: Key): Promise<OpenIncident> {
  const incident = await context.tx
    .selectFrom('foodIncidents')
    .select(['countyCode', 'id', 'canteenId', 'state', 'recordedBy', 'askedBy'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!incident) throw unknownIncident()
  await getCanteenPlace(context, incident)
  checkOpen(incident)
  return incident
}

export async function tellAuthority(
  context: Context,
  { countyCode, id, authority }: Input<'foodIncident.tell'>,
): Promise<Done> {
  const { tx, now, actor } = context
  await incidentFor(context, { countyCode, id })
  const at = now.toISOString()
  // The first report stands: its hour is what the law asks for.
  const told =
    authority === 'marketRegulator'
      ? sql`market_told_at = coalesce(market_told_at, ${at}), market_told_by = coalesce(market_told_by, ${actor.accountId})`
      : sql`health_told_at = coalesce(health_told_at, ${at}), health_told_by = coalesce(health_told_by, ${actor.accountId})`
  await sql`update food_incidents set ${told} where county_code = ${countyCode} and id = ${id}`.execute(tx)
  return {}
}

export async function askReopen(
  context: Context,
  { countyCode, id, checks, note }: Input<'foodIncident.askReopen'>,
): Promise<Done> {
  const { tx, now, actor } = context
  const incident = await incidentFor(context, { countyCode, id })
  if (incident.state === 'incidentWatched')
    throw new Refused('rule_broken', '这件事没有停餐，不用申请恢复，可以直接了结。')
  checkAllPoints(checks)
  await tx
    .updateTable('foodIncidents')
    .set({ state: 'reopenAsked', askedAt: now.toISOString(), askedBy: actor.accountId, askNote: note })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

export async function closeIncident(
  context: Context,
  { countyCode, id, checks, note }: Input<'foodIncident.close'>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const incident = await incidentFor(context, { countyCode, id })
  const wasStopped = incident.state !== 'incidentWatched'
  if (wasStopped) checkReopen(incident, checks, actor.accountId)
  await tx
    .updateTable('foodIncidents')
    .set({
      ...{ state: 'incidentOver', overAt: now.toISOString(), overBy: actor.accountId, overNote: note },
      followedAt: null,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  const place = await getCanteenPlace(context, incident)
  if (wasStopped && place.state === 'onPause')
    await changeStateForSafety(context, {
      ...{ countyCode, id: place.id, state: 'running', fromOn: today, reason: null, note },
    })
  wakeFollowing(context)
  return {}
}
