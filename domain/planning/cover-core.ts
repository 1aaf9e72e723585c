// What is left of a covering problem when everything that is settled has been taken out of it.
import { bitsOf, holdsAll, narrowestOf } from './cover-needless.ts'
import type { CoverProblem, Limit, ReachFloor } from './cover-problem.ts'
import { type Lists, lengthOf, restricted, transposed } from './rows.ts'

export interface CoverCore {
  readonly problem: CoverProblem
  /** By candidate of the core: its number in the whole problem. */
  readonly candidates: Int32Array
  /** Candidates of the whole problem that are open in any case, and the weight they reach. */
  readonly opened: readonly number[]
  readonly reached: number
}

export const wholeAsCore = (problem: CoverProblem): CoverCore => ({
  problem,
  candidates: Int32Array.from({ length: problem.costs.length }, (_, at) => at),
  opened: [],
  reached: 0,
})

/**
 * `settled`: by candidate of the core, −1 closed for good, 1 open for good, 0 still to be chosen. Tells also which demand
 * of the smaller core each demand has become (−1: none).
 */
export function shrink(core: CoverCore, settled: Int8Array): { core: CoverCore; renumber: Int32Array } {
  const { problem } = core
  const opened = indicesOf(settled, 1)
  const isReached = new Uint8Array(problem.weights.length)
  for (const site of opened)
    for (let k = problem.reach.starts[site] as number; k < (problem.reach.starts[site + 1] as number); k++)
      isReached[problem.reach.items[k] as number] = 1
  let reached = 0
  for (let i = 0; i < isReached.length; i++) if (isReached[i] === 1) reached += problem.weights[i] as number
  const free = Int32Array.from(indicesOf(settled, 0))
  const { demands, renumber } = mergedDemands(problem, settled, isReached)
  const reach = withoutRepeats(restricted(problem.reach, free, renumber))
  const smaller = {
    weights: summed(problem.weights, renumber, demands),
    reach,
    reachedBy: transposed(reach, demands),
    costs: picked(problem.costs, free),
    limits: problem.limits.map(limit => remaining(limit, opened, free)),
    reachFloors: problem.reachFloors.map(floor =>
      floorLeft(floor, problem.weights, isReached, renumber, demands),
    ),
  }
  const left = {
    problem: smaller,
    candidates: Int32Array.from(free, at => core.candidates[at] as number),
    opened: [...core.opened, ...opened.map(at => core.candidates[at] as number)],
    reached: core.reached + reached,
  }
  return { core: left, renumber }
}

function indicesOf(settled: Int8Array, value: number): number[] {
  const list: number[] = []
  for (let at = 0; at < settled.length; at++) if (settled[at] === value) list.push(at)
  return list
}

/** Demands that can be reached by the same candidates become one; −1 for those that matter no more. */
function mergedDemands(
  problem: CoverProblem,
  settled: Int8Array,
  isReached: Uint8Array,
): { renumber: Int32Array; demands: number } {
  const { weights, reachedBy, reachFloors } = problem
  const renumber = new Int32Array(weights.length).fill(-1)
  const alike = new Map<number, number[]>()
  let demands = 0
  for (let demand = 0; demand < weights.length; demand++) {
    if (isReached[demand] === 1 || weights[demand] === 0) continue
    const fingerprint = fingerprintOf(demand, reachedBy, settled)
    if (fingerprint === 0) continue
    const others = alike.get(fingerprint) ?? []
    const same = others.find(
      other =>
        reachFloors.every(({ members }) => members[demand] === members[other]) &&
        sameReach(demand, other, reachedBy, settled),
    )
    if (same === undefined) {
      others.push(demand)
      alike.set(fingerprint, others)
      renumber[demand] = demands++
    } else renumber[demand] = renumber[same] as number
  }
  return { renumber, demands }
}

/** 0 only where no candidate is left. */
function fingerprintOf(demand: number, { starts, items }: Lists, settled: Int8Array): number {
  let mixed = 0
  for (let n = starts[demand] as number; n < (starts[demand + 1] as number); n++)
    if (settled[items[n] as number] === 0) mixed = (Math.imul(mixed, 31) + (items[n] as number) + 1) | 0 || 1
  return mixed
}

function sameReach(one: number, other: number, { starts, items }: Lists, settled: Int8Array): boolean {
  let a = starts[one] as number
  let b = starts[other] as number
  const [endA, endB] = [starts[one + 1] as number, starts[other + 1] as number]
  for (;;) {
    while (a < endA && settled[items[a] as number] !== 0) a++
    while (b < endB && settled[items[b] as number] !== 0) b++
    if (a >= endA || b >= endB) return a >= endA && b >= endB
    if (items[a++] !== items[b++]) return false
  }
}

/** Merged demands stand in a list more than once. */
function withoutRepeats({ starts, items }: Lists): Lists {
  const newStarts = new Int32Array(starts.length)
  const kept = new Int32Array(items.length)
  let size = 0
  for (let list = 0; list + 1 < starts.length; list++) {
    const sorted = items.slice(starts[list], starts[list + 1]).sort()
    for (let at = 0; at < sorted.length; at++)
      if (at === 0 || sorted[at] !== sorted[at - 1]) kept[size++] = sorted[at] as number
    newStarts[list + 1] = size
  }
  return { starts: newStarts, items: kept.slice(0, size) }
}

function summed(weights: Float64Array, renumber: Int32Array, demands: number): Float64Array {
  const sums = new Float64Array(demands)
  for (let demand = 0; demand < weights.length; demand++) {
    const at = renumber[demand] as number
    if (at >= 0) sums[at] = (sums[at] as number) + (weights[demand] as number)
  }
  return sums
}

const picked = (values: Float64Array, kept: Int32Array) => Float64Array.from(kept, at => values[at] as number)

function remaining(limit: Limit, opened: readonly number[], free: Int32Array): Limit {
  const used = opened.reduce((sum, site) => sum + (limit.amounts[site] as number), 0)
  return { ...limit, amounts: picked(limit.amounts, free), most: limit.most - used }
}

function floorLeft(
  floor: ReachFloor,
  weights: Float64Array,
  isReached: Uint8Array,
  renumber: Int32Array,
  demands: number,
): ReachFloor {
  const members = new Uint8Array(demands)
  let least = floor.least
  for (let demand = 0; demand < weights.length; demand++) {
    if (floor.members[demand] === 0) continue
    if (isReached[demand] === 1) least -= weights[demand] as number
    else if ((renumber[demand] as number) >= 0) members[renumber[demand] as number] = 1
  }
  return { ...floor, members, least }
}

/**
 * Candidates for which another one does at least as much and takes no more of anything: −1. One that helps to keep a
 * floor stays, for two of them may be wanted.
 */
export function outdone({ reach, reachedBy, limits }: CoverProblem): Int8Array {
  const settled = new Int8Array(reach.starts.length - 1)
  const demands = reachedBy.starts.length - 1
  const words = (demands + 31) >> 5
  // Bits make the question "all of these too?" cheap; beyond some size they would not fit into memory.
  if (words * settled.length > 6e7) return settled
  const bits = bitsOf(reach, words)
  for (let site = 0; site < settled.length; site++) {
    const size = lengthOf(reach, site)
    if (limits.some(({ amounts }) => (amounts[site] as number) < 0)) continue
    if (size === 0) {
      settled[site] = -1
      continue
    }
    const rare = narrowestOf(site, reach, reachedBy)
    for (let n = reachedBy.starts[rare] as number; n < (reachedBy.starts[rare + 1] as number); n++) {
      const other = reachedBy.items[n] as number
      if (other === site || settled[other] !== 0 || lengthOf(reach, other) < size) continue
      if (!limits.every(({ amounts }) => (amounts[other] as number) <= (amounts[site] as number))) continue
      if (!holdsAll(site, other * words, reach, bits)) continue
      settled[site] = -1
      break
    }
  }
  return settled
}
