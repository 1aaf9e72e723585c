// A row seen through the meanings of its columns: what a field's cells say.
import type { ColumnMapping, ImportCell, ImportField } from './columns.ts'

/** The row with the places of its columns: what a field's cells say is looked up, never copied. */
export interface Cells {
  row: readonly ImportCell[]
  places: Places
}
type Places = Partial<Record<ImportField, readonly number[]>>

const placesOfMapping = new WeakMap<ColumnMapping, Places>()

/** One mapping serves half a million rows: its columns are listed once. */
export function placesOf(mapping: ColumnMapping): Places {
  let places = placesOfMapping.get(mapping)
  if (!places) {
    const found: Partial<Record<ImportField, number[]>> = {}
    for (const [index, field] of Object.entries(mapping))
      if (field) found[field] = [...(found[field] ?? []), Number(index)]
    places = found
    placesOfMapping.set(mapping, places)
  }
  return places
}

const nowhere: readonly number[] = []

export function cellIn({ row, places }: Cells, field: ImportField): ImportCell | undefined {
  for (const column of places[field] ?? nowhere) {
    const cell = row[column]
    if (cell) return cell
  }
  return undefined
}

/** Where several columns may mean the same, such as two contacts. */
export function cellsIn({ row, places }: Cells, field: ImportField): ImportCell[] {
  const found: ImportCell[] = []
  for (const column of places[field] ?? nowhere) {
    const cell = row[column]
    if (cell) found.push(cell)
  }
  return found
}

export function textIn(cells: Cells, field: ImportField): string {
  const cell = cellIn(cells, field)
  return cell && cell.kind !== 'error' ? cell.text.trim() : ''
}
