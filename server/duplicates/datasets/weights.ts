// What each level of each field is worth in this data set: chance agreement from random pairs, true agreement by EM.
import { levelCount, levels } from './levels.ts'

/** Field × level; the missing level is left out of both. */
export type Shares = number[][]

/** Levels of the fields of a candidate, counted: most candidates share a few thousand patterns. */
export interface Pattern {
  levels: number[]
  count: number
}

/** What two records of one person look like before the data has said anything. */
const usualTruth = [0, 0.8, 0.1, 0.04, 0.02, 0.04]
const smoothing = 0.5
const rounds = 30

/** Shares of levels among pairs, smoothed so that nothing is impossible. */
export function sharesOf(
  patterns: readonly Pattern[],
  weight: (at: number) => number,
  prior: readonly number[],
): Shares {
  const fields = patterns[0]?.levels.length ?? 0
  const sums = Array.from({ length: fields }, () => prior.map(share => share * levelCount * smoothing))
  patterns.forEach((pattern, at) => {
    const amount = pattern.count * weight(at)
    pattern.levels.forEach((level, field) => {
      const row = sums[field]
      if (level !== levels.missing && row) row[level] = (row[level] ?? 0) + amount
    })
  })
  return sums.map(row => {
    const total = row.slice(1).reduce((sum, amount) => sum + amount, 0)
    return row.map((amount, level) => (level === levels.missing ? 1 : amount / total))
  })
}

const evenly = [0, 0.1, 0.1, 0.1, 0.1, 0.6]

/** How records of one person agree: two classes among the candidates, told apart by expectation and maximisation. */
export function learnTruth(patterns: readonly Pattern[], byChance: Shares, expected: number): Shares {
  let truth: Shares = byChance.map(() => [...usualTruth])
  let others = byChance
  const candidates = patterns.reduce((sum, { count }) => sum + count, 0)
  let share = Math.min(0.5, Math.max(expected / candidates, 1e-4))
  for (let round = 0; round < rounds; round++) {
    const belief = patterns.map(({ levels: held }) => {
      let odds = share / (1 - share)
      held.forEach((level, field) => {
        if (level !== levels.missing) odds *= (truth[field]?.[level] ?? 1) / (others[field]?.[level] ?? 1)
      })
      return odds / (1 + odds)
    })
    const matched = patterns.reduce((sum, { count }, at) => sum + count * (belief[at] ?? 0), 0)
    share = Math.min(0.9, Math.max(matched / candidates, 1e-6))
    truth = sharesOf(patterns, at => belief[at] ?? 0, usualTruth)
    others = sharesOf(patterns, at => 1 - (belief[at] ?? 0), evenly)
  }
  return truth
}

export function chanceShares(patterns: readonly Pattern[]): Shares {
  return sharesOf(patterns, () => 1, evenly)
}

/** Bits of a level; being nearer is never worth less than being farther. */
export function bitsOf(truth: Shares, byChance: Shares): Shares {
  return truth.map((row, field) => {
    const bits = row.map((share, level) =>
      level === levels.missing ? 0 : Math.log2(share / (byChance[field]?.[level] ?? 1)),
    )
    const [alike = 0, near = 0, same = 0] = [bits[levels.alike], bits[levels.near], bits[levels.same]]
    const nearest = Math.min(near, same)
    bits[levels.near] = nearest
    bits[levels.alike] = Math.min(alike, nearest)
    return bits
  })
}
