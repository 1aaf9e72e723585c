// Demands that need not be looked at when everybody must be reached: whoever reaches a stricter one reaches them too.
import type { CoverProblem } from './cover-problem.ts'
import { type Lists, lengthOf, restricted, transposed } from './rows.ts'

/** The same problem with the strict demands only. */
export function withoutNeedless(problem: CoverProblem): CoverProblem {
  const strict = strictDemands(problem)
  if (strict.length === problem.weights.length) return problem
  const renumber = new Int32Array(problem.weights.length).fill(-1)
  for (const [at, demand] of strict.entries()) renumber[demand] = at
  const reach = restricted(problem.reach, Int32Array.from(problem.costs.keys()), renumber)
  return {
    ...problem,
    weights: Float64Array.from(strict, demand => problem.weights[demand] as number),
    reach,
    reachedBy: transposed(reach, strict.length),
  }
}

/** A demand is needless when all candidates of another demand reach it. */
function strictDemands({ weights, costs, reach, reachedBy }: CoverProblem): Int32Array {
  const all = Int32Array.from(weights.keys())
  const words = (costs.length + 31) >> 5
  // Bits make the question "all of these too?" cheap; beyond some size they would not fit into memory.
  if (words * weights.length > 6e7) return all
  const bits = bitsOf(reachedBy, words)
  const needless = new Uint8Array(weights.length)
  for (const demand of all.toSorted((one, other) => lengthOf(reachedBy, one) - lengthOf(reachedBy, other))) {
    if (needless[demand] === 1 || lengthOf(reachedBy, demand) === 0) continue
    const site = narrowestOf(demand, reachedBy, reach)
    for (let k = reach.starts[site] as number; k < (reach.starts[site + 1] as number); k++) {
      const other = reach.items[k] as number
      if (other === demand || needless[other] === 1) continue
      if (lengthOf(reachedBy, other) < lengthOf(reachedBy, demand)) continue
      if (holdsAll(demand, other * words, reachedBy, bits)) needless[other] = 1
    }
  }
  return all.filter(demand => needless[demand] === 0)
}

/** One bit for each item of each list. */
export function bitsOf({ starts, items }: Lists, words: number): Int32Array {
  const bits = new Int32Array((starts.length - 1) * words)
  for (let list = 0; list + 1 < starts.length; list++)
    for (let k = starts[list] as number; k < (starts[list + 1] as number); k++) {
      const item = items[k] as number
      const at = list * words + (item >> 5)
      bits[at] = (bits[at] as number) | (1 << (item & 31))
    }
  return bits
}

/** Of a list's items the one that stands in the fewest lists. */
export function narrowestOf(list: number, { starts, items }: Lists, turned: Lists): number {
  let narrowest = items[starts[list] as number] as number
  for (let k = starts[list] as number; k < (starts[list + 1] as number); k++)
    if (lengthOf(turned, items[k] as number) < lengthOf(turned, narrowest)) narrowest = items[k] as number
  return narrowest
}

/** Whether the bits from an offset on hold all items of a list. */
export function holdsAll(list: number, offset: number, { starts, items }: Lists, bits: Int32Array): boolean {
  for (let k = starts[list] as number; k < (starts[list + 1] as number); k++) {
    const item = items[k] as number
    if (((bits[offset + (item >> 5)] as number) & (1 << (item & 31))) === 0) return false
  }
  return true
}
