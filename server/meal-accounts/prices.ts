// The price of the standard set a canteen files, within what the rule allows.
import { monthOf } from '../../domain/kernel/day.ts'
import { yuanFixed } from '../../domain/kernel/money.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { mealRuleApi } from '../../domain/meal-accounts/api.ts'
import { priceLimits, ruleFor } from '../../domain/meal-accounts/terms.ts'
import type { Context } from '../kernel/context.ts'
import { getCanteen } from './canteen.ts'
import { checkOpen } from './closing.ts'
import { inForce } from './in-force.ts'

export async function filePrice(
  context: Context,
  given: InputOf<(typeof mealRuleApi)['mealPrice.file']>,
): Promise<Record<string, never>> {
  const { tx, now, actor } = context
  const { countyCode, canteenId, validFrom, setFen, filedAs } = given
  const canteen = await getCanteen(tx, given)
  await checkOpen(tx, given, validFrom)
  const { rules } = await inForce(tx, countyCode)
  const rule = ruleFor(rules, canteenId, monthOf(validFrom))
  if (rule === null)
    throw new Refused('rule_broken', '那时还没有启用的助餐规则，不知道价格能浮动多少。请先由县里启用规则。')
  const { fromFen, toFen } = priceLimits(rule.terms)
  if (setFen < fromFen || setFen > toFen)
    throw new Refused(
      'rule_broken',
      `标准餐价格应在 ${yuanFixed(fromFen)} 元到 ${yuanFixed(toFen)} 元之间（规则允许上下浮动 ${rule.terms.deviationPercent}%）。请改正。`,
    )
  const filed = { setFen, filedAs, filedBy: actor.accountId, filedAt: now.toISOString() }
  await tx
    .insertInto('mealPrices')
    .values({ countyCode, canteenId, validFrom, regionCode: canteen.regionCode, ...filed })
    .onConflict(conflict => conflict.columns(['countyCode', 'canteenId', 'validFrom']).doUpdateSet(filed))
    .execute()
  return {}
}
