// A township's plan of a month: drafted, looked at, published; what was done stays where it was.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day, firstDayOf, lastDayOf, type Month } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, MonthText, RegionCode } from '../kernel/shapes.ts'
import { gapReasons } from './problem.ts'
import { dayParts, wishedWays } from './wish.ts'

export const planStates = choice({
  toPublish: '等待下发',
  published: '已下发',
  outdated: '已被新计划代替',
  discarded: '弃用的计划',
})
export type PlanState = KeyOf<typeof planStates>

export const Marks = z.object({
  visits: z.number(),
  elders: z.number(),
  gaps: z.number(),
  sameFacePercent: z.number(),
  wishPercent: z.number(),
  fullestPercent: z.number(),
  hardMost: z.number(),
  moved: z.number(),
})

export const PlanHead = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  month: MonthText,
  fromOn: DayText,
  toOn: DayText,
  state: planStates.schema,
  marks: Marks,
  madeBy: z.nullable(z.string()),
  madeAt: Instant,
})
export type PlanHead = z.output<typeof PlanHead>

export const PlannedRow = z.object({
  countyCode: z.string(),
  id: Id,
  elderId: Id,
  elderName: z.string(),
  villageName: z.string(),
  hamlet: z.nullable(z.string()),
  householdId: Id,
  visitorName: z.string(),
  plannedOn: DayText,
  turn: z.number(),
  way: z.enum(wishedWays),
  dayPart: z.nullable(dayParts.schema),
  sameFace: z.boolean(),
  hardness: z.number(),
})

export const GapRow = z.object({
  countyCode: z.string(),
  id: Id,
  elderId: Id,
  elderName: z.string(),
  villageName: z.string(),
  dueOn: DayText,
  plannedOn: z.nullable(DayText),
  reason: gapReasons.schema,
})

/** Months ahead and behind that somebody may plan: this one and the next. */
export function daysToPlan(month: Month, today: Day): { from: Day; to: Day } {
  const [first, last] = [firstDayOf(month), lastDayOf(month)]
  if (last < today) throw new Refused('rule_broken', '这个月已经过去，不能再编排计划。请选择本月或下月。')
  if (first > addDays(today, 62)) throw new Refused('rule_broken', '只能编排本月和下月的计划，请改选月份。')
  return { from: first > today ? first : today, to: last }
}
