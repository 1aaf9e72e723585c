// The best value of a tiny siting problem, by trying every choice of sites; who goes where is a flow of least cost.
import type { SiteProblem } from '../domain/planning/problem.ts'
import {
  choiceFaults,
  isForAll,
  isOwed,
  isShared,
  isWhole,
  priceOf,
  type Ways,
  waysOf,
  weightOf,
} from './plan-faults.ts'

const far = Number.POSITIVE_INFINITY
const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)

interface Worth {
  value: number
  price: number
}

/** Null when no choice keeps everything. */
export function bestOfEveryPlan(problem: SiteProblem): number | null {
  const { candidates, objective, minimumDemand = 0 } = problem
  // A file that leaves nothing at all to be opened is refused, even where opening nothing would do.
  if (candidates.every(({ never, capacity }) => never || (capacity ?? far) < minimumDemand)) return null
  const ways = waysOf(problem)
  const plans: Worth[] = []
  for (let mask = 0; mask < 1 << candidates.length; mask++) {
    const chosen = [...candidates.keys()].filter(site => mask & (1 << site))
    if (choiceFaults(problem, chosen).length > 0) continue
    const value = worthOf(problem, ways, chosen)
    if (value !== null) plans.push({ value, price: priceOf(problem, chosen) })
  }
  if (isForAll(problem)) return cheapestForAll(problem, ways, plans)
  if (plans.length === 0) return null
  const values = plans.map(({ value }) => value)
  return objective === 'covering' ? Math.max(...values) : Math.min(...values)
}

/** Where sites can be full, everybody means as many as any choice serves. */
function cheapestForAll(problem: SiteProblem, ways: Ways, plans: readonly Worth[]): number | null {
  const open = [...problem.candidates.keys()].filter(site => !problem.candidates[site]?.never)
  const all = isShared(problem)
    ? Math.max(...plans.map(({ value }) => value))
    : reached(problem, ways, open, problem.radius ?? far)
  const prices = plans.filter(({ value }) => value > all - 1e-6).map(({ price }) => price)
  return prices.length > 0 ? Math.min(...prices) : null
}

const reached = (problem: SiteProblem, ways: Ways, chosen: readonly number[], radius: number) =>
  sum(
    problem.demands.map((_, demand) =>
      nearestOf(ways, chosen, demand) <= radius ? weightOf(problem, demand) : 0,
    ),
  )

const nearestOf = (ways: Ways, chosen: readonly number[], demand: number) =>
  chosen.reduce((least, site) => Math.min(least, ways(site)[demand] as number), far)

function worthOf(problem: SiteProblem, ways: Ways, chosen: readonly number[]): number | null {
  const { demands, candidates, radius = far } = problem
  const opening =
    problem.objective === 'fixedCharge' ? sum(chosen.map(site => candidates[site]?.cost ?? 0)) : 0
  // Whoever weighs nothing takes no room: for her the nearest is always right.
  const isLight = (demand: number) => weightOf(problem, demand) === 0
  const light = [...demands.keys()].filter(demand => isLight(demand) && isOwed(problem, demand))
  const nearest = light.map(demand => nearestOf(ways, chosen, demand))
  if (nearest.some(way => way === far || way > radius)) return null
  if (problem.objective === 'centre') return farthestOf(problem, ways, chosen, Math.max(0, ...nearest))
  const flow = flowOf(problem, ways, chosen, radius)
  if (flow === null) return null
  return problem.objective === 'covering' ? flow.served : flow.cost + opening + sum(nearest)
}

/** The shortest length within which everybody can be served. */
function farthestOf(
  problem: SiteProblem,
  ways: Ways,
  chosen: readonly number[],
  atLeast: number,
): number | null {
  const { demands, radius = far } = problem
  const every = chosen.flatMap(site => demands.map((_, demand) => ways(site)[demand] as number))
  const lengths = [atLeast, ...every]
    .filter(way => way >= atLeast && way <= radius && way < far)
    .sort((one, other) => one - other)
  const isEnough = (length: number) => flowOf(problem, ways, chosen, length) !== null
  let [low, high] = [0, lengths.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isEnough(lengths[middle] as number)) high = middle
    else low = middle + 1
  }
  return lengths[low] ?? null
}

interface Pipe {
  from: string
  to: string
  room: number
  cost: number
  flow: number
  /** What really is paid; the cost may also hold a prize. */
  paid: number
}

/** Filling the least demand of a site is worth more than any way. */
const prize = 1e7

function flowOf(problem: SiteProblem, ways: Ways, chosen: readonly number[], radius: number) {
  const { demands, candidates, minimumDemand = 0, objective, floors = [] } = problem
  const pipes: Pipe[] = []
  const lay = (from: string, to: string, room: number, paid = 0, more = 0) =>
    pipes.push({ from, to, room, cost: paid + more, paid, flow: 0 })
  for (const [demand, { group }] of demands.entries()) {
    const weight = weightOf(problem, demand)
    lay('source', `demand ${demand}`, weight)
    for (const site of chosen) {
      const way = ways(site)[demand] as number
      if (way === far || way > radius || weight === 0) continue
      const cost =
        objective === 'covering' || objective === 'centre' ? 0 : isWhole(problem) ? way / weight : way
      lay(`demand ${demand}`, `site ${site}`, far, cost)
    }
    if (objective === 'covering') lay(`demand ${demand}`, `nobody of ${group}`, far, 1)
  }
  for (const site of chosen) {
    lay(`site ${site}`, 'sink', minimumDemand, 0, -prize)
    lay(`site ${site}`, 'sink', (candidates[site]?.capacity ?? far) - minimumDemand)
  }
  for (const group of new Set(demands.map(demand => demand.group))) {
    const all = sum(demands.map((one, demand) => (one.group === group ? weightOf(problem, demand) : 0)))
    const least = Math.max(0, ...floors.filter(floor => floor.group === group).map(({ share }) => share))
    lay(`nobody of ${group}`, 'sink', all - least * all)
  }
  if (pipes.some(({ room }) => room < 0)) return null
  const whole = sum(demands.map((_, demand) => weightOf(problem, demand)))
  const flowed = pour(pipes)
  const isFilled = pipes.every(({ cost, room, flow }) => cost > -prize / 2 || flow > room - 1e-7)
  if (flowed < whole - 1e-7 || !isFilled) return null
  const cost = sum(pipes.map(pipe => pipe.flow * pipe.paid))
  return { cost, served: whole - cost }
}

/** Along the cheapest way that has room, again and again; returns how much arrived. */
function pour(pipes: readonly Pipe[]): number {
  let arrived = 0
  for (;;) {
    const way = cheapestWay(pipes)
    if (way.length === 0) return arrived
    const amount = Math.min(...way.map(({ pipe, isBack }) => (isBack ? pipe.flow : pipe.room - pipe.flow)))
    for (const { pipe, isBack } of way) pipe.flow += isBack ? -amount : amount
    arrived += amount
  }
}

interface Step {
  pipe: Pipe
  isBack: boolean
}

function cheapestWay(pipes: readonly Pipe[]): Step[] {
  const [cost, last] = [new Map([['source', 0]]), new Map<string, Step>()]
  const tryStep = (pipe: Pipe, isBack: boolean) => {
    if ((isBack ? pipe.flow : pipe.room - pipe.flow) < 1e-9) return false
    const [from, to] = isBack ? [pipe.to, pipe.from] : [pipe.from, pipe.to]
    const reached = (cost.get(from) ?? far) + (isBack ? -pipe.cost : pipe.cost)
    if (!(reached < (cost.get(to) ?? far) - 1e-9)) return false
    cost.set(to, reached)
    last.set(to, { pipe, isBack })
    return true
  }
  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (const pipe of pipes) {
      if (tryStep(pipe, false)) isBetter = true
      if (tryStep(pipe, true)) isBetter = true
    }
  }
  const way: Step[] = []
  for (let at = 'sink'; at !== 'source'; ) {
    const step = last.get(at)
    if (!step) return []
    way.push(step)
    at = step.isBack ? step.pipe.to : step.pipe.from
  }
  return way
}
