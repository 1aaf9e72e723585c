// What a bill moves in the ledger, line by line: each side pays its own part, and no part is paid twice.
import type { AccountKey } from '../ledger/accounts.ts'
import type { LedgerPurpose } from '../ledger/purposes.ts'
import type { Split } from '../service-orders/payers.ts'
import type { ClaimLineKind } from './claim.ts'

export interface LineToPost {
  id: string
  kind: ClaimLineKind
  orderId: string
  elderId: string
  regionCode: string
  split: Split
}

export interface BillAccounts {
  countyRegion: string
  contractId: string
  providerId: string
}

export interface Movement {
  lineId: string
  orderId: string
  regionCode: string
  part: 'subsidy' | 'charity' | 'elderAccount' | 'elderCash'
  from: AccountKey
  to: AccountKey
  amount: number
  purpose: LedgerPurpose
}

/**
 * A fee is taken from what she has topped up as far as that reaches; whether the rest was ever paid at the door nobody
 * has told, so no cash is booked for it and the provider asks for it herself.
 *
 * The elder's part comes out of what she has topped up, as far as that reaches; the rest she has paid at the door.
 * What time pays is not priced and so moves no money; its minutes move beside it (time-postings.ts). `heldFen`: elder → what her account holds.
 */
export function movementsOf(
  lines: readonly LineToPost[],
  { countyRegion, contractId, providerId }: BillAccounts,
  heldFen: ReadonlyMap<string, number>,
): Movement[] {
  const held = new Map(heldFen)
  const county = (kind: AccountKey['kind'], ownerId: string | null): AccountKey => ({
    ...{ kind, ownerId, regionCode: countyRegion },
  })
  const payable = county('providerPayable', providerId)
  return lines.flatMap(({ id, kind, orderId, elderId, regionCode, split }) => {
    const fromAccount = Math.min(split.elder, held.get(elderId) ?? 0)
    held.set(elderId, (held.get(elderId) ?? 0) - fromAccount)
    const hers = (kind: AccountKey['kind']): AccountKey => ({ kind, ownerId: elderId, regionCode })
    const line = { lineId: id, orderId, regionCode }
    const isFee = kind === 'feeLine'
    const all: Movement[] = [
      {
        ...{ ...line, part: 'subsidy', amount: split.subsidy, purpose: 'serviceClaim' },
        ...{ from: county('contractBudget', contractId), to: payable },
      },
      {
        ...{ ...line, part: 'charity', amount: split.charity, purpose: 'serviceClaim' },
        ...{ from: county('careCharity', null), to: payable },
      },
      {
        ...{
          ...line,
          part: 'elderAccount',
          amount: fromAccount,
          purpose: isFee ? 'serviceFee' : 'serviceOwn',
        },
        ...{ from: hers('elderCare'), to: payable },
      },
      {
        ...{
          ...line,
          part: 'elderCash',
          amount: isFee ? 0 : split.elder - fromAccount,
          purpose: 'serviceOwn',
        },
        ...{ from: hers('elderCash'), to: county('providerPaid', providerId) },
      },
    ]
    return all.filter(({ amount }) => amount > 0)
  })
}

/** What the finance office owes the provider: everything but what elders paid at the door. */
export function payFenOf(movements: readonly Movement[]): number {
  return movements.filter(one => one.part !== 'elderCash').reduce((sum, { amount }) => sum + amount, 0)
}
