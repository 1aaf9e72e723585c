// Which changes can be recorded of an elder as the record stands, in the order people look for them.
import type { Elder } from '../../domain/elders/elder.ts'
import type { LifeEventKind } from '../../domain/life-events/life-event.ts'

/** Nobody is discharged who is not in hospital: an end is offered only where its beginning stands. */
export function possibleKinds(absences: Elder['absences']): LifeEventKind[] {
  const isOpen = (kind: Elder['absences'][number]['kind']) =>
    absences.some(absence => absence.kind === kind && absence.validTo === null)
  return [
    isOpen('hospital') ? 'dischargedFromHospital' : 'hospitalised',
    isOpen('institution') ? 'leftInstitution' : 'enteredInstitution',
    isOpen('away') ? 'returned' : 'awayForLong',
    'movedWithinCounty',
    'movedToOtherCounty',
    'leftProvince',
    'died',
  ]
}

/** Kinds that name a place in words. */
export const placeKinds = ['hospitalised', 'enteredInstitution', 'leftProvince', 'awayForLong'] as const
export type PlaceKind = (typeof placeKinds)[number]

export function asksPlace(kind: LifeEventKind): kind is PlaceKind {
  return placeKinds.some(each => each === kind)
}
