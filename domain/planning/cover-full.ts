// Covering where sites can be full: being left out is a site that is always open, and costs the weight that is left out.
import { branch, type Incumbent } from './branching.ts'
import { CoverAnneal } from './cover-anneal.ts'
import { type Lists, transposed } from './lists.ts'
import { settledOf } from './median.ts'
import type { Prepared } from './prepared.ts'
import { rulesOf } from './rules.ts'
import type { Service } from './service.ts'
import { type SharedTask, searchShared } from './shared.ts'
import { SharedRelaxation } from './shared-relaxation.ts'
import type { Limits, Served } from './solver.ts'
import { type Shipping, Transport } from './transport.ts'

/** Of the time that is left: for finding. The bound stands still after a few seconds, choices go on getting better. */
const searchShare = 0.78

export interface FullPlan {
  chosen: number[]
  served: Served[]
  reached: number
}

/** A choice to begin with, as if nobody could be full, and what no plan can surpass. */
interface Beginning {
  chosen: readonly number[]
  bound: number
}

/** Floors of demands are not asked: the bound holds with them, the plan may break them. */
export function coverFull(
  problem: Prepared,
  near: Lists,
  wished: Beginning,
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
  const task = { service, rules, most, least: 1 }
  if (problem.minimumDemand === 0) {
    const found = searchByFlow({ problem, near, whole }, task, wished, limits)
    if (found) return found
  }
  const musts = [...problem.must.keys()].filter(site => problem.must[site] === 1)
  const others = wished.chosen.filter(site => problem.must[site] === 0)
  const start = Int32Array.from([...musts, ...others.slice(0, Math.max(0, most - 1 - musts.length)), nobody])
  const { plan, bound } = searchShared({ ...task, wished: start }, turned(limits, whole))
  return { plan: plan && nearest(problem, near, plan.sites), bound: Math.min(whole, whole - bound) }
}

/** The search knows what is left out; whoever waits is told what is reached. */
function turned(limits: Limits, whole: number): Limits {
  return {
    ...limits,
    tell: ({ objective, bound }) =>
      limits.tell({
        objective: objective === null ? null : whole - objective,
        bound: bound === null ? null : whole - bound,
      }),
  }
}

interface Question {
  problem: Prepared
  near: Lists
  whole: number
}

/** Where no site can be too empty, a choice is worth a greatest flow: that is counted a thousand times a second. */
function searchByFlow(
  { problem, near, whole }: Question,
  { service, rules, most, least }: Omit<SharedTask, 'wished'>,
  wished: Beginning,
  limits: Limits,
): { plan: FullPlan; bound: number } | null {
  const { nobody } = service
  const anneal = new CoverAnneal(problem, near, rules, most - 1, limits)
  if (!anneal.begin(wished.chosen) && !anneal.begin([])) return null
  const enough = wished.bound * (1 - 1e-9)
  anneal.run(limits.secondsLeft() * searchShare, enough)
  const planNow = () => nearest(problem, near, Int32Array.from([...anneal.best, nobody]))
  if (anneal.reached >= enough) return { plan: planNow(), bound: wished.bound }
  const relaxation = new SharedRelaxation(service, rules, most)
  relaxation.least = least
  const incumbent: Incumbent = {
    get total() {
      return whole - anneal.reached
    },
    propose(sites) {
      const before = anneal.reached
      anneal.propose(sites.filter(site => site !== nobody))
      return anneal.reached > before
    },
    weigh: sites => {
      anneal.begin(sites.filter(site => site !== nobody))
    },
  }
  const tell = (bound: number) => limits.tell({ objective: anneal.reached, bound: whole - bound })
  const bound = branch(
    { ...{ service, rules, most, relaxation, incumbent, mayOpenAll: false }, isOver: limits.isOver, tell },
    settledOf(service.problem),
    { demand: service.unit.map(one => one * 0.8), rule: new Float64Array(rules.length) },
  )
  return { plan: planNow(), bound: Math.min(whole, whole - bound) }
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
function nearest(problem: Prepared, near: Lists, sites: Int32Array): FullPlan {
  const farthest = near.distances.reduce((most, one) => Math.max(most, one), 1e-9)
  // So little that a whole chain of longer ways weighs less than one more person.
  const service = serviceWithNobody(problem, near, 1e-3 / farthest / sites.length)
  const { demands, nobody } = service
  const { flow } = new Transport(service).ship(sites) as Shipping
  const placeOf = new Map([...sites.entries()].map(([place, site]) => [site, place]))
  const served: Served[] = []
  let reached = 0
  for (const [at, demand] of demands.entries()) {
    const weight = problem.weight[demand] as number
    for (let pair = near.start[demand] as number; pair < (near.start[demand + 1] as number); pair++) {
      const site = near.places[pair] as number
      const place = placeOf.get(site)
      const share = place === undefined ? 0 : (flow[place * demands.length + at] as number) / weight
      if (share < 1e-9) continue
      reached += share * weight
      const line = { demand, site, distance: near.distances[pair] as number }
      served.push({ ...line, ...(share < 1 - 1e-9 && { share }) })
    }
  }
  return { chosen: [...sites].filter(site => site !== nobody), served, reached }
}
