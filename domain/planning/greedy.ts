// A first set of sites: again and again the one that helps most for what it takes, as long as the rules allow.
import type { Freedom } from './interchange.ts'
import type { Rule } from './rules.ts'
import type { Service } from './service.ts'

interface Beginning {
  /** Sites that are open before anything is chosen. */
  given: Iterable<number>
  /** Tried first, in this order, as far as rules and number allow. */
  wished?: Iterable<number>
}

/** Gains only shrink as sites open, so most need not be worked out again (lazy greedy). */
export function greedy(
  service: Service,
  rules: readonly Rule[],
  freedom: Freedom,
  { given, wished = [] }: Beginning,
): Int32Array {
  const cost = new Float64Array(service.demands.length).fill(service.alone)
  const used = new Float64Array(rules.length)
  const chosen: number[] = []
  const isChosen = new Uint8Array(service.candidates)
  const take = (site: number) => {
    isChosen[site] = 1
    chosen.push(site)
    for (const [at, { each }] of rules.entries()) used[at] = (used[at] as number) + (each[site] as number)
    const { start, places, distances } = service.around
    for (let pair = start[site] as number; pair < (start[site + 1] as number); pair++)
      cost[places[pair] as number] = Math.min(
        cost[places[pair] as number] as number,
        distances[pair] as number,
      )
  }
  const isAllowed = (site: number) =>
    rules.every(
      ({ each, most }, at) =>
        (each[site] as number) <= 0 || (used[at] as number) + (each[site] as number) <= most,
    )
  const worth = (site: number) => gainOf(service, cost, site) / priceOf(rules, site)
  for (const site of given) take(site)
  for (const site of wished)
    if (!isChosen[site] && chosen.length < freedom.most && freedom.free[site] && isAllowed(site)) take(site)
  const open = [...freedom.free.keys()].filter(site => freedom.free[site] && !isChosen[site])
  const queue = new Queue(open, worth)
  const waiting: number[] = []
  while (chosen.length < freedom.most) {
    const site = queue.pop(worth)
    if (site < 0) break
    if (!isAllowed(site)) {
      waiting.push(site)
      continue
    }
    take(site)
    // What a rule forbade may be allowed now that another site gave it room.
    if (rules.some(({ each }) => (each[site] as number) < 0))
      for (const one of waiting.splice(0)) queue.push(one, worth(one))
  }
  return Int32Array.from(chosen)
}

function gainOf({ around, fixed }: Service, cost: Float64Array, site: number): number {
  let gain = -(fixed[site] as number)
  for (let pair = around.start[site] as number; pair < (around.start[site + 1] as number); pair++)
    gain += Math.max(0, (cost[around.places[pair] as number] as number) - (around.distances[pair] as number))
  return gain
}

function priceOf(rules: readonly Rule[], site: number): number {
  let price = 0
  for (const { each, most } of rules) if (most > 0) price += Math.max(0, each[site] as number) / most
  return rules.length > 0 ? Math.max(price, 1e-6) : 1
}

/** The greatest worth first; what was worked out before is looked at again before it leaves. */
class Queue {
  private readonly sites: number[] = []
  private readonly worths: number[] = []

  constructor(sites: readonly number[], worth: (site: number) => number) {
    for (const site of sites) this.push(site, worth(site))
  }

  push(site: number, worth: number): void {
    let at = this.sites.length
    this.sites.push(site)
    this.worths.push(worth)
    while (at > 0) {
      const above = (at - 1) >> 1
      if ((this.worths[above] as number) >= worth) break
      this.swap(at, above)
      at = above
    }
  }

  /** Only sites that still help; −1 when there is none. */
  pop(worth: (site: number) => number): number {
    while (this.sites.length > 0) {
      const site = this.sites[0] as number
      const now = worth(site)
      this.worths[0] = now
      this.sink()
      if (this.sites[0] !== site && (this.worths[0] as number) > now) continue
      if (now <= 0) return -1
      const at = this.sites.indexOf(site)
      this.remove(at)
      return site
    }
    return -1
  }

  private remove(at: number): void {
    const last = this.sites.length - 1
    this.swap(at, last)
    this.sites.pop()
    this.worths.pop()
    if (at < last) this.sink(at)
  }

  private sink(from = 0): void {
    let at = from
    for (;;) {
      let below = 2 * at + 1
      if (below >= this.sites.length) return
      if (
        below + 1 < this.sites.length &&
        (this.worths[below + 1] as number) > (this.worths[below] as number)
      )
        below++
      if ((this.worths[below] as number) <= (this.worths[at] as number)) return
      this.swap(at, below)
      at = below
    }
  }

  private swap(one: number, other: number): void {
    const [site, worth] = [this.sites[one] as number, this.worths[one] as number]
    this.sites[one] = this.sites[other] as number
    this.worths[one] = this.worths[other] as number
    this.sites[other] = site
    this.worths[other] = worth
  }
}
