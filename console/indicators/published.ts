// A board as it was published, and how far the records of today have moved from it.
import type { Board } from './BoardPage.tsx'
import { countOf } from './figures-of.ts'

/** A published month keeps saying what was said; the running one follows the records. */
export function asPublished(board: Board): Board {
  const { published } = board
  if (published === null) return board
  return {
    ...board,
    values: published.values,
    parts: board.parts.map(part => ({ ...part, values: published.parts[part.code] ?? {} })),
  }
}

export interface SincePublished {
  denominator: number
  numerator: number
  /** Whether any figure at all differs. */
  differs: boolean
}

export function sincePublished({ published, values }: Pick<Board, 'published' | 'values'>): SincePublished {
  if (published === null) return { denominator: 0, numerator: 0, differs: false }
  const keys = new Set([...Object.keys(values), ...Object.keys(published.values)])
  const before = published.values
  return {
    denominator: countOf(values, 'rateDenominator') - countOf(before, 'rateDenominator'),
    numerator: countOf(values, 'rateNumerator') - countOf(before, 'rateNumerator'),
    differs: [...keys].some(key => (values[key] ?? 0) !== (before[key] ?? 0)),
  }
}

/** +3, −1, 0 with the sign an officer reads, not the programmer's hyphen. */
export function signed(difference: number): string {
  if (difference === 0) return '0'
  return difference > 0 ? `+${difference}` : `−${-difference}`
}
