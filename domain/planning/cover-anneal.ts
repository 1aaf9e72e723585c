// Good choices where sites can be full: sites move about, at first also for the worse, later ever less.
import { CoverFlow } from './cover-flow.ts'
import { type Lists, transposed } from './lists.ts'
import type { Prepared } from './prepared.ts'
import { isKept, type Rule } from './rules.ts'
import type { Limits } from './solver.ts'

/** Measured on cities of 5,200 crossings: what a step may lose at first, as a share of what a site serves, and at last. */
const heatAtFirst = 0.09
const heatAtLast = 0.002
const trialsPerSite = 5000
/** After a proposal: so cool that only what is nearly as good is gone through. */
const proposalHeat = 0.01
const proposalTrials = 40

export class CoverAnneal {
  best: number[] = []
  reached = Number.NEGATIVE_INFINITY
  private readonly flow: CoverFlow
  private readonly around: Lists
  private readonly free: Uint8Array
  private readonly musts: number[]
  private readonly problem: Prepared
  private readonly near: Lists
  private readonly rules: readonly Rule[]
  private readonly most: number
  private readonly limits: Limits
  /** Open sites that may close; used of each rule. */
  private sites: number[] = []
  private used = new Float64Array(0)
  private enough = Number.POSITIVE_INFINITY

  constructor(problem: Prepared, near: Lists, rules: readonly Rule[], most: number, limits: Limits) {
    const { weight, capacity, cost, must, never } = problem
    this.problem = problem
    this.near = near
    this.rules = rules
    this.most = most
    this.limits = limits
    this.around = transposed(near, cost.length)
    const room = capacity ?? new Float64Array(cost.length).fill(Number.POSITIVE_INFINITY)
    this.flow = new CoverFlow(weight, room, near, this.around)
    this.free = Uint8Array.from(must, (one, site) => {
      const isUseless = this.around.start[site] === this.around.start[site + 1]
      return one || never[site] || isUseless ? 0 : 1
    })
    this.musts = [...must.keys()].filter(site => must[site] === 1)
  }

  /** A choice to begin with, as far as the rules allow; false when they allow nothing. */
  begin(wished: Iterable<number>): boolean {
    const chosen = [...this.musts]
    for (const site of wished)
      if (this.free[site] && chosen.length < this.most && !chosen.includes(site)) chosen.push(site)
    while (!isKept(this.rules, chosen) && chosen.length > this.musts.length) chosen.pop()
    if (!isKept(this.rules, chosen)) return false
    this.sites = chosen.slice(this.musts.length)
    this.flow.become(chosen)
    this.used = Float64Array.from(this.rules, ({ each }) =>
      chosen.reduce((sum, site) => sum + (each[site] as number), 0),
    )
    this.keepBest()
    return true
  }

  /** The whole course from hot to cold, in no more than these seconds; nobody need look further than `enough`. */
  run(seconds: number, enough: number): void {
    this.enough = enough
    const choices = this.free.reduce((sum, one) => sum + one, 0)
    const count = Math.max(1, this.sites.length)
    const trials = count * Math.min(trialsPerSite, 50 * choices)
    this.cool(heatAtFirst, trials, seconds)
    this.begin(this.best)
  }

  propose(wished: Iterable<number>): void {
    if (!this.begin(wished) || this.flow.value < this.reached * 0.97) return
    this.cool(proposalHeat, proposalTrials * Math.max(1, this.sites.length), this.limits.secondsLeft())
  }

  private cool(heat: number, trials: number, seconds: number): void {
    const { limits, flow } = this
    const until = limits.secondsLeft() - seconds
    const begun = limits.secondsLeft()
    const scale = Math.max(1e-9, flow.value) / Math.max(1, this.sites.length)
    let done = 0
    let warmth = heat
    for (let trial = 0; trial < trials; trial++) {
      if (trial % 16 === 0) {
        const left = limits.secondsLeft()
        if (limits.isOver() || left <= until || this.reached >= this.enough) break
        done = Math.max(trial / trials, Number.isFinite(begun) ? (begun - left) / Math.max(1e-9, seconds) : 0)
        warmth = scale * heat * Math.min(1, heatAtLast / heat) ** done
      }
      this.step(warmth)
    }
  }

  private step(warmth: number): void {
    const { sites, flow } = this
    const choices = sites.length + (this.musts.length + sites.length < this.most ? 1 : 0)
    if (choices === 0) return
    const place = this.limits.draw(choices)
    const from = place < sites.length ? (sites[place] as number) : -1
    const to = this.target(from)
    // Closing without opening makes place, where money and not the number is what is short.
    const isClosing = to < 0
    if (isClosing && (from < 0 || this.rules.length === 0)) return
    if (to >= 0 && (flow.isOpen[to] || !this.free[to])) return
    if (!this.mayStep(from, to)) return
    const change = flow.try(from, to)
    const chance = this.limits.draw(1 << 24) / (1 << 24)
    if (change < 0 && chance >= Math.exp(change / warmth)) {
      flow.takeBack()
      return
    }
    flow.keep()
    this.move(from, to, place)
    if (flow.value > this.reached + 1e-9) this.keepBest()
  }

  /** Somewhere that shares people with where the site stands, or near people who are left out; −1 for nowhere. */
  private target(from: number): number {
    const { near, around, limits, flow } = this
    const way = limits.draw(10)
    if (way === 0 && this.rules.length > 0 && from >= 0) return -1
    let demand = -1
    if (from >= 0 && way < 7) {
      const begin = around.start[from] as number
      demand = around.places[begin + limits.draw((around.start[from + 1] as number) - begin)] as number
    } else
      for (let tries = 0; tries < 50; tries++) {
        demand = limits.draw(this.problem.weight.length)
        if (flow.restOf(demand) > 0 && near.start[demand] !== near.start[demand + 1]) break
      }
    const begin = near.start[demand] as number
    const count = (near.start[demand + 1] as number) - begin
    return count === 0 ? -1 : (near.places[begin + limits.draw(count)] as number)
  }

  private mayStep(from: number, to: number): boolean {
    return this.rules.every(({ each, most }, at) => {
      const less = from >= 0 ? (each[from] as number) : 0
      const more = to >= 0 ? (each[to] as number) : 0
      return (this.used[at] as number) - less + more <= most
    })
  }

  private move(from: number, to: number, place: number): void {
    for (const [at, { each }] of this.rules.entries())
      this.used[at] =
        (this.used[at] as number) -
        (from >= 0 ? (each[from] as number) : 0) +
        (to >= 0 ? (each[to] as number) : 0)
    if (from < 0) this.sites.push(to)
    else if (to >= 0) this.sites[place] = to
    else {
      this.sites[place] = this.sites[this.sites.length - 1] as number
      this.sites.pop()
    }
  }

  private keepBest(): void {
    if (this.flow.value <= this.reached) return
    // Sums that were kept from step to step may have drifted: a best choice is counted anew.
    const chosen = [...this.musts, ...this.sites]
    if (!isKept(this.rules, chosen)) return
    this.reached = this.flow.value
    this.best = chosen
    this.limits.tell({ objective: this.reached, bound: null })
  }
}
