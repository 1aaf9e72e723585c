// Good choices of sites quickly: greedy, exchange of one for one, and starting again from a disturbed best.
import type { Allowance, CoverProblem, Limit } from './cover-problem.ts'
import { slackOf } from './cover-problem.ts'
import { CoverState } from './cover-state.ts'

export type Draw = (below: number) => number

const tiny = 1e-9

export class CoverSearch {
  readonly state: CoverState
  best: number[] = []
  bestReached = Number.NEGATIVE_INFINITY
  /** Sites that stay open and candidates that stay closed whatever the search would like. */
  readonly frozen: Uint8Array
  readonly #gainedBack: Float64Array
  readonly #barred: Int32Array
  #turn = 0

  readonly problem: CoverProblem
  readonly draw: Draw

  constructor(problem: CoverProblem, draw: Draw) {
    this.problem = problem
    this.draw = draw
    this.state = new CoverState(problem)
    this.frozen = new Uint8Array(problem.costs.length)
    this.#gainedBack = new Float64Array(problem.costs.length)
    this.#barred = new Int32Array(problem.costs.length)
  }

  /** Lets the search care more for the demands of floors: by so much beyond their weight. */
  lean(prices: Float64Array): void {
    const { weights, reachFloors } = this.problem
    for (let i = 0; i < weights.length; i++) {
      let factor = 1
      for (const [at, { members }] of reachFloors.entries())
        if (members[i] === 1) factor += prices[at] as number
      this.state.weights[i] = factor * (weights[i] as number)
    }
    this.state.recount()
  }

  #weightReached(): number {
    const { state, problem } = this
    if (problem.reachFloors.length === 0) return state.reached
    let sum = 0
    for (let i = 0; i < state.count.length; i++)
      if ((state.count[i] as number) > 0) sum += problem.weights[i] as number
    return sum
  }

  /** Keeps the present choice if it is the best so far and allowed. */
  note(): boolean {
    const { state } = this
    const reached = this.#weightReached()
    if (reached <= this.bestReached + tiny * Math.abs(this.bestReached) || !this.isAllowed()) return false
    this.bestReached = reached
    this.best = state.chosen()
    return true
  }

  isAllowed(): boolean {
    const { limits, reachFloors, reach } = this.problem
    for (let at = 0; at < limits.length; at++) {
      const limit = limits[at] as Limit
      if ((this.state.used[at] as number) > limit.most + slackOf(limit)) return false
    }
    if (reachFloors.length === 0 || reach.items.length === 0)
      return reachFloors.every(({ least }) => least <= 0)
    return reachFloors.every(({ members, least }) => {
      let sum = 0
      for (let i = 0; i < members.length; i++)
        if (members[i] === 1 && (this.state.count[i] as number) > 0) sum += this.problem.weights[i] as number
      return sum >= least - tiny * Math.max(1, least)
    })
  }

  /** Whether a site may be opened, another one being closed for it (or none: -1). */
  #allows(opened: number, closed: number): boolean {
    const { limits } = this.problem
    for (let at = 0; at < limits.length; at++) {
      const { amounts, most } = limits[at] as Limit
      const change = (amounts[opened] as number) - (closed < 0 ? 0 : (amounts[closed] as number))
      // A choice that breaks a limit may be mended step by step, never made worse.
      if (change > 0 && (this.state.used[at] as number) + change > most + slackOf(limits[at] as Limit))
        return false
    }
    return true
  }

  /** How much of what is scarce a site takes: the share of each limit that it uses up. */
  #price(site: number): number {
    let sum = 0
    for (const { name, amounts, most } of this.problem.limits)
      if (most > 0 && (name === 'sites' || name === 'budget')) sum += (amounts[site] as number) / most
    return sum
  }

  /** Opens what adds most (for its price, if asked) until nothing more fits; noise above 0 disturbs the order. */
  fill(noise = 0, byPrice = true): void {
    const { state } = this
    for (;;) {
      let chosen = -1
      let most = 0
      for (let site = 0; site < state.open.length; site++) {
        if (state.open[site] === 1 || this.frozen[site] === 1 || (this.#barred[site] as number) > this.#turn)
          continue
        const worth = state.worth[site] as number
        if (worth <= tiny) continue
        let merit = byPrice ? worth / (this.#price(site) || 1e-12) : worth
        if (noise > 0) merit *= 1 + (noise * this.draw(1024)) / 1024
        if (merit > most && this.#allows(site, -1)) {
          most = merit
          chosen = site
        }
      }
      if (chosen < 0) return
      state.add(chosen)
    }
  }

  /** The best open site to close for this one; the change in weight reached, or minus infinity. */
  #bestExchange(site: number, open: Int32Array, size: number): { closed: number; change: number } {
    const { state } = this
    const { starts, items } = this.problem.reach
    const back = this.#gainedBack
    const from = starts[site] as number
    const end = starts[site + 1] as number
    for (let k = from; k < end; k++) {
      const demand = items[k] as number
      if (state.count[demand] === 1) {
        const holder = state.holderOf(demand)
        back[holder] = (back[holder] as number) + (state.weights[demand] as number)
      }
    }
    let closed = -1
    let least = Number.POSITIVE_INFINITY
    for (let at = 0; at < size; at++) {
      const other = open[at] as number
      const lost = (state.worth[other] as number) - (back[other] as number)
      if (lost < least && this.frozen[other] === 0 && this.#allows(site, other)) {
        least = lost
        closed = other
      }
    }
    for (let k = from; k < end; k++) {
      const demand = items[k] as number
      if (state.count[demand] === 1) back[state.holderOf(demand)] = 0
    }
    return { closed, change: (state.worth[site] as number) - least }
  }

  /** Exchanges one for one among the given candidates until none helps. */
  improve(candidates: Int32Array, size: number, allowance: Allowance): void {
    const { state } = this
    const open = new Int32Array(state.open.length)
    let openSize = 0
    for (let site = 0; site < state.open.length; site++) if (state.open[site] === 1) open[openSize++] = site
    let since = 0
    for (let at = 0; since < size; at = (at + 1) % size) {
      since += 1
      if ((since & 255) === 0 && allowance.isOver()) return
      const site = candidates[at] as number
      if (state.open[site] === 1 || this.frozen[site] === 1) continue
      const { closed, change } = this.#bestExchange(site, open, openSize)
      if (closed < 0 || change <= tiny * Math.max(1, state.reached)) continue
      state.remove(closed)
      state.add(site)
      open[open.indexOf(closed)] = site
      since = 0
    }
  }

  /** Greedy in two ways, each improved; from then on there is a best unless nothing is allowed at all. */
  start(allowance: Allowance): void {
    const all = Int32Array.from({ length: this.state.open.length }, (_, site) => site)
    for (const byPrice of [true, false]) {
      this.state.become(this.#alwaysOpen())
      this.fill(0, byPrice)
      this.note()
      this.improve(all, all.length, allowance)
      this.fill()
      this.note()
    }
  }

  #alwaysOpen(): number[] {
    return this.state.chosen().filter(site => this.frozen[site] === 1)
  }

  /** Disturbs and mends until the rounds are used up or nothing came of many of them. */
  wander(rounds: number, allowance: Allowance): void {
    const { state, draw } = this
    if (this.best.length === 0) return
    state.become(this.best)
    state.recount()
    let present = state.reached
    let kept = this.best
    const near = new Int32Array(400)
    for (let round = 0; round < rounds && !allowance.isOver(); round++) {
      this.#turn += 1
      const size = this.#disturb(near)
      this.improve(near, size, allowance)
      this.fill()
      if (this.note()) round = Math.max(0, round - rounds / 2)
      // A little worse is kept sometimes, or the search would never leave its valley.
      const margin = (present * draw(1024)) / 1024 / 3000
      if (state.reached >= present - margin) {
        present = state.reached
        kept = state.chosen()
      } else {
        state.become(kept)
        present = state.reached
      }
    }
  }

  /** Begins from the sites in this order as far as they are allowed, then improves among the candidates named. */
  follow(order: readonly number[], among: Int32Array, allowance: Allowance): void {
    const { state } = this
    const first: number[] = []
    const used = new Float64Array(this.problem.limits.length)
    for (const site of order) {
      const fits = this.problem.limits.every(
        (limit, at) =>
          (limit.amounts[site] as number) <= 0 ||
          (used[at] as number) + (limit.amounts[site] as number) <= limit.most + slackOf(limit),
      )
      if (!fits) continue
      first.push(site)
      for (const [at, { amounts }] of this.problem.limits.entries())
        used[at] = (used[at] as number) + (amounts[site] as number)
    }
    state.become(first)
    this.fill()
    this.note()
    this.improve(among, among.length, allowance)
    this.fill()
    this.note()
  }

  /** Closes some sites near each other and fills up otherwise; gathers candidates around them. */
  #disturb(near: Int32Array): number {
    const { state, draw } = this
    const open = state.chosen().filter(site => this.frozen[site] === 0)
    if (open.length === 0) return 0
    const many = 1 + draw(Math.min(8, open.length))
    let site = open[draw(open.length)] as number
    let size = 0
    for (let tries = 0, closed = 0; closed < many && tries < many * 6; tries++) {
      if (state.open[site] === 1 && this.frozen[site] === 0) {
        state.remove(site)
        closed += 1
        if (draw(3) > 0) this.#barred[site] = this.#turn + 1 + draw(3)
      }
      for (let k = 0; k < 24 && size < near.length; k++) near[size++] = this.#neighbour(site)
      const demand = this.#someDemand(this.#neighbour(site))
      if (demand >= 0 && (state.count[demand] as number) > 0) site = this.#openAt(demand)
      else site = open[draw(open.length)] as number
    }
    this.fill(0.25)
    return size
  }

  #someDemand(site: number): number {
    const { starts, items } = this.problem.reach
    const size = (starts[site + 1] as number) - (starts[site] as number)
    return size === 0 ? -1 : (items[(starts[site] as number) + this.draw(size)] as number)
  }

  /** A candidate that reaches one of the same demands. */
  #neighbour(site: number): number {
    const demand = this.#someDemand(site)
    if (demand < 0) return site
    const { starts, items } = this.problem.reachedBy
    const from = starts[demand] as number
    return items[from + this.draw((starts[demand + 1] as number) - from)] as number
  }

  #openAt(demand: number): number {
    const { starts, items } = this.problem.reachedBy
    for (let n = starts[demand] as number; n < (starts[demand + 1] as number); n++) {
      const site = items[n] as number
      if (this.state.open[site] === 1) return site
    }
    return this.#neighbour(this.draw(this.state.open.length))
  }
}
