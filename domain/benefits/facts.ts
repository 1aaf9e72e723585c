// What is known of one elder when benefits are decided: everything dated, so that any month can be asked about.
import type { BirthCalendar, RecordedGroup } from '../elders/elder.ts'
import type { Day, Month } from '../kernel/day.ts'
import type { RecordedIncome, Settlement, SuspendingAbsence } from './rule.ts'

/** Both ends included; open when `to` is null. */
export interface Period {
  from: Day
  to: Day | null
}

export interface BenefitFacts {
  elderId: string
  regionCode: string
  settlement: Settlement | null
  bornOn: Day | null
  birthCalendar: BirthCalendar
  registeredOn: Day
  /** Where the household register is kept; nothing recorded means where the elder is entered in the ledger. */
  hukou: readonly (Period & { code: string })[]
  groups: readonly (Period & { group: RecordedGroup })[]
  incomes: readonly (Period & { status: RecordedIncome })[]
  /** GB/T 42195 final levels, each until the next or until it expires. */
  abilities: readonly (Period & { level: number })[]
  /** Six-item self-care of 特困. */
  selfCare: readonly (Period & { degree: number })[]
  absences: readonly (Period & { kind: SuspendingAbsence })[]
  ended: { kind: 'died' | 'movedOut'; on: Day } | null
  /** Payments an officer has stopped by hand; of all benefits when `benefitId` is null. */
  holds: readonly { benefitId: string | null; fromMonth: Month; toMonth: Month | null; reason: string }[]
  /** When a benefit was first granted, for those that start in the month of the decision. */
  granted: readonly { benefitId: string; fromMonth: Month }[]
}

export function holds(period: Period, day: Day): boolean {
  return period.from <= day && (period.to === null || period.to >= day)
}

/** The latest of several that hold on a day: a new assessment replaces the one before. */
export function latestOn<One extends Period>(periods: readonly One[], day: Day): One | null {
  return periods
    .filter(period => holds(period, day))
    .reduce<One | null>((best, one) => (best === null || one.from >= best.from ? one : best), null)
}
