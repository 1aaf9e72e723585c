// Tries a site elsewhere and serves anew only those whom that concerns; a trial is kept or taken back.
import { closed, type Shipping, Transport } from './transport.ts'

/** Where nothing stands. */
export const nowhere = -1

export class TrialTransport extends Transport {
  protected override readonly spare = 1
  private sites = new Int32Array(0)
  /** What the ways cost as they stand. */
  private sum = 0
  private readonly puts: { at: number; site: number; flow: number; load: number }[] = []
  private before = { place: 0, site: 0, room: 0, floor: 0, sum: 0 }
  private readonly prices: Float64Array
  private moves = new Float64Array(0)
  private movers = new Int32Array(0)

  constructor(service: Transport['service']) {
    super(service)
    this.prices = new Float64Array(this.amount.length)
  }

  override ship(sites: Int32Array): Shipping | null {
    const shipping = super.ship(sites)
    this.sites = Int32Array.from([...sites, nowhere])
    this.sum = shipping?.total ?? Number.POSITIVE_INFINITY
    this.puts.length = 0
    return shipping
  }

  /** What is open now. */
  get open(): Int32Array {
    return this.sites.filter(site => site !== nowhere)
  }

  /** The flow as it stands, not a copy: only for as long as nothing is tried. */
  get standing(): Shipping {
    return { sites: this.open, flow: this.flow, total: this.sum }
  }

  /** The place of a site, or a free one for `nowhere`; −1 when there is none. */
  placeOf(site: number): number {
    return this.sites.indexOf(site)
  }

  /** Moves what stands in a place; returns what the ways cost more, Infinity when not everybody can be served. */
  try(place: number, site: number): number {
    for (let one = 0; one < this.count; one++) if (this.isStale[one]) this.refresh(one)
    this.remember(place)
    const away = this.clear(place)
    this.settle(place, site)
    if (site !== nowhere) this.attract(place)
    for (const [at, amount] of away) if (!this.bring(at, amount)) return Number.POSITIVE_INFINITY
    if (this.least > 0 && !this.fillUp()) return Number.POSITIVE_INFINITY
    return this.sum - this.before.sum
  }

  keep(): void {
    this.puts.length = 0
  }

  takeBack(): void {
    const { puts, flow, load, before, count } = this
    const rows = this.amount.length
    for (let step = puts.length - 1; step >= 0; step--) {
      const put = puts[step] as (typeof puts)[number]
      flow[put.site * rows + put.at] = put.flow
      load[put.site] = put.load
      this.isStale[put.site] = 1
    }
    puts.length = 0
    const { place } = before
    this.sites[place] = before.site
    this.room[place] = before.room
    this.floor[place] = before.floor
    this.sum = before.sum
    for (let at = 0; at < rows; at++) this.price[at * count + place] = this.prices[at] as number
    for (let one = 0; one < count; one++) {
      this.move[one * count + place] = this.moves[one] as number
      this.mover[one * count + place] = this.movers[one] as number
    }
    this.isStale[place] = 1
  }

  protected override put(at: number, site: number, amount: number): void {
    const flow = this.flow[site * this.amount.length + at] as number
    this.puts.push({ at, site, flow, load: this.load[site] as number })
    this.sum += amount * (this.price[at * this.count + site] as number)
    super.put(at, site, amount)
  }

  private remember(place: number): void {
    const { count } = this
    this.puts.length = 0
    this.before = {
      ...{ place, site: this.sites[place] as number },
      ...{ room: this.room[place] as number, floor: this.floor[place] as number, sum: this.sum },
    }
    for (let at = 0; at < this.prices.length; at++) this.prices[at] = this.price[at * count + place] as number
    if (this.moves.length !== count) {
      this.moves = new Float64Array(count)
      this.movers = new Int32Array(count)
    }
    for (let one = 0; one < count; one++) {
      this.moves[one] = this.move[one * count + place] as number
      this.movers[one] = this.mover[one * count + place] as number
    }
  }

  private clear(place: number): [number, number][] {
    const rows = this.amount.length
    const away: [number, number][] = []
    for (let at = 0; at < rows; at++) {
      const amount = this.flow[place * rows + at] as number
      if (amount > 0) away.push([at, amount])
    }
    for (const [at, amount] of away) this.put(at, place, -amount)
    this.load[place] = 0
    return away
  }

  private settle(place: number, site: number): void {
    const { around, problem } = this.service
    const { count, price } = this
    this.sites[place] = site
    for (let at = 0; at < this.amount.length; at++) price[at * count + place] = Number.POSITIVE_INFINITY
    this.room[place] = site === nowhere ? closed : (problem.capacity?.[site] ?? Number.POSITIVE_INFINITY)
    this.floor[place] = site === nowhere ? 0 : this.leastOf(site)
    if (site !== nowhere)
      for (let pair = around.start[site] as number; pair < (around.start[site + 1] as number); pair++)
        this.setPrice(around.places[pair] as number, place, around.distances[pair] as number)
    this.moveTo(place)
    this.isStale[place] = 1
  }

  /** The cheapest moves to one place, out of every other. */
  private moveTo(place: number): void {
    const { count, price, flow, move, mover } = this
    const rows = this.amount.length
    for (let one = 0; one < count; one++) move[one * count + place] = Number.POSITIVE_INFINITY
    for (let at = 0; at < rows; at++) {
      const there = price[at * count + place] as number
      if (there === Number.POSITIVE_INFINITY) continue
      for (let one = 0; one < count; one++) {
        if (one === place || (flow[one * rows + at] as number) === 0) continue
        const step = there - (price[at * count + one] as number)
        if (step >= (move[one * count + place] as number)) continue
        move[one * count + place] = step
        mover[one * count + place] = at
      }
    }
  }

  /** Draws to a new site whoever is better served by it, along the cheapest chains of moves. */
  private attract(place: number): void {
    const { load, room, grain, count } = this
    const isEnd = new Uint8Array(count)
    isEnd[place] = 1
    for (let round = 0; round < 4 * this.amount.length; round++) {
      const left = (room[place] as number) - (load[place] as number)
      if (left <= grain) return
      const begin = this.givers()
      begin[place] = Number.POSITIVE_INFINITY
      const end = this.findWay(begin, isEnd)
      if (end < 0 || (this.reach[end] as number) >= -1e-9) return
      const amount = this.fitting(end, Math.min(left, this.spareAt(this.firstOf(end))))
      if (amount <= grain) return
      this.shift(end, amount)
    }
  }
}
