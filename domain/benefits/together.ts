// Several benefits of one elder in one month: which are paid together and which give way.
import type { Month } from '../kernel/day.ts'
import { yuanWords } from '../kernel/money.ts'
import { type Decision, evaluate, type Verdict, verdictOf } from './evaluate.ts'
import type { BenefitFacts } from './facts.ts'
import { type BenefitRule, benefitKinds } from './rule.ts'

/** A benefit met by itself, before it is known what else is paid. */
interface Candidate {
  rule: BenefitRule
  amountFen: number
}

type Clash = 'none' | 'higher' | 'first' | 'second'

/** What two rules say of each other; where they contradict each other, the higher sum is paid. */
function clashOf(first: BenefitRule, second: BenefitRule): Clash {
  const mine = first.terms.excludes.find(one => one.kind === second.kind)?.wins
  const theirs = second.terms.excludes.find(one => one.kind === first.kind)?.wins
  if (mine === undefined && theirs === undefined) return 'none'
  const firstWins = mine === 'thisWins' || theirs === 'otherWins'
  const secondWins = mine === 'otherWins' || theirs === 'thisWins'
  if (firstWins === secondWins) return 'higher'
  return firstWins ? 'first' : 'second'
}

/** Always the same order, whatever order the rules come in. */
function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const place = ({ rule }: Candidate) => benefitKinds.keys.indexOf(rule.kind)
  return [...candidates].sort(
    (one, other) => place(one) - place(other) || (one.rule.benefitId < other.rule.benefitId ? -1 : 1),
  )
}

/**
 * First the named order, which asks nothing of the sums: so raising a sum can never take anything away there.
 * A benefit that gave way is not taken up again when its winner gives way to a third: it would be, depending on
 * a sum, and raising that sum could then lower what the elder gets.
 */
function afterNamedOrder(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = []
  let left = inOrder(candidates)
  while (left.length > 0) {
    const beats = (one: Candidate, other: Candidate) => clashOf(one.rule, other.rule) === 'first'
    const next = left.find(one => !left.some(other => other !== one && beats(other, one))) ?? left[0]
    if (!next) break
    kept.push(next)
    left = left.filter(one => one !== next && !beats(next, one))
  }
  return kept
}

/** Of those left, the compatible set with the highest total; equal totals keep the earlier kinds. */
function highestTogether(candidates: readonly Candidate[]): Candidate[] {
  const [first, ...rest] = candidates
  if (!first) return []
  const clashes = (other: Candidate) => clashOf(first.rule, other.rule) !== 'none'
  if (!rest.some(clashes)) return [first, ...highestTogether(rest)]
  const taken = [first, ...highestTogether(rest.filter(other => !clashes(other)))]
  const left = highestTogether(rest)
  return totalOf(left) > totalOf(taken) ? left : taken
}

function totalOf(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, { amountFen }) => sum + amountFen, 0)
}

function paidTogether(candidates: readonly Candidate[]): Candidate[] {
  return highestTogether(inOrder(afterNamedOrder(candidates)))
}

/** The sums alone, for whole counties: one verdict a rule, in the order of the rules. */
export function verdictsOf(rules: readonly BenefitRule[], facts: BenefitFacts, month: Month): Verdict[] {
  const verdicts = rules.map(rule => verdictOf(rule, facts, month))
  const candidates = candidatesAmong(rules, verdicts)
  if (candidates.length < 2) return verdicts
  const paid = new Set(paidTogether(candidates).map(({ rule }) => rule))
  return verdicts.map((verdict, at) => {
    const rule = rules[at]
    if (verdict.outcome !== 'paid' || (rule && paid.has(rule))) return verdict
    return { outcome: 'excluded', amountFen: 0 }
  })
}

function candidatesAmong(rules: readonly BenefitRule[], verdicts: readonly Verdict[]): Candidate[] {
  return rules.flatMap((rule, at) => {
    const verdict = verdicts[at]
    return verdict?.outcome === 'paid' ? [{ rule, amountFen: verdict.amountFen }] : []
  })
}

/** Every rule's decision for one elder and month, each with its sentence. */
export function evaluateAll(rules: readonly BenefitRule[], facts: BenefitFacts, month: Month): Decision[] {
  const decisions = rules.map(rule => evaluate(rule, facts, month))
  const candidates = candidatesAmong(rules, decisions)
  if (candidates.length < 2) return decisions
  const paid = paidTogether(candidates)
  return decisions.map((decision, at) => {
    const rule = rules[at]
    if (!rule || !decision.entitled || paid.some(one => one.rule === rule)) return decision
    const winner =
      paid.find(one => clashOf(one.rule, rule) !== 'none') ??
      candidates.find(one => one.rule !== rule && clashOf(one.rule, rule) !== 'none')
    return excluded(decision, winner ?? null)
  })
}

function excluded(decision: Decision, winner: Candidate | null): Decision {
  const other = winner === null ? '其他待遇' : `《${winner.rule.title}》`
  const sum = winner === null ? '' : `，已按后者每月发${yuanWords(winner.amountFen)}元`
  return {
    ...decision,
    outcome: 'excluded',
    entitled: false,
    amountFen: 0,
    since: null,
    sentence: `不发：与${other}不能同时享受${sum}。`,
    steps: [...decision.steps, { says: `与${other}不能同时享受`, met: false }],
  }
}
