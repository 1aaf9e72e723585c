// Version 1: the key groups and what the last visit found, as counties have worked (domain.md §1.3, [F:P6]).
import { ageOn, type Day } from '../kernel/day.ts'
import { worstOf } from '../visits/rules.ts'
import type { RiskCause } from './causes.ts'
import { graver, type RiskLevel } from './level.ts'
import type { RiskFacts, RiskRule, RiskSettings } from './rules.ts'

/** All that the first version asks, so that a phone that carries no more can ask it too. */
export type GroupedFacts = Pick<RiskFacts, 'groups' | 'bornOn' | 'lastVisit'>

interface Found {
  cause: RiskCause
  level: RiskLevel
}

/** Every cause that holds, gravest first; the first decides. */
function foundIn(facts: GroupedFacts, day: Day, { veryOldAge }: Pick<RiskSettings, 'veryOldAge'>): Found[] {
  const has = (group: GroupedFacts['groups'][number]) => facts.groups.includes(group)
  const isVeryOld = facts.bornOn !== null && ageOn(facts.bornOn, day) >= veryOldAge
  const worst = facts.lastVisit && worstOf(facts.lastVisit.answers)
  const found: Found[] = []
  if (worst === 'danger') found.push({ cause: 'dangerSeen', level: 'red' })
  if (isVeryOld && (has('livesAlone') || has('emptyNest') || has('leftBehind')))
    found.push({ cause: 'veryOldAlone', level: 'red' })
  if (has('careDependent') || (has('tekun') && has('livesAlone')))
    found.push({ cause: 'frailOrTekunAlone', level: 'orange' })
  if (worst === 'attention' && facts.groups.length > 0)
    found.push({ cause: 'attentionFound', level: 'orange' })
  if (facts.groups.length > 0) found.push({ cause: 'inKeyGroup', level: 'yellow' })
  return found
}

export function groupedLevel(
  facts: GroupedFacts,
  day: Day,
  settings: Pick<RiskSettings, 'veryOldAge'>,
): RiskLevel {
  return foundIn(facts, day, settings).reduce<RiskLevel>((level, one) => graver(level, one.level), 'green')
}

export const groupedRisk: RiskRule = {
  version: 1,
  name: '按类别和上次探访',
  hasPoints: false,
  limits: {},
  judge(facts, day, settings) {
    const level = groupedLevel(facts, day, settings)
    const causes = foundIn(facts, day, settings).map(({ cause }) => [cause, 0] as const)
    return { version: 1, level, points: 0, causes }
  },
}
