// Who stands behind a count of a what-if: the elders who would gain or lose, each with the reason.
import * as z from 'zod/mini'
import type { Decision } from '../benefits/evaluate.ts'
import type { BenefitFacts } from '../benefits/facts.ts'
import { trialEffects } from '../benefits/records.ts'
import type { BenefitRule } from '../benefits/rule.ts'
import { evaluateAll, verdictsOf } from '../benefits/together.ts'
import type { KeyOf } from '../kernel/choice.ts'
import type { Day, Month } from '../kernel/day.ts'
import { Id, Page, RegionCode } from '../kernel/shapes.ts'
import type { MealTerms } from '../meal-accounts/terms.ts'
import { changedMealTerms, isHelped, MealChange, whyHelped } from './meal-change.ts'
import { RuleChange } from './plan.ts'
import { changedRule } from './rule-change.ts'

/** What a change does to one elder, in the words of a trial. */
export type BudgetEffect = KeyOf<typeof trialEffects>

/** Of one change: a benefit's, or that of the meal rules. */
export const PeopleAsked = z.strictObject({
  regionCode: RegionCode,
  change: z.union([z.strictObject({ benefit: RuleChange }), z.strictObject({ meal: MealChange })]),
  effect: trialEffects.schema,
})
export type PeopleAsked = z.output<typeof PeopleAsked>

export const PeoplePage = z.strictObject({ ...PeopleAsked.shape, ...Page })

export const BudgetPerson = z.object({
  countyCode: z.string(),
  elderId: Id,
  name: z.string(),
  regionCode: RegionCode,
  villageName: z.string(),
  /** On the day the rule asks; null where no birthday is known. */
  age: z.nullable(z.number()),
  /** Of the month; null for meals, which are paid by the meal. */
  beforeFen: z.nullable(z.number()),
  afterFen: z.nullable(z.number()),
  why: z.string(),
})
export type BudgetPerson = z.output<typeof BudgetPerson>

export interface Effect {
  beforeFen: number | null
  afterFen: number | null
  why: string
}

/** What the change does to one person, null when it is not what was asked for. */
export type EffectOf = (facts: BenefitFacts) => Effect | null

export function benefitEffect(
  rules: readonly BenefitRule[],
  change: RuleChange,
  month: Month,
  wantedEffect: BudgetEffect,
): EffectOf {
  const wanted = rules.map(rule => (rule.kind === change.kind ? changedRule(rule, change) : rule))
  const own = (amounts: readonly { amountFen: number }[]) =>
    amounts.reduce((sum, { amountFen }, at) => (rules[at]?.kind === change.kind ? sum + amountFen : sum), 0)
  return facts => {
    const beforeFen = own(verdictsOf(rules, facts, month))
    const afterFen = own(verdictsOf(wanted, facts, month))
    if (effectOf(beforeFen, afterFen) !== wantedEffect) return null
    const why = evaluateAll(wanted, facts, month).find(({ kind }) => kind === change.kind)
    return { beforeFen, afterFen, why: sentenceOf(why) }
  }
}

function effectOf(beforeFen: number, afterFen: number): BudgetEffect | null {
  if (beforeFen === afterFen) return null
  if (beforeFen === 0) return 'gained'
  return afterFen === 0 ? 'lost' : 'amountChanged'
}

const sentenceOf = (decision: Decision | undefined) => decision?.sentence ?? ''

export function mealEffect(
  rules: readonly MealTerms[],
  change: MealChange,
  day: Day,
  wantedEffect: BudgetEffect,
): EffectOf {
  const wanted = rules.map(terms => changedMealTerms(terms, change))
  return facts => {
    const before = isHelped(rules, facts, day)
    const after = isHelped(wanted, facts, day)
    if (before === after || (after ? 'gained' : 'lost') !== wantedEffect) return null
    return { beforeFen: null, afterFen: null, why: whyHelped(wanted, facts, day) }
  }
}
