// A benefit rule as an officer would have it, and what that means for elders counted by what rules ask of them.
import { fenOf, type Verdict } from '../benefits/evaluate.ts'
import type { Amount, BenefitRule, Condition, Leaf } from '../benefits/rule.ts'
import { verdictsOf } from '../benefits/together.ts'
import type { Month } from '../kernel/day.ts'
import type { Asks, Cell } from './cells.ts'
import { isRare, leavesIn, startedAt, startingAge, widened, withStart } from './conditions.ts'
import type { RuleChange, RuleCounty } from './plan.ts'

export type RuleCounts = Omit<RuleCounty, 'countyCode' | 'regionCode' | 'name' | 'countyGb2260' | 'isBorder'>

export function changedRule(rule: BenefitRule, change: RuleChange): BenefitRule {
  const { terms } = rule
  const start = startingAge(terms.when)
  const aged = (condition: Condition): Condition =>
    change.ageFrom === null || start === null ? condition : withStart(condition, start, change.ageFrom)
  return {
    ...rule,
    terms: {
      ...terms,
      when: widened(startedAt(aged(terms.when), start, change.ageFrom), change.groups),
      amounts: amountsOf(rule, change, aged).map(amount => changedAmount(amount, rule, change)),
    },
  }
}

/** Whoever is let in by a group and fits no step of the table gets its lowest sum. */
function amountsOf(
  rule: BenefitRule,
  { groups }: RuleChange,
  aged: (condition: Condition) => Condition,
): Amount[] {
  const amounts = rule.terms.amounts.map(amount => ({ ...amount, when: amount.when && aged(amount.when) }))
  if (groups.length === 0 || amounts.some(({ when }) => when === null)) return amounts
  const least = Math.min(...amounts.map(amount => fenOf(amount, rule)))
  return [...amounts, { when: null, fen: least, share: null }]
}

function changedAmount(amount: Amount, rule: BenefitRule, { percent, addFen, capFen }: RuleChange): Amount {
  const today = fenOf(amount, rule)
  if (percent === 100 && addFen === 0 && (capFen === null || today <= capFen)) return amount
  const wanted = Math.max(0, Math.round((today * percent) / 100) + addFen)
  return { ...amount, fen: capFen === null ? wanted : Math.min(capFen, wanted), share: null }
}

const wantedOf = (rules: readonly BenefitRule[], change: RuleChange) =>
  rules.map(rule => (rule.kind === change.kind ? changedRule(rule, change) : rule))

/** What the rules ask before the change and after it. */
export function askedByRules(rules: readonly BenefitRule[], change: RuleChange): Asks {
  if (!rules.some(({ kind }) => kind === change.kind)) return { leaves: [], suspend: [] }
  return {
    leaves: [...rules, ...wantedOf(rules, change)].flatMap(leavesOf),
    suspend: rules.flatMap(({ terms }) => terms.suspend),
  }
}

/** Nobody is asked twice: one answer stands for all the elders of a cell. */
export function tryRule(
  rules: readonly BenefitRule[],
  cells: readonly Cell[],
  change: RuleChange,
  month: Month,
): RuleCounts {
  const wanted = wantedOf(rules, change)
  const sum: RuleCounts = {
    ...{ hasRule: rules.some(({ kind }) => kind === change.kind), elders: 0, before: 0, after: 0 },
    ...{ gained: 0, lost: 0, amountChanged: 0, beforeFen: 0, afterFen: 0, otherFen: 0 },
  }
  for (const { facts, elders } of cells) {
    sum.elders += elders
    if (!sum.hasRule) continue
    const before = split(rules, verdictsOf(rules, facts, month), change)
    const after = split(wanted, verdictsOf(wanted, facts, month), change)
    if (before.own > 0) sum.before += elders
    if (after.own > 0) sum.after += elders
    if (before.own === 0 && after.own > 0) sum.gained += elders
    else if (before.own > 0 && after.own === 0) sum.lost += elders
    else if (before.own !== after.own) sum.amountChanged += elders
    sum.beforeFen += before.own * elders
    sum.afterFen += after.own * elders
    sum.otherFen += (after.others - before.others) * elders
  }
  return sum
}

function split(rules: readonly BenefitRule[], verdicts: readonly Verdict[], { kind }: RuleChange) {
  let [own, others] = [0, 0]
  for (const [at, { amountFen }] of verdicts.entries())
    if (rules[at]?.kind === kind) own += amountFen
    else others += amountFen
  return { own, others }
}

/** Whether any rule asks for a place smaller than a county, or when somebody was entered in the ledger. */
export function askRarely(rules: readonly BenefitRule[]): boolean {
  return rules.flatMap(leavesOf).some(isRare)
}

function leavesOf({ terms }: BenefitRule): Leaf[] {
  return [terms.when, ...terms.amounts.flatMap(({ when }) => when ?? [])].flatMap(leavesIn)
}
