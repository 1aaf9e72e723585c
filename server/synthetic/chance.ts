// Repeatable chance: whole-number generators seeded by text, and exact shares; the same on every machine.

/** Two 32-bit hashes of a text (cyrb53's rounds); whole-number multiplication only. */
export function hashOf(text: string): [number, number] {
  let first = 0xdeadbeef
  let second = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    first = Math.imul(first ^ unit, 2654435761)
    second = Math.imul(second ^ unit, 1597334677)
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909)
  second = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909)
  return [first >>> 0, second >>> 0]
}

/** Spreads a counter over 32 bits, for ids. */
export function spread(value: number, salt: number): number {
  let mixed = Math.imul(value ^ salt, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/**
 * e^x by its series on x/16, squared four times: plus, times and divide round the same everywhere,
 * Math.exp need not.
 */
export function exponential(x: number): number {
  const small = x / 16
  let term = 1
  let sum = 1
  for (let n = 1; n <= 14; n++) {
    term = (term * small) / n
    sum += term
  }
  for (let n = 0; n < 4; n++) sum *= sum
  return sum
}

/** A stream of chance for one purpose (sfc32). */
export class Chance {
  private a: number
  private b: number
  private c = 0x9e3779b9
  private counter = 1

  constructor(purpose: string) {
    const [a, b] = hashOf(purpose)
    this.a = a | 0
    this.b = b | 0
    for (let n = 0; n < 12; n++) this.next()
  }

  /** Thirty-two random bits. */
  next(): number {
    const result = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + result
    this.c |= 0
    return result >>> 0
  }

  /** At least 0, less than 1. */
  share(): number {
    return this.next() / 4294967296
  }

  /** A whole number from 0 to one less than `limit`. */
  below(limit: number): number {
    return Math.floor(this.share() * limit)
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  happens(probability: number): boolean {
    return this.share() < probability
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!
  }

  /** Nearly normal, mean 0 and spread 1: twelve even draws (Irwin–Hall), no logarithm needed. */
  normal(): number {
    let sum = -6
    for (let n = 0; n < 12; n++) sum += this.share()
    return sum
  }

  logNormal(median: number, spreadOfLog: number): number {
    return median * exponential(this.normal() * spreadOfLog)
  }

  shuffle<T>(list: T[]): T[] {
    for (let last = list.length - 1; last > 0; last--) {
      const other = this.below(last + 1)
      const kept = list[last]!
      list[last] = list[other]!
      list[other] = kept
    }
    return list
  }
}

/** Draws by weight; the pool is summed once. */
export class WeightedPool<T> {
  private readonly choices: readonly T[]
  private readonly sums: number[]

  constructor(choices: readonly T[], weights: readonly number[]) {
    this.choices = choices
    let sum = 0
    this.sums = weights.map(weight => {
      sum += weight
      return sum
    })
  }

  draw(chance: Chance): T {
    const target = chance.share() * this.sums.at(-1)!
    let low = 0
    let high = this.sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.sums[middle]! > target) high = middle
      else low = middle + 1
    }
    return this.choices[low]!
  }
}

/** Splits a whole total by weight so that the parts add up exactly (Hamilton's largest remainder). */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map(weight => (total * weight) / sum)
  const parts = exact.map(Math.floor)
  const missing = total - parts.reduce((all, part) => all + part, 0)
  const order = exact.map((value, index) => ({ index, rest: value - Math.floor(value) }))
  order.sort((one, other) => other.rest - one.rest || one.index - other.index)
  for (const { index } of order.slice(0, missing)) parts[index]!++
  return parts
}

/**
 * Takes exactly `count` indexes, likelier where the weight is larger (Ohlsson's sequential Poisson sampling:
 * the smallest u/w); weight 0 is never taken. `draws` lets members of one home share their luck.
 */
export function takeByWeight(count: number, weights: readonly number[], draws: readonly number[]): number[] {
  const ranked: { index: number; rank: number }[] = []
  weights.forEach((weight, index) => {
    if (weight > 0) ranked.push({ index, rank: draws[index]! / weight })
  })
  ranked.sort((one, other) => one.rank - other.rank || one.index - other.index)
  return ranked.slice(0, count).map(({ index }) => index)
}
