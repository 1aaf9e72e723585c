// A weekly pattern and the days its orders fall on.
import * as z from 'zod/mini'
import { addDays, type Day, startOfDay } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText } from '../kernel/shapes.ts'

export const WeeklyPattern = z.strictObject({
  /** 1 Monday … 7 Sunday. */
  weekdays: z
    .array(z.int().check(z.gte(1), z.lte(7)))
    .check(z.minLength(1, { error: '至少选一个星期几' }), z.maxLength(7)),
  toOn: z._default(z.nullable(DayText), null),
})
export type WeeklyPattern = z.output<typeof WeeklyPattern>

export const weekdayWords = ['一', '二', '三', '四', '五', '六', '日'] as const

export function weekdaysText(weekdays: readonly number[]): string {
  const sorted = [...new Set(weekdays)].sort((one, other) => one - other)
  if (sorted.length === 7) return '每天'
  return `每周${sorted.map(day => weekdayWords[day - 1] ?? '').join('、')}`
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** Days of the pattern after `madeUntil` (or from the first day) up to and with `until`. */
export function occurrences(
  pattern: { weekdays: readonly number[]; fromOn: Day; toOn: Day | null; madeUntil: Day | null },
  until: Day,
): Day[] {
  const { weekdays, fromOn, toOn, madeUntil } = pattern
  const first = madeUntil === null || madeUntil < fromOn ? fromOn : addDays(madeUntil, 1)
  const last = toOn !== null && toOn < until ? toOn : until
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1))
    if (weekdays.includes(weekdayOf(day))) days.push(day)
  return days
}

export interface Stay {
  kind: 'institution' | 'hospital' | 'away' | 'refusal'
  validFrom: Day
  validTo: Day | null
}

/** Who is not at home is not served at home; a refusal of visits says nothing about services. */
export function isAwayOn(stays: readonly Stay[], day: Day): boolean {
  return stays.some(
    stay =>
      stay.kind !== 'refusal' && stay.validFrom <= day && (stay.validTo === null || stay.validTo >= day),
  )
}

/** 09:30 on a day in Jilin, as an instant. */
export function instantOn(day: Day, minute: number): string {
  return new Date(startOfDay(day).getTime() + minute * 60_000).toISOString()
}

export function checkWindow(plannedFrom: string, plannedTo: string): void {
  if (plannedFrom >= plannedTo) throw new Refused('invalid', '结束时间要晚于开始时间。')
}
