// How far two cells agree, in a few levels: the model learns from the data set what each level is worth.
import { nearSound } from '../../../domain/duplicates/sounds.ts'
import type { FieldKind } from './fields.ts'
import { jaroWinkler, slips } from './likeness.ts'
import type { Value } from './values.ts'

/** `turned`: two name columns hold each other's names. */
export const levels = { missing: 0, same: 1, near: 2, alike: 3, turned: 4, different: 5 } as const
export const levelCount = 6
export type Level = (typeof levels)[keyof typeof levels]

export const levelWords: Readonly<Record<Level, string>> = {
  0: '',
  1: '相同',
  2: '只差一处',
  3: '相近',
  4: '与另一列写反',
  5: '不同',
}

export function levelOf(kind: FieldKind, one: Value | null, other: Value | null): Level {
  if (one === null || other === null) return levels.missing
  if (one === other) return levels.same
  switch (kind) {
    case 'name':
      return one.sound !== null && other.sound !== null
        ? chineseLevel(one, other)
        : wordLevel(one.plain, other.plain)
    case 'text':
      return wordLevel(one.plain, other.plain)
    case 'date':
      return dateLevel(one.plain, other.plain)
    case 'number':
      return numberLevel(one.plain, other.plain)
    case 'exact':
      return levels.different
  }
}

function wordLevel(one: string, other: string): Level {
  const most = Math.max(one.length, other.length) >= 3 ? 1 : 0
  if (slips(one, other, most) <= most) return levels.near
  const likeness = jaroWinkler(one, other)
  if (likeness >= 0.94) return levels.near
  if (likeness >= 0.82 || isCutShort(one, other)) return levels.alike
  return levels.different
}

/** Alex for Alexander. */
function isCutShort(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= 3 && long.startsWith(short)
}

function chineseLevel(one: Value, other: Value): Level {
  if (one.sound === other.sound) return levels.near
  if (nearSound(one.sound ?? '') === nearSound(other.sound ?? '')) return levels.alike
  const isLong =
    Math.min(one.plain.length, other.plain.length) >= 2 && one.plain.length + other.plain.length > 4
  return isLong && slips(one.plain, other.plain, 1) === 1 ? levels.alike : levels.different
}

function dateLevel(one: string, other: string): Level {
  if (slips(one, other, 1) === 1) return levels.near
  const [year, month, day] = [one.slice(0, 4), one.slice(4, 6), one.slice(6)]
  const [otherYear, otherMonth, otherDay] = [other.slice(0, 4), other.slice(4, 6), other.slice(6)]
  if (year === otherYear && month === otherDay && day === otherMonth) return levels.near
  const parts = Number(year === otherYear) + Number(month === otherMonth) + Number(day === otherDay)
  return parts >= 2 || slips(one, other, 2) === 2 ? levels.alike : levels.different
}

function numberLevel(one: string, other: string): Level {
  const length = Math.min(one.length, other.length)
  if (length >= 3 && slips(one, other, 1) === 1) return levels.near
  return length >= 6 && slips(one, other, 2) === 2 ? levels.alike : levels.different
}
