// What counts as money that can be moved on paper: what has reached a county, or also what is planned and on its way.

import type { FundKind } from '../funds/fund.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'

export const moneyBases = choice({ moneyIssued: '已下达', moneyPlanned: '计划' })
export type MoneyBasis = KeyOf<typeof moneyBases>

/** What of a share, or of a sum not split yet, lies in no project. */
export interface MoneyHeld {
  /** The county of a share; of a sum the office that has it, be it a county or above. */
  countyCode: string
  kind: FundKind
  stage: 'shareIssued' | 'shareWaits' | 'sumPlanned' | 'sumIssued'
  /** Of the sum it is or comes from; null where that lies outside the asker's area. */
  isFrame: boolean | null
  yearTo: number | null
  shareFen: number
  freeFen: number
}

/**
 * A frame holds other sums and would count them twice; money of a past year is gone. A sum that was issued and names
 * no year may have been spent outside these books, so only one of this year or later is still to be split.
 */
function isAvailable({ stage, isFrame, yearTo }: MoneyHeld, basis: MoneyBasis, year: number): boolean {
  if (stage === 'shareIssued') return true
  if (basis === 'moneyIssued' || isFrame) return false
  return yearTo === null ? stage !== 'sumIssued' : yearTo >= year
}

/** Added up by place and kind. */
export function moneyHeld(held: readonly MoneyHeld[], basis: MoneyBasis, year: number) {
  const lines = new Map<string, Pick<MoneyHeld, 'countyCode' | 'kind' | 'shareFen' | 'freeFen'>>()
  for (const one of held) {
    if (!isAvailable(one, basis, year) || one.shareFen <= 0) continue
    const { countyCode, kind, shareFen, freeFen } = one
    const key = `${countyCode} ${kind}`
    const line = lines.get(key) ?? { countyCode, kind, shareFen: 0, freeFen: 0 }
    lines.set(key, { ...line, shareFen: line.shareFen + shareFen, freeFen: line.freeFen + freeFen })
  }
  return [...lines.values()].sort(
    (one, other) => one.countyCode.localeCompare(other.countyCode) || one.kind.localeCompare(other.kind),
  )
}
