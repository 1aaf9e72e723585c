// Where a list of this module goes on: the sort values of the last line, packed so that nobody builds on them.
import { Refused } from '../../domain/kernel/refusal.ts'

export function writeKey(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

export function readKey(text: string, length: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === length) return values.map(String)
  } catch {
    // Cut short or not ours: told the same way.
  }
  throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
}
