// Steps worth trying where trials are dear: where else a site could stand for those it serves, and which would help.
import type { Freedom } from './interchange.ts'
import { smallest } from './nearest.ts'
import type { Service } from './service.ts'
import type { Shipping } from './transport.ts'

const trialsPerSite = 4
const mostAdditions = 20

export class Relocation {
  private readonly service: Service
  private readonly freedom: Freedom
  private readonly cost: Float64Array
  private readonly hits: Int32Array
  private readonly order: Int32Array
  private readonly ordered: Float64Array

  constructor(service: Service, freedom: Freedom) {
    this.service = service
    this.freedom = freedom
    this.cost = new Float64Array(service.candidates)
    this.hits = new Int32Array(service.candidates)
    this.order = new Int32Array(service.candidates)
    this.ordered = new Float64Array(service.candidates)
  }

  /** Pairs of an open site and a closed one that would serve the same demands cheaply, the most promising first. */
  moves(shipping: Shipping): [number, number][] {
    const { service, freedom, order, ordered } = this
    const found: { from: number; to: number; change: number }[] = []
    const isOpen = new Set(shipping.sites)
    for (const [place, from] of shipping.sites.entries()) {
      if (!freedom.free[from]) continue
      const now = this.weighCandidates(shipping, place)
      for (let site = 0; site < service.candidates; site++)
        if (isOpen.has(site) || !freedom.free[site]) this.cost[site] = Number.POSITIVE_INFINITY
      const count = smallest(this.cost, trialsPerSite, Number.MAX_VALUE, order, ordered)
      for (let at = 0; at < count; at++)
        found.push({
          ...{ from, to: order[at] as number },
          change: (ordered[at] as number) - now - (service.fixed[from] as number),
        })
    }
    return found.sort((one, other) => one.change - other.change).map(({ from, to }) => [from, to])
  }

  /** Fills `cost` with what each candidate would pay for the demands of one open site; returns what that pays. */
  private weighCandidates({ sites, flow }: Omit<Shipping, 'total'>, place: number): number {
    const { service, cost, hits } = this
    const { near, demands, problem } = service
    if (service.nobody >= 0) return this.weighGains({ sites, flow }, place)
    cost.set(service.fixed)
    hits.fill(0)
    let [now, served] = [0, 0]
    const own = sites[place] as number
    for (let at = 0; at < demands.length; at++) {
      const part = flow[place * service.demands.length + at] as number
      if (part === 0) continue
      served++
      const share = part / (problem.weight[demands[at] as number] as number)
      for (let pair = near.start[at] as number; pair < (near.start[at + 1] as number); pair++) {
        const site = near.places[pair] as number
        cost[site] = (cost[site] as number) + share * (near.distances[pair] as number)
        hits[site] = (hits[site] as number) + 1
      }
      now += share * service.costOf(at, own)
    }
    // Whoever is too far for a demand would have to leave it to others: that counts as twice the way now.
    const missed = served > 0 ? (2 * now) / served : 0
    for (let site = 0; site < cost.length; site++)
      cost[site] = (cost[site] as number) + missed * (served - (hits[site] as number))
    return now
  }

  /** Where people may be left out: whom a candidate could take of those left out and of the open site's own. */
  private weighGains({ sites, flow }: Omit<Shipping, 'total'>, place: number): number {
    const { cost } = this
    const { near, demands, problem, nobody } = this.service
    const out = sites.indexOf(nobody)
    cost.fill(0)
    let now = 0
    for (let at = 0; at < demands.length; at++) {
      const own = flow[place * demands.length + at] as number
      const part = own + (flow[out * demands.length + at] as number)
      now -= own
      if (part === 0) continue
      for (let pair = near.start[at] as number; pair < (near.start[at + 1] as number); pair++) {
        const site = near.places[pair] as number
        cost[site] = (cost[site] as number) - part
      }
    }
    for (let site = 0; site < cost.length; site++)
      cost[site] = Math.max(cost[site] as number, -(problem.capacity?.[site] ?? Number.POSITIVE_INFINITY))
    return now
  }

  /** Closed sites by what they would save if every demand might come to them. */
  additions({ sites, flow }: Shipping): Int32Array {
    const { service, freedom, cost, order, ordered } = this
    const { near, demands, problem } = service
    cost.set(service.fixed)
    const isOpen = new Set(sites)
    for (let at = 0; at < demands.length; at++) {
      let now = 0
      for (const [place, site] of sites.entries()) {
        const part = flow[place * service.demands.length + at] as number
        if (part > 0)
          now += (part / (problem.weight[demands[at] as number] as number)) * service.costOf(at, site)
      }
      for (let pair = near.start[at] as number; pair < (near.start[at + 1] as number); pair++) {
        const offered = near.distances[pair] as number
        if (offered >= now) break
        cost[near.places[pair] as number] = (cost[near.places[pair] as number] as number) + offered - now
      }
    }
    for (let site = 0; site < cost.length; site++)
      if (isOpen.has(site) || !freedom.free[site]) cost[site] = Number.POSITIVE_INFINITY
    return order.slice(0, smallest(cost, mostAdditions, -1e-9, order, ordered))
  }
}
