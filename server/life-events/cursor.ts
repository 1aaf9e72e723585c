// Where a page of a list begins: what it is sorted by, then the id.
import { Refused } from '../../domain/kernel/refusal.ts'

export function cursorOf(sort: string, id: string): string {
  return `${sort} ${id}`
}

export function placeFrom(after: string | undefined): { sort: string; id: string } | null {
  if (after === undefined) return null
  const match = /^(\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { sort: match[1] ?? '', id: match[2] ?? '' }
}
