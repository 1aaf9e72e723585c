// What is known of a person when two records are compared; every trait may be missing.
import type { BirthCalendar, NumberKind, Sex } from '../elders/elder.ts'
import type { Day } from '../kernel/day.ts'

export interface KinTraits {
  name: string
  /** Whole, or the last four digits: whatever the caller has. */
  phone?: string | null
}

/**
 * Readings and the lunar reading come in with the traits, because they need libraries (pinyin-pro, tyme4ts)
 * that neither domain nor the phone carries. Left out, they are simply not compared.
 */
export interface Traits {
  name?: string | null
  /** Pinyin without tones or spaces, 'wangxiuying'; two where the family name has two readings. */
  readings?: readonly string[]
  sex?: Sex | null
  bornOn?: Day | null
  birthCalendar?: BirthCalendar | null
  /** The solar day, if the figures of bornOn were a lunar date: villages write either. */
  bornOnAsLunar?: Day | null
  /** 18 or 15 characters; anything else (a temporary number) is not compared. */
  citizenNumber?: string | null
  /** `none` and `temporary` say that there is no number, which is more than not knowing it. */
  numberKind?: NumberKind | null
  /** Where only the last four are known, as on the phone. */
  citizenNumberTail?: string | null
  /** Twelve digits. */
  villageCode?: string | null
  hamlet?: string | null
  address?: string | null
  householdId?: string | null
  phone?: string | null
  phoneTail?: string | null
  /** GB/T 3304 number or name; compared as written. */
  ethnicity?: string | null
  kin?: readonly KinTraits[]
}
