// What one rule value is made of, and the small shapes that many of them share.
import * as z from 'zod/mini'

export interface Definition<Schema extends z.ZodMiniType> {
  /** What it decides, in words for an officer. */
  means: string
  unit: string
  schema: Schema
  /** Used where no region has said otherwise. */
  fallback: z.output<Schema>
  /** Mark and section of the rules document the value comes from. */
  source: string
  /** Which of two is the stricter duty; without it the nearest region's value wins alone. */
  stricter?: (one: z.output<Schema>, other: z.output<Schema>) => z.output<Schema>
  /** Where it is changed instead of on the page of settings: there a second person agrees, with a reason. */
  changedAt?: string
}

export function define<Schema extends z.ZodMiniType>(definition: Definition<Schema>): Definition<Schema> {
  return definition
}

export const days = (most: number) => z.int().check(z.gte(1), z.lte(most))
export const minutes = z.int().check(z.gte(1), z.lte(100_000))
export const bits = z.int().check(z.gte(10), z.lte(60))
export const smaller = (one: number, other: number) => Math.min(one, other)
