// The list of who is due and why, as the last reckoning left it; the most overdue first.
import { type RawBuilder, sql } from 'kysely'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import { addDays, type Day, daysBetween } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { type DueRow, type DueWhen, dueWhens, type riskApi } from '../../domain/risk/api.ts'
import type { Contribution } from '../../domain/risk/causes.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'
import type { DueReason } from '../../domain/visits/due.ts'
import { elderRows } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'

type Operation = (typeof riskApi)['risk.due']
type Question = InputOf<Operation>

/** A visitor plans about a week ahead. */
const weekDays = 7

interface Found {
  countyCode: string
  id: string
  risk: RiskLevel
  ruleRisk: RiskLevel
  points: number
  causes: Contribution[]
  dueOn: Day
  reason: DueReason
  everyDays: number
  also: DueReason[]
}

export async function listDue(context: Context, question: Question): Promise<OutputOf<Operation>> {
  const { tx, today } = context
  const place = placeFrom(question.after)
  const found = await sql<Found>`
    select s.county_code, s.elder_id as id, s.risk, s.rule_risk, s.points, s.causes, s.due_on,
      s.due_reason as reason, s.every_days, s.due_also as also
    from elder_standings s
    where ${within(question)} and ${narrowed(question)} and ${dueWithin(question.when, today)}
      ${place ? sql`and (s.due_on, s.elder_id) > (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by s.due_on, s.elder_id
    limit ${question.limit + 1}`.execute(tx)
  const page = found.rows.slice(0, question.limit)
  const last = found.rows.length > question.limit ? page.at(-1) : undefined
  const counts = await countsOf(context, question)
  return {
    rows: await rowsOf(context, page),
    next: last ? cursorOf(last.dueOn, last.id) : null,
    total: counts[question.when],
    counts,
    sweptOn: await sweptOn(context, question.regionCode),
  }
}

async function rowsOf(context: Context, page: readonly Found[]): Promise<DueRow[]> {
  const standings = new Map(page.map(one => [one.id, one]))
  const elders = await elderRows(context, page)
  return elders.flatMap(elder => {
    const standing = standings.get(elder.id)
    if (!standing) return []
    const { id: _, countyCode: __, causes, ...rest } = standing
    return [
      {
        ...elder,
        ...rest,
        causes: causes.map(([cause, points]): [string, number] => [cause, points]),
        overdueDays: daysBetween(standing.dueOn, context.today),
      },
    ]
  })
}

/** One county is one walk down its index; wider areas walk the index of days. */
function within({ regionCode }: Pick<Question, 'regionCode'>): RawBuilder<boolean> {
  const { from, to } = areaOf(regionCode)
  const isWide = ['province', 'prefecture'].includes(levelOf(regionCode))
  const county = isWide
    ? sql`s.county_code >= ${from.slice(0, 6)} and s.county_code <= ${to.slice(0, 6)}`
    : sql`s.county_code = ${regionCode.slice(0, 6)}`
  return sql<boolean>`${county} and s.region_code >= ${from} and s.region_code <= ${to}`
}

function narrowed({ risk, reason, visitorId, noVisitor }: Question): RawBuilder<unknown> {
  const conditions = [
    risk !== undefined && sql`s.risk = ${risk}`,
    // A rule that stands second asks for the visit as well.
    reason !== undefined && sql`(s.due_reason = ${reason} or ${reason} = any(s.due_also))`,
    visitorId !== undefined && sql`s.visitor_id = ${visitorId}`,
    noVisitor && sql`s.visitor_id is null`,
  ].filter(condition => condition !== false)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

function dueWithin(when: DueWhen, today: Day): RawBuilder<unknown> {
  const parts: Record<DueWhen, RawBuilder<unknown>> = {
    overdue: sql`s.due_on < ${today}::date`,
    dueToday: sql`s.due_on = ${today}::date`,
    dueThisWeek: sql`s.due_on > ${today}::date and s.due_on <= ${addDays(today, weekDays)}::date`,
    anyDay: sql`true`,
  }
  return parts[when]
}

async function countsOf({ tx, today }: Context, question: Question): Promise<Record<DueWhen, number>> {
  const figures = dueWhens.keys.map(
    when => sql`count(*) filter (where ${dueWithin(when, today)}) as ${sql.ref(when)}`,
  )
  const counted = await sql<Record<DueWhen, number>>`
    select ${sql.join(figures)} from elder_standings s
    where ${within(question)} and ${narrowed(question)}`.execute(tx)
  return counted.rows[0] ?? { overdue: 0, dueToday: 0, dueThisWeek: 0, anyDay: 0 }
}

/** The county reckoned longest ago: the list is no newer than that. */
async function sweptOn({ tx }: Context, regionCode: string): Promise<Day | null> {
  const { from, to } = areaOf(regionCode)
  const found = await sql<{ sweptOn: Day | null }>`
    select min(swept_on) as swept_on from risk_sweeps
    where county_code >= ${from.slice(0, 6)} and county_code <= ${to.slice(0, 6)} and elders > 0`.execute(tx)
  return found.rows[0]?.sweptOn ?? null
}
