// An account's id follows from what it is, so that opening one on first use asks nothing.
import { hash } from 'node:crypto'
import type { AccountKey, LedgerUnit } from '../../domain/ledger/accounts.ts'

type Identity = Pick<AccountKey, 'kind' | 'ownerId'>

export function accountIdOf(countyCode: string, unit: LedgerUnit, { kind, ownerId }: Identity): string {
  return idFrom(`account ${countyCode} ${kind} ${ownerId ?? ''} ${unit}`)
}

/** A transfer can be taken back once: its reversal's id follows from it. */
export function reversalIdOf(countyCode: string, transferId: string): string {
  return idFrom(`reversal ${countyCode} ${transferId}`)
}

/** RFC 9562 §5.8: version 8, the rest from a hash. */
function idFrom(text: string): string {
  const hex = hash('sha256', text, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
