// The years a sum is for, as an office says them.
import type { useWords } from '../language.tsx'

type Say = ReturnType<typeof useWords>

export function yearsWords(
  { yearFrom, yearTo }: { yearFrom: number | null; yearTo: number | null },
  say: Say,
): string {
  if (yearFrom === null)
    return yearTo === null ? say('fund.noYear') : say('fund.letterYearsTo', { to: yearTo })
  if (yearTo === null) return say('fund.yearSince', { from: yearFrom })
  if (yearFrom === yearTo) return say('fund.yearOne', { from: yearFrom })
  return say('fund.yearSpan', { from: yearFrom, to: yearTo })
}
