// The columns a citizen number and a telephone are kept in: sealed, hashed for look-up, and their last four digits.
import { isOtherDocument } from '../../domain/elders/documents.ts'
import type { NumberKind } from '../../domain/elders/elder.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Sealer } from '../kernel/sealing.ts'

/** A temporary number means something in its own county only; a document's among its own kind. */
function claimedText(kind: NumberKind, countyCode: string, number: string): string {
  if (kind === 'temporary') return `temporary ${countyCode} ${number}`
  return isOtherDocument(kind) ? `${kind} ${number}` : number
}

export function numberColumns(
  sealer: Sealer,
  { kind, countyCode, number }: { kind: NumberKind; countyCode: string; number: string | null },
) {
  if (number === null) return { citizenNumberSealed: null, citizenNumberHash: null, citizenNumberTail: null }
  return {
    citizenNumberSealed: sealer.seal(number),
    citizenNumberHash: sealer.hash(claimedText(kind, countyCode, number)),
    citizenNumberTail: number.slice(-4),
  }
}

export function phoneColumns(sealer: Sealer, phone: string | null) {
  if (phone === null) return { phoneSealed: null, phoneTail: null }
  const digits = phone.normalize('NFKC').replace(/\D/g, '')
  if (digits.length < 5)
    throw new Refused('rule_broken', '电话号码不完整，至少要有 5 位数字。请补全，没有电话请留空。')
  return { phoneSealed: sealer.seal(phone), phoneTail: digits.slice(-4) }
}
