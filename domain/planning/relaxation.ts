// A proven bound: every demand may be served twice or not at all, at a price that is raised or lowered until it fits.
import { smallest } from './nearest.ts'
import type { Rule } from './rules.ts'
import type { Service } from './service.ts'

/** What is settled of each candidate: 1 open, −1 closed, 0 still free. */
export type Settled = Int8Array

export interface Prices {
  /** What a demand would pay at most to be served. */
  demand: Float64Array
  /** What a unit of each rule is worth. */
  rule: Float64Array
}

/** One round of pricing: the bound it proves, and the sites that are worth their price. */
export class Relaxation {
  readonly prices: Prices
  /** Price of opening a candidate less what its demands would pay. */
  readonly reduced: Float64Array
  readonly isPicked: Uint8Array
  picked = new Int32Array(0)
  bound = Number.NEGATIVE_INFINITY
  /** Demands not served (1), served more than once (below 0); then what is used of each rule beyond its limit. */
  readonly excess: Float64Array
  private readonly keys: Float64Array
  private readonly order: Int32Array
  private readonly ordered: Float64Array

  readonly service: Service
  readonly rules: readonly Rule[]
  /** At most so many sites. */
  readonly most: number
  /** At least so many sites, settled ones included. */
  least = 0
  private taken = 0
  /** What is settled in the round at hand: what stays closed need not be worked out. */
  protected settled: Settled

  constructor(service: Service, rules: readonly Rule[], most: number) {
    this.service = service
    this.rules = rules
    this.most = most
    const { demands, candidates } = service
    this.prices = { demand: new Float64Array(demands.length), rule: new Float64Array(rules.length) }
    this.reduced = new Float64Array(candidates)
    this.settled = new Int8Array(candidates)
    this.isPicked = new Uint8Array(candidates)
    this.excess = new Float64Array(demands.length + rules.length)
    this.keys = new Float64Array(candidates)
    this.order = new Int32Array(candidates)
    this.ordered = new Float64Array(candidates)
  }

  /** Works out bound, picked sites and excess for the prices as they stand. */
  price(settled: Settled): number {
    this.settled = settled
    let bound = this.reduce()
    this.isPicked.fill(0)
    const { reduced, keys, isPicked } = this
    let given = 0
    for (let site = 0; site < settled.length; site++) {
      keys[site] = Number.POSITIVE_INFINITY
      if (settled[site] === 1) {
        isPicked[site] = 1
        bound += reduced[site] as number
        given++
      } else if (settled[site] === 0 && ((reduced[site] as number) < 0 || this.least > 0))
        keys[site] = reduced[site] as number
    }
    const room = this.most - given
    const count = room > 0 ? smallest(keys, room, Number.MAX_VALUE, this.order, this.ordered) : 0
    let taken = 0
    while (taken < count && ((this.ordered[taken] as number) < 0 || given + taken < this.least)) {
      isPicked[this.order[taken] as number] = 1
      bound += this.ordered[taken++] as number
    }
    this.taken = taken
    // Fewer sites than are needed at least: no plan at all.
    this.bound = given + taken < this.least ? Number.POSITIVE_INFINITY : bound
    if (this.bound < Number.POSITIVE_INFINITY) this.weigh()
    return this.bound
  }

  /** The sites picked last, cheapest first, without those settled before. */
  get cheapest(): Int32Array {
    return this.order.subarray(0, this.taken)
  }

  /** Prices of the rules in `reduced`, and their part of the bound. */
  protected reduceByRules(): number {
    const { reduced } = this
    reduced.set(this.service.fixed)
    let bound = 0
    for (const [at, { each, most }] of this.rules.entries()) {
      const worth = this.prices.rule[at] as number
      if (worth === 0) continue
      bound -= worth * most
      for (let site = 0; site < each.length; site++)
        reduced[site] = (reduced[site] as number) + worth * (each[site] as number)
    }
    return bound
  }

  protected reduce(): number {
    const { near } = this.service
    const { demand } = this.prices
    const { reduced } = this
    let bound = this.reduceByRules()
    const { start, places, distances } = near
    for (let at = 0; at < demand.length; at++) {
      const worth = demand[at] as number
      bound += worth
      const end = start[at + 1] as number
      for (let pair = start[at] as number; pair < end; pair++) {
        const cost = distances[pair] as number
        if (cost >= worth) break
        const site = places[pair] as number
        reduced[site] = (reduced[site] as number) + cost - worth
      }
    }
    return bound
  }

  protected weigh(): void {
    const { start, places, distances } = this.service.near
    const { demand } = this.prices
    const { excess, isPicked } = this
    for (let at = 0; at < demand.length; at++) {
      const worth = demand[at] as number
      const end = start[at + 1] as number
      let missing = 1
      for (let pair = start[at] as number; pair < end; pair++) {
        if ((distances[pair] as number) >= worth) break
        if (isPicked[places[pair] as number]) missing--
      }
      excess[at] = missing
    }
    this.weighRules()
  }

  protected weighRules(): void {
    const { excess, isPicked } = this
    for (const [at, { each, most }] of this.rules.entries()) {
      let used = -most
      for (let site = 0; site < each.length; site++) if (isPicked[site]) used += each[site] as number
      excess[this.prices.demand.length + at] = used
    }
  }
}

/** Raises prices step by step along the excess (subgradients, with some of the last direction kept). */
export class Ascent {
  readonly best: Prices
  bound = Number.NEGATIVE_INFINITY
  /** How often a site was picked lately: near 1 and near 0 are clear, between lies the doubt. */
  readonly share: Float64Array
  private readonly direction: Float64Array
  /** A unit of a rule in the measure of a demand. */
  private readonly scale: Float64Array
  private length: number
  private quiet = 0

  readonly relaxation: Relaxation
  private readonly patience: number

  constructor(relaxation: Relaxation, from: Prices, length = 1.6, patience = 20) {
    this.relaxation = relaxation
    this.patience = patience
    const { prices, rules } = relaxation
    prices.demand.set(from.demand)
    prices.rule.set(from.rule)
    this.best = { demand: from.demand.slice(), rule: from.rule.slice() }
    this.share = new Float64Array(relaxation.isPicked.length)
    this.direction = new Float64Array(relaxation.excess.length)
    this.scale = Float64Array.from(rules, ({ each }) => 1 / Math.max(1e-12, Math.max(...each.map(Math.abs))))
    this.length = length
  }

  /** Prices no longer move by anything that matters. */
  get isTired(): boolean {
    return this.length < 0.002
  }

  /** One step; returns true when the bound has risen. */
  step(settled: Settled, target: number): boolean {
    const { relaxation, share } = this
    const bound = relaxation.price(settled)
    const hasRisen = bound > this.bound + 1e-12 * Math.abs(this.bound)
    if (hasRisen || this.bound === Number.NEGATIVE_INFINITY) {
      const isWorth = bound - this.bound > 1e-5 * Math.max(1e-9, target - bound)
      this.bound = bound
      this.best.demand.set(relaxation.prices.demand)
      this.best.rule.set(relaxation.prices.rule)
      if (isWorth) this.quiet = 0
      else this.quiet++
    } else this.quiet++
    if (this.quiet > this.patience) {
      this.quiet = 0
      this.length /= 1.6
      relaxation.prices.demand.set(this.best.demand)
      relaxation.prices.rule.set(this.best.rule)
      this.direction.fill(0)
      relaxation.price(settled)
    }
    for (let site = 0; site < share.length; site++)
      share[site] = 0.9 * (share[site] as number) + 0.1 * (relaxation.isPicked[site] as number)
    this.move(target)
    return hasRisen
  }

  private move(target: number): void {
    const { relaxation, direction, scale } = this
    const { prices, excess, service } = relaxation
    const { demand, rule } = prices
    let square = 0
    for (let at = 0; at < excess.length; at++) {
      const isRule = at >= demand.length
      const measure = isRule ? (scale[at - demand.length] as number) : 1
      direction[at] = 0.3 * (direction[at] as number) + (excess[at] as number) * measure
      square += (direction[at] as number) ** 2
    }
    if (square === 0) return
    const way = (this.length * Math.max(target - relaxation.bound, 1e-7 * Math.abs(target))) / square
    for (let at = 0; at < demand.length; at++) {
      const moved = (demand[at] as number) + way * (direction[at] as number)
      // A list that was cut off knows nothing beyond its horizon.
      demand[at] = Math.min(Math.max(0, moved), service.horizon[at] as number)
    }
    for (let at = 0; at < rule.length; at++) {
      const step = way * (direction[demand.length + at] as number) * (scale[at] as number)
      rule[at] = Math.max(0, (rule[at] as number) + step)
    }
  }
}
