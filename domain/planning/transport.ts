// Shares of demands over given sites at the least cost: no site above its capacity, none below the least demand.
import type { Service } from './service.ts'

/** How much of each demand goes to each of the given sites; a demand may be shared. */
export interface Shipping {
  sites: Int32Array
  /** By site, then by demand: parts of the demand's weight. */
  flow: Float64Array
  /** What the ways cost, without opening. */
  total: number
}

/** Room of a place where nothing stands. */
export const closed = -1

/**
 * Successive shortest paths over the sites alone: a demand comes to its nearest site and, where that is full,
 * pushes the share of another demand on to the next, for which a table of the cheapest moves is kept.
 */
export class Transport {
  protected readonly amount: Float64Array
  private readonly whole: number
  protected price = new Float64Array(0)
  protected flow = new Float64Array(0)
  protected load = new Float64Array(0)
  protected room = new Float64Array(0)
  /** Cheapest move of a unit from a site to another, and the demand it is taken from. */
  protected move = new Float64Array(0)
  protected mover = new Int32Array(0)
  protected isStale = new Uint8Array(0)
  protected reach = new Float64Array(0)
  protected from = new Int32Array(0)
  protected count = 0
  private dearest = 1
  /** Places kept free for sites that may be tried. */
  protected readonly spare: number = 0
  protected readonly service: Service
  protected readonly least: number
  /** What each place must have at least: nothing where the left out are. */
  protected floor = new Float64Array(0)

  constructor(service: Service) {
    this.service = service
    const { demands, problem } = service
    this.amount = Float64Array.from(demands, demand => problem.weight[demand] as number)
    this.whole = this.amount.reduce((sum, one) => sum + one, 0)
    this.least = problem.minimumDemand
  }

  /** What a rounding may leave over. */
  protected get grain(): number {
    return 1e-10 * Math.max(1, this.whole)
  }

  /** Null when these sites cannot serve everybody within their limits. */
  ship(sites: Int32Array): Shipping | null {
    if (sites.length === 0) return null
    this.prepare(sites)
    for (let at = 0; at < this.amount.length; at++) if (!this.bring(at)) return null
    if (this.least > 0 && !this.fillUp()) return null
    return { sites, flow: this.flow.slice(0, sites.length * this.amount.length), total: this.cost() }
  }

  protected prepare(sites: Int32Array): void {
    const { around, demands, problem, horizon } = this.service
    const count = sites.length + this.spare
    this.count = count
    const size = demands.length * count
    if (this.flow.length !== size) {
      this.price = new Float64Array(size)
      this.flow = new Float64Array(size)
      this.move = new Float64Array(count * count)
      this.mover = new Int32Array(count * count)
      this.load = new Float64Array(count)
      this.room = new Float64Array(count)
      this.floor = new Float64Array(count)
      this.isStale = new Uint8Array(count)
      this.reach = new Float64Array(count)
      this.from = new Int32Array(count)
    }
    this.price.fill(Number.POSITIVE_INFINITY)
    this.flow.fill(0)
    this.load.fill(0)
    this.isStale.fill(1)
    this.room.fill(closed)
    this.floor.fill(0)
    this.dearest = 1
    for (const [site, candidate] of sites.entries()) {
      this.room[site] = problem.capacity?.[candidate] ?? Number.POSITIVE_INFINITY
      this.floor[site] = this.leastOf(candidate)
      for (
        let pair = around.start[candidate] as number;
        pair < (around.start[candidate + 1] as number);
        pair++
      )
        this.setPrice(around.places[pair] as number, site, around.distances[pair] as number)
    }
    for (let at = 0; at < demands.length; at++) {
      if (horizon[at] === Number.POSITIVE_INFINITY) continue
      for (const [site, candidate] of sites.entries())
        if (this.price[at * count + site] === Number.POSITIVE_INFINITY)
          this.setPrice(at, site, this.service.costOf(at, candidate))
    }
  }

  /** By unit of weight; what weighs nothing pays once and takes no room. */
  protected setPrice(at: number, site: number, cost: number): void {
    const amount = this.amount[at] as number
    const price = amount > 0 ? cost / amount : cost
    this.price[at * this.count + site] = price
    if (price < Number.POSITIVE_INFINITY) this.dearest = Math.max(this.dearest, price)
  }

  private cost(): number {
    const { count, flow, price, amount } = this
    const rows = amount.length
    let total = 0
    for (let at = 0; at < rows; at++) {
      const row = at * count
      if (amount[at] === 0) {
        total += Math.min(...price.subarray(row, row + count))
        continue
      }
      for (let site = 0; site < count; site++)
        if ((flow[site * rows + at] as number) > 0)
          total += (flow[site * rows + at] as number) * (price[row + site] as number)
    }
    return total
  }

  protected bring(at: number, whole = this.amount[at] as number): boolean {
    let left = whole
    if (left === 0) return this.nearest(at) >= 0
    const direct = this.nearest(at)
    if (direct >= 0 && (this.room[direct] as number) - (this.load[direct] as number) >= left) {
      this.put(at, direct, left)
      return true
    }
    for (let round = 0; left > this.grain; round++) {
      const end = this.findWay(this.price.subarray(at * this.count, (at + 1) * this.count), this.freeEnds())
      if (end < 0 || round > 50 * this.count) return false
      const amount = this.fitting(
        end,
        Math.min(left, (this.room[end] as number) - (this.load[end] as number)),
      )
      this.put(at, this.shift(end, amount), amount)
      left -= amount
    }
    return true
  }

  private nearest(at: number): number {
    const row = at * this.count
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let site = 0; site < this.count; site++)
      if ((this.price[row + site] as number) < least) {
        least = this.price[row + site] as number
        best = site
      }
    return best
  }

  protected put(at: number, site: number, amount: number): void {
    const place = site * this.amount.length + at
    this.flow[place] = Math.max(0, (this.flow[place] as number) + amount)
    if ((this.flow[place] as number) < this.grain / 10) this.flow[place] = 0
    this.load[site] = (this.load[site] as number) + amount
    this.isStale[site] = 1
  }

  private freeEnds(): Uint8Array {
    return Uint8Array.from(this.load, (load, site) =>
      load < (this.room[site] as number) - this.grain ? 1 : 0,
    )
  }

  /** Sites with too few draw from those with more than enough, along the cheapest chains of moves. */
  protected fillUp(): boolean {
    const { load, floor, grain } = this
    for (let round = 0; ; round++) {
      const poor = Uint8Array.from(load, (one, site) => (one < (floor[site] as number) - grain ? 1 : 0))
      if (!poor.includes(1)) return true
      const end = this.findWay(this.givers(), poor)
      if (end < 0 || round > 50 * this.amount.length) return false
      const lacking = (floor[end] as number) - (load[end] as number)
      this.shift(end, this.fitting(end, Math.min(lacking, this.spareAt(this.firstOf(end)))))
    }
  }

  protected leastOf(candidate: number): number {
    return candidate === this.service.nobody ? 0 : this.least
  }

  /** Places that may give away some of what they have: chains may begin there. */
  protected givers(): Float64Array {
    return Float64Array.from(this.load, (_, site) =>
      this.spareAt(site) > this.grain ? 0 : Number.POSITIVE_INFINITY,
    )
  }

  protected spareAt(site: number): number {
    return (this.load[site] as number) - (this.floor[site] as number)
  }

  protected firstOf(end: number): number {
    let first = end
    while (this.from[first] !== -1) first = this.from[first] as number
    return first
  }

  /** Shortest chain of moves from where one may begin, at what it costs, to an end (Bellman–Ford with a queue). */
  protected findWay(begin: Float64Array, isEnd: Uint8Array): number {
    const { count, reach, from, move } = this
    for (let site = 0; site < count; site++) if (this.isStale[site]) this.refresh(site)
    const queue: number[] = []
    const isQueued = new Uint8Array(count)
    for (let site = 0; site < count; site++) {
      reach[site] = begin[site] as number
      from[site] = -1
      if ((reach[site] as number) < Number.POSITIVE_INFINITY) {
        queue.push(site)
        isQueued[site] = 1
      }
    }
    const slack = 1e-12 * this.dearest
    for (let head = 0; head < queue.length && head < count * count * 4; head++) {
      const site = queue[head] as number
      isQueued[site] = 0
      const far = reach[site] as number
      for (let to = 0; to < count; to++) {
        const way = far + (move[site * count + to] as number)
        if (way >= (reach[to] as number) - slack) continue
        reach[to] = way
        from[to] = site
        if (!isQueued[to]) {
          isQueued[to] = 1
          queue.push(to)
        }
      }
    }
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let site = 0; site < count; site++) {
      if (!isEnd[site] || (reach[site] as number) >= least) continue
      least = reach[site] as number
      best = site
    }
    return best >= 0 && this.isChain(best) ? best : -1
  }

  /** Costs that are nearly the same may close a chain into a ring through rounding: such a chain leads nowhere. */
  private isChain(end: number): boolean {
    let steps = 0
    for (let site = end; this.from[site] !== -1; site = this.from[site] as number)
      if (++steps > this.count) return false
    return true
  }

  protected refresh(site: number): void {
    const { count, price, flow, move, mover } = this
    const begin = site * this.amount.length
    const row = site * count
    move.fill(Number.POSITIVE_INFINITY, row, row + count)
    for (let at = 0; at < this.amount.length; at++) {
      if ((flow[begin + at] as number) === 0) continue
      const own = at * count
      const now = price[own + site] as number
      for (let to = 0; to < count; to++) {
        const step = (price[own + to] as number) - now
        if (step >= (move[row + to] as number) || to === site) continue
        move[row + to] = step
        mover[row + to] = at
      }
    }
    this.isStale[site] = 0
  }

  /** What every move of the chain to its end has to give. */
  protected fitting(end: number, wished: number): number {
    const { count, from, mover, flow } = this
    const rows = this.amount.length
    let amount = wished
    for (let to = end; from[to] !== -1; to = from[to] as number) {
      const site = from[to] as number
      amount = Math.min(amount, flow[site * rows + (mover[site * count + to] as number)] as number)
    }
    return amount
  }

  /** Moves along the chain; returns where it begins. */
  protected shift(end: number, amount: number): number {
    const { count, from, mover } = this
    let to = end
    for (; from[to] !== -1; to = from[to] as number) {
      const site = from[to] as number
      const moved = mover[site * count + to] as number
      this.put(moved, site, -amount)
      this.put(moved, to, amount)
    }
    return to
  }
}
