// How hard a house is: risk, distance and open troubles. Hard houses are spread over days and visitors.
import type { RiskLevel } from '../risk/level.ts'

export interface HouseFacts {
  risk: RiskLevel
  openTroubles: number
  /** The last call found nobody or was turned away. */
  missed: boolean
  /** From the visitor's village; null where it is not known. */
  kilometres: number | null
  otherVillage: boolean
  otherLanguage: boolean
}

const ofRisk: Readonly<Record<RiskLevel, number>> = { red: 3, orange: 2, yellow: 1, green: 0 }

/** 0 to 10; a house counts as hard from the region's setting on. */
export function hardnessOf(house: HouseFacts): number {
  const far =
    house.kilometres !== null ? Math.min(2, Math.floor(house.kilometres / 3)) : house.otherVillage ? 1 : 0
  return (
    ofRisk[house.risk] +
    Math.min(3, house.openTroubles) +
    far +
    (house.missed ? 1 : 0) +
    (house.otherLanguage ? 1 : 0)
  )
}
