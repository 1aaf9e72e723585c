// How many people a set of sites with limited room can serve: a greatest flow that is mended when one site moves.
import type { Lists } from './lists.ts'

/** Less than any person. */
const grain = 1e-9

/** Pairs of a demand and a site within its reach are numbered by site, as in `around`. */
export class CoverFlow {
  /** Weight served. */
  value = 0
  readonly isOpen: Uint8Array
  private readonly capacity: Float64Array
  private readonly around: Lists
  /** By pair: its site, and how much of the demand goes there. */
  private readonly owner: Int32Array
  private readonly flow: Float64Array
  private readonly load: Float64Array
  /** By demand: weight that is not served. */
  private readonly rest: Float64Array
  /** By demand: its pairs with open sites, one row behind the other. */
  private readonly linkStart: Int32Array
  private readonly linkCount: Int32Array
  private readonly links: Int32Array
  /** Of a chain of moves: which pair a site gives to, out of which pair. */
  private readonly taking: Int32Array
  private readonly giving: Int32Array
  private readonly mark: Int32Array
  private marks = 0
  /** How many sites the last search has come by. */
  private seen = 0
  private readonly queue: Int32Array
  /** What a trial has changed: pair and flow, demand and rest, site and load. */
  private readonly kept = { flow: [] as number[], rest: [] as number[], load: [] as number[] }
  private isTrial = false
  private before = { from: -1, to: -1, value: 0 }

  constructor(weight: Float64Array, capacity: Float64Array, near: Lists, around: Lists) {
    const [pairs, sites] = [around.places.length, capacity.length]
    this.capacity = capacity
    this.around = around
    this.isOpen = new Uint8Array(sites)
    this.owner = new Int32Array(pairs)
    for (let site = 0; site < sites; site++)
      this.owner.fill(site, around.start[site] as number, around.start[site + 1] as number)
    this.flow = new Float64Array(pairs)
    this.load = new Float64Array(sites)
    this.rest = weight.slice()
    this.linkStart = near.start
    this.linkCount = new Int32Array(weight.length)
    this.links = new Int32Array(pairs)
    this.taking = new Int32Array(sites)
    this.giving = new Int32Array(sites)
    this.mark = new Int32Array(sites)
    this.queue = new Int32Array(sites)
  }

  get chosen(): number[] {
    return [...this.isOpen.keys()].filter(site => this.isOpen[site] === 1)
  }

  become(sites: Iterable<number>): void {
    this.keep()
    for (const site of this.chosen) this.close(site)
    for (const site of sites) {
      this.open(site)
      this.fill(site)
    }
  }

  /** What closes and what opens, −1 for nothing; returns how much more is served. */
  try(from: number, to: number): number {
    this.isTrial = true
    this.before = { from, to, value: this.value }
    if (from >= 0) this.close(from)
    if (to >= 0) this.open(to)
    this.fill(to)
    return this.value - this.before.value
  }

  keep(): void {
    this.isTrial = false
    for (const list of Object.values(this.kept)) list.length = 0
  }

  takeBack(): void {
    const { from, to, value } = this.before
    if (to >= 0) this.unlink(to)
    if (from >= 0) this.open(from)
    const { flow, rest, load } = this.kept
    restore(this.flow, flow)
    restore(this.rest, rest)
    restore(this.load, load)
    this.value = value
    this.keep()
  }

  /** Weight of a demand that is left out. */
  restOf(demand: number): number {
    return this.rest[demand] as number
  }

  private open(site: number): void {
    const { around, links, linkStart, linkCount } = this
    this.isOpen[site] = 1
    for (let pair = around.start[site] as number; pair < (around.start[site + 1] as number); pair++) {
      const demand = around.places[pair] as number
      const count = linkCount[demand] as number
      links[(linkStart[demand] as number) + count] = pair
      linkCount[demand] = count + 1
    }
  }

  private unlink(site: number): void {
    const { around, links, linkStart, linkCount } = this
    this.isOpen[site] = 0
    for (let pair = around.start[site] as number; pair < (around.start[site + 1] as number); pair++) {
      const demand = around.places[pair] as number
      const begin = linkStart[demand] as number
      const last = begin + (linkCount[demand] as number) - 1
      let at = begin
      while (links[at] !== pair) at++
      links[at] = links[last] as number
      linkCount[demand] = last - begin
    }
  }

  private close(site: number): void {
    const { around, flow } = this
    for (let pair = around.start[site] as number; pair < (around.start[site + 1] as number); pair++) {
      const part = flow[pair] as number
      if (part === 0) continue
      this.put(pair, -part)
      this.lack(around.places[pair] as number, part)
    }
    this.unlink(site)
  }

  private put(pair: number, amount: number): void {
    const site = this.owner[pair] as number
    const flow = this.flow[pair] as number
    if (this.isTrial) {
      this.kept.flow.push(pair, flow)
      this.kept.load.push(site, this.load[site] as number)
    }
    const next = flow + amount
    this.flow[pair] = next < grain ? 0 : next
    this.load[site] = (this.load[site] as number) + amount
  }

  private lack(demand: number, amount: number): void {
    const rest = this.rest[demand] as number
    if (this.isTrial) this.kept.rest.push(demand, rest)
    const next = rest + amount
    this.rest[demand] = next < grain ? 0 : next
    this.value -= amount
  }

  /** Every site with room draws whoever is left out, the given one first. */
  private fill(first: number): void {
    const { isOpen } = this
    // Where a search has found nobody, no later one need look.
    const since = this.marks
    if (first >= 0) this.draw(first, since)
    for (let site = 0; site < isOpen.length; site++)
      if (isOpen[site] && site !== first && (this.mark[site] as number) <= since) this.draw(site, since)
  }

  private draw(site: number, since: number): void {
    while ((this.capacity[site] as number) - (this.load[site] as number) > grain) {
      const marks = ++this.marks
      if (this.search(site, marks, since)) {
        // Sites that were passed on the way are open to the next search.
        for (let one = 0; one < this.seen; one++) this.mark[this.queue[one] as number] = since
        continue
      }
      return
    }
  }

  /** From a site with room to people left out, over chains of people who could go one site further. */
  private search(site: number, marks: number, since: number): boolean {
    const { around, queue, mark, rest, links, linkStart, linkCount, flow, owner } = this
    let [head, tail, hasFound] = [0, 0, false]
    queue[tail++] = site
    mark[site] = marks
    while (head < tail && !hasFound) {
      const to = queue[head++] as number
      for (let pair = around.start[to] as number; pair < (around.start[to + 1] as number); pair++) {
        const demand = around.places[pair] as number
        if ((rest[demand] as number) > 0) {
          hasFound = true
          if (!this.augment(site, to, pair)) break
        }
        const begin = linkStart[demand] as number
        for (let at = begin; at < begin + (linkCount[demand] as number); at++) {
          const other = links[at] as number
          const next = owner[other] as number
          if ((flow[other] as number) === 0 || (mark[next] as number) > since) continue
          mark[next] = marks
          this.giving[next] = other
          this.taking[next] = pair
          queue[tail++] = next
        }
      }
    }
    this.seen = tail
    return hasFound
  }

  /** Lets the demand of a pair in, each site of the chain passing somebody on; false when the chain can carry no more. */
  private augment(site: number, to: number, pair: number): boolean {
    const { flow, rest, giving, taking, owner } = this
    const demand = this.around.places[pair] as number
    const room = (this.capacity[site] as number) - (this.load[site] as number)
    let amount = Math.min(rest[demand] as number, room)
    for (let at = to; at !== site; at = owner[taking[at] as number] as number)
      amount = Math.min(amount, flow[giving[at] as number] as number)
    if (amount <= 0) return false
    this.put(pair, amount)
    this.lack(demand, -amount)
    let isOpenFurther = room - amount > grain
    for (let at = to; at !== site; at = owner[taking[at] as number] as number) {
      this.put(giving[at] as number, -amount)
      this.put(taking[at] as number, amount)
      if ((flow[giving[at] as number] as number) === 0) isOpenFurther = false
    }
    return isOpenFurther
  }
}

/** Backwards, so that what was there first is there again. */
function restore(numbers: Float64Array, kept: readonly number[]): void {
  for (let at = kept.length - 2; at >= 0; at -= 2) numbers[kept[at] as number] = kept[at + 1] as number
}
