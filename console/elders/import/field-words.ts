// Chinese words of the fields a column may mean.
import { columnWords } from '../../../domain/elders/import/columns.ts'

const words: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(columnWords).map(([field, all]) => [field, all.split(' ')[0] ?? field]),
)

/** A field that is not a column, such as one computed while matching, keeps its own name. */
export function fieldWord(field: string): string {
  return words[field] ?? field
}

export const fieldOptions = Object.entries(words).map(([value, label]) => ({ value, label }))
