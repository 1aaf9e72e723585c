// Dated memberships of the key groups: what may be recorded and how one ends.
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'

export function checkMembership(membership: { validFrom: Day; endedOn: Day | null; today: Day }): void {
  if (membership.endedOn !== null)
    throw new Refused('rule_broken', `这位老年人已于 ${membership.endedOn} 离册，不能再认定类别。`)
  if (membership.validFrom > membership.today)
    throw new Refused('rule_broken', '认定日期还没有到。请填写实际认定的日期。')
}

export function checkMembershipEnd(membership: { validFrom: Day; validTo: Day | null; endsOn: Day }): void {
  if (membership.validTo !== null)
    throw new Refused('conflict', `这项类别已于 ${membership.validTo} 结束，不用重复登记。`)
  if (membership.endsOn < membership.validFrom)
    throw new Refused('rule_broken', `结束日期早于认定日期 ${membership.validFrom}。请核对后重试。`)
}
