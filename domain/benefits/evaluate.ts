// One rule, one elder, one month: is it paid, how much, since when, and why, in one sentence.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, addMonths, type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../kernel/day.ts'
import { yuanWords } from '../kernel/money.ts'
import { birthdayAt, dayWords, groundsOf, isMet, monthWords, type Step, stepsOf } from './conditions.ts'
import type { BenefitFacts, Period } from './facts.ts'
import {
  type Amount,
  type BenefitKind,
  type BenefitRule,
  type Condition,
  suspendingAbsences,
} from './rule.ts'

export const decisionOutcomes = choice({
  paid: '发放',
  notMet: '不符合条件',
  notYet: '未到起发月',
  died: '去世',
  movedOut: '迁出',
  suspended: '暂停发放',
  held: '人工停发',
  excluded: '不能同时享受',
  notInForce: '不在施行期内',
})
export type DecisionOutcome = KeyOf<typeof decisionOutcomes>

/** The answer without words. */
export interface Verdict {
  outcome: DecisionOutcome
  /** What is paid for the month, in fen; 0 unless paid. */
  amountFen: number
}

export interface Decision extends Verdict {
  benefitId: string
  ruleId: string
  kind: BenefitKind
  title: string
  month: Month
  entitled: boolean
  /** First month of the unbroken run of months with this amount; null when nothing is paid. */
  since: Month | null
  sentence: string
  steps: Step[]
}

const nothing = (outcome: DecisionOutcome): Verdict => ({ outcome, amountFen: 0 })

/** The days a month's question is asked on: the last of the month before, and its own last. */
function daysAsked(facts: BenefitFacts, month: Month): { before: Day; end: Day } {
  const clipped = (day: Day) => (facts.ended !== null && facts.ended.on < day ? facts.ended.on : day)
  return { before: clipped(addDays(firstDayOf(month), -1)), end: clipped(lastDayOf(month)) }
}

/** Asked for every elder, rule and month; says nothing, allocates little. */
export function verdictOf(rule: BenefitRule, facts: BenefitFacts, month: Month): Verdict {
  const { terms } = rule
  if (month < rule.fromMonth || (rule.toMonth !== null && month > rule.toMonth)) return nothing('notInForce')
  const ending = endingIn(rule, facts, month)
  if (ending !== null) return nothing(ending)
  if (monthOf(facts.registeredOn) > month) return nothing('notMet')
  const { before, end } = daysAsked(facts, month)
  const atEnd = isMet(terms.when, facts, end)
  const atStart = isMet(terms.when, facts, before)
  const starts = terms.start === 'startNextMonth' ? atStart : atEnd
  // Whoever met it until this month keeps the month in which it is lost, where the rule says so.
  const carried = terms.stop.loss === 'stopNextMonth' && atStart
  if (!((starts && atEnd) || carried)) return nothing(atEnd ? 'notYet' : 'notMet')
  if (heldIn(rule, facts, month)) return nothing('held')
  if (suspensionIn(rule, facts, month) !== null) return nothing('suspended')
  if (terms.start === 'startDecisionMonth' && grantedLater(rule, facts, month)) return nothing('notYet')
  const day = terms.start === 'startNextMonth' ? before : atEnd ? end : before
  const amount = amountOn(terms.amounts, facts, day)
  return amount === null ? nothing('notMet') : { outcome: 'paid', amountFen: fenOf(amount, rule) }
}

function endingIn(rule: BenefitRule, { ended }: BenefitFacts, month: Month): 'died' | 'movedOut' | null {
  if (ended === null) return null
  const stop = ended.kind === 'died' ? rule.terms.stop.death : rule.terms.stop.moveOut
  const lastPaid = stop === 'stopNextMonth' ? monthOf(ended.on) : addMonths(monthOf(ended.on), -1)
  return month > lastPaid ? ended.kind : null
}

function heldIn(rule: BenefitRule, facts: BenefitFacts, month: Month) {
  return facts.holds.find(
    one =>
      (one.benefitId === null || one.benefitId === rule.benefitId) &&
      one.fromMonth <= month &&
      (one.toMonth === null || one.toMonth >= month),
  )
}

/** A month is suspended when the stay had lasted so long on its first day, and goes on through the month. */
function suspensionIn(rule: BenefitRule, facts: BenefitFacts, month: Month) {
  for (const { absence, afterDays } of rule.terms.suspend) {
    const stay = facts.absences.find(
      one =>
        one.kind === absence &&
        addDays(one.from, afterDays) <= firstDayOf(month) &&
        (one.to === null || one.to >= lastDayOf(month)),
    )
    if (stay) return { absence, afterDays, stay }
  }
  return null
}

function grantedLater(rule: BenefitRule, facts: BenefitFacts, month: Month): boolean {
  const grant = facts.granted.find(one => one.benefitId === rule.benefitId)
  return grant !== undefined && grant.fromMonth > month
}

function isGranted(rule: BenefitRule, facts: BenefitFacts): boolean {
  return facts.granted.some(one => one.benefitId === rule.benefitId)
}

function amountOn(amounts: readonly Amount[], facts: BenefitFacts, day: Day): Amount | null {
  return amounts.find(({ when }) => when === null || isMet(when, facts, day)) ?? null
}

const roundTo = { toFen: 1, toJiao: 10, toYuan: 100 } as const

export function fenOf(amount: Amount, { terms }: Pick<BenefitRule, 'terms'>): number {
  // A sum that a decree names is paid as it is named; only what is reckoned is rounded.
  if (amount.share === null) return amount.fen
  const step = roundTo[terms.rounding]
  // Half a cent of binary dust must not decide over a whole yuan.
  const exact = Math.round(amount.share.baseFen * amount.share.percent) / 100
  return Math.floor((exact + step / 2 + 1e-6) / step) * step
}

/** Paid without a break and unchanged since this month. */
export function sinceOf(rule: BenefitRule, facts: BenefitFacts, month: Month, verdict: Verdict): Month {
  if (rule.terms.start === 'startDecisionMonth' && !isGranted(rule, facts)) return month
  let since = month
  for (const candidate of monthsOfChange(rule, facts, month)) {
    const then = verdictOf(rule, facts, candidate)
    if (then.outcome !== verdict.outcome || then.amountFen !== verdict.amountFen) return since
    since = candidate
  }
  return since
}

/** Months in which an answer can differ from the month before, newest first. Between them nothing changes. */
function monthsOfChange(rule: BenefitRule, facts: BenefitFacts, until: Month): Month[] {
  const { bornOn } = facts
  const ages = bornOn === null ? [] : [...agesIn(rule.terms.when), ...rule.terms.amounts.flatMap(agesOf)]
  const periods: readonly Period[] = [
    ...facts.hukou,
    ...facts.groups,
    ...facts.incomes,
    ...facts.abilities,
    ...facts.selfCare,
    ...facts.absences,
  ]
  const days: Day[] = [
    facts.registeredOn,
    ...ages.map(age => birthdayAt(bornOn ?? '', age)),
    ...periods.flatMap(({ from, to }) => (to === null ? [from] : [from, addDays(to, 1)])),
    ...rule.terms.suspend.flatMap(({ absence, afterDays }) =>
      facts.absences.filter(one => one.kind === absence).map(one => addDays(one.from, afterDays)),
    ),
    ...(facts.ended === null ? [] : [facts.ended.on]),
  ]
  const months = days.map(monthOf)
  const held = facts.holds.flatMap(one => [
    one.fromMonth,
    ...(one.toMonth === null ? [] : [addMonths(one.toMonth, 1)]),
  ])
  const granted = facts.granted.map(one => one.fromMonth)
  const all = [rule.fromMonth, ...held, ...granted, ...months, ...months.map(month => addMonths(month, 1))]
  return [...new Set(all)]
    .filter(month => month < until && month >= rule.fromMonth)
    .sort()
    .reverse()
}

function agesOf({ when }: Amount): number[] {
  return when === null ? [] : agesIn(when)
}

function agesIn(condition: Condition): number[] {
  if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(agesIn)
  if (condition.is === 'not') return agesIn(condition.of)
  if (condition.is !== 'age') return []
  return condition.to === null ? [condition.from] : [condition.from, condition.to + 1]
}

/** The decision with its words. Property of the whole engine: the same inputs give the same sentence. */
export function evaluate(rule: BenefitRule, facts: BenefitFacts, month: Month): Decision {
  const verdict = verdictOf(rule, facts, month)
  const { benefitId, ruleId, kind, title } = rule
  const entitled = verdict.outcome === 'paid'
  const since = entitled ? sinceOf(rule, facts, month, verdict) : null
  const { before, end } = daysAsked(facts, month)
  const day = rule.terms.start === 'startNextMonth' && entitled ? before : end
  const sentence =
    since === null
      ? `不发：${whyNot(rule, facts, month, verdict.outcome)}。`
      : `${because(rule, facts, day)}，按《${title}》自${monthWords(since)}起每月${yuanWords(verdict.amountFen)}元。`
  const steps = stepsOf(rule.terms.when, facts, day)
  return { ...verdict, benefitId, ruleId, kind, title, month, entitled, since, sentence, steps }
}

function because(rule: BenefitRule, facts: BenefitFacts, day: Day): string {
  if (!isMet(rule.terms.when, facts, day)) return '本月条件有变化，仍发到本月'
  return groundsOf(rule.terms.when, facts, day, true).join('，')
}

function whyNot(rule: BenefitRule, facts: BenefitFacts, month: Month, outcome: DecisionOutcome): string {
  const { ended } = facts
  const { end } = daysAsked(facts, month)
  switch (outcome) {
    case 'died':
    case 'movedOut': {
      const stop = outcome === 'died' ? rule.terms.stop.death : rule.terms.stop.moveOut
      const on = ended?.on ?? end
      const from = stop === 'stopNextMonth' ? addMonths(monthOf(on), 1) : monthOf(on)
      return `${dayWords(on)}${outcome === 'died' ? '去世' : '迁出'}，自${monthWords(from)}起停发`
    }
    case 'notInForce':
      return month < rule.fromMonth
        ? `《${rule.title}》自${monthWords(rule.fromMonth)}起施行`
        : `《${rule.title}》施行到${monthWords(rule.toMonth ?? month)}为止`
    case 'held': {
      const hold = heldIn(rule, facts, month)
      return `自${monthWords(hold?.fromMonth ?? month)}起人工停发，原因：${hold?.reason ?? ''}`
    }
    case 'suspended': {
      const found = suspensionIn(rule, facts, month)
      if (found === null) return '暂停发放'
      const { absence, afterDays, stay } = found
      const word = suspendingAbsences.words[absence]
      const how = afterDays === 0 ? '' : `已满${afterDays}天`
      return `${dayWords(stay.from)}起${word}${how}，本月暂停`
    }
    case 'notYet': {
      const grounds = groundsOf(rule.terms.when, facts, end, true).join('，')
      return `${grounds}，自${monthWords(addMonths(month, 1))}起发放`
    }
    default:
      return whyNotMet(rule, facts, month, end)
  }
}

function whyNotMet(rule: BenefitRule, facts: BenefitFacts, month: Month, end: Day): string {
  if (monthOf(facts.registeredOn) > month) return `${dayWords(facts.registeredOn)}才登记建档`
  if (isMet(rule.terms.when, facts, end)) return '金额表里没有适合的一档'
  return groundsOf(rule.terms.when, facts, end, false).join('；')
}
