// A choice of sites while it is being changed: what each candidate would add and what each open site would take away.
import type { CoverProblem } from './cover-problem.ts'

/**
 * Kept from change to change instead of being counted anew, for a search makes millions of changes. Weights may be
 * changed while it runs (searches that learn which demands are hard to reach do so).
 */
export class CoverState {
  readonly open: Uint8Array
  /** How many open sites reach each demand. */
  readonly count: Int32Array
  /** Of a closed candidate: the weight it alone would add. Of an open site: the weight it alone reaches. */
  readonly worth: Float64Array
  readonly used: Float64Array
  readonly weights: Float64Array
  reached = 0
  openCount = 0
  /** Demands that nobody reaches, in no order; the first `missing` count. */
  readonly unreached: Int32Array
  missing: number
  /** The exclusive-or of the open sites that reach a demand: with one of them it is that one's number. */
  readonly #holders: Int32Array
  readonly #standing: Int32Array

  readonly problem: CoverProblem

  constructor(problem: CoverProblem) {
    this.problem = problem
    const { weights, costs, limits } = problem
    this.open = new Uint8Array(costs.length)
    this.count = new Int32Array(weights.length)
    this.worth = new Float64Array(costs.length)
    this.used = new Float64Array(limits.length)
    this.weights = weights.slice()
    this.#holders = new Int32Array(weights.length)
    this.unreached = Int32Array.from(weights.keys())
    this.#standing = Int32Array.from(weights.keys())
    this.missing = weights.length
    this.recount()
  }

  add(site: number): void {
    const { count, weights, worth } = this
    const { reach, reachedBy, limits } = this.problem
    this.open[site] = 1
    this.openCount += 1
    for (let at = 0; at < limits.length; at++)
      this.used[at] = (this.used[at] as number) + (limits[at]?.amounts[site] as number)
    for (let k = reach.starts[site] as number; k < (reach.starts[site + 1] as number); k++) {
      const demand = reach.items[k] as number
      const before = count[demand] as number
      count[demand] = before + 1
      const holder = this.#holders[demand] as number
      this.#holders[demand] = holder ^ site
      const weight = weights[demand] as number
      if (before === 0) {
        this.#take(demand)
        this.reached += weight
        // It keeps its worth: what it would add becomes what it alone reaches.
        const end = reachedBy.starts[demand + 1] as number
        for (let n = reachedBy.starts[demand] as number; n < end; n++) {
          const other = reachedBy.items[n] as number
          worth[other] = (worth[other] as number) - weight
        }
        worth[site] = (worth[site] as number) + weight
      } else if (before === 1) worth[holder] = (worth[holder] as number) - weight
    }
  }

  remove(site: number): void {
    const { count, weights, worth } = this
    const { reach, reachedBy, limits } = this.problem
    this.open[site] = 0
    this.openCount -= 1
    for (let at = 0; at < limits.length; at++)
      this.used[at] = (this.used[at] as number) - (limits[at]?.amounts[site] as number)
    for (let k = reach.starts[site] as number; k < (reach.starts[site + 1] as number); k++) {
      const demand = reach.items[k] as number
      const after = (count[demand] as number) - 1
      count[demand] = after
      const holder = (this.#holders[demand] as number) ^ site
      this.#holders[demand] = holder
      const weight = weights[demand] as number
      if (after === 0) {
        this.#giveBack(demand)
        this.reached -= weight
        const end = reachedBy.starts[demand + 1] as number
        for (let n = reachedBy.starts[demand] as number; n < end; n++) {
          const other = reachedBy.items[n] as number
          worth[other] = (worth[other] as number) + weight
        }
        worth[site] = (worth[site] as number) - weight
      } else if (after === 1) worth[holder] = (worth[holder] as number) + weight
    }
  }

  #take(demand: number): void {
    const at = this.#standing[demand] as number
    const last = this.unreached[--this.missing] as number
    this.unreached[at] = last
    this.#standing[last] = at
  }

  #giveBack(demand: number): void {
    this.#standing[demand] = this.missing
    this.unreached[this.missing++] = demand
  }

  /** The one open site that reaches a demand, when there is exactly one. */
  holderOf(demand: number): number {
    return this.#holders[demand] as number
  }

  /** More weight for one demand, with what follows from it. */
  raise(demand: number, by: number): void {
    this.weights[demand] = (this.weights[demand] as number) + by
    const { reachedBy } = this.problem
    if (this.count[demand] === 0) {
      const end = reachedBy.starts[demand + 1] as number
      for (let n = reachedBy.starts[demand] as number; n < end; n++) {
        const other = reachedBy.items[n] as number
        this.worth[other] = (this.worth[other] as number) + by
      }
      return
    }
    this.reached += by
    if (this.count[demand] === 1) {
      const holder = this.#holders[demand] as number
      this.worth[holder] = (this.worth[holder] as number) + by
    }
  }

  /** Leaves exactly these open. */
  become(chosen: Iterable<number>): void {
    const wanted = new Uint8Array(this.open.length)
    for (const site of chosen) wanted[site] = 1
    for (let site = 0; site < wanted.length; site++)
      if (this.open[site] === 1 && wanted[site] === 0) this.remove(site)
    for (let site = 0; site < wanted.length; site++)
      if (this.open[site] === 0 && wanted[site] === 1) this.add(site)
  }

  chosen(): number[] {
    const list: number[] = []
    for (let site = 0; site < this.open.length; site++) if (this.open[site] === 1) list.push(site)
    return list
  }

  /** Everything from the beginning, so that rounding does not gather over millions of changes. */
  recount(): void {
    const { reach, limits } = this.problem
    this.reached = 0
    for (let demand = 0; demand < this.count.length; demand++)
      if ((this.count[demand] as number) > 0) this.reached += this.weights[demand] as number
    for (let site = 0; site < this.open.length; site++) {
      const alone = this.open[site] === 1 ? 1 : 0
      let sum = 0
      for (let k = reach.starts[site] as number; k < (reach.starts[site + 1] as number); k++) {
        const demand = reach.items[k] as number
        if (this.count[demand] === alone) sum += this.weights[demand] as number
      }
      this.worth[site] = sum
    }
    for (let at = 0; at < limits.length; at++) {
      let sum = 0
      for (let site = 0; site < this.open.length; site++)
        if (this.open[site] === 1) sum += limits[at]?.amounts[site] as number
      this.used[at] = sum
    }
  }
}
