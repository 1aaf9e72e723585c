// How many canteens each street, township and village was to get: the plan of eleven departments of April 2024
// (domain.md §6.1). 2024: street 2, township 1; 2025: each 3 more; from 2026 the villages with many elders.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { RegionCode } from '../kernel/shapes.ts'

export interface TargetRules {
  street2024: number
  township2024: number
  each2025: number
  villageElders: number
}

export const placeKinds = choice({ street: '街道', ruralTownship: '乡镇', otherUnit: '农林场等单位' })
export type PlaceKind = KeyOf<typeof placeKinds>

/**
 * By the third part of a statistics code: streets 001–099, towns 100–199, townships 200–399; what stands above is a
 * farm, a forest bureau or a zone, and has no target.
 */
export function placeKindOf(townshipCode: string): PlaceKind {
  const part = Number(townshipCode.slice(6, 9))
  if (part < 100) return 'street'
  return part < 400 ? 'ruralTownship' : 'otherUnit'
}

/** New sites owed by the end of a year, counted from the first of January 2024. */
export function owedBy(year: number, kind: PlaceKind, rules: TargetRules): number {
  if (kind === 'otherUnit' || year < 2024) return 0
  const first = kind === 'street' ? rules.street2024 : rules.township2024
  return year === 2024 ? first : first + rules.each2025
}

export const targetYears = [2024, 2025, 2026] as const

export const targetStates = choice({ targetMet: '已达标', targetShort: '没达标', noTarget: '没有指标' })
export type TargetState = KeyOf<typeof targetStates>

export const TargetPlace = z.object({
  code: RegionCode,
  name: z.string(),
  countyName: z.string(),
  kind: placeKinds.schema,
  /** New sites first opened in each year. */
  opened2024: z.number(),
  opened2025: z.number(),
  openedLater: z.number(),
  /** Sites that serve today, old ones too. */
  running: z.number(),
  owed: z.number(),
  missing: z.number(),
  state: targetStates.schema,
  /** From 2026: villages with many elders, and those of them without a site. */
  villagesDue: z.number(),
  villagesMissing: z.number(),
})
export type TargetPlace = z.output<typeof TargetPlace>

export interface OpenedIn {
  opened2024: number
  opened2025: number
  openedLater: number
}

/** A site opened later than its year makes up for it: what counts is what stands by now. */
export function standingOfTarget(
  year: number,
  kind: PlaceKind,
  opened: OpenedIn,
  rules: TargetRules,
): { owed: number; missing: number; state: TargetState } {
  const owed = owedBy(year, kind, rules)
  const came = opened.opened2024 + opened.opened2025 + opened.openedLater
  const missing = Math.max(0, owed - came)
  return { owed, missing, state: owed === 0 ? 'noTarget' : missing === 0 ? 'targetMet' : 'targetShort' }
}

export const TargetSum = z.object({
  code: RegionCode,
  name: z.string(),
  streets: z.number(),
  townships: z.number(),
  owed: z.number(),
  opened: z.number(),
  missing: z.number(),
  /** Streets and townships that still lack something. */
  placesShort: z.number(),
  villagesDue: z.number(),
  villagesMissing: z.number(),
})
export type TargetSum = z.output<typeof TargetSum>

export function sumOfTargets(code: string, name: string, places: readonly TargetPlace[]): TargetSum {
  const sum: TargetSum = {
    ...{ code, name, streets: 0, townships: 0, owed: 0, opened: 0, missing: 0 },
    ...{ placesShort: 0, villagesDue: 0, villagesMissing: 0 },
  }
  for (const place of places) {
    if (place.kind === 'street') sum.streets += 1
    if (place.kind === 'ruralTownship') sum.townships += 1
    sum.owed += place.owed
    sum.opened += place.opened2024 + place.opened2025 + place.openedLater
    sum.missing += place.missing
    if (place.state === 'targetShort') sum.placesShort += 1
    sum.villagesDue += place.villagesDue
    sum.villagesMissing += place.villagesMissing
  }
  return sum
}
