// The minutes a bill moves beside its money: from what the elder saved, the rest from what the county issues.
import type { AccountKey } from '../ledger/accounts.ts'
import type { Movement } from './postings.ts'

export interface TimeToPost {
  id: string
  orderId: string
  elderId: string
  regionCode: string
  timeMinutes: number
  /** Who gave the service; null where nobody is named, and then nobody is credited. */
  worker: { id: string; regionCode: string } | null
}

type Moved = Omit<Movement, 'part'> & { part: 'timeSaved' | 'timeIssued' }

/** `saved`: elder → minutes of hers that no meal waits for. */
export function timeMovementsOf(
  lines: readonly TimeToPost[],
  countyRegion: string,
  saved: ReadonlyMap<string, number>,
): Moved[] {
  const held = new Map(saved)
  return lines.flatMap(({ id, orderId, elderId, regionCode, timeMinutes, worker }) => {
    if (worker === null) return []
    const own = Math.min(timeMinutes, Math.max(0, held.get(elderId) ?? 0))
    held.set(elderId, (held.get(elderId) ?? 0) - own)
    const hers: AccountKey = { kind: 'workEarned', ownerId: elderId, regionCode }
    const issued: AccountKey = { kind: 'timeFund', ownerId: null, regionCode: countyRegion }
    const to: AccountKey = { kind: 'workerTime', ownerId: worker.id, regionCode: worker.regionCode }
    const line = { lineId: id, orderId, regionCode, to, purpose: 'serviceTime' as const }
    const both: Moved[] = [
      { ...line, part: 'timeSaved', from: hers, amount: own },
      { ...line, part: 'timeIssued', from: issued, amount: timeMinutes - own },
    ]
    return both.filter(({ amount }) => amount > 0)
  })
}
