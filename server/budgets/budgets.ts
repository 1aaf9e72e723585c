// Front file of the budget what-if: money moved and rules changed on paper, over the real records.
import type { budgetApi } from '../../domain/budgets/api.ts'
import { tryMoney } from '../../domain/budgets/money.ts'
import type { budgetPlanApi } from '../../domain/budgets/plans-api.ts'
import type { Handlers } from '../kernel/context.ts'
import { countCells } from './counting.ts'
import { tryMealBudget } from './meal-trial.ts'
import { moneyFacts } from './money-facts.ts'
import * as people from './people.ts'
import * as plans from './plans.ts'
import { exportComparison } from './plans-sheet.ts'
import { tryBudgetRule } from './rule-trial.ts'
import { exportBudget } from './sheet.ts'
import { differencesOfCells } from './verifying.ts'

export type { CellDifference } from './verifying.ts'
/** A job. */
export const refreshBudgetCells = countCells
/** Part of `wanqing verify`. */
export const verifyBudgets = differencesOfCells

export const budgets: Handlers<typeof budgetApi> = {
  async 'budget.tryMoney'(context, { regionCode, moves, basis }) {
    return tryMoney(await moneyFacts(context, regionCode, basis), moves)
  },
  'budget.tryRule': tryBudgetRule,
  'budget.tryMeal': tryMealBudget,
  'budget.people': people.listPeople,
  'budget.peopleExport': people.exportPeople,
  'budget.export': exportBudget,
}

export const budgetPlans: Handlers<typeof budgetPlanApi> = {
  'budgetPlan.list': plans.listBudgetPlans,
  'budgetPlan.get': plans.getBudgetPlan,
  'budgetPlan.keep': plans.keepBudgetPlan,
  'budgetPlan.delete': plans.deleteBudgetPlan,
  'budgetPlan.compare': plans.compareBudgetPlans,
  'budgetPlan.export': exportComparison,
}
