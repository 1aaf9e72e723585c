// What a rule must be before it is kept, who may switch it on and when, and when a list may move on.
import type { Day, Month } from '../kernel/day.ts'
import { addMonths, monthOf } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { monthWords } from './conditions.ts'
import type { RunState } from './records.ts'
import { type BenefitKind, benefitKinds, type Condition, type RuleState, type RuleTerms } from './rule.ts'

function broken(sentence: string): Refused {
  return new Refused('rule_broken', sentence)
}

/** Refuses what contradicts itself, before anybody tries it on a county. */
export function checkTerms(kind: BenefitKind, terms: RuleTerms): void {
  for (const condition of [terms.when, ...terms.amounts.flatMap(({ when }) => when ?? [])])
    checkAges(condition)
  const rest = terms.amounts.findIndex(({ when }) => when === null)
  if (rest >= 0 && rest < terms.amounts.length - 1)
    throw broken('“其余人员”这一档要放在金额表的最后，它后面的档永远用不到。请调整顺序。')
  if (terms.amounts.every(({ fen, share }) => fen === 0 && share === null))
    throw broken('金额全部是 0 元。请填写每月发多少。')
  if (kind !== 'otherBenefit' && terms.excludes.some(one => one.kind === kind))
    throw broken(`${benefitKinds.words[kind]}不能与自己互斥，请去掉这一条。`)
  if (new Set(terms.excludes.map(one => one.kind)).size < terms.excludes.length)
    throw broken('同一项待遇写了两次“不能同时享受”，请只留一条。')
}

function checkAges(condition: Condition): void {
  if (condition.is === 'all' || condition.is === 'any') condition.of.forEach(checkAges)
  else if (condition.is === 'not') checkAges(condition.of)
  else if (condition.is === 'age' && condition.to !== null && condition.to < condition.from)
    throw broken(`年龄上限 ${condition.to} 岁小于下限 ${condition.from} 岁。请改正。`)
}

export function checkSpan({ fromMonth, toMonth }: { fromMonth: Month; toMonth: Month | null }): void {
  if (toMonth !== null && toMonth < fromMonth) throw broken('施行的结束月份早于开始月份。请改正。')
}

export interface ActivationFacts {
  state: RuleState
  revision: number
  draftedBy: string | null
  fromMonth: Month
  /** The trial of this rule that was made last, of whichever saving. */
  lastTrial: { revision: number } | null
  /** Newest month whose list is approved; a rule may not reach back behind it. */
  lastApproved: Month | null
  accountId: string
}

/** Why this person may not switch the rule on now, in a sentence for the button; null when nothing is in the way. */
export function activationProblem(facts: ActivationFacts): string | null {
  const { state, revision, draftedBy, fromMonth, lastTrial, lastApproved, accountId } = facts
  if (state === 'active') return '这一版已经启用。'
  if (state === 'retired') return '这一版已经停用，请起草新的一版。'
  if (lastTrial === null) return '还没有试算。请先试算，看清楚谁增谁减。'
  if (lastTrial.revision !== revision) return '试算之后规则又改过。请重新试算再启用。'
  if (draftedBy === accountId) return '起草人不能自己启用，请另一位工作人员核对后启用。'
  if (lastApproved !== null && fromMonth <= lastApproved)
    return `${monthWords(lastApproved)}的名单已经审核，新规则最早从${monthWords(addMonths(lastApproved, 1))}起施行。请修改起始月份。`
  return null
}

export function checkRetirement(
  rule: { state: RuleState; fromMonth: Month },
  toMonth: Month,
  lastApproved: Month | null,
): void {
  if (rule.state !== 'active') throw broken('只有启用的规则才能停用。草稿可以直接修改。')
  if (toMonth < addMonths(rule.fromMonth, -1)) throw broken('停用月份早于施行月份。请改正。')
  if (lastApproved !== null && toMonth < lastApproved)
    throw broken(`${monthWords(lastApproved)}的名单已经审核，最早只能从下个月起停用。`)
}

/** A list is made for the running month or the next one, and for earlier ones that were forgotten. */
export function checkMonth(month: Month, today: Day): void {
  if (month > addMonths(monthOf(today), 1)) throw broken('只能编制到下个月的名单，请改选月份。')
}

export function checkApproval(run: { state: RunState; compiledBy: string | null }, accountId: string): void {
  if (run.state !== 'compiled') throw new Refused('conflict', '这份名单已经审核过，不用重复审核。')
  if (run.compiledBy === accountId) throw broken('编制人不能审核自己编制的名单，请另一位工作人员审核。')
}

export function checkPaying(
  run: { state: RunState; compiledBy: string | null; approvedBy: string | null },
  accountId: string,
): void {
  if (run.state === 'paidOut') throw new Refused('conflict', '这份名单已经登记发放，不用重复登记。')
  if (run.state !== 'approved') throw broken('名单还没有审核，不能发放。请先由另一位工作人员审核。')
  if (run.compiledBy === accountId) throw broken('编制人不能登记发放自己编制的名单，请由发放人员登记。')
}
