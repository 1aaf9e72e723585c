// A set of open sites with what each demand pays at its nearest and second nearest: opening and closing are cheap.
import { type Rule, usedOf } from './rules.ts'
import type { Service } from './service.ts'

export class Opening {
  readonly isOpen: Uint8Array
  /** Open sites, in no order. */
  readonly sites: Int32Array
  count = 0
  private readonly placeOf: Int32Array
  /** Nearest and second nearest open site of each demand, −1 for none, and what they cost. */
  readonly first: Int32Array
  readonly second: Int32Array
  readonly cost: Float64Array
  readonly spare: Float64Array
  /** What closing an open site would cost its demands. */
  readonly loss: Float64Array
  readonly used: Float64Array
  /** Demands whose second nearest lies beyond their list. */
  private readonly loose: Set<number> = new Set()
  total = 0

  readonly service: Service
  readonly rules: readonly Rule[]

  constructor(service: Service, rules: readonly Rule[]) {
    this.service = service
    this.rules = rules
    const { demands, candidates, alone } = service
    this.isOpen = new Uint8Array(candidates)
    this.sites = new Int32Array(candidates)
    this.placeOf = new Int32Array(candidates)
    this.first = new Int32Array(demands.length).fill(-1)
    this.second = new Int32Array(demands.length).fill(-1)
    this.cost = new Float64Array(demands.length).fill(alone)
    this.spare = new Float64Array(demands.length).fill(alone)
    this.loss = new Float64Array(candidates)
    this.used = new Float64Array(rules.length)
    this.total = alone * demands.length
  }

  /** Everybody is served and every rule kept. */
  get isFeasible(): boolean {
    return (
      this.total < this.service.alone && this.rules.every(({ most }, at) => (this.used[at] as number) <= most)
    )
  }

  chosen(): Int32Array {
    return this.sites.slice(0, this.count).sort()
  }

  /** Goes over to another set by the fewest steps. */
  become(sites: ArrayLike<number>): void {
    if (this.count === 0) {
      this.begin(sites)
      return
    }
    const wanted = new Uint8Array(this.isOpen.length)
    for (let at = 0; at < sites.length; at++) wanted[sites[at] as number] = 1
    for (let at = 0; at < sites.length; at++)
      if (!this.isOpen[sites[at] as number]) this.open(sites[at] as number)
    for (let at = this.count - 1; at >= 0; at--)
      if (!wanted[this.sites[at] as number]) this.close(this.sites[at] as number)
  }

  /** All at once: each demand looks for its two nearest. */
  private begin(sites: ArrayLike<number>): void {
    for (let at = 0; at < sites.length; at++) this.admit(sites[at] as number)
    for (let at = 0; at < this.cost.length; at++) {
      this.first[at] = -1
      this.findSecond(at)
      const first = this.second[at] as number
      this.first[at] = first
      this.cost[at] = this.spare[at] as number
      this.findSecond(at)
      if (first >= 0)
        this.loss[first] =
          (this.loss[first] as number) + (this.spare[at] as number) - (this.cost[at] as number)
    }
    this.recount()
  }

  private admit(site: number): void {
    this.isOpen[site] = 1
    this.placeOf[site] = this.count
    this.sites[this.count++] = site
    this.total += this.service.fixed[site] as number
    this.loss[site] = 0
    for (const [at, { each }] of this.rules.entries())
      this.used[at] = (this.used[at] as number) + (each[site] as number)
  }

  open(site: number): void {
    this.admit(site)
    const { start, places, distances } = this.service.around
    for (let pair = start[site] as number; pair < (start[site + 1] as number); pair++)
      this.offer(places[pair] as number, site, distances[pair] as number)
    for (const at of this.loose) {
      if (this.first[at] === site || this.second[at] === site) continue
      const cost = this.service.costOf(at, site)
      if (cost < Number.POSITIVE_INFINITY) this.offer(at, site, cost)
    }
  }

  /** Of equal costs the nearest stays: nothing moves without a reason. */
  private offer(at: number, site: number, cost: number): void {
    const [best, next] = [this.cost[at] as number, this.spare[at] as number]
    if (cost >= next) return
    const first = this.first[at] as number
    if (first >= 0) this.loss[first] = (this.loss[first] as number) - (next - best)
    if (cost < best) {
      this.total += cost - best
      this.second[at] = first
      this.spare[at] = best
      this.first[at] = site
      this.cost[at] = cost
      this.loss[site] = (this.loss[site] as number) + best - cost
    } else {
      this.second[at] = site
      this.spare[at] = cost
      if (first >= 0) this.loss[first] = (this.loss[first] as number) + cost - best
    }
    if ((this.spare[at] as number) <= (this.service.horizon[at] as number)) this.loose.delete(at)
  }

  close(site: number): void {
    this.isOpen[site] = 0
    const last = this.sites[--this.count] as number
    this.sites[this.placeOf[site] as number] = last
    this.placeOf[last] = this.placeOf[site] as number
    this.total -= this.service.fixed[site] as number
    for (const [at, { each }] of this.rules.entries())
      this.used[at] = (this.used[at] as number) - (each[site] as number)
    const { start, places } = this.service.around
    // Those of the long way first: closing may add to them.
    for (const at of [...this.loose]) this.leave(at, site)
    for (let pair = start[site] as number; pair < (start[site + 1] as number); pair++)
      this.leave(places[pair] as number, site)
    this.loss[site] = 0
    // What rounding has left behind goes when nothing is open.
    if (this.count === 0) this.used.fill(0)
  }

  private leave(at: number, site: number): void {
    const first = this.first[at] as number
    if (first !== site && this.second[at] !== site) return
    const [best, next] = [this.cost[at] as number, this.spare[at] as number]
    if (first === site) {
      this.total += next - best
      this.first[at] = this.second[at] as number
      this.cost[at] = next
    } else this.loss[first] = (this.loss[first] as number) - (next - best)
    this.findSecond(at)
    const now = this.first[at] as number
    if (now >= 0)
      this.loss[now] = (this.loss[now] as number) + (this.spare[at] as number) - (this.cost[at] as number)
  }

  private findSecond(at: number): void {
    const { near, horizon, alone } = this.service
    const first = this.first[at] as number
    for (let pair = near.start[at] as number; pair < (near.start[at + 1] as number); pair++) {
      const site = near.places[pair] as number
      if (!this.isOpen[site] || site === first) continue
      this.second[at] = site
      this.spare[at] = near.distances[pair] as number
      return
    }
    this.second[at] = -1
    this.spare[at] = alone
    if (horizon[at] === Number.POSITIVE_INFINITY) return
    this.loose.add(at)
    for (let place = 0; place < this.count; place++) {
      const site = this.sites[place] as number
      const cost = site === first ? alone : this.service.costOf(at, site)
      if (cost < (this.spare[at] as number)) {
        this.second[at] = site
        this.spare[at] = cost
      }
    }
  }

  /** The total without what rounding has left behind in thousands of steps. */
  recount(): number {
    let total = 0
    for (let place = 0; place < this.count; place++)
      total += this.service.fixed[this.sites[place] as number] as number
    for (const cost of this.cost) total += cost
    this.total = total
    this.used.set(usedOf(this.rules, this.chosen()))
    return total
  }
}
