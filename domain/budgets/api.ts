// The questions of the budget what-if: nothing it asks changes any record.
import * as z from 'zod/mini'
import { query } from '../kernel/operation.ts'
import { Nothing, RegionCode } from '../kernel/shapes.ts'
import { MealAnswer, MealChange } from './meal-change.ts'
import { moneyBases } from './money-basis.ts'
import { BudgetPerson, PeopleAsked, PeoplePage } from './people.ts'
import { MoneyAnswer, MoneyMoves, RuleAnswer, RuleChange } from './plan.ts'

const basis = z._default(moneyBases.schema, 'moneyIssued')

export const budgetApi = {
  'budget.tryMoney': query({
    input: z.strictObject({ regionCode: RegionCode, moves: MoneyMoves, basis }),
    output: MoneyAnswer,
    may: 'budget:try',
    says: '试算资金调整',
  }),
  /** Counts only: who they are is asked by `budget.people`, which says whose records were read. */
  'budget.tryRule': query({
    input: z.strictObject({ regionCode: RegionCode, change: RuleChange }),
    output: RuleAnswer,
    may: 'budget:try',
    says: '试算待遇规则',
  }),
  'budget.tryMeal': query({
    input: z.strictObject({ regionCode: RegionCode, change: MealChange }),
    output: MealAnswer,
    may: 'budget:try',
    says: '试算助餐补贴规则',
  }),
  /** The elders behind a count, of one county or a place in it. */
  'budget.people': query({
    input: PeoplePage,
    output: z.object({ rows: z.array(BudgetPerson), next: z.nullable(z.string()) }),
    may: 'budget:try',
    says: '查看预算试算的新增和减少名单',
    personal: true,
  }),
  'budget.peopleExport': query({
    input: PeopleAsked,
    output: Nothing,
    may: 'budget:try',
    says: '导出预算试算的新增和减少名单',
    personal: true,
    bytes: 'out',
  }),
  'budget.export': query({
    input: z.strictObject({
      regionCode: RegionCode,
      moves: MoneyMoves,
      basis,
      change: z.nullable(RuleChange),
      meal: z._default(z.nullable(MealChange), null),
    }),
    output: Nothing,
    may: 'budget:try',
    says: '导出预算试算',
    bytes: 'out',
  }),
}
