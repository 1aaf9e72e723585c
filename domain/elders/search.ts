// What a person typed into the search box of the ledger: a name, letters, four digits or a whole number.
import { cleanCitizenNumber, convert15 } from './citizen-number.ts'

export type ElderSearch =
  | { kind: 'name'; beginning: string }
  /** Whole syllables or first letters; which of them is left to the ledger. */
  | { kind: 'letters'; beginning: string }
  /** The last four of a citizen number or telephone. */
  | { kind: 'tail'; tail: string }
  | { kind: 'number'; number: string }

/** A telephone written in full is looked up by its last four digits: only those are kept in the open. */
export function readSearch(text: string): ElderSearch {
  const number = cleanCitizenNumber(text)
  if (/^\d{17}[\dX]$/.test(number)) return { kind: 'number', number }
  if (/^\d{15}$/.test(number)) return { kind: 'number', number: convert15(number) }
  if (/^\d{3}[\dX]$/.test(number)) return { kind: 'tail', tail: number }
  if (/^\+?\d{5,14}$/.test(number)) return { kind: 'tail', tail: number.slice(-4) }
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ü/g, 'v')
    .replace(/[\s'’]/g, '')
  if (/^[a-z]+$/.test(letters)) return { kind: 'letters', beginning: letters }
  return { kind: 'name', beginning: text.normalize('NFKC').trim() }
}

/** The first text that no longer begins so: `beginning <= text < endOf(beginning)` finds all that do. */
export function endOf(beginning: string): string {
  return `${beginning}\u{10ffff}`
}
