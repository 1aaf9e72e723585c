// How an elder wants to be called on: which weekdays, when in the day, which way, by whom, and when never.
import * as z from 'zod/mini'
import { sexes, spokenLanguages } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'

export const dayParts = choice({ morning: '上午', noon: '中午', afternoon: '下午', evening: '傍晚' })
export type DayPart = KeyOf<typeof dayParts>

/** A sensor is no way to be called on. */
export const wishedWays = ['home', 'phone', 'video'] as const
export type WishedWay = (typeof wishedWays)[number]

/** 1 is Monday, 7 Sunday. */
const Weekdays = z.array(z.int().check(z.gte(1), z.lte(7))).check(z.maxLength(7))

/** What she wants; empty lists and nulls say that it is all the same to her. */
export const Wish = z.object({
  weekdays: Weekdays,
  dayPart: z.nullable(dayParts.schema),
  way: z.nullable(z.enum(wishedWays)),
  language: z.nullable(spokenLanguages.schema),
  visitorSex: z.nullable(sexes.schema),
  notWeekdays: Weekdays,
  notDays: z.array(DayText).check(z.maxLength(31)),
})
export type Wish = z.output<typeof Wish>

export const noWish: Wish = {
  ...{ weekdays: [], dayPart: null, way: null, language: null, visitorSex: null },
  ...{ notWeekdays: [], notDays: [] },
}

export const WishInput = z.strictObject({
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  id: Id,
  elderId: Id,
  saidOn: DayText,
  ...Wish.shape,
  note: z._default(z.nullable(text(200)), null),
})
export type WishInput = z.output<typeof WishInput>

export const SaidWish = z.object({
  ...Wish.shape,
  id: Id,
  saidOn: DayText,
  note: z.nullable(z.string()),
  recordedBy: z.nullable(z.string()),
  recordedAt: Instant,
})
export type SaidWish = z.output<typeof SaidWish>

/** Refuses what nobody can keep: a day to come, a day both wanted and refused, no day left at all. */
export function checkWish(wish: Wish & { saidOn: Day }, today: Day): void {
  if (wish.saidOn > today) throw new Refused('rule_broken', '表示意愿的日期还没有到，请填写实际的日期。')
  if (wish.weekdays.some(day => wish.notWeekdays.includes(day)))
    throw new Refused('invalid', '同一个星期几不能既希望来又不要来，请改正后重试。')
  if (new Set(wish.notWeekdays).size >= 7)
    throw new Refused(
      'invalid',
      '一周七天都不要来，就是不愿意接受探访。请改为登记“接受上门探访”的意愿，或留出至少一天。',
    )
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}
