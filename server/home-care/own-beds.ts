// Beds as their own side sees them: what a worker's phone carries, and the desk of her provider.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { absenceKinds } from '../../domain/elders/elder.ts'
import type { homeCareApi } from '../../domain/home-care/api.ts'
import { type Stay, stayOn } from '../../domain/home-care/bed-rules.ts'
import type { CarriedBed, CarriedBeds } from '../../domain/home-care/bed-step.ts'
import type { OwnBed } from '../../domain/home-care/home-bed.ts'
import { addDays, ageOn, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { notYours, ownProviders, ownWorker } from '../service-orders/service-orders.ts'
import { visitsOfBed } from './bed-reading.ts'
import { bedColumns, bedRowFor, bedTables, type FoundBed, periodAsked, standingOf } from './bed-standing.ts'

type Api = typeof homeCareApi

type Carried = Omit<CarriedBed, 'elderAge' | 'phone' | 'paused'> & {
  bornOn: Day | null
  phoneSealed: string | null
  toOn: Day
  stays: Stay[]
}

export async function carryBeds(
  context: Context,
  { fingerprint }: InputOf<Api['homeBed.carried']>,
): Promise<OutputOf<Api['homeBed.carried']>> {
  const worker = await ownWorker(context)
  if (worker === null) return { unchanged: false, carried: null }
  const beds = (await bedsOfWorker(context, worker)).map(row => carriedFrom(context, row))
  context.concerns(
    worker.countyCode,
    beds.map(({ elderId }) => elderId),
  )
  const content = { today: context.today, beds }
  const own = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)
  const carried: CarriedBeds = { ...content, fingerprint: own }
  return fingerprint === own ? { unchanged: true, carried: null } : { unchanged: false, carried }
}

async function bedsOfWorker(
  context: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<Carried[]> {
  const { today } = context
  const found = await sql<Carried>`
    select ${bedColumns(today, periodAsked(context, {}))}, e.phone_sealed, e.spoken_language, e.hard_of_hearing,
      e.weak_sight, h.address, coalesce(last.tasks, '{}') as last_tasks, last.note as last_found,
      (select coalesce(json_agg(json_build_object('kind', a.kind, 'validFrom', a.valid_from, 'validTo', a.valid_to)),
          '[]') from elder_absences a where a.county_code = e.county_code
        and a.elder_id = any(e.id || e.merged_ids)) as stays,
      (select json_build_object('visitId', c.id, 'startedAt', c.started_at) from home_bed_calls c
        where c.county_code = b.county_code and c.bed_id = b.id and c.worker_id = ${id}::uuid and c.ended_at is null
          and c.started_at > ${addDays(today, -1)}::date order by c.started_at desc limit 1) as open
    from ${bedTables}
    join households h on h.county_code = e.county_code and h.id = e.household_id
    left join lateral (select v.tasks, v.note from home_bed_visits v where v.county_code = b.county_code
      and v.bed_id = b.id order by v.visited_on desc, v.id desc limit 1) last on true
    where b.county_code = ${countyCode} and b.worker_id = ${id}::uuid and b.state = 'bedInUse' and e.ended_on is null
    order by b.region_code, e.name, b.id limit 120`.execute(context.tx)
  return found.rows
}

function carriedFrom({ sealer, today }: Context, row: Carried): CarriedBed {
  const stay = stayOn(row.stays, addDays(today, 1))
  const over = row.toOn < today ? `合同已于 ${row.toOn} 到期，续签以后再上门。` : null
  const { countyCode, id, elderId, elderName, bornOn, phoneSealed, open } = row
  const { spokenLanguage, hardOfHearing, weakSight, villageName, address, level } = row
  const { monthlyVisits, monthVisits, lastVisitOn, lastTasks, lastFound } = row
  return {
    ...{ countyCode, id, elderId, elderName, spokenLanguage, hardOfHearing, weakSight, villageName, address },
    ...{ level, monthlyVisits, monthVisits, lastVisitOn, lastTasks, lastFound },
    open: open && { ...open, startedAt: new Date(open.startedAt).toISOString() },
    elderAge: bornOn === null ? null : ageOn(bornOn, today),
    phone: phoneSealed === null ? null : sealer.open(phoneSealed),
    paused: stay
      ? `老人不在家（${absenceKinds.words[stay.kind]}，自 ${stay.validFrom} 起），床位暂停。`
      : over,
  }
}

/** With their names in full: these are the people the provider goes to. */
export async function listOwnBeds(
  context: Context,
  { countyCode, limit, after }: InputOf<Api['homeBed.mine']>,
): Promise<OutputOf<Api['homeBed.mine']>> {
  const providers = await ownProviders(context, countyCode)
  const ids = providers.map(provider => provider.id)
  const place = placeFrom(after)
  const found = await sql<FoundBed & { signedOn: Day; workerId: string | null; workerName: string | null }>`
    select ${bedColumns(context.today, periodAsked(context, {}))}, b.worker_id, w.name as worker_name
    from ${bedTables}
    left join service_workers w on w.county_code = b.county_code and w.id = b.worker_id
    where b.county_code = ${countyCode} and b.provider_id = any(${ids}::uuid[])
      and ${standingOf(context.today)} <> 'bedOver'
      ${place ? sql`and (b.signed_on, b.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by b.signed_on desc, b.id desc limit ${limit + 1}`.execute(context.tx)
  const shown = found.rows.slice(0, limit)
  noteConcerns(
    context,
    shown.map(row => ({ countyCode: row.countyCode, id: row.elderId })),
  )
  const workers = await sql<{ id: string; name: string; providerId: string }>`
    select id, name, provider_id from service_workers where county_code = ${countyCode}
      and provider_id = any(${ids}::uuid[]) and ended_on is null order by name, id limit 500`.execute(
    context.tx,
  )
  const last = found.rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map(
      (row): OwnBed => ({
        ...bedRowFor(context, row),
        ...{ workerId: row.workerId, workerName: row.workerName, elderName: row.elderName },
      }),
    ),
    next: last ? cursorOf(last.signedOn, last.id) : null,
    providers: providers.map(({ id, name }) => ({ id, name })),
    workers: workers.rows,
  }
}

/** The same answer for what does not exist and for another's. */
async function ownBed(context: Context, { countyCode, id }: { countyCode: string; id: string }) {
  const bed = await context.tx
    .selectFrom('homeBeds')
    .select(['elderId', 'providerId', 'state'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  const own = await ownProviders(context, countyCode)
  if (!bed || !own.some(provider => provider.id === bed.providerId)) throw notYours()
  context.concerns(countyCode, [bed.elderId])
  return bed
}

export async function listOwnBedVisits(
  context: Context,
  input: InputOf<Api['homeBed.mineVisits']>,
): Promise<OutputOf<Api['homeBed.mineVisits']>> {
  await ownBed(context, input)
  return visitsOfBed(context, input)
}

export async function entrustBed(
  context: Context,
  { countyCode, id, workerId }: InputOf<Api['homeBed.entrust']>,
): Promise<Record<string, never>> {
  const bed = await ownBed(context, { countyCode, id })
  if (bed.state === 'bedEnded') throw new Refused('rule_broken', '床位已经终止，不用再指定护理员。')
  if (workerId !== null) {
    const worker = await context.tx
      .selectFrom('serviceWorkers')
      .select(['providerId', 'endedOn'])
      .where('countyCode', '=', countyCode)
      .where('id', '=', workerId)
      .executeTakeFirst()
    if (worker?.providerId !== bed.providerId || worker.endedOn !== null) throw notYours()
  }
  await context.tx
    .updateTable('homeBeds')
    .set({ workerId })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}
