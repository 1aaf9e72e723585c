// What the rule of the three-way match is told: the line claimed, the order, the proof, the person and the neighbours.
import type { Day } from '../kernel/day.ts'

export interface Spot {
  lon: number
  lat: number
  accuracyMeters: number
}

export interface ClaimedFacts {
  lineId: string
  orderCode: string | null
  /** As claimed; null where the provider named none. */
  itemName: string | null
  servedOn: Day
  quantity: number
  unitPriceFen: number
  amountFen: number
}

export interface OrderFacts {
  orderId: string
  code: string
  isDone: boolean
  stateWord: string
  itemName: string
  quantity: number
  priceFen: number
  standardMinutes: number | null
  isLunch: boolean
  needsSignIn: boolean
  needsVitals: boolean
  /** What the item's evidence rule asks for and the order lacks, in words; null where nothing is lacking. */
  photoLacking: string | null
  confirmationLacking: { given: string; need: string } | null
}

export interface ProofFacts {
  startedAt: number | null
  endedAt: number | null
  isConfirmed: boolean
  hasVitals: boolean
}

/** Of whom was served, on the day of service. */
export interface ElderFacts {
  diedOn: Day | null
  movedOn: Day | null
  /** Periods that contain the day of service. */
  absences: readonly { kind: 'hospital' | 'institution' | 'away'; from: Day; to: Day | null }[]
  /** Lunches of that day, this line's own among them. */
  lunches: number
}

export interface WorkerFacts {
  workerId: string
  /** What the item asks for and nobody saw in force that day. */
  lapsed: readonly { what: string; on: Day | null }[]
}

/** How the county is charged for an item: median and median absolute deviation, in fen. */
export interface PriceSpread {
  median: number
  deviation: number
  count: number
}

/** What is owed for a service that was not given. */
export interface FeeFacts {
  /** By the order, with the setting of its day; nothing where it was called off in time, or not by the elder. */
  owedFen: number
  plannedFrom: number
  plannedTo: number
  /** When the worker told that nobody opened; null for an order that was called off. */
  cameAt: number | null
}

export interface LineFacts {
  claimed: ClaimedFacts
  /** Of a line of the kind fee; its order was never done and has no proof of a service. */
  fee: FeeFacts | null
  order: OrderFacts | null
  proof: ProofFacts | null
  elder: ElderFacts | null
  worker: WorkerFacts | null
  prices: PriceSpread | null
  /** An earlier line that claims the same order. */
  claimedBefore: { line: number; month: string } | null
  complaintOn: Day | null
  givenBackOn: Day | null
  deniedOn: Day | null
}

/** One stay of a worker at somebody's home, claimed or not, of any provider. */
export interface Stay {
  orderId: string
  code: string
  workerId: string
  elderId: string
  startedAt: number
  endedAt: number
  startPlace: Spot | null
  endPlace: Spot | null
}

export interface MatchThresholds {
  speedKmPerHour: number
  /** Share of the standard duration below which a service is too short, in per cent. */
  durationPercent: number
  absentDays: number
  /** Robust deviations from the county's median beyond which a price is asked about. */
  priceDeviations: number
  /** Fewer orders than this say nothing about prices. */
  priceOrders: number
  overlapMinutes: number
  /** How far from the planned time a way in vain may have been made. */
  inVainMinutes: number
}
