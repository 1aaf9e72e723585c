// What a meal rule must be before it is kept, and who may switch it on and when.
import type { Condition, RuleState } from '../benefits/rule.ts'
import { addMonths, type Month } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import type { MealTerms } from './terms.ts'

function broken(sentence: string): Refused {
  return new Refused('rule_broken', sentence)
}

/** Refuses what contradicts itself, before anybody tries it on meals. */
export function checkMealTerms(terms: MealTerms): void {
  const bands = terms.bands?.rows ?? []
  for (const { when } of [...bands, ...terms.reductions]) if (when !== null) checkAges(when)
  const rest = bands.findIndex(({ when }) => when === null)
  if (rest >= 0 && rest < bands.length - 1)
    throw broken('“其余人员”这一档要放在最后，它后面的档永远用不到。请调整顺序。')
  if (bands.some(({ fen }) => fen > terms.standardFen)) throw broken('有一档的收费高于标准餐价格。请改正。')
  const whole = terms.reductions.findIndex(({ fen, when }) => fen === null && when === null)
  if (whole >= 0 && whole < terms.reductions.length - 1)
    throw broken('“全部由其承担”且不限人员的一项要放在最后，它后面的补贴永远用不到。请调整顺序。')
  for (const { perDay, perWeek, perMonth } of terms.reductions) {
    if (perDay !== null && perWeek !== null && perWeek < perDay)
      throw broken('每周次数少于每天次数。请改正。')
    if (perWeek !== null && perMonth !== null && perMonth < perWeek)
      throw broken('每月次数少于每周次数。请改正。')
  }
}

function checkAges(condition: Condition): void {
  if (condition.is === 'all' || condition.is === 'any') condition.of.forEach(checkAges)
  else if (condition.is === 'not') checkAges(condition.of)
  else if (condition.is === 'age' && condition.to !== null && condition.to < condition.from)
    throw broken(`年龄上限 ${condition.to} 岁小于下限 ${condition.from} 岁。请改正。`)
}

export interface MealActivation {
  state: RuleState
  revision: number
  draftedBy: string | null
  fromMonth: Month
  lastTrialRevision: number | null
  /** Newest month any canteen the rule reaches has closed. */
  lastClosed: Month | null
  accountId: string
}

/** Why this person may not switch the rule on now, in a sentence for the button; null when nothing is in the way. */
export function mealActivationProblem(facts: MealActivation): string | null {
  if (facts.state === 'active') return '这一版已经启用。'
  if (facts.state === 'retired') return '这一版已经停用，请起草新的一版。'
  if (facts.lastTrialRevision === null) return '还没有试算。请先用真实供餐试算，看清楚谁多付谁少付。'
  if (facts.lastTrialRevision !== facts.revision) return '试算之后规则又改过。请重新试算再启用。'
  if (facts.draftedBy === facts.accountId) return '起草人不能自己启用，请另一位工作人员核对后启用。'
  if (facts.lastClosed !== null && facts.fromMonth <= facts.lastClosed)
    return `已有助餐点结了 ${facts.lastClosed} 月的账，新规则最早从 ${addMonths(facts.lastClosed, 1)} 月起施行。请修改起始月份。`
  return null
}

export function checkMealRetirement(
  rule: { state: RuleState; fromMonth: Month },
  toMonth: Month,
  lastClosed: Month | null,
): void {
  if (rule.state !== 'active') throw broken('只有启用的规则才能停用。草稿可以直接修改。')
  if (toMonth < addMonths(rule.fromMonth, -1)) throw broken('停用月份早于施行月份。请改正。')
  if (lastClosed !== null && toMonth < lastClosed)
    throw broken(`已有助餐点结了 ${lastClosed} 月的账，最早只能从下个月起停用。`)
}
