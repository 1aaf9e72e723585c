// Money paid in and back over a counter: into an account of an elder from her purse or her family's, and back again.

import type { Day } from '../../domain/kernel/day.ts'
import type { AccountKey } from '../../domain/ledger/accounts.ts'
import type { LedgerPurpose } from '../../domain/ledger/purposes.ts'
import { type PostingContext, post } from './posting.ts'

interface Slip {
  countyCode: string
  /** Of the slip and of the transfer alike: sent twice it is one. */
  id: string
  kind: 'paidIn' | 'paidBack'
  way: string
  amountFen: number
  day: Day
  note: string | null
}

export async function postOverCounter(
  context: PostingContext,
  { countyCode, id, kind, way, amountFen, day, note }: Slip,
  account: AccountKey,
  purposes: Readonly<Record<Slip['kind'], LedgerPurpose>>,
): Promise<void> {
  const { ownerId, regionCode } = account
  const outside: AccountKey = {
    kind: way === 'byFamily' ? 'familyOutside' : 'elderCash',
    ownerId,
    regionCode,
  }
  await post(context, [
    {
      ...{ id, countyCode, regionCode, unit: 'fen', amount: amountFen, day, note },
      ...(kind === 'paidIn' ? { from: outside, to: account } : { from: account, to: outside }),
      ...{ purpose: purposes[kind], subjectKind: 'elder', subjectId: ownerId, voucherId: null },
    },
  ])
}
