// Where a list goes on: the sort values of the last line, packed so that nobody builds on their shape.
import * as z from 'zod/mini'
import { Refused } from '../../domain/kernel/refusal.ts'

const Cursor = z.tuple([z.int(), z.string(), z.uuid()])

/** `rank` orders the ways of matching, `key` the matches of one way. */
export interface Cursor {
  rank: number
  key: string
  id: string
}

export function writeCursor({ rank, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([rank, key, id])).toString('base64url')
}

export function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null
  try {
    const [rank, key, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return { rank, key, id }
  } catch {
    throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  }
}
