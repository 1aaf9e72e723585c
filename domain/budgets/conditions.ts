// Conditions as an officer would have them: another starting age, more groups; and what conditions ask.
import type { Condition, Leaf } from '../benefits/rule.ts'
import type { RecordedGroup } from '../elders/elder.ts'

/** From which age somebody qualifies by age alone, or else by age and whatever more; null where no age is asked. */
export function startingAge(condition: Condition): number | null {
  const ages = agesIn(condition, true)
  const found = ages.length > 0 ? ages : agesIn(condition, false)
  return found.length === 0 ? null : Math.min(...found)
}

/** An age beside which need is asked too is that of the needy, not of everybody. */
function agesIn(condition: Condition, isAlone: boolean): number[] {
  if (condition.is === 'age') return [condition.from]
  if (condition.is !== 'all' && condition.is !== 'any') return []
  if (isAlone && condition.is === 'all' && condition.of.some(isNeed)) return []
  return condition.of.flatMap(one => agesIn(one, isAlone))
}

const isNeed = ({ is }: Condition) => ['group', 'income', 'ability', 'selfCare'].includes(is)

export function withStart(condition: Condition, start: number, ageFrom: number): Condition {
  if (condition.is === 'age') return condition.from === start ? { ...condition, from: ageFrom } : condition
  if (condition.is !== 'all' && condition.is !== 'any') return condition
  return { ...condition, of: condition.of.map(one => withStart(one, start, ageFrom)) }
}

export function startedAt(condition: Condition, start: number | null, ageFrom: number | null): Condition {
  if (ageFrom === null || start !== null) return condition
  return { is: 'all', of: [condition, { is: 'age', from: ageFrom, to: null }] }
}

export function widened(condition: Condition, groups: readonly RecordedGroup[]): Condition {
  return groups.length === 0 ? condition : { is: 'any', of: [condition, { is: 'group', anyOf: [...groups] }] }
}

export function leavesIn(condition: Condition): Leaf[] {
  if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(leavesIn)
  return condition.is === 'not' ? leavesIn(condition.of) : [condition]
}

/** A place smaller than a county, or a day in the ledger: asked by few rules, so it is kept for none. */
export function isRare(leaf: Leaf): boolean {
  if (leaf.is === 'registered') return true
  return (leaf.is === 'hukou' || leaf.is === 'residence') && !leaf.within.code.endsWith('000000')
}
