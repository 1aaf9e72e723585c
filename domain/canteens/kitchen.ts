// What a day in a kitchen is: who eats, what is cooked, who was served. The desk reads it, and the phone carries it.
import * as z from 'zod/mini'
import { Count, DayText, Id, Instant } from '../kernel/shapes.ts'
import { closingReasons, meals, Opening, servingWays } from './canteen.ts'
import { Diet } from './diet.ts'
import { Dish } from './menu.ts'
import { guestKinds, handings, mealAbsenceReasons, missReasons, servingMarks } from './serving.ts'

/** A regular or whoever came once: what a label, a list and a tour need, and no number or telephone. */
export const Diner = z.object({
  elderId: Id,
  name: z.string(),
  age: z.nullable(z.number()),
  villageName: z.string(),
  hamlet: z.nullable(z.string()),
  address: z.string(),
  lon: z.nullable(z.number()),
  lat: z.nullable(z.number()),
  /** Digits of the meal card with their check digit; absent without a card. */
  card: z.optional(z.string()),
  /** Absent: eats what everybody eats. */
  diet: z.optional(Diet),
})
export type Diner = z.output<typeof Diner>

export const RegularLine = z.object({
  id: Id,
  elderId: Id,
  lunch: z.string(),
  supper: z.string(),
  validFrom: DayText,
  validTo: z.nullable(DayText),
})
export type RegularLine = z.output<typeof RegularLine>

export const AbsenceLine = z.object({
  id: Id,
  elderId: Id,
  fromOn: DayText,
  toOn: z.nullable(DayText),
  meal: z.nullable(meals.schema),
  reason: mealAbsenceReasons.schema,
})
export type AbsenceLine = z.output<typeof AbsenceLine>

export const ExtraLine = z.object({
  id: Id,
  day: DayText,
  meal: meals.schema,
  elderId: z.nullable(Id),
  guestKind: z.nullable(guestKinds.schema),
  guestName: z.nullable(z.string()),
  portions: Count,
  way: servingWays.schema,
})
export type ExtraLine = z.output<typeof ExtraLine>

export const ServedLine = z.object({
  id: Id,
  day: DayText,
  meal: meals.schema,
  elderId: z.nullable(Id),
  extraId: z.nullable(Id),
  portions: Count,
  way: servingWays.schema,
  knownBy: servingMarks.schema,
  handedTo: z.nullable(handings.schema),
  servedAt: Instant,
  byName: z.nullable(z.string()),
})
export type ServedLine = z.output<typeof ServedLine>

export const MissLine = z.object({
  id: Id,
  day: DayText,
  meal: meals.schema,
  elderId: Id,
  reason: missReasons.schema,
  missedAt: Instant,
})
export type MissLine = z.output<typeof MissLine>

export const MenuMeal = z.object({ day: DayText, meal: meals.schema, dishes: z.array(Dish) })
export type MenuMeal = z.output<typeof MenuMeal>

export const ConfirmedCount = z.object({
  day: DayText,
  meal: meals.schema,
  portions: Count,
  boxes: Count,
  confirmedAt: Instant,
})
export type ConfirmedCount = z.output<typeof ConfirmedCount>

/** Everything some days of one kitchen need, at the desk for a day and on the phone for a week. */
export const Kitchen = z.object({
  countyCode: z.string(),
  canteenId: Id,
  name: z.string(),
  villageName: z.string(),
  lon: z.nullable(z.number()),
  lat: z.nullable(z.number()),
  openings: z.array(Opening),
  closures: z.array(z.object({ fromOn: DayText, toOn: DayText, reason: closingReasons.schema })),
  winter: z.object({ fromMonth: z.number(), toMonth: z.number() }),
  countByMinute: z.number(),
  /** Nothing may be served from this day on, and why; null: no such day is known. */
  stops: z.nullable(z.object({ fromOn: DayText, why: z.string() })),
  diners: z.array(Diner),
  regulars: z.array(RegularLine),
  absences: z.array(AbsenceLine),
  extras: z.array(ExtraLine),
  served: z.array(ServedLine),
  misses: z.array(MissLine),
  menu: z.array(MenuMeal),
  counts: z.array(ConfirmedCount),
})
export type Kitchen = z.output<typeof Kitchen>
