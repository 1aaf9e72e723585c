// Evidence: photos used again, codes of other doors, and what elders say when they are called back.
import type { MonthFacts, VisitFact } from './facts.ts'
import { atHome, reason } from './reasons.ts'
import type { TruthReason } from './signs.ts'

export function findByEvidence({ visits }: MonthFacts): TruthReason[] {
  const counted = (sign: 'photoReuse' | 'wrongDoor' | 'denied', found: readonly VisitFact[]) =>
    found.length === 0 ? [] : [reason(sign, (found.length - 1) / 3, found, { count: found.length })]
  return [
    ...counted(
      'photoReuse',
      visits.filter(visit => visit.photoSharedWith > 0),
    ),
    ...counted(
      'wrongDoor',
      visits.filter(atHome).filter(visit => visit.doorCode === 'wrong'),
    ),
    ...counted(
      'denied',
      visits.filter(visit => visit.calledBack === 'denied'),
    ),
  ]
}
