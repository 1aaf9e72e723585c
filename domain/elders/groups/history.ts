// How one membership stands today, in the words of the history an officer reads.
import { choice, type KeyOf } from '../../kernel/choice.ts'
import { addDays, type Day } from '../../kernel/day.ts'

export const membershipStandings = choice({
  inForce: '有效',
  expired: '已过有效期',
  ended: '已结束',
  voided: '已作废',
})
export type MembershipStanding = KeyOf<typeof membershipStandings>

interface Dated {
  validFrom: Day
  validTo: Day | null
  expiresOn: Day | null
  voidedAt: string | null
}

export function standingOf({ validTo, expiresOn, voidedAt }: Dated, today: Day): MembershipStanding {
  if (voidedAt !== null) return 'voided'
  if (validTo === null || validTo >= today) return 'inForce'
  return validTo === expiresOn ? 'expired' : 'ended'
}

/** Flagged while it still counts, so that a new paper can be asked for in time. */
export function expiresSoon(membership: Dated, warningDays: number, today: Day): boolean {
  const { expiresOn } = membership
  return (
    expiresOn !== null &&
    standingOf(membership, today) === 'inForce' &&
    addDays(today, warningDays) >= expiresOn
  )
}

/** Asked for again when a year has gone by since somebody last vouched for it. */
export function confirmationDue(
  membership: Dated & { confirmedOn: Day | null },
  everyDays: number,
  today: Day,
): boolean {
  const last = membership.confirmedOn ?? membership.validFrom
  return standingOf(membership, today) === 'inForce' && addDays(last, everyDays) <= today
}
