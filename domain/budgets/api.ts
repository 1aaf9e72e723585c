// The questions of the budget what-if: nothing it asks changes any record.
import * as z from 'zod/mini'
import { query } from '../kernel/operation.ts'
import { Nothing, RegionCode } from '../kernel/shapes.ts'
import { MoneyAnswer, MoneyMoves, RuleAnswer, RuleChange } from './plan.ts'

export const budgetApi = {
  'budget.tryMoney': query({
    input: z.strictObject({ regionCode: RegionCode, moves: MoneyMoves }),
    output: MoneyAnswer,
    may: 'budget:try',
    says: '试算资金调整',
  }),
  /** Counts only: who they are is asked of lists, which say whose records were read. */
  'budget.tryRule': query({
    input: z.strictObject({ regionCode: RegionCode, change: RuleChange }),
    output: RuleAnswer,
    may: 'budget:try',
    says: '试算待遇规则',
  }),
  'budget.export': query({
    input: z.strictObject({ regionCode: RegionCode, moves: MoneyMoves, change: z.nullable(RuleChange) }),
    output: Nothing,
    may: 'budget:try',
    says: '导出预算试算',
    bytes: 'out',
  }),
}
