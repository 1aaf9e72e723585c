// From which month an event in an elder's life stops a benefit: the rule is asked with and without the event.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addMonths, type Day, type Month, monthOf } from '../kernel/day.ts'
import { verdictOf } from './evaluate.ts'
import type { BenefitFacts } from './facts.ts'
import type { BenefitRule } from './rule.ts'

export const stopCauses = choice({
  died: '去世',
  movedOut: '迁出',
  hospital: '住院',
  institution: '入住机构',
  away: '外出',
})
export type StopCause = KeyOf<typeof stopCauses>

/**
 * The facts as the event leaves them, whether or not its rows are written already. A stay is taken as open: when
 * it ends, the benefit resumes by the same rule.
 */
export function afterEvent(facts: BenefitFacts, cause: StopCause, on: Day): BenefitFacts {
  if (cause === 'died' || cause === 'movedOut') return { ...facts, ended: { kind: cause, on } }
  const others = facts.absences.filter(one => !(one.kind === cause && one.from === on))
  return { ...facts, absences: [...others, { kind: cause, from: on, to: null }] }
}

/** The facts as they were before it. */
function beforeEvent(facts: BenefitFacts, after: BenefitFacts, on: Day): BenefitFacts {
  if (after.ended !== null) return { ...facts, ended: facts.ended?.on === on ? null : facts.ended }
  return { ...facts, absences: facts.absences.filter(one => one.from !== on) }
}

/** A stay that suspends only after months still lies within what is looked ahead. */
const monthsAhead = 36

/** The first month that is paid without the event and not with it; null when the event changes nothing. */
export function stopMonthOf(
  rule: BenefitRule,
  facts: BenefitFacts,
  after: BenefitFacts,
  on: Day,
): Month | null {
  const before = beforeEvent(facts, after, on)
  const first = monthOf(on)
  for (let ahead = 0; ahead <= monthsAhead; ahead++) {
    const month = addMonths(first, ahead)
    const wasPaid = verdictOf(rule, before, month).outcome === 'paid'
    if (wasPaid && verdictOf(rule, after, month).outcome !== 'paid') return month
  }
  return null
}
