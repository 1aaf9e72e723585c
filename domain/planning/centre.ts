// Centre: the farthest way as short as possible. At each length the question is whether the sites can reach everybody.
import { bindingOf } from './binding.ts'
import { centreShared } from './centre-shared.ts'
import { reachAll } from './cover-all.ts'
import { coverShapeOf, limitsOf } from './cover-prepared.ts'
import { nearestServed } from './covering.ts'
import { noPlan, nothingInTime } from './feasible.ts'
import { type Lists, listsByDemand } from './lists.ts'
import { isShared } from './model.ts'
import type { Prepared } from './prepared.ts'
import { impossible } from './problem.ts'
import type { Limits, Outcome, Solver } from './solver.ts'
import { within } from './within.ts'

/** Enough demands to know about how long the farthest way will be. */
const sampleSize = 250

export const centre: Solver = {
  solve(problem, limits) {
    checkReach(problem)
    if (isShared(problem)) return centreShared(problem, limits)
    const { near, chosen } = firstPlan(problem, limits)
    return new CentreWork(problem, near, chosen, limits).run()
  },
}

/** Every demand counts, whatever its weight: the question is who has the farthest way. */
function checkReach(problem: Prepared): void {
  const [row, far] = [new Int32Array(problem.cost.length), new Float64Array(problem.cost.length)]
  const radius = problem.radius ?? Number.MAX_VALUE
  const isWithin = problem.radius === null ? '' : `在半径 ${problem.radius} 以内`
  for (const [demand, id] of problem.demandIds.entries()) {
    // The nearest may be one that is never to be: then all have to be looked at.
    let count = problem.distances.nearest(demand, 1, radius, row, far)
    if (count > 0 && problem.never[row[0] as number])
      count = problem.distances.nearest(demand, row.length, radius, row, far)
    if (!row.subarray(0, count).some(site => problem.never[site] === 0))
      throw impossible(`需求点 ${id} ${isWithin}没有任何候选点能到达`, 'radius')
  }
}

type Verdict =
  | { kind: 'possible'; chosen: readonly number[] }
  /** `least`: so many sites it would take, where their number is all that stands against it. */
  | { kind: 'impossible'; least: number | null }
  | { kind: 'unknown' }

/** Whether everybody can be reached within a distance, and by which sites. */
function decide(problem: Prepared, near: Lists, distance: number, limits: Limits): Verdict {
  const cut = cutAt(near, distance)
  for (let demand = 0; demand + 1 < cut.start.length; demand++)
    if (cut.start[demand] === cut.start[demand + 1]) return { kind: 'impossible', least: null }
  const shape = coverShapeOf(problem, cut, () => true)
  const [first, ...others] = limitsOf(problem)
  // One limit becomes the sum to be kept small; what all candidates together keep is no limit at all.
  const isAsked = first !== undefined && (first.name === 'sites' || first.name === 'budget')
  const most = isAsked ? first.most : Number.POSITIVE_INFINITY
  const costs = isAsked ? first.amounts : new Float64Array(problem.cost.length).fill(1)
  const asked = { ...shape.problem, costs, limits: isAsked ? others : shape.problem.limits, reachFloors: [] }
  const found = reachAll(asked, shape.settled, { enough: most, most }, limits)
  if (found.chosen !== null && found.cost <= most + 1e-9 * Math.max(1, most))
    return { kind: 'possible', chosen: found.chosen }
  if (found.bound === Number.POSITIVE_INFINITY) return { kind: 'impossible', least: null }
  if (found.bound <= most + 1e-9 * Math.max(1, most)) return { kind: 'unknown' }
  const least = first?.name === 'sites' && others.length === 0 ? Math.ceil(found.bound - 1e-6) : null
  return { kind: 'impossible', least }
}

/** The same lists as far as a distance. */
function cutAt({ start, places, distances }: Lists, distance: number): Pick<Lists, 'start' | 'places'> {
  const newStart = new Int32Array(start.length)
  const kept = new Int32Array(places.length)
  let size = 0
  for (let demand = 0; demand + 1 < start.length; demand++) {
    for (let k = start[demand] as number; k < (start[demand + 1] as number); k++) {
      if ((distances[k] as number) > distance) break
      kept[size++] = places[k] as number
    }
    newStart[demand + 1] = size
  }
  return { start: newStart, places: kept.subarray(0, size) }
}

/** Lists no longer than needed: as far as some plan reaches everybody, guessed from a sample of the demands. */
function firstPlan(problem: Prepared, limits: Limits): { near: Lists; chosen: readonly number[] } {
  const most = problem.radius ?? Number.MAX_VALUE
  const guess = fromSample(problem, limits)
  for (const factor of [1, 1.3, 2, Number.POSITIVE_INFINITY]) {
    const distance = Math.min(most, guess === 0 ? most : guess * factor)
    const near = listsByDemand(problem, distance)
    const verdict = decide(problem, near, distance, within(limits, limits.secondsLeft() / 4))
    if (verdict.kind === 'possible') return { near, chosen: verdict.chosen }
    if (distance < most && !limits.isOver()) continue
    if (verdict.kind === 'impossible') throw tooFew(problem, verdict.least, limits)
    break
  }
  throw nothingInTime()
}

/** At the greatest length there is: parts that are not joined, or the radius, ask for more sites than there may be. */
function tooFew(problem: Prepared, least: number | null, limits: Limits) {
  if (least === null) return noPlan(problem, limits)
  return impossible(
    `要让每个需求点都有点可去，至少要开 ${least} 个点，sites 只允许 ${problem.sites} 个；请增加 sites${problem.radius === null ? '，或检查路网是否相通' : '或放大 radius'}`,
    'sites',
  )
}

function fromSample(problem: Prepared, limits: Limits): number {
  const step = Math.max(1, Math.floor(problem.demandIds.length / sampleSize))
  const demands = Int32Array.from(problem.demandIds.keys()).filter(demand => demand % step === 0)
  const sample: Prepared = {
    ...problem,
    demandIds: [...demands].map(demand => problem.demandIds[demand] as string),
    weight: new Float64Array(demands.length).fill(1),
    distances: {
      fill: (at, into, limit) => problem.distances.fill(demands[at] as number, into, limit),
      nearest: (at, ...rest) => problem.distances.nearest(demands[at] as number, ...rest),
    },
  }
  const near = listsByDemand(sample, problem.radius ?? Number.MAX_VALUE)
  const values = distinct(near.distances)
  let [low, high] = [-1, values.length - 1]
  while (high - low > Math.max(1, values.length / 500) && !limits.isOver()) {
    const middle = (low + high) >> 1
    const verdict = decide(sample, near, values[middle] as number, within(limits, limits.secondsLeft() / 50))
    if (verdict.kind === 'possible') high = middle
    else low = middle
  }
  return 1.15 * (values[high] as number)
}

function distinct(distances: Float64Array): Float64Array {
  const sorted = distances.slice().sort()
  return sorted.filter((value, at) => at === 0 || value !== sorted[at - 1])
}

class CentreWork {
  readonly problem: Prepared
  readonly near: Lists
  readonly limits: Limits
  chosen: readonly number[]
  /** All lengths the farthest way can have, rising. */
  readonly #values: Float64Array
  /** Places in the values: up to `low` proven impossible, at `high` a plan is on hand. */
  #low = -1
  #high: number

  constructor(problem: Prepared, near: Lists, chosen: readonly number[], limits: Limits) {
    this.problem = problem
    this.near = near
    this.limits = limits
    this.chosen = chosen
    this.#values = distinct(near.distances)
    this.#high = this.#placeOf(this.#farthest(chosen))
  }

  run(): Outcome {
    let hopeless = -1
    while (this.#high - Math.max(this.#low, hopeless) > 1 && !this.limits.isOver()) {
      const middle = (Math.max(this.#low, hopeless) + this.#high) >> 1
      // What stays unknown is passed over for the time being; the last question gets the time that is left.
      if (this.#ask(middle, 12) === 'unknown') hopeless = middle
    }
    if (this.#high - this.#low > 1 && !this.limits.isOver()) this.#ask(this.#high - 1, 2)
    while (this.#high - this.#low > 1 && !this.limits.isOver()) {
      const middle = (this.#low + this.#high) >> 1
      if (this.#ask(middle, 3) === 'unknown') break
    }
    const served = nearestServed(this.near, this.chosen, this.problem)
    return {
      chosen: this.chosen,
      objective: this.#values[this.#high] as number,
      bound: this.#values[Math.min(this.#low + 1, this.#high)] as number,
      served,
      binding: bindingOf(this.problem, Int32Array.from(this.chosen), served),
    }
  }

  /** Gives the question a part of the time that is left. */
  #ask(middle: number, part: number): Verdict['kind'] {
    const time = within(this.limits, this.limits.secondsLeft() / part)
    const verdict = decide(this.problem, this.near, this.#values[middle] as number, time)
    if (verdict.kind === 'possible') {
      this.chosen = verdict.chosen
      this.#high = this.#placeOf(this.#farthest(verdict.chosen))
    } else if (verdict.kind === 'impossible') this.#low = middle
    const bound = this.#values[Math.min(this.#low + 1, this.#high)] as number
    this.limits.tell({ objective: this.#values[this.#high] as number, bound })
    return verdict.kind
  }

  #farthest(chosen: readonly number[]): number {
    let farthest = 0
    for (const { distance } of nearestServed(this.near, chosen, this.problem))
      farthest = Math.max(farthest, distance)
    return farthest
  }

  #placeOf(distance: number): number {
    let [low, high] = [0, this.#values.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#values[middle] as number) < distance) low = middle + 1
      else high = middle
    }
    return low
  }
}
