// A budget plan that was kept: what it holds, what it comes to county by county, and two of them side by side.
import * as z from 'zod/mini'
import { Id, RegionCode, text } from '../kernel/shapes.ts'
import { type MealAnswer, MealChange } from './meal-change.ts'
import { totalOf } from './money.ts'
import { moneyBases } from './money-basis.ts'
import { type MoneyAnswer, MoneyMoves, type RuleAnswer, RuleChange } from './plan.ts'

/** What an officer did, never what came of it: records go on, and the answer with them. */
export const PlanContents = z.strictObject({
  moves: MoneyMoves,
  /** Plans of before there was a choice moved issued money. */
  basis: z._default(moneyBases.schema, 'moneyIssued'),
  change: z.nullable(RuleChange),
  meal: z._default(z.nullable(MealChange), null),
})
export type PlanContents = z.output<typeof PlanContents>

/** What a plan comes to: of a county, of the border, of the whole area. */
export const PlanSums = z.object({
  /** Elders within reach of a meal and of a bed. */
  mealBefore: z.number(),
  mealAfter: z.number(),
  bedBefore: z.number(),
  bedAfter: z.number(),
  /** Elders who get the changed benefit. */
  paidBefore: z.number(),
  paidAfter: z.number(),
  /** Elders whom public money helps with a meal. */
  helpedBefore: z.number(),
  helpedAfter: z.number(),
  /** Money for building, more or less, once. */
  onceFen: z.number(),
  /** What changed rules cost more or less, every year. */
  yearFen: z.number(),
})
export type PlanSums = z.output<typeof PlanSums>

export const PlanCounty = z.object({
  ...PlanSums.shape,
  countyCode: z.string(),
  name: z.string(),
  isBorder: z.boolean(),
})
export type PlanCounty = z.output<typeof PlanCounty>

export const PlanHead = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  name: z.string(),
  version: z.number(),
  keptByName: z.nullable(z.string()),
  keptAt: z.string(),
  /** Only whoever kept it changes or deletes it; others keep one of their own. */
  isMine: z.boolean(),
  moves: z.number(),
  hasRule: z.boolean(),
  hasMeal: z.boolean(),
})
export type PlanHead = z.output<typeof PlanHead>

export const PlanReckoned = z.object({
  plan: PlanHead,
  contents: PlanContents,
  thenSums: PlanSums,
  nowSums: PlanSums,
  border: PlanSums,
  counties: z.array(PlanCounty),
  /** Why what was moved can no longer be moved; then the money is reckoned as it lies. */
  problem: z.nullable(z.string()),
})
export type PlanReckoned = z.output<typeof PlanReckoned>

export const PlanName = text(60)

const sumFields = Object.keys(PlanSums.shape) as (keyof PlanSums)[]
const none = Object.fromEntries(sumFields.map(field => [field, 0])) as PlanSums

export function sumsOf(counties: readonly PlanSums[]): PlanSums {
  return Object.fromEntries(sumFields.map(field => [field, totalOf(counties, field)])) as PlanSums
}

export function planCounties(
  money: MoneyAnswer,
  rule: RuleAnswer | null,
  meal: MealAnswer | null,
): PlanCounty[] {
  // What an office gives to a county is no new money.
  return [...money.counties, ...money.offices].map(
    ({ countyCode, name, isBorder, reaches, beforeFen, afterFen }) => {
      const reach = (service: 'meal' | 'bed') => reaches.find(one => one.service === service)
      const eating = meal?.counties.find(one => one.countyCode === countyCode)
      const own = rule?.counties.find(one => one.countyCode === countyCode)
      return {
        ...{ countyCode, name, isBorder },
        mealBefore: reach('meal')?.before ?? 0,
        mealAfter: reach('meal')?.after ?? 0,
        bedBefore: reach('bed')?.before ?? 0,
        bedAfter: reach('bed')?.after ?? 0,
        paidBefore: own?.before ?? 0,
        paidAfter: own?.after ?? 0,
        helpedBefore: eating?.before ?? 0,
        helpedAfter: eating?.after ?? 0,
        onceFen: afterFen - beforeFen,
        yearFen:
          ((own ? own.afterFen - own.beforeFen + own.otherFen : 0) +
            (eating ? eating.afterFen - eating.beforeFen : 0)) *
          12,
      }
    },
  )
}

/** Whether any of the two does anything there: a county that neither touches is no line of a comparison. */
export function isTouched(row: PlanSums): boolean {
  return (
    row.mealBefore !== row.mealAfter ||
    row.bedBefore !== row.bedAfter ||
    row.paidBefore !== row.paidAfter ||
    row.helpedBefore !== row.helpedAfter ||
    row.onceFen !== 0 ||
    row.yearFen !== 0
  )
}

export interface ComparedCounty {
  countyCode: string
  name: string
  isBorder: boolean
  one: PlanSums
  other: PlanSums
}

/** Every county that either plan touches, also when they were kept for different areas. */
export function comparedCounties(one: readonly PlanCounty[], other: readonly PlanCounty[]): ComparedCounty[] {
  const codes = [...new Set([...one, ...other].map(row => row.countyCode))].sort()
  return codes.flatMap(code => {
    const mine = one.find(row => row.countyCode === code)
    const its = other.find(row => row.countyCode === code)
    const named = mine ?? its
    if (!named || (!(mine && isTouched(mine)) && !(its && isTouched(its)))) return []
    const { countyCode, name, isBorder } = named
    return [{ countyCode, name, isBorder, one: mine ?? none, other: its ?? none }]
  })
}
