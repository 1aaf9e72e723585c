// Finds the header of any office's table below its titles, and proposes what each column means, by words.
import type { ImportCell } from '../elders/import/columns.ts'
import { plain } from '../elders/import/values.ts'

export interface SheetColumn<Field extends string = string> {
  index: number
  header: string
  field: Field | null
  examples: string[]
}

const headerAmong = 20

const bare = (header: string) => plain(header).replace(/\(.*?\)|（.*?）|[\s*:：_/、]|\d+$/g, '')

/**
 * Field → how offices head its column; the first word is the one shown to people and written in a template. Of a
 * hidden field no example is shown: nobody needs a telephone to judge a column by.
 */
export function headingsOf<Field extends string>(
  columnWords: Readonly<Record<Field, string>>,
  { hidden = [] }: { hidden?: readonly NoInfer<Field>[] } = {},
) {
  const fields = Object.keys(columnWords) as Field[]
  const fieldByWord = new Map<string, Field>()
  for (const field of fields)
    for (const word of columnWords[field].split(' ')) fieldByWord.set(bare(word), field)
  // Longest first, so that 负责人电话 is not taken for 负责人.
  const words = [...fieldByWord.keys()].filter(word => word.length > 1).sort((a, b) => b.length - a.length)

  function fieldOfHeader(header: string): Field | null {
    const text = bare(header)
    const exact = fieldByWord.get(text)
    if (exact || text.length > 14) return exact ?? null
    const contained = words.find(word => text.includes(word))
    return (contained && fieldByWord.get(contained)) || null
  }

  /** The row of the first twenty that names most fields; -1 where none names two. */
  function findHeader(rows: readonly (readonly ImportCell[])[]): number {
    const named = rows
      .slice(0, headerAmong)
      .map(
        row =>
          new Set(row.flatMap(cell => (cell.kind === 'text' ? (fieldOfHeader(cell.text) ?? []) : []))).size,
      )
    const most = Math.max(0, ...named)
    return most < 2 ? -1 : named.indexOf(most)
  }

  /** Of two columns for one field the first keeps it; the other waits for a person. */
  function proposeColumns(rows: readonly (readonly ImportCell[])[], headerAt: number): SheetColumn<Field>[] {
    const body = rows.slice(headerAt + 1, headerAt + 41)
    const taken = new Set<Field>()
    return (rows[headerAt] ?? []).map((cell, index) => {
      const found = fieldOfHeader(cell.text)
      const field = found && !taken.has(found) ? found : null
      if (field) taken.add(field)
      const values = body.map(row => row[index]?.text.trim() ?? '').filter(text => text !== '')
      const shown = field && hidden.includes(field) ? [] : [...new Set(values)].slice(0, 3)
      return { index, header: cell.text.trim(), field, examples: shown.map(text => text.slice(0, 40)) }
    })
  }

  return {
    ...{ fields, fieldOfHeader, findHeader, proposeColumns },
    isField: (word: string): word is Field => word in columnWords,
    /** The one word shown to people. */
    headerOf: (field: Field): string => columnWords[field].split(' ')[0] ?? field,
  }
}
