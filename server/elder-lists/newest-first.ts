// A page of a list of acts, newest first.
import { cursorOf } from '../kernel/list-place.ts'

/** A page of rows that were asked for one longer than the page. */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  limit: number,
  at: (row: Row) => string,
): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: page, next: last ? cursorOf(at(last), last.id) : null }
}
