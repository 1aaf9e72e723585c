// A meal rule as an officer would have it, who has help with a meal by it, and why.
import * as z from 'zod/mini'
import { groundsOf, isMet } from '../benefits/conditions.ts'
import type { BenefitFacts } from '../benefits/facts.ts'
import type { Condition } from '../benefits/rule.ts'
import { recordedGroups } from '../elders/elder.ts'
import type { Day } from '../kernel/day.ts'
import { MonthText, RegionCode } from '../kernel/shapes.ts'
import type { Split } from '../meal-accounts/split.ts'
import { type MealPayer, type MealTerms, sourceOfPayer } from '../meal-accounts/terms.ts'
import type { Asks, Cell } from './cells.ts'
import { isRare, leavesIn, startedAt, startingAge, widened, withStart } from './conditions.ts'

const Age = z.int().check(z.gte(50), z.lte(110))
const Times = z.nullable(z.int().check(z.gte(1), z.lte(100)))

/** What is changed in every meal rule of the area; null, 100 and empty leave it as it is. */
export const MealChange = z.strictObject({
  /** From which age public money helps. */
  ageFrom: z.nullable(Age),
  groups: z.array(recordedGroups.schema).check(z.maxLength(7)),
  /** Of the help a meal: per cent of today's, then so much on top. */
  percent: z.int().check(z.gte(0), z.lte(1000)),
  addFen: z.int().check(z.gte(-10_000), z.lte(10_000)),
  perDay: Times,
  perWeek: Times,
  perMonth: Times,
  /** What people pay themselves from an age on, in the place of the rule's own bands. */
  bands: z.nullable(
    z
      .array(z.strictObject({ ageFrom: Age, fen: z.int().check(z.gte(0), z.lte(100_000)) }))
      .check(z.minLength(1), z.maxLength(6)),
  ),
})
export type MealChange = z.output<typeof MealChange>

export const mealAsItIs: MealChange = {
  ...{ ageFrom: null, groups: [], percent: 100, addFen: 0, perDay: null, perWeek: null, perMonth: null },
  bands: null,
}

export const MealCounts = z.object({
  hasRule: z.boolean(),
  elders: z.number(),
  /** Elders whom public money helps with a meal, whether they eat out or not. */
  before: z.number(),
  after: z.number(),
  gained: z.number(),
  lost: z.number(),
})
export type MealCounts = z.output<typeof MealCounts>

/** Meals really eaten, priced by the rule as it is and as it would be. */
export const MealCost = z.object({
  eaters: z.number(),
  servings: z.number(),
  /** Public money of a month: help a meal and what a canteen gets beside the price. */
  beforeFen: z.number(),
  afterFen: z.number(),
  elderBeforeFen: z.number(),
  elderAfterFen: z.number(),
})
export type MealCost = z.output<typeof MealCost>

export const MealCounty = z.object({
  ...MealCounts.shape,
  ...MealCost.shape,
  countyCode: z.string(),
  regionCode: RegionCode,
  name: z.string(),
  countyGb2260: z.string(),
  isBorder: z.boolean(),
})
export type MealCounty = z.output<typeof MealCounty>

export const MealAnswer = z.object({
  month: MonthText,
  counties: z.array(MealCounty),
  cells: z.number(),
})
export type MealAnswer = z.output<typeof MealAnswer>

const isPublic = (payer: MealPayer) => sourceOfPayer[payer] === 'fromGovernment'

export function changedMealTerms(terms: MealTerms, change: MealChange): MealTerms {
  const starts = terms.reductions.flatMap(({ payer, when }) =>
    isPublic(payer) && when !== null ? (startingAge(when) ?? []) : [],
  )
  const start = starts.length === 0 ? null : Math.min(...starts)
  return {
    ...terms,
    bands:
      change.bands === null
        ? terms.bands
        : { ...bandsOf(change.bands), gapPayer: terms.bands?.gapPayer ?? 'countyPays' },
    reductions: terms.reductions.map(reduction => {
      if (!isPublic(reduction.payer)) return reduction
      return {
        ...reduction,
        fen: reduction.fen === null ? null : changedHelp(reduction.fen, change),
        when: changedWhen(reduction.when, start, change),
        perDay: change.perDay ?? reduction.perDay,
        perWeek: change.perWeek ?? reduction.perWeek,
        perMonth: change.perMonth ?? reduction.perMonth,
      }
    }),
  }
}

function bandsOf(bands: readonly { ageFrom: number; fen: number }[]) {
  const oldestFirst = [...bands].sort((one, other) => other.ageFrom - one.ageFrom)
  return {
    rows: oldestFirst.map(({ ageFrom, fen }) => ({
      when: { is: 'age' as const, from: ageFrom, to: null },
      fen,
    })),
  }
}

const changedHelp = (fen: number, { percent, addFen }: MealChange) =>
  Math.max(0, Math.round((fen * percent) / 100) + addFen)

/** Whoever is helped whatever her age stays so until a starting age is named. */
function changedWhen(when: Condition | null, start: number | null, { ageFrom, groups }: MealChange) {
  const aged: Condition | null =
    ageFrom === null
      ? when
      : when === null
        ? { is: 'age', from: ageFrom, to: null }
        : startedAt(start === null ? when : withStart(when, start, ageFrom), start, ageFrom)
  return aged && widened(aged, groups)
}

/** By which of the rule's parts public money helps the person on a day. */
function helpsOf(terms: MealTerms, facts: BenefitFacts, day: Day): (Condition | null)[] {
  const fits = (when: Condition | null) => when === null || isMet(when, facts, day)
  const helps = terms.reductions
    .filter(({ payer, fen, when }) => isPublic(payer) && fen !== 0 && fits(when))
    .map(({ when }) => when)
  const band = terms.bands?.rows.find(({ when }) => fits(when))
  if (terms.bands && band && isPublic(terms.bands.gapPayer) && band.fen < terms.standardFen)
    helps.push(band.when)
  return helps
}

/** By any of a county's rules: its own, or that of one of its canteens. */
export function isHelped(all: readonly MealTerms[], facts: BenefitFacts, day: Day): boolean {
  if (facts.ended !== null && facts.ended.on <= day) return false
  return all.some(terms => helpsOf(terms, facts, day).length > 0)
}

export function whyHelped(all: readonly MealTerms[], facts: BenefitFacts, day: Day): string {
  for (const terms of all) {
    const [when, ...others] = helpsOf(terms, facts, day)
    if (when === undefined) continue
    const named = [when, ...others].find(one => one !== null)
    return named ? `补：${groundsOf(named, facts, day, true).join('，')}。` : '补：不限人员。'
  }
  const asked = all.flatMap(({ reductions }) =>
    reductions.flatMap(({ payer, fen, when }) =>
      isPublic(payer) && fen !== 0 && when !== null ? [when] : [],
    ),
  )
  const grounds = [...new Set(asked.flatMap(when => groundsOf(when, facts, day, false)))]
  return grounds.length === 0 ? '不补：规则里没有适合的一档。' : `不补：${grounds.join('；')}。`
}

export function countMeals(
  rules: readonly MealTerms[],
  cells: readonly Cell[],
  change: MealChange,
  day: Day,
): MealCounts {
  const wanted = rules.map(terms => changedMealTerms(terms, change))
  const sum: MealCounts = { hasRule: rules.length > 0, elders: 0, before: 0, after: 0, gained: 0, lost: 0 }
  for (const { facts, elders } of cells) {
    if (facts.ended !== null && facts.ended.on <= day) continue
    sum.elders += elders
    const [before, after] = [isHelped(rules, facts, day), isHelped(wanted, facts, day)]
    if (before) sum.before += elders
    if (after) sum.after += elders
    if (after && !before) sum.gained += elders
    if (before && !after) sum.lost += elders
  }
  return sum
}

/** What public money bears of one meal. */
export function publicFen({ parts, operating }: Split): number {
  return (parts.countyPays ?? 0) + (parts.provincePays ?? 0) + (operating?.fen ?? 0)
}

function leavesOf({ bands, reductions }: MealTerms) {
  return [...(bands?.rows ?? []), ...reductions].flatMap(({ when }) => (when === null ? [] : leavesIn(when)))
}

export function mealsAskRarely(rules: readonly MealTerms[]): boolean {
  return rules.flatMap(leavesOf).some(isRare)
}

/** What the rules ask before the change and after it. */
export function askedByMeals(rules: readonly MealTerms[], change: MealChange): Asks {
  const wanted = rules.map(terms => changedMealTerms(terms, change))
  return { leaves: [...rules, ...wanted].flatMap(leavesOf), suspend: [] }
}
