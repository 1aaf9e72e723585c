// What it costs to serve each demand from each candidate, nearest first: the shape of median and fixed charge.
import { type Lists, listsByDemand, transposed } from './lists.ts'
import type { Prepared } from './prepared.ts'
import { impossible, wrongAt } from './problem.ts'

/** Full lists up to here; beyond, only the nearest candidates of each demand are kept. */
const fullPairs = 6_000_000
const mostPairs = 12_000_000

export interface Service {
  problem: Prepared
  /** Numbers of the demands that count: nobody lives at a weight of 0. */
  demands: Int32Array
  candidates: number
  /** Costs of serving, by counting demand, cheapest first. */
  near: Lists
  /** The same pairs by candidate. */
  around: Lists
  /** Cost of the last pair of a list that was cut off; Infinity where a list is whole. */
  horizon: Float64Array
  /** Cost of opening; 0 where only the way counts. */
  fixed: Float64Array
  /** Cost per unit of distance. */
  unit: Float64Array
  /** More than any plan that serves everybody: the price of a demand left alone. */
  alone: number
  /** All costs are whole numbers, so a better plan is better by 1. */
  isWhole: boolean
  /** The candidate that stands for being left out, −1 where everybody must be served. */
  nobody: number
  /** Exact cost of any pair, also beyond the lists; Infinity where it is too far. */
  costOf(demand: number, candidate: number): number
}

export function serviceOf(problem: Prepared): Service {
  const width = problem.candidateIds.length
  const radius = problem.radius ?? Number.POSITIVE_INFINITY
  const most = listLength(problem)
  const lists = listsByDemand(problem, radius, most)
  const counting = (demand: number) => problem.isWholeCost || (problem.weight[demand] as number) > 0
  const demands = Int32Array.from(problem.weight.keys()).filter(counting)
  if (demands.length === 0) throw wrongAt('demands', '所有需求点的权重都是 0，没有要服务的人')
  checkReach(problem, lists, demands)
  const unit = Float64Array.from(demands, demand =>
    problem.isWholeCost ? 1 : (problem.weight[demand] as number),
  )
  const near = costs(lists, demands, unit)
  const horizon = Float64Array.from(demands, (demand, at) => {
    const isCut =
      (lists.start[demand + 1] as number) - (lists.start[demand] as number) >= most && most < width
    return isCut ? (near.distances[(near.start[at + 1] as number) - 1] as number) : Number.POSITIVE_INFINITY
  })
  const fixed =
    problem.objective === 'fixedCharge' ? problem.cost.slice() : new Float64Array(problem.cost.length)
  const rows = new Map<number, Float64Array>()
  return {
    ...{ problem, demands, candidates: width, near, around: transposed(near, width), horizon, fixed, unit },
    alone: priceOfNone(near, fixed),
    nobody: -1,
    isWhole: near.distances.every(Number.isInteger) && fixed.every(Number.isInteger),
    costOf(at, candidate) {
      let row = rows.get(at)
      if (!row) {
        row = new Float64Array(width)
        problem.distances.fill(demands[at] as number, row, radius)
        rows.set(at, row)
      }
      const far = row[candidate] as number
      return far <= radius ? far * (unit[at] as number) : Number.POSITIVE_INFINITY
    },
  }
}

/** With many sites the nearest few of a demand decide; with few sites long lists are needed. */
function listLength({ candidateIds, demandIds, sites, budget, cost }: Prepared): number {
  const [width, rows] = [candidateIds.length, demandIds.length]
  if (width * rows <= fullPairs) return width
  const mean = cost.reduce((sum, one) => sum + one, 0) / width
  const affordable = budget !== null && mean > 0 ? Math.max(1, budget / mean) : Number.POSITIVE_INFINITY
  const open = Math.min(sites ?? Number.POSITIVE_INFINITY, affordable)
  const wished = Number.isFinite(open) ? Math.ceil((14 * width) / open) : width
  return Math.min(width, Math.max(64, Math.min(wished, Math.floor(mostPairs / rows))))
}

function checkReach(problem: Prepared, { start }: Lists, demands: Int32Array): void {
  const alone = demands.find(demand => start[demand] === start[demand + 1])
  if (alone === undefined) return
  const id = problem.demandIds[alone]
  if (problem.radius !== null)
    throw impossible(`需求点 ${id} 在半径 ${problem.radius} 内没有可用的候选点`, 'radius')
  throw impossible(`需求点 ${id} 到不了任何可用的候选点`, 'distances')
}

function costs({ start, places, distances }: Lists, demands: Int32Array, unit: Float64Array): Lists {
  const begin = new Int32Array(demands.length + 1)
  for (const [at, demand] of demands.entries())
    begin[at + 1] = (begin[at] as number) + (start[demand + 1] as number) - (start[demand] as number)
  const size = begin[demands.length] as number
  const [kept, cost] = [new Int32Array(size), new Float64Array(size)]
  for (const [at, demand] of demands.entries()) {
    const from = start[demand] as number
    const shift = (begin[at] as number) - from
    for (let pair = from; pair < (start[demand + 1] as number); pair++) {
      kept[pair + shift] = places[pair] as number
      cost[pair + shift] = (distances[pair] as number) * (unit[at] as number)
    }
  }
  return { start: begin, places: kept, distances: cost }
}

function priceOfNone({ start, distances }: Lists, fixed: Float64Array): number {
  let worst = 1
  for (let at = 0; at + 1 < start.length; at++) worst += distances[(start[at + 1] as number) - 1] ?? 0
  return 2 * (worst + fixed.reduce((sum, one) => sum + one, 0))
}
