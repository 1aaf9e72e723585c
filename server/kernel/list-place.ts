// Where a page of a list goes on: what it is sorted by, a day, an instant or a village, then the id of the last line.
import { Refused } from '../../domain/kernel/refusal.ts'

export interface ListPlace {
  sort: string
  id: string
}

/** Before the first line of a list in order of place. */
export const firstPlace: ListPlace = { sort: '', id: '00000000-0000-0000-0000-000000000000' }

export function cursorOf(sort: string, id: string): string {
  return `${sort} ${id}`
}

export function placeFrom(after: string | undefined): ListPlace | null {
  if (after === undefined) return null
  const match = /^(\d{12}|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { sort: match[1] ?? '', id: match[2] ?? '' }
}
