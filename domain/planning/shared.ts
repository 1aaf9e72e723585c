// Median and fixed charge where sites can be full or too empty: a demand may be shared among several sites.
import { bindingOf } from './binding.ts'
import { branch, type Incumbent } from './branching.ts'
import { findChoice, noPlan, nothingInTime } from './feasible.ts'
import { greedy } from './greedy.ts'
import { type Freedom, improve } from './interchange.ts'
import { Search, settledOf } from './median.ts'
import { Opening } from './opening.ts'
import type { Prepared } from './prepared.ts'
import { Relocation } from './relocation.ts'
import { isKept, type Rule, rulesOf } from './rules.ts'
import { type Service, serviceOf } from './service.ts'
import { SharedRelaxation } from './shared-relaxation.ts'
import type { Limits, Outcome, Served } from './solver.ts'
import type { Shipping } from './transport.ts'
import { nowhere, TrialTransport } from './trial-transport.ts'

export function solveShared(problem: Prepared, limits: Limits): Outcome {
  const service = serviceOf(problem)
  const room = roomOf(problem)
  if (room.least > room.most) throw noPlan(problem, limits)
  const task = {
    ...{ service: { ...service, isWhole: isWholeInParts(service) }, most: room.most, least: room.least },
    ...{ rules: [...rulesOf(problem), ...room.rules], wished: null },
  }
  const { plan, bound } = searchShared(task, limits)
  if (plan === null) throw bound === Number.POSITIVE_INFINITY ? noPlan(problem, limits) : nothingInTime()
  const served = servedBy(service, plan)
  return {
    ...{ chosen: [...plan.sites], objective: plan.total, bound, served },
    binding: bindingOf(problem, plan.sites, served),
  }
}

/** A demand may be served in parts: a better plan is better by 1 only where every unit of weight costs whole numbers. */
function isWholeInParts({ near, demands, fixed, problem }: Service): boolean {
  const { weight, capacity, minimumDemand } = problem
  const isWhole = (one: number) => Number.isInteger(one) || one === Number.POSITIVE_INFINITY
  if (!weight.every(isWhole) || !fixed.every(isWhole) || !isWhole(minimumDemand)) return false
  if (capacity !== null && !capacity.every(isWhole)) return false
  for (let at = 0; at < demands.length; at++) {
    const amount = Math.max(1, weight[demands[at] as number] as number)
    for (let pair = near.start[at] as number; pair < (near.start[at + 1] as number); pair++)
      if (!isWhole((near.distances[pair] as number) / amount)) return false
  }
  return true
}

export interface SharedTask {
  service: Service
  rules: readonly Rule[]
  most: number
  least: number
  /** A choice to begin with. */
  wished: Int32Array | null
}

export interface SharedPlan {
  sites: Int32Array
  shipping: Shipping
  total: number
}

/** Without a plan the bound is Infinity where it is proven that there is none. */
export function searchShared(
  { service, rules, most, least, wished }: SharedTask,
  limits: Limits,
): { plan: SharedPlan | null; bound: number } {
  const search = new SharedSearch(service, rules, most, limits)
  if (wished) search.improve(wished, firstEffort)
  search.begin()
  if (!search.best) {
    const found = findChoice({ service, rules, most }, limits, limits.secondsLeft() / 2)
    if (found === 'none') return { plan: null, bound: Number.POSITIVE_INFINITY }
    if (found) search.improve(found)
  }
  const relaxation = new SharedRelaxation(service, rules, most)
  relaxation.least = least
  const bound = branch(
    {
      ...{ service, rules, most, relaxation, incumbent: search, mayOpenAll: false },
      isOver: limits.isOver,
      tell: bound => limits.tell({ objective: search.total, bound }),
    },
    settledOf(service.problem),
    search.firstPrices(),
  )
  return { plan: search.best && { ...search.best, total: search.total }, bound }
}

/** How many sites there must and may be for all to be served and none to be too empty. */
function roomOf({ capacity, minimumDemand, weight, never, sites, must }: Prepared): {
  least: number
  most: number
  rules: Rule[]
} {
  const whole = weight.reduce((sum, one) => sum + one, 0)
  const usable = [...must.keys()].filter(site => !never[site])
  const fewest = minimumDemand > 0 ? Math.floor(whole / minimumDemand + 1e-9) : usable.length
  const most = Math.min(sites ?? usable.length, usable.length, fewest)
  if (capacity === null) return { least: 1, most, rules: [] }
  const rooms = usable
    .map(site => Math.min(whole, capacity[site] as number))
    .sort((one, other) => other - one)
  let [sum, least] = [0, 0]
  while (sum < whole * (1 - 1e-9) && least < rooms.length) sum += rooms[least++] as number
  if (sum < whole * (1 - 1e-9)) least = Number.POSITIVE_INFINITY
  const each = capacity.map((one, site) => (never[site] ? 0 : -Math.min(whole, one)))
  return { least, most, rules: [{ name: 'capacity', each, most: -whole * (1 - 1e-9) }] }
}

/** How much is tried: trials times demands times sites. */
const firstEffort = 6e8
const proposalEffort = 3e7

const keyOf = (sites: Int32Array) => sites.toSorted().join()

class SharedSearch implements Incumbent {
  total = Number.POSITIVE_INFINITY
  best: Omit<SharedPlan, 'total'> | null = null
  private readonly service: Service
  private readonly rules: readonly Rule[]
  private readonly limits: Limits
  private readonly freedom: Freedom
  private readonly musts: Int32Array
  private readonly opening: Opening
  private readonly order: Int32Array
  private readonly transport: TrialTransport
  private readonly relocation: Relocation
  private readonly known = new Map<string, number>()
  private readonly improved = new Set<string>()

  constructor(service: Service, rules: readonly Rule[], most: number, limits: Limits) {
    const { must, never } = service.problem
    this.service = service
    this.rules = rules
    this.limits = limits
    this.freedom = { free: Uint8Array.from(must, (one, site) => (one || never[site] ? 0 : 1)), most }
    this.musts = Int32Array.from(must.keys()).filter(site => must[site])
    this.opening = new Opening(service, rules)
    this.order = Int32Array.from(must.keys()).filter(site => this.freedom.free[site])
    this.transport = new TrialTransport(service)
    this.relocation = new Relocation(service, this.freedom)
  }

  /** What would be best if nobody were ever full or too empty is seldom far from what is. */
  begin(): void {
    const quiet = { ...this.limits, tell: () => {} }
    const simple = new Search(this.service, this.rules, quiet, this.freedom.most)
    simple.begin()
    simple.wander(3)
    if (simple.best.length > 0) this.improve(this.complete(simple.best), firstEffort)
    if (!this.best) this.propose(simple.best)
  }

  propose(sites: Int32Array): boolean {
    const before = this.total
    const begun = greedy(this.service, this.rules, this.freedom, { given: this.musts, wished: sites })
    this.improve(this.complete(begun))
    this.opening.become(begun)
    improve(this.opening, this.freedom, this.order, this.limits.isOver)
    this.improve(this.complete(this.opening.chosen()))
    return this.total < before
  }

  /** Opens more sites, the roomiest first, until everybody can be served. */
  private complete(sites: Int32Array): Int32Array {
    const { capacity } = this.service.problem
    if (isKept(this.rules, sites) || capacity === null) return sites
    const chosen = new Set(sites)
    const closed = [...this.freedom.free.keys()].filter(site => this.freedom.free[site] && !chosen.has(site))
    closed.sort((one, other) => (capacity[other] as number) - (capacity[one] as number))
    for (const site of closed) {
      if (isKept(this.rules, chosen) || chosen.size >= this.freedom.most) break
      chosen.add(site)
    }
    return Int32Array.from(chosen)
  }

  weigh(sites: Int32Array): void {
    this.price(sites)
  }

  /** What a set of sites costs with everybody served; the best is kept. */
  private price(sites: Int32Array): number {
    const key = keyOf(sites)
    const before = this.known.get(key)
    if (before !== undefined) return before
    const total = this.ship(sites)
    this.known.set(key, total)
    return total
  }

  private ship(sites: Int32Array): number {
    if (sites.length > this.freedom.most || !isKept(this.rules, sites)) return Number.POSITIVE_INFINITY
    const shipping = this.transport.ship(sites)
    if (!shipping) return Number.POSITIVE_INFINITY
    const total = sites.reduce((sum, site) => sum + (this.service.fixed[site] as number), shipping.total)
    if (total < this.total) {
      this.total = total
      this.best = { shipping, sites }
      this.limits.tell({ objective: total, bound: null })
    }
    return total
  }

  /** Moves, closes and opens single sites while that helps; tries less where a trial takes long. */
  improve(start: Int32Array, effort = proposalEffort): void {
    const key = keyOf(start)
    if (this.improved.has(key)) return
    this.improved.add(key)
    const total = this.price(start)
    if (total > this.total * 1.05 || total === Number.POSITIVE_INFINITY) return
    const { transport } = this
    let shape = 0
    let trials = Math.min(
      5000,
      Math.max(20, Math.ceil(effort / (this.service.demands.length * start.length))),
    )
    for (let isBetter = true; isBetter && trials > 0 && !this.limits.isOver(); ) {
      isBetter = false
      const sites = shape === 0 ? start : transport.open
      if (shape !== sites.length && !transport.ship(sites)) return
      shape = sites.length
      for (const [from, to] of this.steps(transport.standing)) {
        if (trials <= 0 || this.limits.isOver()) break
        const place = transport.placeOf(from)
        if (place < 0 || (to !== nowhere && transport.placeOf(to) >= 0) || !this.mayStep(from, to)) continue
        trials--
        const change = transport.try(place, to) + this.openingOf(to) - this.openingOf(from)
        if (change < -1e-9 * Math.abs(total)) {
          transport.keep()
          isBetter = true
        } else transport.takeBack()
      }
    }
    const better = transport.open
    this.improved.add(keyOf(better))
    this.price(better)
  }

  private mayStep(from: number, to: number): boolean {
    const next = [...this.transport.open].filter(site => site !== from)
    if (to !== nowhere) next.push(to)
    return next.length > 0 && next.length <= this.freedom.most && isKept(this.rules, next)
  }

  private openingOf(site: number): number {
    return site === nowhere ? 0 : (this.service.fixed[site] as number)
  }

  private steps(shipping: Shipping): [number, number][] {
    const { sites } = shipping
    const steps = this.relocation.moves(shipping)
    if (this.service.problem.objective === 'fixedCharge')
      for (const site of sites) if (this.freedom.free[site]) steps.push([site, nowhere])
    if (sites.length < this.freedom.most)
      for (const site of this.relocation.additions(shipping)) steps.push([nowhere, site])
    return steps
  }

  /** A little above what each demand pays now. */
  firstPrices() {
    const { near, demands } = this.service
    const demand = Float64Array.from(
      demands,
      (_, at) => 1.2 * (near.distances[near.start[at] as number] as number),
    )
    if (this.best) {
      const { shipping, sites } = this.best
      for (let at = 0; at < demands.length; at++)
        for (const [place, site] of sites.entries())
          if ((shipping.flow[place * demands.length + at] as number) > 0)
            demand[at] = Math.max(demand[at] as number, 1.1 * this.service.costOf(at, site))
    }
    for (const [at, far] of this.service.horizon.entries()) demand[at] = Math.min(demand[at] as number, far)
    return { demand, rule: new Float64Array(this.rules.length) }
  }
}

function servedBy(service: Service, { sites, shipping }: SharedPlan): Served[] {
  const { flow } = shipping
  const { problem, demands, unit } = service
  const served: Served[] = []
  for (const [at, demand] of demands.entries()) {
    const amount = problem.weight[demand] as number
    const cost = (site: number) => service.costOf(at, site)
    if (amount === 0) {
      const site = sites.reduce((best, one) => (cost(one) < cost(best) ? one : best))
      served.push({ demand, site, distance: cost(site) / (unit[at] as number) })
      continue
    }
    for (const [place, site] of sites.entries()) {
      const share = (flow[place * demands.length + at] as number) / amount
      if (share > 1e-9) served.push({ demand, site, distance: cost(site) / (unit[at] as number), share })
    }
  }
  return served
}
