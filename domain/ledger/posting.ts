// A posting: one amount that leaves one account and arrives at another, and what is refused before it is sent.
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { type AccountKey, kindRules, type LedgerUnit } from './accounts.ts'
import type { LedgerPurpose, LedgerSubject } from './purposes.ts'

export interface Posting {
  /** Chosen by the caller: the same posting sent again is answered, not booked again. */
  id: string
  countyCode: string
  /** Where it happened; must lie in the caller's area. */
  regionCode: string
  unit: LedgerUnit
  from: AccountKey
  to: AccountKey
  /** Whole and more than nothing; the direction is in from and to. */
  amount: number
  day: Day
  purpose: LedgerPurpose
  subjectKind: LedgerSubject | null
  subjectId: string | null
  /** What belongs together on paper: one meal paid by three sources has three postings and one voucher. */
  voucherId: string | null
  note: string | null
}

/** Throws where a posting makes no sense whatever the ledger holds; the rest is for the database to say. */
export function checkPosting(posting: Posting, today: Day): void {
  const { amount, day, countyCode, regionCode, from, to } = posting
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw new Refused('invalid', '记账数额应为大于零的整数，请核对后重试。')
  if (day > today) throw new Refused('invalid', `记账日期 ${day} 晚于今天，请核对日期后重试。`)
  if ([regionCode, from.regionCode, to.regionCode].some(code => !code.startsWith(countyCode)))
    throw new Refused('invalid', '一笔账的两方应在同一个县，跨县的请分两笔记入县际往来。')
  for (const key of [from, to]) checkOwner(key)
}

function checkOwner({ kind, ownerId }: AccountKey): void {
  // A fault of the caller and not of a person: no screen asks for it.
  if ((kindRules[kind].owner === null) !== (ownerId === null))
    throw new Error(`an account of kind ${kind} ${ownerId === null ? 'needs' : 'has no'} owner`)
}
