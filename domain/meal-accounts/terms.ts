// A price and subsidy rule of meals as data: the set price, what whom pays, who takes over how much, how often.
import * as z from 'zod/mini'
import { Condition } from '../benefits/rule.ts'
import { meals } from '../canteens/canteen.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Month } from '../kernel/day.ts'
import { MonthText, text } from '../kernel/shapes.ts'

/** 吉林省 2024: money from five sides (domain.md §6.1). */
export const mealSources = choice({
  fromPerson: '个人出一点',
  fromFirm: '企业让一点',
  fromGovernment: '政府补一点',
  fromCollective: '集体添一点',
  fromSociety: '社会捐一点',
})
export type MealSource = KeyOf<typeof mealSources>

/** Who may take over a part of the price of a meal. */
export const mealPayers = choice({
  provincePays: '省级出',
  countyPays: '县级出',
  collectivePays: '村集体出',
  firmPays: '企业出',
  charityPays: '捐赠出',
})
export type MealPayer = KeyOf<typeof mealPayers>

export const sourceOfPayer: Readonly<Record<MealPayer, MealSource>> = {
  provincePays: 'fromGovernment',
  countyPays: 'fromGovernment',
  collectivePays: 'fromCollective',
  firmPays: 'fromFirm',
  charityPays: 'fromSociety',
}

export const operatingFor = choice({ subsidisedMeals: '每一餐有补贴的', everyMeal: '老人的每一餐' })

const mostFen = 100_000
const Fen = z.int().check(z.gte(0), z.lte(mostFen, { error: '一餐的金额过大，请核对单位是否为元' }))
const Cap = z.nullable(z.int().check(z.gte(1), z.lte(100)))

/** What a person of this kind pays herself before anybody helps; the first that fits. */
const Band = z.strictObject({ when: z.nullable(Condition), fen: Fen })
export type Band = z.output<typeof Band>

const Reduction = z.strictObject({
  payer: mealPayers.schema,
  /** Null: whatever is left to pay. */
  fen: z.nullable(Fen),
  when: z.nullable(Condition),
  meals: z.array(meals.schema).check(z.minLength(1, { error: '至少选一餐' })),
  /** Meals with this payer's help, at whichever canteen; what is not used up is lost. */
  perDay: Cap,
  /** Monday to Sunday. */
  perWeek: Cap,
  perMonth: Cap,
})
export type Reduction = z.output<typeof Reduction>

export const MealTerms = z.strictObject({
  standardFen: Fen.check(z.gte(1, { error: '请填写标准餐的价格' })),
  /** How far a canteen may file another price. */
  deviationPercent: z.int().check(z.gte(0), z.lte(100)),
  /** Null: everybody pays the price of the set. */
  bands: z.nullable(
    z.strictObject({
      rows: z.array(Band).check(z.minLength(1), z.maxLength(20)),
      /** Who bears what lies between the band and the price. */
      gapPayer: mealPayers.schema,
    }),
  ),
  /** In this order, each from what the one before has left. */
  reductions: z.array(Reduction).check(z.maxLength(8)),
  /** Work for the canteen pays for meals: what is left to pay is borne by `payer` against minutes worked. */
  work: z.nullable(
    z.strictObject({
      minutesPerMeal: z.int().check(z.gte(1), z.lte(1440)),
      payer: mealPayers.schema,
    }),
  ),
  /** Paid to the canteen beside the price. */
  operating: z.nullable(
    z.strictObject({
      payer: z.enum(['provincePays', 'countyPays']),
      fen: Fen,
      forEvery: operatingFor.schema,
    }),
  ),
})
export type MealTerms = z.output<typeof MealTerms>

/** One version of a rule, in force for whole months. */
export interface MealRule {
  ruleId: string
  schemeId: string
  /** Null: of every canteen of the county that has none of its own. */
  canteenId: string | null
  title: string
  fromMonth: Month
  toMonth: Month | null
  terms: MealTerms
}

export const MealRuleHead = {
  title: text(60),
  basis: text(200),
  fromMonth: MonthText,
  toMonth: z.nullable(MonthText),
}

/** A canteen's own rule stands in the county's place; at most one of each is in force in a month. */
export function ruleFor(rules: readonly MealRule[], canteenId: string, month: Month): MealRule | null {
  const inForce = rules.filter(
    rule => rule.fromMonth <= month && (rule.toMonth === null || rule.toMonth >= month),
  )
  return (
    inForce.find(rule => rule.canteenId === canteenId) ??
    inForce.find(rule => rule.canteenId === null) ??
    null
  )
}

/** Which sides of the five owe something for meals by this rule: a gift of theirs settles that first. */
export function sourcesIn(terms: MealTerms): Set<MealSource> {
  const payers = [
    ...(terms.bands === null ? [] : [terms.bands.gapPayer]),
    ...terms.reductions.map(({ payer }) => payer),
    ...(terms.work === null ? [] : [terms.work.payer]),
    ...(terms.operating === null ? [] : [terms.operating.payer]),
  ]
  return new Set(payers.map(payer => sourceOfPayer[payer]))
}

/** What a canteen may file: the rule's price and so much more or less. */
export function priceLimits({ standardFen, deviationPercent }: MealTerms): {
  fromFen: number
  toFen: number
} {
  const swing = Math.floor((standardFen * deviationPercent) / 100)
  return { fromFen: standardFen - swing, toFen: standardFen + swing }
}
