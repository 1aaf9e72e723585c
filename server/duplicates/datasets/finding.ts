// Finds the pairs of one person in any data set: gather, compare by level, learn the weights, score.
import type { Field } from './fields.ts'
import { gather, type Row } from './gathering.ts'
import { type Level, levelCount, levelOf, levels, levelWords } from './levels.ts'
import type { Value } from './values.ts'
import { bitsOf, chanceShares, learnTruth, type Pattern, type Shares, sharesOf } from './weights.ts'

export interface FoundRow {
  one: number
  other: number
  score: number
  reasons: string
}

export interface Found {
  /** Best first, down to one in ten. */
  pairs: FoundRow[]
  /** From here on the two are likelier one person than not. */
  threshold: number
  compared: number
}

/** Under the threshold, but not far: for whoever wants to look. */
const shownFromOdds = 1 / 9
const randomPairs = 60_000
const rescorings = 4

/** @param border with two data sets, where the second begins: only pairs across are compared. */
export async function findPairs(
  rows: readonly Row[],
  fields: readonly Field[],
  border: number | null,
): Promise<Found> {
  const candidates = await compareAll(rows, fields, border)
  const total = border === null ? (rows.length * (rows.length - 1)) / 2 : border * (rows.length - border)
  if (candidates.one.length === 0 || total === 0) return { pairs: [], threshold: 0, compared: 0 }
  const frequencies = new Frequencies(rows, fields.length)
  const byChance = frequencies.corrected(chanceShares(randomPatterns(rows, fields, border)))
  const model = learn(candidates, byChance, { rows: rows.length, total })
  const pairs: FoundRow[] = []
  candidates.one.forEach((one, at) => {
    const score = model.scores[at] ?? 0
    if (score < model.threshold + Math.log2(shownFromOdds)) return
    const pattern = candidates.patterns[candidates.pattern[at] ?? 0]
    pairs.push({
      one,
      other: candidates.other[at] ?? 0,
      score: Math.round(score * 100) / 100,
      reasons: wordsOf(pattern?.levels ?? [], fields),
    })
  })
  pairs.sort((one, other) => other.score - one.score || one.one - other.one || one.other - other.other)
  return { pairs, threshold: Math.round(model.threshold * 100) / 100, compared: candidates.one.length }
}

interface Candidates {
  one: number[]
  other: number[]
  /** Place of the candidate's levels among the patterns. */
  pattern: number[]
  /** What sharing rare values adds, and common ones takes, compared with sharing any value. */
  rarity: number[]
  patterns: Pattern[]
}

async function compareAll(
  rows: readonly Row[],
  fields: readonly Field[],
  border: number | null,
): Promise<Candidates> {
  const found: Candidates = { one: [], other: [], pattern: [], rarity: [], patterns: [] }
  const frequencies = new Frequencies(rows, fields.length)
  const names = fields.flatMap(({ kind }, field) => (kind === 'name' ? [field] : []))
  const known = new Map<number, number>()
  await gather(rows, fields).walk(rows.length, (one, other) => {
    if (border !== null && one < border === other < border) return
    const [first, second] = [rows[one] as Row, rows[other] as Row]
    const held = levelsOf(first, second, fields, names)
    if (!isWorthKeeping(held)) return
    const code = codeOf(held)
    let place = known.get(code)
    if (place === undefined) {
      place = found.patterns.push({ levels: held, count: 0 }) - 1
      known.set(code, place)
    }
    const pattern = found.patterns[place]
    if (pattern) pattern.count++
    found.one.push(one)
    found.other.push(other)
    found.pattern.push(place)
    found.rarity.push(frequencies.rarityOf(first, held))
  })
  return found
}

/** Up to twenty fields of six levels are one exact number. */
function codeOf(held: readonly number[]): number {
  let code = 0
  for (const level of held) code = code * levelCount + level
  return code
}

/** Whoever agrees in one thing and differs in all others is nobody's double: most that a wide block brings along. */
function isWorthKeeping(held: readonly Level[]): boolean {
  let agreeing = 0
  let differing = 0
  for (const level of held) {
    if (level === levels.different) differing++
    else if (level !== levels.missing) agreeing++
  }
  return agreeing > 1 || differing < 2
}

function levelsOf(one: Row, other: Row, fields: readonly Field[], names: readonly number[]): Level[] {
  const held = fields.map(({ kind }, field) => levelOf(kind, one[field] ?? null, other[field] ?? null))
  for (const first of names)
    for (const second of names) {
      if (second <= first || held[first] !== levels.different || held[second] !== levels.different) continue
      if (!isTurned(one[first], other[second]) || !isTurned(one[second], other[first])) continue
      // One slip and not two: the other column says nothing more.
      held[first] = levels.turned
      held[second] = levels.missing
    }
  return held
}

function isTurned(one: Value | null | undefined, other: Value | null | undefined): boolean {
  if (!one || !other) return false
  if (one.plain === other.plain) return true
  const level = levelOf('name', one, other)
  return level === levels.near
}

/** How often each value of a field stands in the data set. */
class Frequencies {
  private readonly counts: Map<Value, number>[]
  private readonly filled: number[]
  /** The chance that two records share a value of the field. */
  private readonly agreement: number[]

  constructor(rows: readonly Row[], fields: number) {
    this.counts = Array.from({ length: fields }, () => new Map<Value, number>())
    for (const row of rows)
      row.forEach((value, field) => {
        const counts = this.counts[field]
        if (value !== null && counts) counts.set(value, (counts.get(value) ?? 0) + 1)
      })
    this.filled = this.counts.map(counts => [...counts.values()].reduce((sum, count) => sum + count, 0))
    this.agreement = this.counts.map((counts, field) => {
      const all = Math.max(2, this.filled[field] ?? 0)
      const pairs = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0)
      return Math.max(pairs / (all * (all - 1)), 1 / all ** 2)
    })
  }

  /** Random pairs are too few to tell how often rare values meet; the counts know. */
  corrected(byChance: Shares): Shares {
    return byChance.map((row, field) => {
      const same = Math.min(0.95, this.agreement[field] ?? 0)
      const rest = row.slice(2).reduce((sum, share) => sum + share, 0)
      return row.map((share, level) => {
        if (level === levels.missing) return 1
        return level === levels.same ? same : (share / rest) * (1 - same)
      })
    })
  }

  rarityOf(row: Row, held: readonly Level[]): number {
    let bits = 0
    held.forEach((level, field) => {
      const value = row[field]
      if (level !== levels.same || !value) return
      const share = (this.counts[field]?.get(value) ?? 1) / Math.max(1, this.filled[field] ?? 1)
      // One double makes a value twice as frequent, so what is seen twice says no more than the average.
      bits += Math.log2(
        (this.agreement[field] ?? 1) / Math.max(share, (this.agreement[field] ?? 1) / mostRarity),
      )
    })
    return bits
  }
}

/** A value seldom seen counts at most so many times more than a usual one: it may be a slip made twice. */
const mostRarity = 8

function randomPatterns(rows: readonly Row[], fields: readonly Field[], border: number | null): Pattern[] {
  const names = fields.flatMap(({ kind }, field) => (kind === 'name' ? [field] : []))
  const patterns = new Map<number, Pattern>()
  let state = 20261126
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * limit)
  }
  for (let drawn = 0; drawn < randomPairs; drawn++) {
    const one = below(border ?? rows.length)
    const other = border === null ? below(rows.length) : border + below(rows.length - border)
    if (one === other) continue
    const held = levelsOf(rows[one] as Row, rows[other] as Row, fields, names)
    const code = codeOf(held)
    const known = patterns.get(code)
    if (known) known.count++
    else patterns.set(code, { levels: held, count: 1 })
  }
  return [...patterns.values()]
}

interface Learnt {
  scores: Float64Array
  threshold: number
}

/** Learns by patterns first, then once more by the scores themselves, which know rare values from common ones. */
function learn(
  candidates: Candidates,
  byChance: Shares,
  { rows, total }: { rows: number; total: number },
): Learnt {
  let truth = learnTruth(candidates.patterns, byChance, rows / 10)
  let expected = rows / 10
  let scores = new Float64Array(candidates.one.length)
  for (let round = 0; round < rescorings; round++) {
    const bits = bitsOf(truth, byChance)
    const byPattern = candidates.patterns.map(({ levels: held }) =>
      held.reduce<number>((sum, level, field) => sum + (bits[field]?.[level] ?? 0), 0),
    )
    scores = Float64Array.from(
      candidates.pattern,
      (pattern, at) => (byPattern[pattern] ?? 0) + (candidates.rarity[at] ?? 0),
    )
    const beliefs = new Float64Array(candidates.patterns.length)
    for (let again = 0; again < 8; again++) {
      const prior = Math.log2(total / Math.max(expected, 1))
      beliefs.fill(0)
      expected = 0
      scores.forEach((score, at) => {
        const belief = 1 / (1 + 2 ** (prior - score))
        expected += belief
        const pattern = candidates.pattern[at] ?? 0
        beliefs[pattern] = (beliefs[pattern] ?? 0) + belief
      })
    }
    truth = sharesOf(
      candidates.patterns,
      at => (beliefs[at] ?? 0) / (candidates.patterns[at]?.count ?? 1),
      [0, 0.8, 0.1, 0.04, 0.02, 0.04],
    )
  }
  return { scores, threshold: Math.log2(total / Math.max(expected, 1)) }
}

function wordsOf(held: readonly number[], fields: readonly Field[]): string {
  return held
    .flatMap((level, field) =>
      level === levels.missing ? [] : [`${fields[field]?.column ?? ''} ${levelWords[level as Level]}`],
    )
    .join('；')
}
