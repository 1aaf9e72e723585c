// A covering problem as rows and columns for the kept solver.
import type { CoverProblem } from './cover-problem.ts'
import { type LinearModel, LinearRows } from './linear.ts'

/** Columns: candidates, then demands. `wanted`: only plans that reach at least so much are of interest. */
export function mostAsLinear(problem: CoverProblem, wanted: number): LinearModel {
  const { weights, costs, limits, reachFloors } = problem
  const sites = costs.length
  const rows = new LinearRows()
  for (let demand = 0; demand < weights.length; demand++)
    rows.add([[sites + demand, -1], ...sitesFor(demand, problem)], 0, Number.POSITIVE_INFINITY)
  for (const { amounts, most } of limits) rows.add(entriesOf(amounts, 0), Number.NEGATIVE_INFINITY, most)
  for (const { members, least } of reachFloors)
    rows.add(
      [...entriesOf(weights, sites)].filter(([column]) => members[column - sites] === 1),
      least,
      Number.POSITIVE_INFINITY,
    )
  if (wanted > 0)
    rows.add(entriesOf(weights, sites), wanted - 1e-6 * Math.max(1, wanted), Number.POSITIVE_INFINITY)
  const columns = sites + weights.length
  const cost = new Float64Array(columns)
  for (let demand = 0; demand < weights.length; demand++) cost[sites + demand] = -(weights[demand] as number)
  const whole = new Uint8Array(columns).fill(1, 0, sites)
  return {
    ...{ cost, lower: new Float64Array(columns), upper: new Float64Array(columns).fill(1), whole },
    ...rows.arrays,
  }
}

/** The cheapest choice that reaches everybody; `most`: dearer ones are of no interest. */
export function fewestAsLinear(problem: CoverProblem, most: number): LinearModel {
  const { costs, limits } = problem
  const rows = new LinearRows()
  for (let demand = 0; demand < problem.weights.length; demand++)
    rows.add(sitesFor(demand, problem), 1, Number.POSITIVE_INFINITY)
  for (const { amounts, most: limit } of limits)
    rows.add(entriesOf(amounts, 0), Number.NEGATIVE_INFINITY, limit)
  if (Number.isFinite(most))
    rows.add(entriesOf(costs, 0), Number.NEGATIVE_INFINITY, most + 1e-6 * Math.max(1, Math.abs(most)))
  const whole = new Uint8Array(costs.length).fill(1)
  return {
    ...{
      cost: costs,
      lower: new Float64Array(costs.length),
      upper: new Float64Array(costs.length).fill(1),
      whole,
    },
    ...rows.arrays,
  }
}

function* sitesFor(demand: number, { reachedBy }: CoverProblem): Generator<[number, number]> {
  for (let n = reachedBy.starts[demand] as number; n < (reachedBy.starts[demand + 1] as number); n++)
    yield [reachedBy.items[n] as number, 1]
}

function* entriesOf(values: Float64Array, offset: number): Generator<[number, number]> {
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (value !== 0) yield [offset + at, value]
  }
}
