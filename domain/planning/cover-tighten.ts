// Turns the relaxed problem's screw: tightens the bound, tries what it suggests, and settles what can no longer matter.
import type { CoverBound } from './cover-bound.ts'
import type { Allowance } from './cover-problem.ts'
import type { CoverSearch } from './cover-search.ts'

/** Steps that were measured on networks of 3,000 to 5,000 crossings: long memory, patient shortening. */
const memory = 0.95
const patience = 30
const shorten = 0.7
const shortest = 1e-3
const tryEvery = 40

export interface Tightening {
  /** What the best plan on hand is worth. */
  target(): number
  /** Only a plan at least this good is still of interest: what cannot be part of one is settled. */
  wanted(): number
  /** Tries what the prices suggest; now and then. */
  attempt?(value: number): void
  readonly rounds: number
  readonly pace: number
}

/** Leaves the best prices behind in the bound; returns the tightest value. */
export function tighten(bound: CoverBound, how: Tightening, allowance: Allowance): number {
  let best = Number.POSITIVE_INFINITY
  let bestPrices = copyOf(bound)
  let { pace } = how
  let idle = 0
  for (let round = 0; round < how.rounds && pace > shortest && !allowance.isOver(); round++) {
    const value = bound.evaluate()
    idle = value < best - 1e-5 * Math.abs(best) || round === 0 ? 0 : idle + 1
    if (value < best) {
      best = value
      bestPrices = copyOf(bound)
    }
    settle(bound, value, how.wanted())
    if (best < how.wanted()) break
    if (idle >= patience) {
      pace *= shorten
      idle = 0
    }
    if (round % tryEvery === tryEvery - 1) how.attempt?.(value)
    bound.move(value, how.target(), pace, memory)
  }
  bound.prices = bestPrices
  return best
}

const copyOf = ({ prices }: CoverBound) => ({
  demands: prices.demands.slice(),
  limits: prices.limits.slice(),
  floors: prices.floors.slice(),
})

/** Whatever way a candidate is settled, no plan that is still wanted is lost. */
function settle({ value, fixed }: CoverBound, bound: number, wanted: number): void {
  for (let site = 0; site < value.length; site++) {
    if (fixed[site] !== 0) continue
    const worth = value[site] as number
    if (worth < 0 && bound + worth < wanted) fixed[site] = -1
    else if (worth > 0 && bound - worth < wanted) fixed[site] = 1
  }
}

/** Opens what the relaxed problem opens, as far as it is allowed, and improves among what may still matter. */
export function attempt(
  { value, fixed, share }: CoverBound,
  search: CoverSearch,
  { bound, wanted }: { bound: number; wanted: number },
  allowance: Allowance,
): void {
  const order: number[] = []
  const among: number[] = []
  for (let site = 0; site < value.length; site++) {
    if ((fixed[site] as number) < 0) continue
    if ((share[site] as number) > 0) order.push(site)
    if (bound + (value[site] as number) >= wanted) among.push(site)
  }
  const merit = (site: number) => (fixed[site] === 1 ? Number.POSITIVE_INFINITY : (value[site] as number))
  order.sort((one, other) => merit(other) - merit(one) || one - other)
  among.sort((one, other) => merit(other) - merit(one) || one - other)
  search.follow(order, Int32Array.from(among.slice(0, 1500)), allowance)
}
