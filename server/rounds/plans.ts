// Plans as officers read them: which townships have one, what is in it, what it cannot hold, what it changes.
import { sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { roundApi } from '../../domain/rounds/api.ts'
import { Marks, type PlanHead } from '../../domain/rounds/plan.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { unknownPlan } from './planning.ts'
import { standing } from './standing.ts'

type Table = typeof roundApi

const headFields = sql`r.county_code, r.id, r.region_code, place.short_name as region_name, r.month, r.from_on, r.to_on,
  r.state, r.marks, maker.name as made_by, r.made_at`
const headTables = sql`round_plans r join regions place on place.code = r.region_code
  left join accounts maker on maker.id = r.made_by`

type FoundHead = Omit<PlanHead, 'marks'> & { marks: unknown }

const headFrom = (row: FoundHead): PlanHead => ({ ...row, marks: Marks.parse(row.marks) })

const nothingPlanned = '00000000-0000-0000-0000-000000000000'

/** A page of townships of the area, whether they have a plan or not. */
export async function listPlans(
  context: Context,
  { regionCode, month, limit, after }: InputOf<Table['roundPlan.list']>,
): Promise<OutputOf<Table['roundPlan.list']>> {
  const { tx, today } = context
  checkInArea(context, regionCode)
  const area = areaOf(regionCode)
  const place = placeFrom(after)?.sort ?? ''
  const townships = await sql<{ code: string; shortName: string }>`
    select code, short_name from regions where level = 'township' and code > ${place}
      and (code between ${area.from} and ${area.to} or code = ${`${regionCode.slice(0, 9)}000`})
      and exists (select from regions village where village.parent_code = regions.code)
    order by code limit ${limit + 1}`.execute(tx)
  const page = townships.rows.slice(0, limit)
  const codes = page.map(row => row.code)
  const heads = await sql<FoundHead>`
    select ${headFields} from ${headTables}
    where r.county_code = any(${[...new Set(codes.map(countyCodeOf))]}) and r.month = ${month}
      and r.state in ('toPublish', 'published') and r.region_code = any(${codes})`.execute(tx)
  const counts = await sql<{ township: string; planned: number; done: number; late: number }>`
    with ${standing({ regionCode, month, today })}
    select left(region_code, 9) || '000' as township, count(*)::int as planned,
      (count(*) filter (where is_done))::int as done,
      (count(*) filter (where is_over and not is_done))::int as late
    from standing group by 1`.execute(tx)
  const last = townships.rows.length > limit ? page.at(-1) : undefined
  const of = (code: string, state: PlanHead['state']) => {
    const found = heads.rows.find(row => row.regionCode === code && row.state === state)
    return found ? headFrom(found) : null
  }
  return {
    rows: page.map(({ code, shortName }) => {
      const { planned, done, late } = counts.rows.find(row => row.township === code) ?? none
      return {
        ...{ regionCode: code, regionName: shortName, planned, done, late },
        ...{ published: of(code, 'published'), draft: of(code, 'toPublish') },
      }
    }),
    next: last ? cursorOf(last.code, nothingPlanned) : null,
  }
}

const none = { planned: 0, done: 0, late: 0 }

type Key = { countyCode: string; id: string }

async function getHead({ tx }: Context, { countyCode, id }: Key): Promise<PlanHead> {
  const found = await sql<FoundHead>`
    select ${headFields} from ${headTables} where r.county_code = ${countyCode} and r.id = ${id}`.execute(tx)
  const row = found.rows[0]
  if (!row) throw unknownPlan()
  return headFrom(row)
}

export async function getPlan(context: Context, key: Key): Promise<OutputOf<Table['roundPlan.get']>> {
  const { tx } = context
  const { countyCode, id } = key
  const plan = await getHead(context, key)
  const visitors = await sql<OutputOf<Table['roundPlan.get']>['visitors'][number]>`
    select p.visitor_id as account_id, a.name, count(*)::int as visits, count(distinct p.planned_on)::int as days,
      count(distinct p.elder_id)::int as elders, max(p.hardness) as hardest,
      (count(*) filter (where not p.same_face))::int as colleague_visits
    from planned_visits p join accounts a on a.id = p.visitor_id
    where p.county_code = ${countyCode} and p.plan_id = ${id}
    group by 1, 2 order by visits desc, 1`.execute(tx)
  const days = await sql<{ day: string; visits: number; visitors: number }>`
    select planned_on as day, count(*)::int as visits, count(distinct visitor_id)::int as visitors
    from planned_visits where county_code = ${countyCode} and plan_id = ${id} group by 1 order by 1`.execute(
    tx,
  )
  return {
    plan,
    visitors: visitors.rows,
    days: days.rows,
    changes: plan.state === 'toPublish' ? await changesOf(context, plan) : null,
  }
}

/** Against the plan in force from its first day on; null where there is none. */
async function changesOf({ tx }: Context, { countyCode, id, regionCode, month, fromOn }: PlanHead) {
  const found = await sql<{ added: number; removed: number; kept: number; standing: boolean }>`
    with old as (
      select p.elder_id, p.planned_on, p.visitor_id from planned_visits p
      join round_plans r on r.county_code = p.county_code and r.id = p.plan_id
      where r.county_code = ${countyCode} and r.region_code = ${regionCode} and r.month = ${month}
        and r.state = 'published' and p.planned_on >= ${fromOn}
    ), new as (
      select elder_id, planned_on, visitor_id from planned_visits
      where county_code = ${countyCode} and plan_id = ${id}
    )
    select (select count(*)::int from (select * from new except select * from old) a) as added,
      (select count(*)::int from (select * from old except select * from new) b) as removed,
      (select count(*)::int from (select * from old intersect select * from new) c) as kept,
      exists (select from round_plans r where r.county_code = ${countyCode} and r.region_code = ${regionCode}
        and r.month = ${month} and r.state = 'published') as standing`.execute(tx)
  const row = found.rows[0]
  return row?.standing ? { added: row.added, removed: row.removed, kept: row.kept } : null
}

export async function listPlanVisits(
  context: Context,
  { countyCode, id, accountId, day, limit, after }: InputOf<Table['roundPlan.visits']>,
): Promise<OutputOf<Table['roundPlan.visits']>> {
  const { tx, actor } = context
  await getHead(context, { countyCode, id })
  const place = placeFrom(after)
  const found = await sql<OutputOf<Table['roundPlan.visits']>['rows'][number]>`
    select p.county_code, p.id, p.elder_id, e.name as elder_name, village.short_name as village_name, h.hamlet,
      p.household_id, a.name as visitor_name, p.planned_on, p.turn, p.way, p.day_part, p.same_face, p.hardness
    from planned_visits p
    join elders e on e.county_code = p.county_code and e.id = p.elder_id
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = p.region_code
    join accounts a on a.id = p.visitor_id
    where p.county_code = ${countyCode} and p.plan_id = ${id}
      and (${accountId ?? null}::uuid is null or p.visitor_id = ${accountId ?? null}::uuid)
      and (${day ?? null}::date is null or p.planned_on = ${day ?? null}::date)
      and (${place?.sort ?? null}::date is null
        or (p.planned_on, p.visitor_id, p.turn, p.id) > (
          select o.planned_on, o.visitor_id, o.turn, o.id from planned_visits o
          where o.county_code = ${countyCode} and o.id = ${place?.id ?? null}::uuid))
    order by p.planned_on, p.visitor_id, p.turn, p.id
    limit ${limit + 1}`.execute(tx)
  const page = found.rows.slice(0, limit)
  noteConcerns(
    context,
    page.map(row => ({ countyCode, id: row.elderId })),
  )
  const last = found.rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(row => ({ ...row, elderName: nameFor(actor.role, row.elderName) })),
    next: last ? cursorOf(last.plannedOn, last.id) : null,
  }
}

export async function listGaps(
  context: Context,
  { countyCode, id, limit, after }: InputOf<Table['roundPlan.gaps']>,
): Promise<OutputOf<Table['roundPlan.gaps']>> {
  const { tx, actor } = context
  await getHead(context, { countyCode, id })
  const place = placeFrom(after)
  const found = await sql<OutputOf<Table['roundPlan.gaps']>['rows'][number] & { regionCode: string }>`
    select g.county_code, g.id, g.elder_id, e.name as elder_name, village.short_name as village_name, g.due_on,
      g.planned_on, g.reason, g.region_code
    from round_gaps g
    join elders e on e.county_code = g.county_code and e.id = g.elder_id
    join regions village on village.code = g.region_code
    where g.county_code = ${countyCode} and g.plan_id = ${id}
      and (g.region_code, g.id) > (${place?.sort ?? ''}, ${place?.id ?? nothingPlanned}::uuid)
    order by g.region_code, g.id
    limit ${limit + 1}`.execute(tx)
  const page = found.rows.slice(0, limit)
  noteConcerns(
    context,
    page.map(row => ({ countyCode, id: row.elderId })),
  )
  const last = found.rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(row => ({ ...row, elderName: nameFor(actor.role, row.elderName) })),
    next: last ? cursorOf(last.regionCode, last.id) : null,
  }
}
