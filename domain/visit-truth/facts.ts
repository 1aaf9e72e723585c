// What the rule is told of a visitor's month: the visits as recorded, and what others know of the same homes.
import type { Month } from '../kernel/day.ts'
import type { VisitMethod, VisitResult } from '../visits/visit.ts'

export interface Point {
  lon: number
  lat: number
}

export interface VisitFact {
  id: string
  elderId: string
  /** The household: a couple may be called on in one go. */
  homeId: string
  /** Homes above each other have one position. */
  isFlat: boolean
  method: VisitMethod
  result: VisitResult
  /** Milliseconds. */
  startedAt: number
  endedAt: number
  place: (Point & { accuracyMeters: number }) | null
  /** 24 letters, as answers.ts has them. */
  answers: string
  /** Those of the last visit that met the elder in the month before. */
  lastMonthAnswers: string | null
  /** Where the home was found by others, or before this month; null where too few visits say so. */
  home: Point | null
  village: Point | null
  doorCode: 'none' | 'right' | 'wrong'
  /** Other visits that carry one of this visit's photos. */
  photoSharedWith: number
  calledBack: 'none' | 'confirmed' | 'denied'
}

export interface MonthFacts {
  month: Month
  /** A running month cannot yet be said to have been done at its end. */
  isOver: boolean
  visits: readonly VisitFact[]
  /** Home visits of others in the same villages, and how many of them found something to attend to. */
  others: { visits: number; worries: number }
}

/** In force in the visitor's county (domain/regions/settings-truth.ts). */
export interface TruthThresholds {
  visitsADay: number
  speedKmPerHour: number
  shortMinutes: number
  spotMeters: number
  spotHomes: number
  homeMeters: number
  villageMeters: number
  nightFromHour: number
  nightToHour: number
  monthEndDays: number
}
