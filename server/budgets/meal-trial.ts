// Changed meal rules over a whole area: who would be helped, by the cube; what it costs, by the meals really eaten.
import type { budgetApi } from '../../domain/budgets/api.ts'
import {
  askedByMeals,
  changedMealTerms,
  countMeals,
  type MealAnswer,
  type MealChange,
  type MealCost,
  mealsAskRarely,
  publicFen,
} from '../../domain/budgets/meal-change.ts'
import { addMonths, type Day, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { MealTerms } from '../../domain/meal-accounts/terms.ts'
import type { Context } from '../kernel/context.ts'
import { canteensServing, mealsTwice } from '../meal-accounts/meal-accounts.ts'
import { cellsByCounty } from './kept-cells.ts'
import { checkBudgetArea, countiesOf } from './money-facts.ts'
import { countiesWhere } from './rule-trial.ts'

/** The last month that is over: its meals are all there. */
export function mealMonth(today: Day): Month {
  return addMonths(monthOf(today), -1)
}

export async function tryMealBudget(
  context: Context,
  { regionCode, change }: InputOf<(typeof budgetApi)['budget.tryMeal']>,
): Promise<MealAnswer> {
  const range = checkBudgetArea(context, regionCode)
  const month = mealMonth(context.today)
  const counties = await countiesOf(context, regionCode)
  const rules = await mealRulesOf(context, range, month)
  const cells = await cellsByCounty(context.tx, {
    ...{ counties: counties.map(({ countyCode }) => countyCode), month },
    rare: countiesWhere(rules, mealsAskRarely),
    asks: countyCode => askedByMeals(rules.get(countyCode) ?? [], change),
  })
  const costs = new Map<string, MealCost>()
  for (const [countyCode, canteens] of await canteensServing(context.tx, range, month))
    if (rules.has(countyCode))
      costs.set(countyCode, await costOf(context, countyCode, month, canteens, change))
  return {
    month,
    counties: counties.map(county => ({
      ...county,
      ...countMeals(
        rules.get(county.countyCode) ?? [],
        cells.get(county.countyCode) ?? [],
        change,
        lastDayOf(month),
      ),
      ...(costs.get(county.countyCode) ?? nothingEaten()),
    })),
    cells: [...cells.values()].reduce((sum, own) => sum + own.length, 0),
  }
}

const nothingEaten = (): MealCost => ({
  ...{ eaters: 0, servings: 0, beforeFen: 0, afterFen: 0, elderBeforeFen: 0, elderAfterFen: 0 },
})

async function costOf(
  context: Context,
  countyCode: string,
  month: Month,
  canteens: readonly string[],
  change: MealChange,
): Promise<MealCost> {
  const sum = nothingEaten()
  const changed = (terms: MealTerms) => changedMealTerms(terms, change)
  await mealsTwice(context.tx, countyCode, month, canteens, changed, ({ before, after }) => {
    if (before.length === 0) return
    sum.eaters += 1
    sum.servings += before.length
    for (const split of before) {
      sum.beforeFen += publicFen(split)
      sum.elderBeforeFen += split.elderFen
    }
    for (const split of after) {
      sum.afterFen += publicFen(split)
      sum.elderAfterFen += split.elderFen
    }
  })
  return sum
}

/** Of each county what is in force in the month: its own rule, and those of canteens that have one. */
export async function mealRulesOf(
  { tx }: Context,
  { from, to }: { from: string; to: string },
  month: Month,
): Promise<Map<string, MealTerms[]>> {
  const rows = await tx
    .selectFrom('mealRules')
    .select(['countyCode', 'terms'])
    .where('countyCode', '>=', from)
    .where('countyCode', '<=', to)
    .where('state', 'in', ['active', 'retired'])
    .where('activatedAt', 'is not', null)
    .where('fromMonth', '<=', month)
    .where(given => given.or([given('toMonth', 'is', null), given('toMonth', '>=', month)]))
    .orderBy('countyCode')
    .orderBy('fromMonth', 'desc')
    .orderBy('id')
    .execute()
  const rules = new Map<string, MealTerms[]>()
  for (const { countyCode, terms } of rows) rules.set(countyCode, [...(rules.get(countyCode) ?? []), terms])
  return rules
}
