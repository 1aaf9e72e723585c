// Front file of the budget what-if: money moved and rules changed on paper, over the real records.
import type { budgetApi } from '../../domain/budgets/api.ts'
import { tryMoney } from '../../domain/budgets/money.ts'
import type { Handlers } from '../kernel/context.ts'
import { moneyFacts } from './money-facts.ts'
import { tryBudgetRule } from './rule-trial.ts'
import { exportBudget } from './sheet.ts'

export const budgets: Handlers<typeof budgetApi> = {
  async 'budget.tryMoney'(context, { regionCode, moves }) {
    return tryMoney(await moneyFacts(context, regionCode), moves)
  },
  'budget.tryRule': tryBudgetRule,
  'budget.export': exportBudget,
}
