// A visit to a bed as the worker's phone tells it: one step at the door when she comes, one when she goes.
import * as z from 'zod/mini'
import { abilityLevels } from '../assessments/ability.ts'
import { spokenLanguages } from '../elders/elder.ts'
import { Refused } from '../kernel/refusal.ts'
import { ClockOffset, Count, DayText, Id, Instant, text } from '../kernel/shapes.ts'
import { OrderPlace } from '../service-orders/order.ts'
import { Vitals } from '../service-orders/vitals.ts'
import { bedTasks } from './home-bed.ts'

export const bedPhotosAtMost = 4

export const bedStepKinds = ['arrive', 'leave'] as const
export type BedStepKind = (typeof bedStepKinds)[number]

export const BedStepInput = z.strictObject({
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  bedId: Id,
  /** Chosen by the phone at the door; both steps of one visit say it. */
  visitId: Id,
  kind: z.enum(bedStepKinds),
  happenedAt: Instant,
  place: z._default(z.nullable(OrderPlace), null),
  clockOffsetMs: z.optional(ClockOffset),
  /** What was done; said when she goes. */
  tasks: z._default(z.array(bedTasks.schema).check(z.maxLength(20)), []),
  found: z._default(z.nullable(text(300)), null),
  vitals: z._default(z.nullable(Vitals), null),
  /** Pictures taken meanwhile, by the ids the phone gave them; they follow by themselves. */
  photoIds: z._default(z.array(Id).check(z.maxLength(bedPhotosAtMost)), []),
})
export type BedStepInput = z.output<typeof BedStepInput>

export const CarriedBed = z.object({
  countyCode: z.string(),
  id: Id,
  elderId: Id,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  phone: z.nullable(z.string()),
  spokenLanguage: spokenLanguages.schema,
  hardOfHearing: z.boolean(),
  weakSight: z.boolean(),
  villageName: z.string(),
  address: z.string(),
  level: abilityLevels.schema,
  /** Agreed on for each month, and counted in this one. */
  monthlyVisits: z.number(),
  monthVisits: Count,
  lastVisitOn: z.nullable(DayText),
  /** What was done and found the last time. */
  lastTasks: z.array(bedTasks.schema),
  lastFound: z.nullable(z.string()),
  /** Why she need not go today, in a sentence; null where nothing stops her. */
  paused: z.nullable(z.string()),
  /** Her own visit there that she has not ended. */
  open: z.nullable(z.object({ visitId: Id, startedAt: Instant })),
})
export type CarriedBed = z.output<typeof CarriedBed>

export const CarriedBeds = z.object({ fingerprint: z.string(), today: DayText, beds: z.array(CarriedBed) })
export type CarriedBeds = z.output<typeof CarriedBeds>

const longestMinutes = 720

/** From coming to going; a phone's clock that ran backwards or a visit never ended is no visit of that length. */
export function minutesOfVisit(startedAt: string, endedAt: string): number {
  const minutes = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000)
  if (minutes < 0)
    throw new Refused('invalid', '签退时间早于签到时间，可能是手机时间变过。请联系机构补登这次上门。')
  if (minutes > longestMinutes)
    throw new Refused('invalid', '从签到到签退超过 12 小时，可能是忘了签退。请联系机构补登这次上门。')
  return Math.max(1, minutes)
}

/** Nothing done is no visit. */
export function checkLeaving({ tasks }: Pick<BedStepInput, 'tasks'>): void {
  if (tasks.length === 0) throw new Refused('invalid', '请至少选一项服务内容。')
}

/** Nobody who bathes is photographed: of such a visit no picture is taken along. */
export function picturesKept({ tasks, photoIds }: Pick<BedStepInput, 'tasks' | 'photoIds'>): string[] {
  return tasks.includes('bath') ? [] : [...new Set(photoIds.map(id => id.toLowerCase()))]
}
