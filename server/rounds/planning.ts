// Makes a township's plan of a month, lets somebody look at it, and puts it in force; what was done stays.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { countyCodeOf, levelOf, smallestRegion } from '../../domain/kernel/area.ts'
import type { Month } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { roundApi } from '../../domain/rounds/api.ts'
import { roundDays } from '../../domain/rounds/calendar.ts'
import { daysToPlan } from '../../domain/rounds/plan.ts'
import { planRounds } from '../../domain/rounds/planner.ts'
import type { RoundElder, RoundPlan, RoundProblem } from '../../domain/rounds/problem.ts'
import type { Context } from '../kernel/context.ts'
import { calendarOf, checkInArea } from '../regions/regions.ts'
import { housesToPlan, type PlanContext, visitorsToPlan } from './facts.ts'

type Table = typeof roundApi
type Key = { countyCode: string; id: string }

export const newRowId = (now: Date) => uuidV7(now.getTime(), randomBytes(10))

export async function draftPlan(
  context: Context,
  { countyCode, regionCode, month, id }: InputOf<Table['roundPlan.draft']>,
): Promise<{ id: string }> {
  checkInArea(context, regionCode)
  if (levelOf(regionCode) !== 'township' || countyCodeOf(regionCode) !== countyCode)
    throw new Refused('invalid', '巡访计划按乡镇（街道）编排，请先选择一个乡镇（街道）。')
  const elders = await makePlan(context, { regionCode, month, id, madeBy: context.actor.accountId })
  context.concerns(countyCode, elders)
  return { id }
}

/** A draft replaces the draft before it. Answers with the elders it is about. */
export async function makePlan(
  context: PlanContext,
  { regionCode, month, id, madeBy }: { regionCode: string; month: Month; id: string; madeBy: string | null },
): Promise<string[]> {
  const countyCode = countyCodeOf(regionCode)
  const { from, to } = daysToPlan(month, context.today)
  const problem = await problemOf(context, { regionCode, month, from, to })
  if (problem.visitors.length === 0)
    throw new Refused(
      'rule_broken',
      '这个乡镇（街道）还没有在岗的探访员，排不了计划。请先在“账号”里设置探访员岗位。',
    )
  const plan = planRounds(problem)
  const { tx, now } = context
  await tx
    .updateTable('roundPlans')
    .set({ state: 'discarded', decidedBy: madeBy, decidedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('regionCode', '=', regionCode)
    .where('month', '=', month)
    .where('state', '=', 'toPublish')
    .execute()
  await tx
    .insertInto('roundPlans')
    .values({
      ...{ countyCode, id, regionCode, month, fromOn: from, toOn: to, state: 'toPublish' as const },
      marks: JSON.stringify(plan.marks) as never,
      ...{ madeBy, madeAt: now.toISOString(), decidedBy: null, decidedAt: null },
    })
    .execute()
  await writeVisits(context, { countyCode, planId: id }, problem.elders, plan)
  await writeGaps(context, { countyCode, planId: id }, problem.elders, plan)
  return problem.elders.map(elder => elder.id)
}

async function problemOf(
  context: PlanContext,
  { regionCode, month, from, to }: { regionCode: string; month: Month; from: string; to: string },
): Promise<RoundProblem> {
  const { tx, setting } = context
  const visitors = await visitorsToPlan(context, regionCode, from, to)
  const elders = await housesToPlan(context, regionCode, from, visitors)
  const region = await tx
    .selectFrom('regions')
    .select(['lon', 'lat'])
    .where('code', 'in', [regionCode, `${countyCodeOf(regionCode)}000000`])
    .orderBy('code', 'desc')
    .execute()
  const known = region.find(row => row.lon !== null && row.lat !== null)
  // Where no coordinates are known, the middle of the province: dusk is off by some minutes.
  const place = { lon: known?.lon ?? 126.5, lat: known?.lat ?? 43.5 }
  const before = await sql<{ elderId: string; visitorId: string; day: string }>`
    select p.elder_id, p.visitor_id, p.planned_on as day from planned_visits p
    join round_plans r on r.county_code = p.county_code and r.id = p.plan_id and r.state = 'published'
    where r.county_code = ${countyCodeOf(regionCode)} and r.region_code = ${regionCode} and r.month = ${month}
      and p.planned_on >= ${from}`.execute(tx)
  const number = (key: RoundSetting) => setting(`rounds.${key}`, regionCode)
  return {
    ...{ elders, visitors, before: before.rows, seed: `${regionCode} ${month}` },
    days: roundDays(from, to, {
      calendar: await calendarOf(context),
      place,
      season: {
        ...{ sowingFrom: number('sowingFrom'), sowingTo: number('sowingTo') },
        ...{ harvestFrom: number('harvestFrom'), harvestTo: number('harvestTo') },
        seasonPercent: number('seasonPercent'),
      },
    }),
    rules: {
      ...{ homeMinutes: number('homeMinutes'), memberMinutes: number('memberMinutes') },
      ...{ phoneMinutes: number('phoneMinutes'), otherVillageMinutes: number('otherVillageMinutes') },
      ...{ dutyMinutes: number('dutyMinutes'), homeEveryDays: number('homeEveryDays') },
      catchUpDays: number('catchUpDays'),
    },
  }
}

type RoundSetting =
  | 'sowingFrom'
  | 'sowingTo'
  | 'harvestFrom'
  | 'harvestTo'
  | 'seasonPercent'
  | 'homeMinutes'
  | 'memberMinutes'
  | 'phoneMinutes'
  | 'otherVillageMinutes'
  | 'dutyMinutes'
  | 'homeEveryDays'
  | 'catchUpDays'

interface OfPlan {
  countyCode: string
  planId: string
}

/** One statement whose only parameter is the plan as JSON. */
async function writeVisits(
  { tx, now }: PlanContext,
  { countyCode, planId }: OfPlan,
  elders: readonly RoundElder[],
  plan: RoundPlan,
): Promise<void> {
  const known = new Map(elders.map(elder => [elder.id, elder]))
  const rows = plan.visits.map(({ order: turn, day: plannedOn, ...visit }) => ({
    ...{ ...visit, turn, plannedOn, id: newRowId(now) },
    regionCode: known.get(visit.elderId)?.villageCode ?? '',
    hardness: known.get(visit.elderId)?.hardness ?? 0,
  }))
  await sql`
    insert into planned_visits (county_code, id, region_code, plan_id, elder_id, household_id, visitor_id, planned_on,
      turn, way, day_part, same_face, hardness, in_force)
    select ${countyCode}, id, "regionCode", ${planId}::uuid, "elderId", "householdId", "visitorId", "plannedOn", turn,
      way, "dayPart", "sameFace", hardness, false
    from json_to_recordset(${JSON.stringify(rows)}::json) as visit (id uuid, "regionCode" text, "elderId" uuid,
      "householdId" uuid, "visitorId" uuid, "plannedOn" date, turn int, way text, "dayPart" text,
      "sameFace" boolean, hardness int)`.execute(tx)
}

async function writeGaps(
  { tx, now }: PlanContext,
  { countyCode, planId }: OfPlan,
  elders: readonly RoundElder[],
  plan: RoundPlan,
): Promise<void> {
  if (plan.gaps.length === 0) return
  const village = new Map(elders.map(elder => [elder.id, elder.villageCode]))
  const rows = plan.gaps.map(gap => ({
    ...{ ...gap, id: newRowId(now) },
    regionCode: village.get(gap.elderId) ?? '',
  }))
  await sql`
    insert into round_gaps (county_code, id, region_code, plan_id, elder_id, due_on, planned_on, reason)
    select ${countyCode}, id, "regionCode", ${planId}::uuid, "elderId", "dueOn", "plannedOn", reason
    from json_to_recordset(${JSON.stringify(rows)}::json) as gap (id uuid, "regionCode" text, "elderId" uuid,
      "dueOn" date, "plannedOn" date, reason text)`.execute(tx)
}

export async function publishPlan(context: Context, key: Key): Promise<void> {
  const plan = await lockPlan(context, key)
  if (plan.state !== 'toPublish')
    throw new Refused('conflict', '这份计划已经处理过了，请刷新后查看；需要改动请重新编排。')
  if (plan.toOn < context.today) throw new Refused('rule_broken', '这份计划的月份已经过去，请重新编排。')
  await putInForce(context, plan, context.actor.accountId)
  context.concerns(key.countyCode, [])
}

/** What lies before the new plan moves over to it, the rest of the old one goes. */
export async function putInForce(
  context: PlanContext,
  { countyCode, id, regionCode, month, fromOn }: Key & { regionCode: string; month: Month; fromOn: string },
  by: string | null,
): Promise<void> {
  const { tx, now } = context
  const old = await tx
    .updateTable('roundPlans')
    .set({ state: 'outdated' })
    .where('countyCode', '=', countyCode)
    .where('regionCode', '=', regionCode)
    .where('month', '=', month)
    .where('state', '=', 'published')
    .returning('id')
    .execute()
  for (const { id: oldId } of old) {
    await sql`
      update planned_visits set plan_id = ${id} where county_code = ${countyCode} and plan_id = ${oldId}
        and planned_on < ${fromOn}`.execute(tx)
    await sql`delete from planned_visits where county_code = ${countyCode} and plan_id = ${oldId}`.execute(tx)
    await sql`
      update stand_ins set state = 'givenBack', carrier_id = null where county_code = ${countyCode}
        and reason = 'byPlan' and state = 'takenOn' and valid_from >= ${fromOn}
        and to_char(valid_from, 'YYYY-MM') = ${month} and left(region_code, 9) = ${regionCode.slice(0, 9)}`.execute(
      tx,
    )
  }
  await tx
    .updateTable('roundPlans')
    .set({ state: 'published', decidedBy: by, decidedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await sql`
    update planned_visits set in_force = true where county_code = ${countyCode} and plan_id = ${id}`.execute(
    tx,
  )
  await sendColleagues(context, { countyCode, planId: id }, fromOn)
}

/** Where the plan sends a colleague she carries the elders on that day, as one who stands in. */
async function sendColleagues(
  { tx, now }: PlanContext,
  { countyCode, planId }: OfPlan,
  fromOn: string,
): Promise<void> {
  const { rows } = await sql<{
    visitorId: string
    mainId: string | null
    day: string
    elderIds: string[]
    codes: string[]
  }>`
    select p.visitor_id, a.account_id as main_id, p.planned_on as day, array_agg(p.elder_id) as elder_ids,
      array_agg(p.region_code) as codes
    from planned_visits p
    left join visitor_assignments a on a.county_code = p.county_code and a.elder_id = p.elder_id
      and a.valid_from <= p.planned_on and (a.valid_to is null or a.valid_to >= p.planned_on)
    where p.county_code = ${countyCode} and p.plan_id = ${planId} and p.planned_on >= ${fromOn} and not p.same_face
    group by 1, 2, 3, p.region_code`.execute(tx)
  if (rows.length === 0) return
  const made = rows.map(row => ({ ...row, id: newRowId(now), regionCode: smallestRegion(row.codes) }))
  await tx
    .insertInto('standIns')
    .values(
      made.map(({ id, regionCode, mainId, visitorId, day }) => ({
        ...{ countyCode, id, regionCode, mainId, askedId: visitorId, carrierId: visitorId },
        ...{
          validFrom: day,
          validTo: day,
          reason: 'byPlan' as const,
          state: 'takenOn' as const,
          note: null,
        },
        ...{ askedBy: null, askedAt: now.toISOString(), answeredBy: null, answeredAt: now.toISOString() },
      })),
    )
    .execute()
  await tx
    .insertInto('standInElders')
    .values(
      made.flatMap(({ id, elderIds, codes }) =>
        elderIds.map((elderId, at) => ({
          ...{ countyCode, id: newRowId(now), regionCode: codes[at] ?? '', standInId: id, elderId },
        })),
      ),
    )
    .execute()
}

export async function dropPlan(context: Context, key: Key): Promise<void> {
  const plan = await lockPlan(context, key)
  if (plan.state === 'discarded') return
  if (plan.state !== 'toPublish')
    throw new Refused('conflict', '这份计划已经下发，不能放弃。需要改动请重新编排。')
  const { tx, now, actor } = context
  await tx
    .updateTable('roundPlans')
    .set({ state: 'discarded', decidedBy: actor.accountId, decidedAt: now.toISOString() })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
  await sql`delete from planned_visits where county_code = ${key.countyCode} and plan_id = ${key.id}`.execute(
    tx,
  )
  await sql`delete from round_gaps where county_code = ${key.countyCode} and plan_id = ${key.id}`.execute(tx)
}

async function lockPlan({ tx }: Context, { countyCode, id }: Key) {
  const plan = await tx
    .selectFrom('roundPlans')
    .select(['countyCode', 'id', 'regionCode', 'month', 'fromOn', 'toOn', 'state'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!plan) throw unknownPlan()
  return plan
}

export function unknownPlan(): Refused {
  return new Refused('not_found', '没有这份巡访计划，或者它不在您的辖区内。请刷新后查看。')
}
