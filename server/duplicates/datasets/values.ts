// Cells of a data set made ready for comparing: one plain form, and the short forms records are brought together by.
import { foldName } from '../../../domain/duplicates/characters.ts'
import { nearSound } from '../../../domain/duplicates/sounds.ts'
import { readingsOf } from '../../elders/elders.ts'
import type { FieldKind } from './fields.ts'

export interface Value {
  /** What is compared; two cells of one plain form are the same. */
  plain: string
  /** Names in Chinese characters: how they are read. */
  sound: string | null
  /** Each stays whole through most slips: what records are brought together by. */
  shorts: string[]
}

const han = /\p{Script=Han}/u
const nothing = new Set(['', 'null', 'none', 'nan', 'n/a', 'na', '-', '--', '/', '无', '不详', '未知'])

/** Null for an empty cell. One object for each different cell of a column, so that equal ones are quickly told. */
export class ValueReader {
  private readonly known = new Map<string, Value | null>()
  private readonly kind: FieldKind

  constructor(kind: FieldKind) {
    this.kind = kind
  }

  read(cell: string): Value | null {
    const before = this.known.get(cell)
    if (before !== undefined) return before
    const value = this.make(cell.normalize('NFKC').trim().toLowerCase())
    this.known.set(cell, value)
    return value
  }

  private readonly byPlain = new Map<string, Value>()

  private make(text: string): Value | null {
    if (nothing.has(text)) return null
    const made = makeValue(text, this.kind)
    if (made.plain === '') return null
    const same = this.byPlain.get(made.plain)
    if (same) return same
    this.byPlain.set(made.plain, made)
    return made
  }
}

function makeValue(text: string, kind: FieldKind): Value {
  switch (kind) {
    case 'name':
      return han.test(text) ? chineseName(text) : wordsOf(text)
    case 'text':
      return wordsOf(text)
    case 'date': {
      const digits = dateDigits(text)
      return { plain: digits, sound: null, shorts: distinct(digits.slice(0, 6), digits.slice(4)) }
    }
    case 'number': {
      const plain = text.replace(/[^\p{L}\p{N}]/gu, '')
      return { plain, sound: null, shorts: distinct(plain.slice(-4), plain.slice(0, 4)) }
    }
    case 'exact':
      return { plain: text, sound: null, shorts: [text] }
  }
}

const distinct = (one: string, other: string) => (one === other ? [one] : [one, other])

function chineseName(text: string): Value {
  const plain = foldName(text)
  const sound = readingsOf(plain).pinyin.split(' ')[0] ?? ''
  return { plain, sound, shorts: [nearSound(sound)] }
}

function wordsOf(text: string): Value {
  const plain = text.replace(/[^\p{L}\p{N}]/gu, '')
  return { plain, sound: null, shorts: [skeletonOf(plain)] }
}

/** First letter and the next consonants, doubles and vowels dropped: what a name sounds like to a hurried typist. */
function skeletonOf(word: string): string {
  if (!/^[a-z]/.test(word)) return word.slice(0, 6)
  const rest = word
    .slice(1)
    .replace(/ph/g, 'f')
    .replace(/[aeiouyhw]/g, '')
    .replace(/[sz]/g, 's')
    .replace(/[ckq]/g, 'k')
    .replace(/(.)\1+/g, '$1')
  return `${word[0]}${rest.slice(0, 3)}`
}

/** Year, month and day in eight digits, however they were written; anything else as its digits. */
function dateDigits(text: string): string {
  const two = (part = '') => part.padStart(2, '0')
  const yearFirst = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})(?:\D|$)/.exec(text)
  if (yearFirst) return `${yearFirst[1]}${two(yearFirst[2])}${two(yearFirst[3])}`
  const yearLast = /^(\d{1,2})\D+(\d{1,2})\D+(\d{4})(?:\D|$)/.exec(text)
  if (yearLast) return `${yearLast[3]}${two(yearLast[2])}${two(yearLast[1])}`
  return text.replace(/\D/g, '')
}
