// The most weight that can be reached within the limits: search, bound, settling and at last the kept solver.
import { CoverBound } from './cover-bound.ts'
import { type CoverCore, outdone, shrink, wholeAsCore } from './cover-core.ts'
import { mostAsLinear } from './cover-linear.ts'
import { type CoverAnswer, type CoverProblem, weightReached } from './cover-problem.ts'
import { CoverSearch } from './cover-search.ts'
import { attempt, tighten } from './cover-tighten.ts'
import type { Limits } from './solver.ts'

/** The plan on hand and what is proven about it, in weights of the whole problem. */
interface Standing {
  chosen: number[]
  objective: number
  bound: number
}

/**
 * `settled`: by candidate, 1 where it must be open, −1 where it must not. Null when no choice keeps the limits, as far as
 * could be found.
 */
export function reachMost(problem: CoverProblem, settled: Int8Array, limits: Limits): CoverAnswer | null {
  let { core } = shrink(wholeAsCore(problem), settled)
  core = shrink(core, outdone(core.problem)).core
  const total = core.reached + sumOf(core.problem.weights)
  const standing: Standing = { chosen: [], objective: Number.NEGATIVE_INFINITY, bound: total }
  const unit = smallestStep(problem.weights)
  let prices: Float64Array | null = null
  for (let phase = 0; phase < phases && !limits.isOver(); phase++) {
    const done = workOn(core, prices, standing, { problem, limits, unit })
    if (standing.bound - standing.objective < unit) break
    const { core: smaller, renumber } = shrink(core, done.fixed)
    prices = pricesFor(smaller, done.prices, renumber)
    core = smaller
    if (phase > 0) finish(core, standing, problem, limits, unit)
    if (standing.bound - standing.objective < unit) break
  }
  if (standing.chosen.length === 0 && standing.objective < 0) return null
  return {
    chosen: standing.chosen,
    objective: standing.objective,
    // What is not even a step better is no better plan, only rounding.
    bound: standing.bound - standing.objective < unit ? standing.objective : standing.bound,
  }
}

const phases = 12

interface Around {
  problem: CoverProblem
  limits: Limits
  unit: number
}

/** One phase on one core: looks for better plans, tightens the bound, settles candidates. */
function workOn(core: CoverCore, prices: Float64Array | null, standing: Standing, around: Around) {
  const { problem, limits, unit } = around
  const search = new CoverSearch(core.problem, limits.draw)
  const known = new Set(standing.chosen)
  search.state.become([...core.candidates.keys()].filter(at => known.has(core.candidates[at] as number)))
  search.note()
  begin(search, limits)
  search.wander(Math.ceil(roundsFor(core.problem) / 4), limits)
  const bound = new CoverBound(core.problem, 'most')
  if (prices) bound.prices.demands.set(prices)
  else startPrices(bound, search)
  const wanted = () => Math.max(standing.objective - core.reached, search.bestReached) + unit
  const how = {
    ...{ wanted, rounds: 1500, pace: prices ? 0.3 : 1, target: () => Math.max(search.bestReached, 0) },
    attempt: (value: number) => attempt(bound, search, { bound: value, wanted: wanted() }, limits),
  }
  const tight = tighten(bound, how, limits)
  // A little beyond the floor's price, so that most of what is found keeps the floor.
  if (bound.prices.floors.length > 0) search.lean(bound.prices.floors.map(price => price * 1.05 + 1e-3))
  if (tight >= wanted()) search.wander(roundsFor(core.problem), limits)
  if (search.bestReached >= 0) take(standing, core, search.best, problem)
  standing.bound = Math.min(standing.bound, Math.max(standing.objective, whole(tight + core.reached, unit)))
  limits.tell({ objective: standing.objective, bound: standing.bound })
  return { fixed: bound.fixed, prices: bound.prices.demands }
}

/** A first plan, leaning towards the groups of floors as hard as it takes to keep them. */
function begin(search: CoverSearch, limits: Limits): void {
  const { reachFloors } = search.problem
  for (let lean = 0; lean < 200; lean = 2 * lean + 0.25) {
    if (search.best.length > 0 || search.bestReached >= 0 || limits.isOver()) return
    if (lean > 0) search.lean(new Float64Array(reachFloors.length).fill(lean))
    search.start(limits)
    if (reachFloors.length === 0) return
  }
}

function startPrices(bound: CoverBound, search: CoverSearch): void {
  search.state.become(search.best)
  const { weights } = bound.problem
  for (let i = 0; i < weights.length; i++) {
    const count = search.state.count[i] as number
    bound.prices.demands[i] = (weights[i] as number) * (count > 0 ? 0.5 / count : 1)
  }
}

function pricesFor(core: CoverCore, old: Float64Array, renumber: Int32Array): Float64Array {
  const prices = new Float64Array(core.problem.weights.length)
  for (let i = 0; i < renumber.length; i++) {
    const at = renumber[i] as number
    if (at >= 0) prices[at] = (prices[at] as number) + (old[i] as number)
  }
  return prices
}

/** As many disturbances as cost about as much as the bound does. */
function roundsFor({ reach, reachedBy, costs }: CoverProblem): number {
  const list = reach.items.length / Math.max(1, costs.length)
  const back = reach.items.length / Math.max(1, reachedBy.starts.length - 1)
  return Math.ceil(4e8 / (costs.length * 8 + list * back * 12 + 400 * list + 100_000))
}

function take(standing: Standing, core: CoverCore, chosen: readonly number[], problem: CoverProblem): void {
  const sites = [...core.opened, ...chosen.map(at => core.candidates[at] as number)]
  const objective = weightReached(problem, sites)
  if (objective <= standing.objective) return
  standing.objective = objective
  standing.chosen = sites.sort((one, other) => one - other)
}

/** Hands the core to the kept solver when it is small enough for the time that is left. */
function finish(
  core: CoverCore,
  standing: Standing,
  problem: CoverProblem,
  limits: Limits,
  unit: number,
): void {
  const { linear } = limits
  if (linear === null || core.problem.reach.items.length > 400_000) return
  const wanted = standing.objective - core.reached + unit
  const model = mostAsLinear(core.problem, wanted)
  const outcome = linear.solve(model, { secondsLimit: limits.secondsLeft() * 0.8 })
  if (outcome.values) {
    const chosen: number[] = []
    for (let at = 0; at < core.candidates.length; at++)
      if ((outcome.values[at] as number) > 0.5) chosen.push(at)
    take(standing, core, chosen, problem)
  }
  const bound = outcome.state === 'infeasible' ? standing.objective : core.reached - outcome.bound
  standing.bound = Math.min(standing.bound, Math.max(standing.objective, whole(bound, unit)))
}

/** Weights that are whole numbers make every plan a whole number: a bound may be rounded down. */
function smallestStep(weights: Float64Array): number {
  return weights.every(weight => Number.isInteger(weight)) ? 1 - 1e-6 : 1e-8 * Math.max(1, sumOf(weights))
}

const whole = (bound: number, unit: number) => (unit > 0.5 ? Math.floor(bound + 1e-6) : bound)

const sumOf = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0)
