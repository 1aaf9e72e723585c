// How much could be reached at the very best: an upper bound by relaxing "reached only if a site is open".
import type { CoverProblem } from './cover-problem.ts'

/** Prices at which the relaxed problem is nearly as hard as the real one. */
export interface Prices {
  /** By demand, between 0 and its weight: what a site is paid for reaching it. */
  readonly demands: Float64Array
  /** By limit: what a unit of it costs. */
  readonly limits: Float64Array
  /** By floor of reach: what a unit of reached weight earns beyond itself. */
  readonly floors: Float64Array
}

/** `most`: as much weight as possible; `all`: everybody, and the bound is of the cost saved, so below 0. */
export type CoverTask = 'most' | 'all'

/**
 * Of any prices at all the bound is valid; good prices only make it tight. A demand's reached weight counts
 * `weight × (1 + its floors' prices)`; of that its price goes to whoever reaches it and the rest is taken for granted.
 */
export class CoverBound {
  prices: Prices
  bound = Number.POSITIVE_INFINITY
  /** What opening each candidate is worth at the prices, limits paid: above 0 the relaxed problem opens it. */
  readonly value: Float64Array
  /** How far the relaxed problem opens each candidate, between 0 and 1. */
  readonly share: Float64Array
  readonly #pay: Float64Array
  readonly #reachedBy: Float64Array
  readonly #full: Float64Array
  readonly #step: Float64Array
  /** Candidates taken out of the choice: -1 closed for good, 1 open for good. */
  readonly fixed: Int8Array

  readonly problem: CoverProblem
  readonly task: CoverTask

  constructor(problem: CoverProblem, task: CoverTask) {
    this.problem = problem
    this.task = task
    const { weights, costs, limits, reachFloors } = problem
    this.prices = {
      demands: new Float64Array(weights.length),
      limits: new Float64Array(limits.length),
      floors: new Float64Array(reachFloors.length),
    }
    this.value = new Float64Array(costs.length)
    this.share = new Float64Array(costs.length)
    this.#pay = new Float64Array(costs.length)
    this.#reachedBy = new Float64Array(weights.length)
    this.#full = weights.slice()
    this.#step = new Float64Array(weights.length)
    this.fixed = new Int8Array(costs.length)
  }

  /** The bound at the present prices of demands; prices of limits are set to their best. */
  evaluate(): number {
    const { problem, prices, value, share } = this
    const { limits } = problem
    let bound = this.#payDemands()
    this.#payCandidates()
    for (let round = 0; round < (limits.length > 1 ? 2 : 1); round++)
      for (let at = 0; at < limits.length; at++) this.#priceLimit(at)
    this.#valueCandidates(-1)
    for (const [at, limit] of limits.entries()) bound += (prices.limits[at] as number) * limit.most
    for (let j = 0; j < value.length; j++) {
      const worth = value[j] as number
      const fixed = this.fixed[j] as number
      const taken = fixed === 0 ? (worth > 0 ? 1 : 0) : fixed > 0 ? 1 : 0
      share[j] = taken
      if (taken === 1) bound += worth
    }
    this.#shareTies()
    return bound
  }

  /** What the demands leave when their prices are paid; prices are brought into their range. */
  #payDemands(): number {
    const { prices, task } = this
    const { weights, reachFloors } = this.problem
    let left = 0
    if (task === 'all') {
      this.#full.fill(Number.POSITIVE_INFINITY)
      for (let i = 0; i < weights.length; i++) left -= prices.demands[i] as number
      return left
    }
    this.#full.set(weights)
    for (const [at, floor] of reachFloors.entries()) {
      const price = prices.floors[at] as number
      left -= price * floor.least
      if (price > 0)
        for (let i = 0; i < weights.length; i++)
          if (floor.members[i] === 1)
            this.#full[i] = (this.#full[i] as number) + price * (weights[i] as number)
    }
    for (let i = 0; i < weights.length; i++) {
      const full = this.#full[i] as number
      if ((prices.demands[i] as number) > full) prices.demands[i] = full
      left += full - (prices.demands[i] as number)
    }
    return left
  }

  #payCandidates(): void {
    const { starts, items } = this.problem.reach
    const { costs } = this.problem
    const { demands } = this.prices
    const pay = this.#pay
    for (let j = 0; j < pay.length; j++) {
      let sum = this.task === 'all' ? -(costs[j] as number) : 0
      if ((this.fixed[j] as number) >= 0)
        for (let k = starts[j] as number, end = starts[j + 1] as number; k < end; k++)
          sum += demands[items[k] as number] as number
      pay[j] = sum
    }
  }

  /** What each candidate is worth when every limit but one is paid. */
  #valueCandidates(without: number): void {
    const { value } = this
    value.set(this.#pay)
    for (const [at, { amounts }] of this.problem.limits.entries()) {
      const price = this.prices.limits[at] as number
      if (at === without || price === 0) continue
      for (let j = 0; j < value.length; j++) value[j] = (value[j] as number) - price * (amounts[j] as number)
    }
  }

  /**
   * The price of one limit at which the relaxed choice just keeps it: the bound is convex in it, so the slope's change
   * of sign is found by halving.
   */
  #priceLimit(at: number): void {
    const limit = this.problem.limits[at]
    if (limit === undefined) return
    this.#valueCandidates(at)
    let low = 0
    if (this.#amountAt(limit.amounts, 0) <= limit.most) {
      this.prices.limits[at] = 0
      return
    }
    let high = Math.max(1e-9, (this.prices.limits[at] as number) * 1.5)
    for (let tries = 0; tries < 200 && this.#amountAt(limit.amounts, high) > limit.most; tries++) {
      low = high
      high *= 2
    }
    for (let tries = 0; tries < 40 && high - low > 1e-10 * high; tries++) {
      const middle = (low + high) / 2
      if (this.#amountAt(limit.amounts, middle) > limit.most) low = middle
      else high = middle
    }
    this.prices.limits[at] = high
  }

  #amountAt(amounts: Float64Array, price: number): number {
    const { value, fixed } = this
    let sum = 0
    for (let j = 0; j < value.length; j++) {
      const amount = amounts[j] as number
      if (fixed[j] === 0 ? (value[j] as number) - price * amount > 0 : (fixed[j] as number) > 0) sum += amount
    }
    return sum
  }

  /** Whoever is worth nothing at the prices may be opened in part, so that the limit is used up. */
  #shareTies(): void {
    const { value, share, fixed } = this
    const [limit] = this.problem.limits
    if (limit === undefined || (this.prices.limits[0] as number) === 0) return
    let left = limit.most
    for (let j = 0; j < value.length; j++) left -= (share[j] as number) * (limit.amounts[j] as number)
    for (let j = 0; j < value.length && left > 0; j++) {
      const amount = limit.amounts[j] as number
      if (share[j] !== 0 || fixed[j] !== 0 || amount <= 0) continue
      if ((value[j] as number) < -1e-7 * Math.max(1, this.#pay[j] as number)) continue
      const part = Math.min(1, left / amount)
      share[j] = part
      left -= part * amount
    }
  }

  /** One step of the prices towards a tighter bound. */
  move(bound: number, target: number, pace: number, memory: number): void {
    const { problem, prices, share } = this
    const reachedBy = this.#reachedBy
    const step = this.#step
    const full = this.#full
    reachedBy.fill(0)
    const { starts, items } = problem.reach
    for (let j = 0; j < share.length; j++) {
      const part = share[j] as number
      if (part > 0)
        for (let k = starts[j] as number, end = starts[j + 1] as number; k < end; k++) {
          const i = items[k] as number
          reachedBy[i] = (reachedBy[i] as number) + part
        }
    }
    let norm = 0
    for (let i = 0; i < step.length; i++) {
      const by = reachedBy[i] as number
      const price = prices.demands[i] as number
      // At the ends of its range a price cannot go on, so only the way back counts.
      let slope = price >= (full[i] as number) ? Math.max(0, by - 1) : by - 1
      if (price <= 0 && slope > 0) slope = 0
      const mixed = slope + memory * (step[i] as number)
      step[i] = mixed
      norm += mixed * mixed
    }
    if (norm === 0) return
    const length = (pace * Math.max(bound - target, 1e-9 * Math.abs(bound))) / norm
    for (let i = 0; i < step.length; i++) {
      const price = (prices.demands[i] as number) - length * (step[i] as number)
      prices.demands[i] = price < 0 ? 0 : price > (full[i] as number) ? (full[i] as number) : price
    }
    this.#moveFloors(length)
  }

  #moveFloors(length: number): void {
    const { problem, prices } = this
    for (const [at, floor] of problem.reachFloors.entries()) {
      let over = -floor.least
      for (let i = 0; i < floor.members.length; i++)
        if (floor.members[i] === 1)
          over += (problem.weights[i] as number) * Math.min(1, this.#reachedBy[i] as number)
      const price = (prices.floors[at] as number) - (length * over) / Math.max(1, floor.least)
      prices.floors[at] = Math.max(0, price)
    }
  }
}
