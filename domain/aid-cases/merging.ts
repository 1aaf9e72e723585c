// When two cases are one trouble: domain.md §1.5, “a case must have one owner”. The graver case is the one worked.
import { type AidCaseLevel, aidCaseLevels } from './aid-case.ts'

export interface MergeSide {
  id: string
  level: AidCaseLevel
  /** The records of the person the case is about, and the house she lives in. */
  personId: string
  householdId: string
  signalKey: string | null
}

/** What makes two cases one trouble. */
export function isOneTrouble(one: MergeSide, other: MergeSide): boolean {
  if (one.id === other.id) return false
  if (one.personId === other.personId || one.householdId === other.householdId) return true
  return one.signalKey !== null && one.signalKey === other.signalKey
}

/** Why a case may not be merged into another, in a sentence; null when it may. */
export function whyNotMerge(one: MergeSide, into: MergeSide): string | null {
  if (!isOneTrouble(one, into))
    return '两个个案不是同一位老人、同一户，也不是同一次报警，不能并案。请分别办理。'
  // Behind a milder case its shorter clocks would stop, and nobody would see that they had.
  if (one.level < into.level)
    return `这个个案是${aidCaseLevels.words[one.level]}，比对方更急，不能并入较轻的个案。请打开对方个案，把它并入这个。`
  return null
}
