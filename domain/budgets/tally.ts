// Elders counted by what rules may ask of them, in a short text that is kept; read again, it is added up and taken off.
import type { BenefitFacts } from '../benefits/facts.ts'
import type { RecordedIncome, Settlement } from '../benefits/rule.ts'
import type { RecordedGroup } from '../elders/elder.ts'
import type { Day } from '../kernel/day.ts'

/** What is known of all the elders of a cell beside when they were born. Raise `wayOfCounting` when it changes. */
export type Known = [
  ...[place: string, settlement: Settlement | null, registered: Day],
  ...[endedKind: 'died' | 'movedOut' | null, endedOn: Day | null, lastDay: Day],
  ...[groupsBefore: RecordedGroup[] | null, groupsEnd: RecordedGroup[] | null],
  ...[incomeBefore: RecordedIncome | null, incomeEnd: RecordedIncome | null],
  ...[hukouBefore: string | null, hukouEnd: string | null],
  ...[levelBefore: number | null, levelEnd: number | null],
  ...[degreeBefore: number | null, degreeEnd: number | null],
  ...[absences: BenefitFacts['absences'], holds: BenefitFacts['holds'], granted: BenefitFacts['granted']],
]

/** Cells that were counted in another way count for nothing. */
export const wayOfCounting = 1

/** What is known, as text → the day of birth as 19430501, 0 where it is not known → elders. */
export type Tally = Map<string, Map<number, number>>

export const bornNumber = (born: Day | null) => (born === null ? 0 : Number(born.replaceAll('-', '')))

export function bornDay(born: number): Day | null {
  if (born === 0) return null
  const digits = String(born).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

export function count(tally: Tally, known: string, born: number, elders: number): void {
  const counts = tally.get(known)
  if (counts === undefined) tally.set(known, new Map([[born, elders]]))
  else counts.set(born, (counts.get(born) ?? 0) + elders)
}

/** A line for each: what is known, a tab, and births with their elders in turn. */
export function packed(tally: Tally): string {
  const lines: string[] = []
  for (const [known, counts] of tally) {
    const told = [...counts].filter(([, elders]) => elders !== 0).sort(([one], [other]) => one - other)
    if (told.length > 0) lines.push(`${known}\t${told.flat().join()}`)
  }
  return lines.sort().join('\n')
}

/** Adds what was packed, or takes it off with a sign of -1. */
export function addPacked(tally: Tally, text: string, sign: 1 | -1 = 1): Tally {
  if (text === '') return tally
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t')
    const known = line.slice(0, tab)
    const told = line.slice(tab + 1).split(',')
    for (let at = 0; at < told.length; at += 2)
      count(tally, known, Number(told[at]), sign * Number(told[at + 1]))
  }
  return tally
}

export function addTally(tally: Tally, more: Tally): Tally {
  for (const [known, counts] of more) for (const [born, elders] of counts) count(tally, known, born, elders)
  return tally
}
