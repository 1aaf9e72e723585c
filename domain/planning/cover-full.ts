// Covering where sites can be full: being left out is a site that is always open, and costs the weight that is left out.
import { type Lists, transposed } from './lists.ts'
import type { Prepared } from './prepared.ts'
import { rulesOf } from './rules.ts'
import type { Service } from './service.ts'
import { type SharedPlan, searchShared } from './shared.ts'
import type { Limits, Served } from './solver.ts'
import { Transport } from './transport.ts'

export interface FullPlan {
  chosen: number[]
  served: Served[]
  reached: number
}

/** `wished`: a choice to begin with, as if nobody could be full. Not for floors of demands. */
export function coverFull(
  problem: Prepared,
  near: Lists,
  wished: readonly number[],
  limits: Limits,
): { plan: FullPlan | null; bound: number } {
  const service = serviceWithNobody(problem, near, 0)
  const { nobody, demands } = service
  const whole = demands.reduce((sum, demand) => sum + (problem.weight[demand] as number), 0)
  if (demands.length === 0) return { plan: null, bound: 0 }
  const rules = rulesOf({ ...problem, radius: problem.radius ?? 0 }).map(rule => ({
    ...rule,
    each: Float64Array.from([...rule.each, 0]),
  }))
  const fewest = problem.minimumDemand > 0 ? Math.floor(whole / problem.minimumDemand + 1e-9) : nobody
  const most = 1 + Math.min(problem.sites ?? nobody, nobody, fewest)
  const musts = [...problem.must.keys()].filter(site => problem.must[site] === 1)
  const others = wished.filter(site => problem.must[site] === 0)
  const start = Int32Array.from([...musts, ...others.slice(0, Math.max(0, most - 1 - musts.length)), nobody])
  const told: Limits = {
    ...limits,
    tell: ({ objective, bound }) =>
      limits.tell({
        objective: objective === null ? null : whole - objective,
        bound: bound === null ? null : whole - bound,
      }),
  }
  const { plan, bound } = searchShared({ service, rules, most, least: 1, wished: start }, told)
  return { plan: plan && nearest(problem, near, plan), bound: Math.min(whole, whole - bound) }
}

/** Pairs cost nothing, or `slope` at the rim of the radius: then everybody goes as near as there is room. */
function serviceWithNobody(problem: Prepared, near: Lists, slope: number): Service {
  const nobody = problem.cost.length
  const counts = (demand: number) =>
    (problem.weight[demand] as number) > 0 &&
    (near.start[demand] as number) < (near.start[demand + 1] as number)
  const demands = Int32Array.from(problem.weight.keys()).filter(counts)
  const size = demands.reduce(
    (sum, demand) => sum + (near.start[demand + 1] as number) - (near.start[demand] as number) + 1,
    0,
  )
  const [start, places, costs] = [
    new Int32Array(demands.length + 1),
    new Int32Array(size),
    new Float64Array(size),
  ]
  let used = 0
  for (const [at, demand] of demands.entries()) {
    const weight = problem.weight[demand] as number
    for (let pair = near.start[demand] as number; pair < (near.start[demand + 1] as number); pair++) {
      places[used] = near.places[pair] as number
      costs[used++] = slope * weight * (near.distances[pair] as number)
    }
    places[used] = nobody
    costs[used++] = weight
    start[at + 1] = used
  }
  const lists = { start, places, distances: costs }
  const isWhole = (one: number) => Number.isInteger(one) || one === Number.POSITIVE_INFINITY
  const padded = withNobody(problem)
  return {
    ...{ problem: padded, demands, candidates: nobody + 1, near: lists, nobody },
    around: transposed(lists, nobody + 1),
    horizon: new Float64Array(demands.length).fill(Number.POSITIVE_INFINITY),
    fixed: new Float64Array(nobody + 1),
    unit: Float64Array.from(demands, demand => problem.weight[demand] as number),
    alone: 2 * (1 + costs.reduce((most, one) => Math.max(most, one), 0)) * (1 + demands.length),
    isWhole:
      padded.weight.every(isWhole) &&
      isWhole(problem.minimumDemand) &&
      (problem.capacity?.every(isWhole) ?? true),
    costOf(at, candidate) {
      for (let pair = start[at] as number; pair < (start[at + 1] as number); pair++)
        if (places[pair] === candidate) return costs[pair] as number
      return Number.POSITIVE_INFINITY
    },
  }
}

function withNobody(problem: Prepared): Prepared {
  const { cost, must, never, capacity, candidateIds } = problem
  return {
    ...problem,
    candidateIds: [...candidateIds, ''],
    cost: Float64Array.from([...cost, 0]),
    must: Uint8Array.from([...must, 1]),
    never: Uint8Array.from([...never, 0]),
    capacity: capacity && Float64Array.from([...capacity, Number.POSITIVE_INFINITY]),
  }
}

/** Of all ways to serve as many with the same sites, the one with the shortest ways. */
function nearest(problem: Prepared, near: Lists, plan: SharedPlan): FullPlan {
  const farthest = near.distances.reduce((most, one) => Math.max(most, one), 1e-9)
  // So little that a whole chain of longer ways weighs less than one more person.
  const service = serviceWithNobody(problem, near, 1e-3 / farthest / plan.sites.length)
  const { demands, nobody } = service
  const shipping = new Transport(service).ship(plan.sites) ?? plan.shipping
  const placeOf = new Map([...plan.sites.entries()].map(([place, site]) => [site, place]))
  const served: Served[] = []
  let reached = 0
  for (const [at, demand] of demands.entries()) {
    const weight = problem.weight[demand] as number
    for (let pair = near.start[demand] as number; pair < (near.start[demand + 1] as number); pair++) {
      const site = near.places[pair] as number
      const place = placeOf.get(site)
      const share = place === undefined ? 0 : (shipping.flow[place * demands.length + at] as number) / weight
      if (share < 1e-9) continue
      reached += share * weight
      const line = { demand, site, distance: near.distances[pair] as number }
      served.push({ ...line, ...(share < 1 - 1e-9 && { share }) })
    }
  }
  return { chosen: [...plan.sites].filter(site => site !== nobody), served, reached }
}
