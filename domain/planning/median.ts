// Median and fixed charge where a site serves whoever is nearest: search for good plans, then proof.
import { bindingOf } from './binding.ts'
import { branch, type Incumbent } from './branching.ts'
import { findChoice, noPlan, nothingInTime } from './feasible.ts'
import { greedy } from './greedy.ts'
import { type Freedom, improve } from './interchange.ts'
import { Opening } from './opening.ts'
import type { Prepared } from './prepared.ts'
import { Relaxation, type Settled } from './relaxation.ts'
import { isKept, type Rule, rulesOf } from './rules.ts'
import { type Service, serviceOf } from './service.ts'
import type { Limits, Outcome } from './solver.ts'

export function solveSimple(problem: Prepared, limits: Limits): Outcome {
  const rules = rulesOf(problem)
  const service = serviceOf(problem)
  const search = new Search(service, rules, limits)
  search.begin()
  if (search.best.length === 0) {
    const found = findChoice({ service, rules, most: search.freedom.most }, limits, limits.secondsLeft() / 3)
    if (found === 'none') throw noPlan(problem, limits)
    if (found) search.take(found)
  }
  search.wander(20)
  const bound = branch(
    {
      ...{ service, rules, most: search.freedom.most, incumbent: search, mayOpenAll: rules.length === 0 },
      relaxation: new Relaxation(service, rules, search.freedom.most),
      isOver: limits.isOver,
      tell: bound => limits.tell({ objective: search.total, bound }),
    },
    settledOf(problem),
    search.firstPrices(),
  )
  if (search.best.length === 0)
    throw bound === Number.POSITIVE_INFINITY ? noPlan(problem, limits) : nothingInTime()
  search.fillUp()
  return search.outcome(bound)
}

export function settledOf({ must, never }: Prepared): Settled {
  return Int8Array.from(must, (one, site) => (one ? 1 : never[site] ? -1 : 0))
}

/** Keeps the best plan, and improves what is proposed. */
export class Search implements Incumbent {
  total = Number.POSITIVE_INFINITY
  best: Int32Array = new Int32Array(0)
  readonly freedom: Freedom
  private readonly opening: Opening
  /** The same without rules, in whose place sites have a price. */
  private readonly priced: Opening
  private readonly order: Int32Array
  private readonly musts: Int32Array
  private readonly seen = new Set<string>()

  private readonly service: Service
  private readonly rules: readonly Rule[]
  private readonly limits: Limits

  constructor(
    service: Service,
    rules: readonly Rule[],
    limits: Limits,
    most = service.problem.sites ?? service.candidates,
  ) {
    this.service = service
    this.rules = rules
    this.limits = limits
    const { must, never } = service.problem
    this.opening = new Opening(service, rules)
    this.priced = new Opening({ ...service, fixed: service.fixed.slice(), isWhole: false }, [])
    this.freedom = {
      free: Uint8Array.from(must, (one, site) => (one || never[site] ? 0 : 1)),
      most: Math.min(most, must.length),
    }
    this.order = Int32Array.from(this.freedom.free.keys()).filter(site => this.freedom.free[site])
    this.musts = Int32Array.from(must.keys()).filter(site => must[site])
  }

  begin(): void {
    this.take(greedy(this.service, this.rules, this.freedom, { given: this.musts }))
  }

  /** Shakes the best plan and improves it again; whoever comes back as good or better goes on. */
  wander(rounds: number): void {
    for (let round = 0; round < rounds && !this.limits.isOver(); round++) {
      const sites = [...this.best]
      const most = Math.max(2, Math.min(12, sites.length >> 2))
      for (let moved = 0; moved < most; moved++) {
        const out = this.limits.draw(sites.length)
        if (this.freedom.free[sites[out] as number])
          sites[out] = this.order[this.limits.draw(this.order.length)] as number
      }
      this.take(greedy(this.service, this.rules, this.freedom, { given: this.musts, wished: sites }))
    }
  }

  propose(sites: Int32Array, worth: Float64Array): boolean {
    const key = sites.slice().sort().join()
    if (this.seen.has(key)) return false
    this.seen.add(key)
    const wished = this.rules.length > 0 ? this.atAPrice(sites, worth) : sites
    return this.take(greedy(this.service, this.rules, this.freedom, { given: this.musts, wished }))
  }

  /**
   * Improves where the rules are no walls but have a price: single steps between walls end too soon.
   * Those that matter most come first, so that what the rules refuse afterwards matters least.
   */
  private atAPrice(sites: Int32Array, worth: Float64Array): Int32Array {
    const { priced } = this
    const { fixed } = priced.service
    fixed.set(this.service.fixed)
    for (const [at, { each }] of this.rules.entries())
      for (let site = 0; site < fixed.length; site++)
        fixed[site] = (fixed[site] as number) + (worth[at] as number) * (each[site] as number)
    priced.become(sites)
    priced.recount()
    improve(priced, this.freedom, this.shuffled(), this.limits.isOver)
    const matter = (site: number) => (priced.loss[site] as number) - (fixed[site] as number)
    return priced.chosen().sort((one, other) => matter(other) - matter(one))
  }

  weigh(sites: Int32Array): void {
    this.opening.become(sites)
    this.opening.recount()
    this.keep()
  }

  take(sites: Int32Array): boolean {
    this.opening.become(sites)
    improve(this.opening, this.freedom, this.shuffled(), this.limits.isOver)
    this.opening.recount()
    return this.keep()
  }

  /** Where sites cost nothing, all that were asked for are opened, also if the last ones help nobody. */
  fillUp(): void {
    const { sites, cost, objective } = this.service.problem
    if (sites === null || objective !== 'median' || cost.some(one => one > 0)) return
    const chosen = new Set(this.best)
    for (const site of this.freedom.free.keys()) {
      if (chosen.size >= this.freedom.most) break
      if (this.freedom.free[site] && !chosen.has(site) && isKept(this.rules, [...chosen, site]))
        chosen.add(site)
    }
    this.best = Int32Array.from(chosen).sort()
    // After a search that was cut short the last ones may help after all.
    this.opening.become(this.best)
    this.opening.recount()
    this.total = Math.min(this.total, this.opening.total)
  }

  private keep(): boolean {
    if (!this.opening.isFeasible || this.opening.total >= this.total) return false
    this.total = this.opening.total
    this.best = this.opening.chosen()
    this.limits.tell({ objective: this.total, bound: null })
    return true
  }

  private shuffled(): Int32Array {
    const { order } = this
    for (let at = order.length - 1; at > 0; at--) {
      const other = this.limits.draw(at + 1)
      const kept = order[at] as number
      order[at] = order[other] as number
      order[other] = kept
    }
    return order
  }

  /** Between what a demand pays now and what it would pay if its site closed. */
  firstPrices() {
    this.opening.become(this.best)
    const { cost, spare } = this.opening
    const demand = cost.map((one, at) =>
      Math.min(
        one + 0.5 * Math.max(0, Math.min(spare[at] as number, 3 * one + 1) - one),
        this.service.horizon[at] as number,
      ),
    )
    return { demand, rule: new Float64Array(this.rules.length) }
  }

  outcome(bound: number): Outcome {
    const { problem } = this.service
    const served = servedBy(problem, this.best)
    return {
      ...{ chosen: [...this.best], objective: this.total, bound, served },
      binding: bindingOf(problem, this.best, served),
    }
  }
}

/** Everybody at the nearest open site, also those who do not count. */
function servedBy(problem: Prepared, chosen: Int32Array): Outcome['served'] {
  const row = new Float64Array(problem.candidateIds.length)
  const served: { demand: number; site: number; distance: number }[] = []
  for (let demand = 0; demand < problem.demandIds.length; demand++) {
    problem.distances.fill(demand, row, problem.radius ?? Number.POSITIVE_INFINITY)
    let site = -1
    for (const one of chosen) if (site < 0 || (row[one] as number) < (row[site] as number)) site = one
    if (site >= 0 && (row[site] as number) <= (problem.radius ?? Number.MAX_VALUE))
      served.push({ demand, site, distance: row[site] as number })
  }
  return served
}
