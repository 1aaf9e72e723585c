// What a synthetic place looks like by its kind: beds, who runs it, what it offers, how it stands today.
import type { FacilityKind, FacilityState, StateReason } from '../../domain/facilities/facility.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import type { Chance } from './chance.ts'

interface Shape {
  beds: number
  lodges: boolean
  dayPlaces: number
  isFiled: boolean
  services: readonly string[]
  body: string
  /** Null: the village head or the women's director, as the letter says of stations. */
  managerRole: string | null
  rests: boolean
  staff: Readonly<Record<string, number>>
}

/** Lodging stations of four to twelve beds: some near the line, a few over it and not filed. */
export function station(chance: Chance): Shape {
  const beds = chance.pick([4, 5, 6, 6, 6, 7, 7, 8, 8, 9, 10, 12])
  return {
    ...{ beds, lodges: true, dayPlaces: 10 + chance.below(20), isFiled: beds >= 10 && chance.happens(0.5) },
    services: ['longStay', 'meal', 'bath', 'recreation', ...(chance.happens(0.4) ? ['dayStay'] : [])],
    ...{
      body: chance.happens(0.6) ? 'villageCommittee' : 'elderAssociation',
      managerRole: null,
      rests: false,
    },
    staff: { managers: 1, careAides: 1 + chance.below(2), cooks: 1, volunteer: chance.below(6) },
  }
}

/** Activity rooms; one in fifteen lodges a few elders, and one in four has no heating worth the name. */
export function courtyard(chance: Chance, kind: FacilityKind): Shape {
  const isCourtyard = kind === 'elderCourtyard'
  const lodges = isCourtyard && chance.happens(0.06)
  return {
    beds: lodges ? chance.pick([2, 3, 4, 4, 6, 8, 9]) : 0,
    ...{ lodges, dayPlaces: 15 + chance.below(40), isFiled: false },
    services: [
      'recreation',
      ...(chance.happens(0.35) ? ['hairCut'] : []),
      ...(isCourtyard && chance.happens(0.3) ? ['dayStay'] : []),
      ...(lodges ? ['longStay'] : []),
    ],
    body: isCourtyard ? 'elderAssociation' : 'villageCommittee',
    managerRole: isCourtyard ? 'associationHead' : null,
    rests: chance.happens(isCourtyard ? 0.25 : 0.05),
    staff: { volunteer: 1 + chance.below(5) },
  }
}

const bedsOf: Partial<Record<FacilityKind, readonly [number, number]>> = {
  countyWelfareCentre: [80, 220],
  townshipWelfareCentre: [24, 80],
  embeddedCentre: [10, 40],
  careHome: [30, 120],
  dementiaZone: [12, 30],
}

export function welfareCentre(chance: Chance, kind: FacilityKind): Shape {
  const [least, most] = bedsOf[kind] ?? [0, 0]
  const beds = most === 0 ? 0 : chance.between(least, most)
  const isPublic =
    kind === 'countyWelfareCentre' || kind === 'townshipWelfareCentre' || kind === 'dementiaZone'
  return {
    ...{ beds, lodges: beds > 0, dayPlaces: 10 + chance.below(30), isFiled: chance.happens(0.96) },
    services: [
      ...(beds > 0 ? ['longStay', 'bath', 'doctor', 'rehabilitation'] : ['dayStay', 'rehabilitation']),
      ...['meal', 'recreation'],
      ...(kind === 'embeddedCentre' ? ['dayStay'] : []),
    ],
    body: isPublic ? 'civilAffairs' : chance.happens(0.7) ? 'careHomeOperator' : 'company',
    ...{ managerRole: 'homeDirector', rests: false },
    staff: {
      ...{ managers: 1 + Math.floor(beds / 60), careAides: Math.max(1, Math.ceil(beds / 8)) },
      ...{
        nurses: Math.floor(beds / 40),
        physicians: Math.floor(beds / 100),
        cooks: 1 + Math.floor(beds / 40),
      },
      socialWorkers: Math.floor(beds / 80),
    },
  }
}

const pauses: readonly StateReason[] = ['repairs', 'noCook', 'noMoney', 'fewElders', 'winterRest']

/** The letter counts what was built: nearly all is open, some is shut for a while, and each says why. */
export function stateOf(
  chance: Chance,
  { kind, openedOn, today, isShown }: { kind: FacilityKind; openedOn: Day; today: Day; isShown: boolean },
): { state: FacilityState; fromOn: Day; reason: StateReason | null } {
  const mayRest =
    !isShown && (kind === 'elderCourtyard' || kind === 'mutualAidStation' || kind === 'practiceStation')
  if (!mayRest || !chance.happens(0.06)) return { state: 'running', fromOn: openedOn, reason: null }
  return { state: 'onPause', fromOn: addDays(today, -(10 + chance.below(200))), reason: chance.pick(pauses) }
}
