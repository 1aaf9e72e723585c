// What is left in a county of an elder who has moved to another one, and what of it may follow her.
import * as z from 'zod/mini'
import { Count, DayText } from '../kernel/shapes.ts'

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
  /** What went before, newest first. */
  gone: z.array(z.object({ day: DayText, account: z.enum(['elderMeals', 'elderCare']), fen: Count })),
})
export type LeftBehind = z.output<typeof LeftBehind>

export interface Left {
  balanceFen: number
  /** Owed here and not yet taken. */
  owedFen: number
}

/** What she does not owe here goes along; the rest waits for its bill. */
export function partedOf({ balanceFen, owedFen }: Left): { goes: number; held: number } {
  const held = Math.max(0, Math.min(balanceFen, owedFen))
  return { goes: Math.max(0, balanceFen) - held, held }
}
