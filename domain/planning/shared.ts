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
import { type Shipping, Transport } from './transport.ts'

export function solveShared(problem: Prepared, limits: Limits): Outcome {
  const service = serviceOf(problem)
  const room = roomOf(problem)
  if (room.least > room.most) throw noPlan(problem, limits)
  const rules = [...rulesOf(problem), ...room.rules]
  const search = new SharedSearch(service, rules, room.most, limits)
  search.begin()
  if (!search.best) {
    const found = findChoice({ service, rules, most: room.most }, limits, limits.secondsLeft() / 2)
    if (found === 'none') throw noPlan(problem, limits)
    if (found) search.improve(found)
  }
  const relaxation = new SharedRelaxation(service, rules, room.most)
  relaxation.least = room.least
  const bound = branch(
    {
      ...{ service, rules, most: room.most, relaxation, incumbent: search, mayOpenAll: false },
      isOver: limits.isOver,
      tell: bound => limits.tell({ objective: search.total, bound }),
    },
    settledOf(problem),
    search.firstPrices(),
  )
  if (!search.best) throw bound === Number.POSITIVE_INFINITY ? noPlan(problem, limits) : nothingInTime()
  return search.outcome(search.best, bound)
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

interface SharedPlan {
  shipping: Shipping
  sites: Int32Array
}

class SharedSearch implements Incumbent {
  total = Number.POSITIVE_INFINITY
  best: SharedPlan | null = null
  private readonly service: Service
  private readonly rules: readonly Rule[]
  private readonly limits: Limits
  private readonly freedom: Freedom
  private readonly musts: Int32Array
  private readonly opening: Opening
  private readonly order: Int32Array
  private readonly transport: Transport
  private readonly relocation: Relocation
  private readonly known = new Map<string, number>()
  private latest: Shipping | null = null

  constructor(service: Service, rules: readonly Rule[], most: number, limits: Limits) {
    const { must, never } = service.problem
    this.service = service
    this.rules = rules
    this.limits = limits
    this.freedom = { free: Uint8Array.from(must, (one, site) => (one || never[site] ? 0 : 1)), most }
    this.musts = Int32Array.from(must.keys()).filter(site => must[site])
    this.opening = new Opening(service, rules)
    this.order = Int32Array.from(must.keys()).filter(site => this.freedom.free[site])
    this.transport = new Transport(service)
    this.relocation = new Relocation(service, this.freedom)
  }

  /** What would be best if nobody were ever full or too empty is seldom far from what is. */
  begin(): void {
    const quiet = { ...this.limits, tell: () => {} }
    const simple = new Search(this.service, this.rules, quiet, this.freedom.most)
    simple.begin()
    simple.wander(3)
    if (simple.best.length > 0) this.improve(this.complete(simple.best))
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
    const key = sites.toSorted().join()
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
    this.latest = shipping
    const total = sites.reduce((sum, site) => sum + (this.service.fixed[site] as number), shipping.total)
    if (total < this.total) {
      this.total = total
      this.best = { shipping, sites }
      this.limits.tell({ objective: total, bound: null })
    }
    return total
  }

  /** Moves, closes and opens single sites while that helps; tries less where a trial takes long. */
  improve(start: Int32Array): void {
    let sites = start
    let total = this.price(sites)
    if (total > this.total * 1.05 || total === Number.POSITIVE_INFINITY) return
    const [rows, width] = [this.service.demands.length, sites.length]
    let trials = Math.min(400, Math.ceil(4e8 / (rows * (rows + 4 * width * width))))
    for (let isBetter = true; isBetter && trials > 0 && !this.limits.isOver(); ) {
      isBetter = false
      for (const next of this.steps(sites)) {
        if (this.limits.isOver() || trials <= 0) return
        if (this.known.has(next.toSorted().join())) continue
        trials--
        const price = this.price(next)
        if (price >= total - 1e-9 * Math.abs(total)) continue
        total = price
        sites = next
        isBetter = true
        break
      }
    }
  }

  private *steps(sites: Int32Array): Generator<Int32Array> {
    const shipping = this.latest?.sites === sites ? this.latest : this.transport.ship(sites)
    if (!shipping) return
    for (const [from, to] of this.relocation.moves(shipping))
      yield sites.map(site => (site === from ? to : site))
    if (this.service.problem.objective === 'fixedCharge')
      for (const site of sites) if (this.freedom.free[site]) yield sites.filter(one => one !== site)
    if (sites.length < this.freedom.most)
      for (const site of this.relocation.additions(shipping)) yield Int32Array.from([...sites, site])
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

  outcome({ shipping, sites }: SharedPlan, bound: number): Outcome {
    const { problem } = this.service
    const served = servedBy(this.service, sites, shipping)
    return {
      ...{ chosen: [...sites], objective: this.total, bound, served },
      binding: bindingOf(problem, sites, served),
    }
  }
}

function servedBy(service: Service, sites: Int32Array, { flow }: Shipping): Served[] {
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
