// What is left in a county of an elder who has moved to another one, and what of it may follow her.
import * as z from 'zod/mini'
import { Count, DayText } from '../kernel/shapes.ts'

/** What goes along with an elder, and what it is counted in. */
export const carriedKinds = {
  elderMeals: 'fen',
  elderCare: 'fen',
  workEarned: 'minutes',
  stationPoints: 'minutes',
} as const
export type CarriedKind = keyof typeof carriedKinds

export const LeftBehind = z.object({
  /** Where she lives now; null where her record has not gone to another county. */
  toCountyName: z.nullable(z.string()),
  movedOn: z.nullable(DayText),
  /** Can go today. */
  mealsFen: Count,
  careFen: Count,
  /** Stays until it is taken: meals eaten and services done here and not yet billed. */
  mealsHeldFen: Count,
  careHeldFen: Count,
  /** Time saved by work, and points of a station: in minutes. */
  workMinutes: Count,
  workHeldMinutes: Count,
  pointsMinutes: Count,
  /** What went before, newest first. */
  gone: z.array(
    z.object({
      day: DayText,
      account: z.enum(['elderMeals', 'elderCare', 'workEarned', 'stationPoints']),
      amount: Count,
    }),
  ),
})
export type LeftBehind = z.output<typeof LeftBehind>

export interface Left {
  balance: number
  /** Owed here and not yet taken. */
  owed: number
}

/** What she does not owe here goes along; the rest waits for its bill. */
export function partedOf({ balance, owed }: Left): { goes: number; held: number } {
  const held = Math.max(0, Math.min(balance, owed))
  return { goes: Math.max(0, balance) - held, held }
}
