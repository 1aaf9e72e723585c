// The rows of the synthetic province, one interface a kind; every one is invented.
import type { BirthCalendar, NumberKind, RecordedGroup, SpokenLanguage } from '../../domain/elders/elder.ts'
import type { Country, Kinship, Whereabouts } from '../../domain/elders/kin.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { VisitNeed } from '../../domain/visits/answers.ts'
import type { NotReachedReason } from '../../domain/visits/not-met.ts'
import type { VisitMethod, VisitResult } from '../../domain/visits/visit.ts'

export interface SyntheticVillage {
  regionCode: string
  name: string
  townshipName: string
  lon: number
  lat: number
  elders: number
  households: number
  /** A residents' committee's village: addresses name buildings instead of hamlets. */
  urban: boolean
  hasCommittee: boolean
  /** False where records reach the server hours later. */
  hasSignal: boolean
  /** Thousandths of the planned visits that really take place here. */
  completionPermille: number
}

export interface SyntheticHousehold {
  id: string
  regionCode: string
  address: string
  hamlet: string | null
}

export type Dirt = 'missingNumber' | 'missingPhone' | 'contradictorySex' | 'duplicateOf'

export interface SyntheticElder {
  id: string
  householdId: string
  regionCode: string
  name: string
  sex: 'male' | 'female'
  bornOn: Day
  birthCalendar: Exclude<BirthCalendar, 'yearOnly'>
  /** GB/T 3304: 01 汉, 02 蒙古, 03 回, 10 朝鲜, 11 满. */
  ethnicity: string
  spokenLanguage: SpokenLanguage
  readLanguage: SpokenLanguage
  citizenNumber: string | null
  numberKind: Extract<NumberKind, 'citizen' | 'none'>
  phone: string | null
  registeredOn: Day
  dirt: Dirt | null
  duplicateOfId: string | null
}

export interface SyntheticMembership {
  elderId: string
  group: RecordedGroup
  validFrom: Day
  validTo: Day | null
  evidence: string
}

export interface SyntheticAbsence {
  elderId: string
  kind: 'institution' | 'hospital' | 'away'
  from: Day
  to: Day | null
}

export interface SyntheticEnding {
  elderId: string
  kind: 'died' | 'movedOut'
  on: Day
}

export interface SyntheticRefusal {
  elderId: string
  on: Day
  askAgainOn: Day
}

export interface SyntheticContact {
  elderId: string
  name: string
  kinship: Kinship
  sex: 'male' | 'female'
  phone: string | null
  whereabouts: Whereabouts | null
  country: Country | null
  livesIn: string | null
  leftOn: Day | null
  worksAs: string | null
  lastContactOn: Day | null
  hasKey: boolean
  isSupporter: boolean
  linkedElderId: string | null
}

/** Patterns put in on purpose, for supervision to find. */
export type OddPattern = 'manyInOneDay' | 'sameMinute' | 'oneSpot'

export interface SyntheticVisitor {
  id: string
  name: string
  login: string
  sex: 'male' | 'female'
  age: number
  kind: 'committee' | 'paid' | 'volunteer'
  villages: string[]
  readsKoreanOnly: boolean
  oddPattern: OddPattern | null
}

export interface SyntheticAssignment {
  elderId: string
  visitorId: string
}

export interface SyntheticVisit {
  id: string
  elderId: string
  visitorId: string
  regionCode: string
  method: VisitMethod
  result: VisitResult
  notReachedReason: NotReachedReason | null
  /** Instants in UTC. */
  startedAt: string
  endedAt: string
  receivedAt: string
  lon: number | null
  lat: number | null
  accuracyMeters: number | null
  /** One letter a field, in the order of domain/visits/answers.ts. */
  answers: string
  needs: VisitNeed[]
}
