// What a month's rounds are made from and what comes out: plain values, so that the same plan can be made anywhere.
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import type { Spot } from '../kernel/distance.ts'
import type { DayPart, Wish, WishedWay } from './wish.ts'

export interface RoundElder {
  id: string
  householdId: string
  villageCode: string
  hamlet: string | null
  place: Spot | null
  /** The same face; null where nobody looks after her. */
  visitorId: string | null
  /** The day by which the next meeting is owed. */
  dueOn: Day
  /** The rhythm of her risk. */
  everyDays: number
  /** Of the eight groups: met in every calendar month, whatever her rhythm says. */
  monthly: boolean
  lastMetOn: Day | null
  lastHomeOn: Day | null
  hardness: number
  wish: Wish | null
}

export interface RoundVisitor {
  id: string
  villageCode: string
  /** Where her posts are held: a village, or a township and all its villages. */
  reaches: readonly string[]
  weekdays: readonly number[]
  daysOff: readonly Day[]
  minutesDay: number
  place: Spot | null
  languages: readonly string[]
  sex: string | null
}

export interface RoundDay {
  day: Day
  kind: 'plain' | 'holiday' | 'makeUp'
  /** Percent of a visitor's minutes that are left beside the fields and before dark. */
  percent: number
  /** When somebody is at home while the fields are worked. */
  seasonPart: DayPart | null
  beforeHoliday: boolean
  /** Minutes between a late dawn and dusk. */
  lightMinutes: number
}

export interface RoundRules {
  homeMinutes: number
  memberMinutes: number
  phoneMinutes: number
  otherVillageMinutes: number
  /** On a weekend or a holiday, for those whose interval would break. */
  dutyMinutes: number
  homeEveryDays: number
  catchUpDays: number
}

export interface RoundProblem {
  elders: readonly RoundElder[]
  visitors: readonly RoundVisitor[]
  days: readonly RoundDay[]
  rules: RoundRules
  seed: string
  /** The plan before: what need not move stays where it is. */
  before?: readonly Pick<PlannedVisit, 'elderId' | 'visitorId' | 'day'>[]
}

export interface PlannedVisit {
  elderId: string
  householdId: string
  visitorId: string
  day: Day
  order: number
  way: WishedWay
  dayPart: DayPart | null
  sameFace: boolean
}

export const gapReasons = choice({
  noVisitor: '没有探访员',
  noCapacity: '探访员的日程已满',
  noWorkingDay: '期限内没有人上班',
  wishDays: '期限内都是老人不要来的日子',
})
export type GapReason = KeyOf<typeof gapReasons>

/** An interval the plan cannot hold, and why; `plannedOn` is the visit that comes too late, if any comes. */
export interface RoundGap {
  elderId: string
  dueOn: Day
  plannedOn: Day | null
  reason: GapReason
}

export interface RoundMarks {
  visits: number
  elders: number
  gaps: number
  sameFacePercent: number
  wishPercent: number
  /** The heaviest day of anybody, in percent of the minutes she has on it. */
  fullestPercent: number
  /** Hard houses in the heaviest day. */
  hardMost: number
  /** Compared with the plan before: how many visits of it stand on another day or with another visitor. */
  moved: number
}

export interface RoundPlan {
  visits: PlannedVisit[]
  gaps: RoundGap[]
  marks: RoundMarks
}
