// Beds of care at home as lists, the two figures of the programme, and one bed with all that hangs on it.
import { sql } from 'kysely'
import type { homeCareApi } from '../../domain/home-care/api.ts'
import { type AbilityFound, type Stay, stayOn, whyNoBed } from '../../domain/home-care/bed-rules.ts'
import type { Bed, BedStanding, BedVisit } from '../../domain/home-care/home-bed.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Vitals } from '../../domain/service-orders/vitals.ts'
import { noteConcerns, personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import {
  type BedQueue,
  bedColumns,
  bedRowFor,
  bedTables,
  type FoundBed,
  inArea,
  periodAsked,
  queueIs,
  standingOf,
  unknownBed,
} from './bed-standing.ts'
import { ordersToTake } from './orders.ts'

type Api = typeof homeCareApi

export async function listBeds(
  context: Context,
  input: InputOf<Api['homeBed.list']>,
): Promise<OutputOf<Api['homeBed.list']>> {
  const { regionCode, standing, queue, limit, after } = input
  checkInArea(context, regionCode)
  const period = periodAsked(context, input)
  const visitsToCount = context.setting('homeBed.visitsToCount', regionCode)
  const place = placeFrom(after)
  const found = await sql<FoundBed & { signedOn: string }>`
    select ${bedColumns(context.today, period)} from ${bedTables}
    where ${inArea(regionCode)}
      ${standing ? sql`and ${standingOf(context.today)} = ${standing}` : sql``}
      ${queue ? sql`and (${queueIs(context, queue, period, visitsToCount)})` : sql``}
      ${place ? sql`and (b.signed_on, b.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by b.signed_on desc, b.id desc limit ${limit + 1}`.execute(context.tx)
  const shown = found.rows.slice(0, limit)
  noteConcerns(
    context,
    shown.map(({ countyCode, elderId }) => ({ countyCode, id: elderId })),
  )
  const last = found.rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map(row => bedRowFor(context, row)),
    next: last ? cursorOf(last.signedOn, last.id) : null,
    ...period,
    visitsToCount,
  }
}

export async function countBeds(
  context: Context,
  input: InputOf<Api['homeBed.counts']>,
): Promise<OutputOf<Api['homeBed.counts']>> {
  const { regionCode } = input
  checkInArea(context, regionCode)
  const period = periodAsked(context, input)
  const visitsToCount = context.setting('homeBed.visitsToCount', regionCode)
  const where = (queue: BedQueue) => queueIs(context, queue, period, visitsToCount)
  const found = await sql<{
    standing: BedStanding
    all: number
    inPeriod: number
    enough: number
    fewer: number
    behind: number
  }>`
    select ${standingOf(context.today)} as standing, count(*)::int as all,
      count(*) filter (where ${where('inPeriod')})::int as in_period,
      count(*) filter (where ${where('enoughVisits')})::int as enough,
      count(*) filter (where ${where('tooFewVisits')})::int as fewer,
      count(*) filter (where ${where('behindThisMonth')})::int as behind
    from ${bedTables} where ${inArea(regionCode)} group by 1`.execute(context.tx)
  const visits = await sql<{ visits: number }>`
    select count(*)::int as visits from home_bed_visits b
    where ${inArea(regionCode)} and b.counts and b.visited_on >= ${period.from}::date
      and b.visited_on <= ${period.to}::date`.execute(context.tx)
  const total = (of: 'inPeriod' | 'enough' | 'fewer' | 'behind') =>
    found.rows.reduce((sum, row) => sum + row[of], 0)
  return {
    standings: Object.fromEntries(found.rows.map(({ standing, all }) => [standing, all])),
    ...period,
    visitsToCount,
    ...{ beds: total('inPeriod'), eldersWithEnough: total('enough'), eldersWithFewer: total('fewer') },
    ...{ behindThisMonth: total('behind'), visits: visits.rows[0]?.visits ?? 0 },
  }
}

type Found = FoundBed &
  Omit<Bed, keyof FoundBed | 'elderAge' | 'awayKind' | 'awaySince' | 'ordersToTake'> & { stays: Stay[] }

export async function getBed(
  context: Context,
  { countyCode, id }: InputOf<Api['homeBed.get']>,
): Promise<OutputOf<Api['homeBed.get']>> {
  const { today } = context
  const found = await sql<Found>`
    select ${bedColumns(today, periodAsked(context, {}))}, b.provider_id, b.signed_way, b.signed_name, b.fee_fen,
      b.subsidy_fen, b.assessment_id, s.assessed_on, s.valid_until as assessment_valid_until,
      b.adaptation_project_id, p.stage as adaptation_stage, b.no_works_why, b.no_device_why, b.ending, b.ending_note,
      b.version, (select g.kind from elder_endings g where g.county_code = e.county_code and g.elder_id = e.id
        limit 1) as elder_ending,
      (select coalesce(json_agg(json_build_object('kind', a.kind, 'validFrom', a.valid_from, 'validTo', a.valid_to)
          order by a.valid_from), '[]')
        from elder_absences a where a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids)) as stays,
      (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'place', d.place,
          'installedOn', d.installed_on) order by d.installed_on), '[]')
        from home_devices d where d.county_code = e.county_code and d.elder_id = any(e.id || e.merged_ids)
          and d.state = 'inUse') as devices,
      (select coalesce(json_agg(json_build_object('id', t.id, 'providerId', t.provider_id, 'providerName',
          t.provider_name, 'contractNumber', t.contract_number, 'signedOn', t.signed_on, 'signedWay', t.signed_way,
          'signedName', t.signed_name, 'fromOn', t.from_on, 'toOn', t.to_on, 'monthlyVisits', t.monthly_visits,
          'feeFen', t.fee_fen, 'subsidyFen', t.subsidy_fen) order by t.from_on), '[]')
        from home_bed_terms t where t.county_code = b.county_code and t.bed_id = b.id) as terms,
      (select coalesce(json_agg(json_build_object('month', m.month, 'visits', m.visits, 'minutes', m.minutes)
          order by m.month desc), '[]')
        from (select to_char(v.visited_on, 'YYYY-MM') as month, count(*) filter (where v.counts)::int as visits,
            sum(v.minutes)::int as minutes
          from home_bed_visits v where v.county_code = b.county_code and v.bed_id = b.id group by 1) m) as month_counts,
      (select coalesce(json_agg(json_build_object('month', m.month, 'visits', m.visits, 'minutes', m.minutes,
          'summary', m.summary, 'confirmedWay', m.confirmed_way, 'confirmedName', m.confirmed_name,
          'closedByName', by.name) order by m.month desc), '[]')
        from home_bed_months m left join accounts by on by.id = m.closed_by
        where m.county_code = b.county_code and m.bed_id = b.id) as months
    from ${bedTables}
    join ability_assessments s on s.county_code = b.county_code and s.id = b.assessment_id
    left join adaptation_projects p on p.county_code = b.county_code and p.id = b.adaptation_project_id
    where b.county_code = ${countyCode} and b.id = ${id}::uuid`.execute(context.tx)
  const row = found.rows[0]
  if (!row) throw unknownBed()
  context.concerns(countyCode, [row.elderId])
  const { stays, bornOn: _, ...rest } = row
  const stay = stayOn(stays, addDays(today, 1))
  const orders = await ordersToTake(context, { countyCode, id })
  return {
    ...rest,
    ...bedRowFor(context, row),
    ...{ awayKind: stay?.kind ?? null, awaySince: stay?.validFrom ?? null },
    ordersToTake: orders.length,
  }
}

export async function listBedVisits(
  context: Context,
  { countyCode, id, limit, after }: InputOf<Api['homeBed.visits']>,
): Promise<OutputOf<Api['homeBed.visits']>> {
  const bed = await context.tx
    .selectFrom('homeBeds')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select('elderId')
    .executeTakeFirst()
  if (!bed) throw unknownBed()
  context.concerns(countyCode, [bed.elderId])
  return visitsOfBed(context, { countyCode, id, limit, after })
}

/** Latest first; whether the caller may see the bed has been asked. */
export async function visitsOfBed(
  { tx, sealer }: Context,
  { countyCode, id, limit, after }: InputOf<Api['homeBed.visits']>,
): Promise<OutputOf<Api['homeBed.visits']>> {
  const place = placeFrom(after)
  const found = await sql<Omit<BedVisit, 'vitals'> & { vitalsSealed: string | null }>`
    select v.id, v.visited_on, v.minutes, v.tasks, v.worker_name, v.note, v.counts, v.why_not, v.order_id,
      c.started_at, c.ended_at, c.vitals_sealed,
      coalesce((select jsonb_agg(jsonb_build_object('id', said.id, 'isWhole', p.completed_at is not null,
          'preview', p.preview_sealed) order by said.number)
        from unnest(v.photo_ids) with ordinality said (id, number)
        left join home_bed_photos p on p.county_code = v.county_code and p.id = said.id), '[]') as photos
    from home_bed_visits v
    left join home_bed_calls c on c.county_code = v.county_code and c.id = v.id
    where v.county_code = ${countyCode} and v.bed_id = ${id}::uuid
      ${place ? sql`and (v.visited_on, v.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by v.visited_on desc, v.id desc limit ${limit + 1}`.execute(tx)
  const rows = found.rows.slice(0, limit).map(({ vitalsSealed, photos, ...visit }) => ({
    ...visit,
    photos: photos.map(one => ({ ...one, preview: one.preview === null ? null : sealer.open(one.preview) })),
    vitals: vitalsSealed === null ? null : (JSON.parse(sealer.open(vitalsSealed)) as Vitals),
  }))
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? cursorOf(last.visitedOn, last.id) : null }
}

export async function bedsOfElder(
  context: Context,
  { countyCode, elderId }: InputOf<Api['homeBed.ofElder']>,
): Promise<OutputOf<Api['homeBed.ofElder']>> {
  const person = await personOf(context, { countyCode, id: elderId })
  context.concerns(countyCode, [person.id])
  const found = await sql<FoundBed>`
    select ${bedColumns(context.today, periodAsked(context, {}))} from ${bedTables}
    where b.county_code = ${countyCode} and b.elder_id = any(${person.ids}::uuid[])
    order by b.signed_on desc, b.id desc`.execute(context.tx)
  const rows = found.rows.map(row => bedRowFor(context, row))
  const { ability, whyNot } = await eligibility(context, countyCode, person)
  return {
    rows,
    whyNot,
    assessmentId: ability?.assessmentId ?? null,
    level: ability?.level ?? null,
  }
}

type Person = Awaited<ReturnType<typeof personOf>>

/** The latest result that stands, and whether a bed may rest on it. */
export async function eligibility(
  context: Context,
  countyCode: string,
  person: Person,
): Promise<{ ability: AbilityFound | null; whyNot: string | null }> {
  const { today } = context
  const found = await sql<{ ability: AbilityFound | null; stays: Stay[]; hasBed: boolean }>`
    select (select json_build_object('assessmentId', a.id, 'level', a.result_level, 'validUntil', a.valid_until)
        from ability_assessments a where a.county_code = ${countyCode} and a.elder_id = any(${person.ids}::uuid[])
          and a.stage in ('settled', 'told') order by a.assessed_on desc, a.submitted_at desc limit 1) as ability,
      (select coalesce(json_agg(json_build_object('kind', a.kind, 'validFrom', a.valid_from, 'validTo', a.valid_to)
          order by a.valid_from), '[]')
        from elder_absences a where a.county_code = ${countyCode}
          and a.elder_id = any(${person.ids}::uuid[])) as stays,
      exists (select from home_beds b where b.county_code = ${countyCode}
        and b.elder_id = any(${person.ids}::uuid[]) and b.state <> 'bedEnded') as has_bed`.execute(context.tx)
  const { ability, stays, hasBed } = found.rows[0] as (typeof found.rows)[number]
  const whyNot = whyNoBed(ability, {
    today,
    leastLevel: context.setting('membership.careDependentLevel', person.regionCode),
    away: stayOn(stays, addDays(today, 1))?.kind ?? null,
    hasBed,
    left: person.endedOn !== null,
  })
  return { ability, whyNot }
}
