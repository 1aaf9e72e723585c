// What must be known before an event can be thought through; read by the server, made up by the tests.
import type { AbsenceKind, RecordedGroup } from '../elders/elder.ts'
import type { Day } from '../kernel/day.ts'
import type { Change } from './effects.ts'
import type { LifeEventInput } from './life-event.ts'

export interface Stay {
  id: string
  kind: AbsenceKind
  validFrom: Day
  validTo: Day | null
  reason: string
}

export interface LifeFacts {
  today: Day
  elder: {
    id: string
    name: string
    regionCode: string
    villageName: string
    householdId: string
    address: string
    hamlet: string | null
    registeredOn: Day
    endedOn: Day | null
    mergedInto: string | null
  }
  /** Periods out of the house, open and closed. */
  stays: readonly Stay[]
  /** Citizen numbers claimed by the person's records: a merged record keeps its own. */
  numbers: readonly { id: string; hash: string }[]
  /** Groups that go on after the day; a paper's expiry is an end already known. */
  memberships: readonly { id: string; group: RecordedGroup; validFrom: Day; validTo: Day | null }[]
  assignment: { id: string; visitorName: string; validFrom: Day; reachesDestination: boolean } | null
  cases: readonly OpenCase[]
  /** Others on record at the same address. */
  household: readonly { id: string; name: string }[]
  /** Where she moves to inside the county; null for other events and for places that do not exist. */
  destination: { regionCode: string; name: string } | null
  /** Visits that met her after the day of the event. */
  seenAfter: number
  rules: {
    dischargeVisitDays: number
    bereavedVisitDays: number
    returnVisitDays: number
    absentDays: number
    deathReportDays: number
    reportDays: number
  }
  newId: () => string
}

export interface OpenCase {
  id: string
  trouble: string
  stage: string
  ownerId: string
  /** Who would own it in the new village, where the present owner cannot; null: stays. */
  newOwner: { id: string; name: string } | null
}

/** What one follower does: sentences, most with a change. */
export type Rule = (
  event: LifeEventInput,
  facts: LifeFacts,
) => readonly { says: string; warns?: boolean; change?: Change }[]
