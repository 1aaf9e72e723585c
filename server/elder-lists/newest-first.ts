// Where a list of acts goes on, newest first: the instant and id of the last line.
import { Refused } from '../../domain/kernel/refusal.ts'

export interface Place {
  at: string
  id: string
}

export function readPlace(after: string | undefined): Place | null {
  if (after === undefined) return null
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(after)
  if (!found) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { at: found[1] ?? '', id: found[2] ?? '' }
}

/** A page of rows that were asked for one longer than the page. */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  limit: number,
  at: (row: Row) => string,
): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: page, next: last ? `${at(last)} ${last.id}` : null }
}
