// What a visitor's phone carries of the rounds: her month, wishes, colleagues, and who stands in for whom.
import * as z from 'zod/mini'
import { DayText, Id } from '../kernel/shapes.ts'
import { CarriedStandIn } from './stand-in.ts'
import { dayParts, Wish, wishedWays } from './wish.ts'

export const CarriedVisit = z.object({
  elderId: Id,
  on: DayText,
  turn: z.number(),
  way: z.enum(wishedWays),
  dayPart: z.optional(dayParts.schema),
  /** Somebody else's elder on these days. */
  standIn: z.optional(z.boolean()),
})

export const CarriedRounds = z.object({
  fingerprint: z.string(),
  visits: z.array(CarriedVisit),
  wishes: z.array(z.object({ elderId: Id, ...Wish.shape })),
  colleagues: z.array(z.object({ id: Id, name: z.string() })),
  standIns: z.array(CarriedStandIn),
  /** Day → when to be home before dark. */
  darkAt: z.record(z.string(), z.string()),
})
export type CarriedRounds = z.output<typeof CarriedRounds>
