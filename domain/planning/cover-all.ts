// The cheapest choice of sites that reaches everybody: reductions, a search that learns what is hard, a bound, a proof.

import { CoverBound } from './cover-bound.ts'
import { type CoverCore, outdone, shrink, wholeAsCore } from './cover-core.ts'
import { fewestAsLinear } from './cover-linear.ts'
import { withoutNeedless } from './cover-needless.ts'
import { type CoverProblem, fits, slackOf } from './cover-problem.ts'
import { CoverState } from './cover-state.ts'
import { tighten } from './cover-tighten.ts'
import { lengthOf } from './rows.ts'
import type { Limits } from './solver.ts'

export interface AllAnswer {
  /** Null when none was found that keeps every limit. */
  readonly chosen: readonly number[] | null
  readonly cost: number
  /** No choice that reaches everybody costs less; Infinity when there is none at all. */
  readonly bound: number
}

export interface AllWish {
  /** A choice that costs no more is good enough: nothing cheaper is looked for. */
  readonly enough: number
  /** Only choices that cost no more are of interest at all. */
  readonly most: number
}

/**
 * `settled`: by candidate, 1 where it must be open, −1 where it must not.
 * Every demand counts the same here, whatever its weight; whom no candidate reaches must be left out before.
 */
export function reachAll(
  problem: CoverProblem,
  settled: Int8Array,
  wish: AllWish,
  limits: Limits,
): AllAnswer {
  const core = reduced(problem, settled)
  const work = new Work(problem, core, wish, limits)
  return work.run()
}

/** Takes out what cannot matter, round after round, for each kind lets the other find more. */
function reduced(problem: CoverProblem, settledBefore: Int8Array): CoverCore {
  const alike = { ...problem, weights: new Float64Array(problem.weights.length).fill(1) }
  let { core } = shrink(wholeAsCore(alike), settledBefore)
  const asLimit = { name: 'budget' as const, amounts: problem.costs, most: Number.POSITIVE_INFINITY }
  for (let round = 0; round < 6; round++) {
    const before = core.problem.costs.length + core.problem.weights.length
    const rows = withoutNeedless(core.problem)
    const settled = outdone({
      ...rows,
      limits: [...rows.limits, { ...asLimit, amounts: rows.costs }],
    })
    for (let demand = 0; demand + 1 < rows.reachedBy.starts.length; demand++) {
      const from = rows.reachedBy.starts[demand] as number
      const left = rows.reachedBy.items
        .subarray(from, rows.reachedBy.starts[demand + 1])
        .filter(site => settled[site] !== -1)
      if (left.length === 1) settled[left[0] as number] = 1
    }
    core = shrink({ ...core, problem: rows }, settled).core
    if (core.problem.costs.length + core.problem.weights.length === before) break
  }
  return core
}

const smallCore = 4_000

class Work {
  best: number[] | null = null
  bestCost = Number.POSITIVE_INFINITY
  bound: number
  /** The cheapest that reaches everybody, whatever limits it breaks: a measure, not a plan. */
  #cheapest = Number.POSITIVE_INFINITY
  readonly #spent: number
  readonly #unit: number

  readonly whole: CoverProblem
  readonly core: CoverCore
  readonly wish: AllWish
  readonly limits: Limits

  constructor(whole: CoverProblem, core: CoverCore, wish: AllWish, limits: Limits) {
    this.whole = whole
    this.core = core
    this.wish = wish
    this.limits = limits
    this.#spent = core.opened.reduce((sum, site) => sum + (whole.costs[site] as number), 0)
    this.#unit = whole.costs.every(cost => Number.isInteger(cost)) ? 1 - 1e-6 : 1e-9
    this.bound = this.#spent
  }

  run(): AllAnswer {
    const { core, limits } = this
    this.#raise(this.#spent + apart(core.problem))
    if (core.problem.weights.length === 0) {
      const isKept = this.#note([])
      if (!isKept || core.problem.costs.length > 0) this.#prove(new CoverBound(core.problem, 'all'))
    } else if (!this.#isDone()) {
      this.#search(searchSteps(core.problem, 1))
      const bound = new CoverBound(core.problem, 'all')
      startPrices(bound)
      // What is small is proven at once; what is large is first searched for better and settled further.
      const rounds = core.problem.reach.items.length < smallCore ? 1 : 3
      for (let round = 0; round < rounds && !this.#isDone() && !limits.isOver(); round++) {
        this.#tighten(bound, round === 0 ? 1 : 0.3)
        if (!this.#isDone()) this.#search(searchSteps(core.problem, 2 + round))
      }
      if (!this.#isDone()) this.#prove(bound)
    }
    return { chosen: this.best, cost: this.bestCost, bound: Math.min(this.bound, this.bestCost) }
  }

  /** Above this nothing is of interest any more. */
  #mostWanted(): number {
    return Math.min(this.wish.most, this.bestCost - this.#unit)
  }

  #tighten(bound: CoverBound, pace: number): void {
    const target = () => this.#spent - Math.min(this.bestCost, this.#cheapest, this.wish.most + 1)
    const wanted = () => this.#spent - this.#mostWanted() - 1e-9
    const how = { ...{ pace, target, wanted }, rounds: 1000 }
    const value = tighten(bound, how, this.limits)
    this.#raise(this.#spent - value)
  }

  #raise(bound: number): void {
    const value = this.#unit > 0.5 ? Math.ceil(bound - 1e-6) : bound
    this.bound = Math.max(this.bound, value)
  }

  #isDone(): boolean {
    return (
      (this.best !== null && this.bestCost <= this.wish.enough + 1e-9 * Math.max(1, this.wish.enough)) ||
      this.bound > this.wish.most + 1e-9 * Math.max(1, this.wish.most) ||
      this.bestCost - this.bound < this.#unit
    )
  }

  #note(sites: readonly number[]): boolean {
    const chosen = [...this.core.opened, ...sites.map(at => this.core.candidates[at] as number)]
    this.#cheapest = Math.min(this.#cheapest, this.#costOf(chosen))
    if (!fits(this.whole.limits, chosen)) this.#mend(chosen)
    const cost = this.#costOf(chosen)
    if (cost >= this.bestCost || !fits(this.whole.limits, chosen)) return false
    this.best = chosen.sort((one, other) => one - other)
    this.bestCost = cost
    return true
  }

  #costOf(chosen: readonly number[]): number {
    return chosen.reduce((sum, site) => sum + (this.whole.costs[site] as number), 0)
  }

  /** Floors of groups may ask for more sites than reaching everybody does: the cheapest that help are added. */
  #mend(chosen: number[]): void {
    const isOpen = new Set(chosen)
    for (const { amounts, most } of this.whole.limits) {
      let used = chosen.reduce((sum, site) => sum + (amounts[site] as number), 0)
      const merit = (at: number) => {
        const site = this.core.candidates[at] as number
        return -(amounts[site] as number) / ((this.whole.costs[site] as number) || 1e-9)
      }
      const helping = [...this.core.candidates.keys()].filter(
        at => !isOpen.has(this.core.candidates[at] as number) && merit(at) > 0,
      )
      helping.sort((one, other) => merit(other) - merit(one) || one - other)
      for (const at of helping) {
        if (used <= most) break
        const site = this.core.candidates[at] as number
        used += amounts[site] as number
        isOpen.add(site)
        chosen.push(site)
      }
    }
  }

  /** Weights grow where reaching is hard (row weighting local search): sites close and open until all is reached for less. */
  #search(steps: number): void {
    const { problem } = this.core
    const state = new CoverState(problem)
    const age = new Int32Array(problem.costs.length)
    let cost = 0
    let justOpened = -1
    let bestHere = Number.POSITIVE_INFINITY
    const open = (site: number, step: number) => {
      state.add(site)
      age[site] = step
      cost += problem.costs[site] as number
      justOpened = site
    }
    const close = (step: number, barred: number) => {
      let chosen = -1
      let least = Number.POSITIVE_INFINITY
      for (let site = 0; site < state.open.length; site++) {
        if (state.open[site] === 0 || site === barred) continue
        const loss = (state.worth[site] as number) / ((problem.costs[site] as number) || 1e-9)
        if (loss < least || (loss === least && (age[site] as number) < (age[chosen] as number))) {
          least = loss
          chosen = site
        }
      }
      if (chosen < 0) return
      state.remove(chosen)
      age[chosen] = step
      cost -= problem.costs[chosen] as number
    }
    for (let step = 0; step < steps; step++) {
      if ((step & 63) === 0 && this.limits.isOver()) return
      while (state.missing === 0) {
        // Closing what is reached by others as well costs nobody anything.
        if (cost < bestHere) {
          bestHere = cost
          this.#note(state.chosen())
          if (this.#isDone()) return
        }
        if (state.openCount === 0) return
        close(step, -1)
      }
      if (Number.isFinite(bestHere)) {
        close(step, justOpened)
        while (state.openCount > 0 && cost >= bestHere) close(step, -1)
      }
      const demand = state.unreached[this.limits.draw(state.missing)] as number
      const site = bestFor(
        demand,
        state,
        age,
        Number.isFinite(bestHere) ? bestHere - cost : Number.POSITIVE_INFINITY,
      )
      if (site >= 0) open(site, step)
      for (let at = 0; at < state.missing; at++) state.raise(state.unreached[at] as number, 1)
    }
  }

  #prove({ fixed }: CoverBound): void {
    const { core, limits } = this
    if (limits.linear === null || limits.isOver() || core.problem.reach.items.length > 600_000) return
    const most = this.#mostWanted() - this.#spent
    const { core: left, renumber } = shrink(core, fixed)
    const opened = this.#costOf(left.opened)
    // Whoever has lost all candidates shows that nothing of interest is left.
    const isAlone =
      cannotFit(left.problem) || renumber.some((at, demand) => at < 0 && !hasOne(demand, core.problem, fixed))
    const seconds = limits.secondsLeft() * 0.8
    const model = fewestAsLinear(left.problem, most + this.#spent - opened)
    const { state, values, bound } = isAlone
      ? hopeless
      : limits.linear.solve(model, { secondsLimit: seconds })
    if (state === 'infeasible') {
      this.bound = Math.max(this.bound, Math.min(this.bestCost, this.#spent + most + this.#unit))
      return
    }
    this.#raise(Math.min(this.bestCost, opened + bound))
    if (!values) return
    const numbers = new Map([...core.candidates].map((site, at) => [site, at]))
    const own = new Set(core.opened)
    const sites = [
      ...left.opened.filter(site => !own.has(site)),
      ...[...left.candidates].filter((_, at) => (values[at] as number) > 0.5),
    ]
    this.#note(sites.map(site => numbers.get(site) as number))
  }
}

/** Demands that share no candidate need a site each: a bound that costs next to nothing. */
function apart({ weights, costs, reachedBy }: CoverProblem): number {
  const isTaken = new Uint8Array(costs.length)
  let sum = 0
  const order = Int32Array.from(weights.keys()).sort(
    (one, other) => lengthOf(reachedBy, one) - lengthOf(reachedBy, other),
  )
  for (const demand of order) {
    const sites = reachedBy.items.subarray(reachedBy.starts[demand], reachedBy.starts[demand + 1])
    if (sites.some(site => isTaken[site] === 1)) continue
    let least = Number.POSITIVE_INFINITY
    for (const site of sites) {
      isTaken[site] = 1
      least = Math.min(least, costs[site] as number)
    }
    sum += least
  }
  return sum
}

const hopeless = { state: 'infeasible' as const, values: null, bound: Number.POSITIVE_INFINITY }

/** Even the choice that uses a limit least uses too much of it. */
const cannotFit = ({ limits }: CoverProblem) =>
  limits.some(
    limit => limit.amounts.reduce((sum, one) => sum + Math.min(0, one), 0) > limit.most + slackOf(limit),
  )

/** Whether an open site reaches a demand. */
function hasOne(demand: number, { reachedBy }: CoverProblem, fixed: Int8Array): boolean {
  return reachedBy.items
    .subarray(reachedBy.starts[demand], reachedBy.starts[demand + 1])
    .some(site => fixed[site] === 1)
}

function bestFor(demand: number, state: CoverState, age: Int32Array, affordable: number): number {
  const { reachedBy, costs } = state.problem
  let chosen = -1
  let most = Number.NEGATIVE_INFINITY
  for (let n = reachedBy.starts[demand] as number; n < (reachedBy.starts[demand + 1] as number); n++) {
    const site = reachedBy.items[n] as number
    const cost = costs[site] as number
    if (cost >= affordable) continue
    const merit = (state.worth[site] as number) / (cost || 1e-9)
    if (merit > most || (merit === most && (age[site] as number) < (age[chosen] as number))) {
      most = merit
      chosen = site
    }
  }
  return chosen
}

function searchSteps({ reach, costs, reachedBy }: CoverProblem, part: number): number {
  const list = reach.items.length / Math.max(1, costs.length)
  const back = reach.items.length / Math.max(1, reachedBy.starts.length - 1)
  const affordable = (part * 1.5e8) / (costs.length * 2 + list * back * 4 + 2_000)
  return Math.ceil(Math.min(affordable, 200 * reachedBy.starts.length))
}

/** A demand is first thought to pay its share of the cheapest site that reaches it. */
function startPrices({ problem, prices }: CoverBound): void {
  const { reach, reachedBy, costs } = problem
  for (let demand = 0; demand < prices.demands.length; demand++) {
    let least = Number.POSITIVE_INFINITY
    for (let n = reachedBy.starts[demand] as number; n < (reachedBy.starts[demand + 1] as number); n++) {
      const site = reachedBy.items[n] as number
      least = Math.min(least, (costs[site] as number) / lengthOf(reach, site))
    }
    prices.demands[demand] = least
  }
}
