// What a life event makes of a stay: it ends, goes on again when the event is undone, or waits while she is in hospital.
import type { Day } from '../kernel/day.ts'
import type { StayEnding } from './stay.ts'

/** Woken by life events; carries out what follows from them. */
export const staysJob = 'stays.follow'

export interface FollowedStay {
  admittedOn: Day
  leftOn: Day | null
  ending: StayEnding | null
  endedByEvent: boolean
  isInstitution: boolean
  elderEndedOn: Day | null
  elderDied: boolean
  /** Lives in an institution by the ledger of elders: since when, or until when it last was so. */
  inInstitutionSince: Day | null
  leftInstitutionOn: Day | null
  inHospitalSince: Day | null
  leftHospitalOn: Day | null
  /** The leave that is open, and whether an event opened it. */
  leave: { leftOn: Day; byEvent: boolean; inHospital: boolean } | null
}

export type FollowAct =
  | { does: 'end'; on: Day; ending: StayEnding }
  | { does: 'reopen' }
  | { does: 'leave'; on: Day }
  | { does: 'return'; on: Day }

const later = (one: Day, other: Day): Day => (one > other ? one : other)

export function followLife(stay: FollowedStay): FollowAct | null {
  const end = endingBy(stay)
  if (stay.leftOn === null) return end ? { does: 'end', ...end } : followHospital(stay)
  // Only what an event ended is opened by undoing it; what a person signed stays as it is.
  return stay.endedByEvent && end === null ? { does: 'reopen' } : null
}

function endingBy(stay: FollowedStay): { on: Day; ending: StayEnding } | null {
  const { admittedOn } = stay
  if (stay.elderEndedOn !== null)
    return { on: later(stay.elderEndedOn, admittedOn), ending: stay.elderDied ? 'diedHere' : 'leftCounty' }
  if (stay.isInstitution) {
    const out = stay.leftInstitutionOn
    return stay.inInstitutionSince === null && out !== null && out >= admittedOn
      ? { on: out, ending: 'wentHome' }
      : null
  }
  // A station is no institution: whoever is said to have entered one lives there and no longer here.
  const since = stay.inInstitutionSince
  return since !== null && since >= admittedOn ? { on: since, ending: 'movedToOtherHome' } : null
}

function followHospital(stay: FollowedStay): FollowAct | null {
  if (stay.inHospitalSince !== null && stay.leave === null)
    return { does: 'leave', on: later(stay.inHospitalSince, stay.admittedOn) }
  const { leave, leftHospitalOn } = stay
  if (stay.inHospitalSince !== null || leave === null) return null
  // A leave the home wrote down itself ends with the discharge that somebody else recorded.
  const isOver = leave.inHospital && leftHospitalOn !== null && leftHospitalOn >= leave.leftOn
  return leave.byEvent || isOver
    ? { does: 'return', on: later(leftHospitalOn ?? leave.leftOn, leave.leftOn) }
    : null
}
