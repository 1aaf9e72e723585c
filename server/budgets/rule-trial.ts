// A changed benefit rule over a whole area: the rules of its counties, the cube of its elders, the pure answer.

import type { BenefitRule } from '../../domain/benefits/rule.ts'
import type { budgetApi } from '../../domain/budgets/api.ts'
import type { RuleAnswer } from '../../domain/budgets/plan.ts'
import { askedByRules, askRarely, tryRule } from '../../domain/budgets/rule-change.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { cellsByCounty } from './kept-cells.ts'
import { checkBudgetArea, countiesOf } from './money-facts.ts'

type Asked = InputOf<(typeof budgetApi)['budget.tryRule']>

export async function tryBudgetRule(context: Context, { regionCode, change }: Asked): Promise<RuleAnswer> {
  const range = checkBudgetArea(context, regionCode)
  const month = monthOf(context.today)
  const counties = await countiesOf(context, regionCode)
  const rules = await benefitRulesOf(context, range, month)
  const cells = await cellsByCounty(context.tx, {
    ...{ counties: counties.map(({ countyCode }) => countyCode), month },
    rare: countiesWhere(rules, askRarely),
    asks: countyCode => askedByRules(rules.get(countyCode) ?? [], change),
  })
  return {
    month,
    counties: counties.map(county => ({
      ...county,
      ...tryRule(rules.get(county.countyCode) ?? [], cells.get(county.countyCode) ?? [], change, month),
    })),
    cells: [...cells.values()].reduce((sum, own) => sum + own.length, 0),
  }
}

export function countiesWhere<Rule>(
  rules: ReadonlyMap<string, readonly Rule[]>,
  is: (own: readonly Rule[]) => boolean,
): Set<string> {
  return new Set([...rules].flatMap(([countyCode, own]) => (is(own) ? [countyCode] : [])))
}

/** Of each county what is in force in the month, in the order benefits are decided. */
export async function benefitRulesOf(
  { tx }: Context,
  { from, to }: { from: string; to: string },
  month: string,
): Promise<Map<string, BenefitRule[]>> {
  const rows = await tx
    .selectFrom('benefitRules')
    .select(['countyCode', 'id as ruleId', 'benefitId', 'kind', 'title', 'fromMonth', 'toMonth', 'terms'])
    .where('countyCode', '>=', from)
    .where('countyCode', '<=', to)
    .where('state', 'in', ['active', 'retired'])
    .where('activatedAt', 'is not', null)
    .where('fromMonth', '<=', month)
    .where(given => given.or([given('toMonth', 'is', null), given('toMonth', '>=', month)]))
    .orderBy('countyCode')
    .orderBy('kind')
    .orderBy('benefitId')
    .execute()
  const rules = new Map<string, BenefitRule[]>()
  for (const { countyCode, ...rule } of rows) rules.set(countyCode, [...(rules.get(countyCode) ?? []), rule])
  return rules
}
