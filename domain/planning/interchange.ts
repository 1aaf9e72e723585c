// Improving a set of open sites by opening, closing and exchanging single sites until no such step helps.
import type { Opening } from './opening.ts'

/** What may be moved, and how far the number of sites may go. */
export interface Freedom {
  /** Sites that may open and close. */
  free: Uint8Array
  most: number
}

const least = 1e-9

/** First improvement round by round in the order given; stops in a local optimum or when time is over. */
export function improve(opening: Opening, freedom: Freedom, order: Int32Array, isOver: () => boolean): void {
  const search = new Exchange(opening, freedom)
  let quiet = 0
  for (let at = 0; quiet < order.length; at = (at + 1) % order.length) {
    if ((at & 127) === 0 && isOver()) return
    quiet = search.tryToOpen(order[at] as number) ? 0 : quiet + 1
    if (at === order.length - 1 && search.closeNeedless()) quiet = 0
  }
}

class Exchange {
  /** What the newcomer saves of the loss of each site it could replace. */
  private readonly saved: Float64Array
  private readonly epsilon: number

  private readonly opening: Opening
  private readonly freedom: Freedom

  constructor(opening: Opening, freedom: Freedom) {
    this.opening = opening
    this.freedom = freedom
    this.saved = new Float64Array(opening.isOpen.length)
    this.epsilon = opening.service.isWhole ? 0.5 : least
  }

  /** Opens a closed site if that helps by itself or in exchange for an open one. */
  tryToOpen(site: number): boolean {
    const { opening, freedom, saved } = this
    if (opening.isOpen[site] || !freedom.free[site]) return false
    const gain = this.gainOf(site) - (opening.service.fixed[site] as number)
    let best = opening.count < freedom.most && this.isAllowed(site, -1) ? -gain : Number.POSITIVE_INFINITY
    let out = -1
    const { fixed } = opening.service
    for (let place = 0; place < opening.count; place++) {
      const other = opening.sites[place] as number
      const delta =
        (opening.loss[other] as number) - (saved[other] as number) - (fixed[other] as number) - gain
      saved[other] = 0
      if (delta >= best || !freedom.free[other]) continue
      if (opening.rules.length > 0 && !this.isAllowed(site, other)) continue
      best = delta
      out = other
    }
    if (best > -this.threshold()) return false
    opening.open(site)
    if (out >= 0) opening.close(out)
    return true
  }

  /** Rounding of a large total must not look like progress. */
  private threshold(): number {
    return Math.max(this.epsilon, Math.abs(this.opening.total) * 1e-12)
  }

  private gainOf(site: number): number {
    const { service, first, cost, spare } = this.opening
    const { start, places, distances } = service.around
    const end = start[site + 1] as number
    let gain = 0
    for (let pair = start[site] as number; pair < end; pair++) {
      const at = places[pair] as number
      const offered = distances[pair] as number
      const next = spare[at] as number
      if (offered >= next) continue
      const now = cost[at] as number
      const owner = first[at] as number
      if (offered < now) {
        gain += now - offered
        if (owner >= 0) this.saved[owner] = (this.saved[owner] as number) + next - now
      } else if (owner >= 0) this.saved[owner] = (this.saved[owner] as number) + next - offered
    }
    return gain
  }

  /** A step must keep the rules, or come nearer to those that are broken. */
  private isAllowed(come: number, go: number): boolean {
    const { rules, used } = this.opening
    for (let at = 0; at < rules.length; at++) {
      const { each, most } = rules[at] as (typeof rules)[number]
      const change = (each[come] ?? 0) - (each[go] ?? 0)
      if (change > 0 && (used[at] as number) + change > most) return false
    }
    return true
  }

  /** Closes sites whose demands lose less than the site costs. */
  closeNeedless(): boolean {
    const { opening, freedom } = this
    const { fixed } = opening.service
    let some = false
    for (let place = opening.count - 1; place >= 0; place--) {
      const site = opening.sites[place] as number
      if (!freedom.free[site] || opening.count === 1) continue
      if ((opening.loss[site] as number) - (fixed[site] as number) > -this.threshold()) continue
      if (!this.isAllowed(-1, site)) continue
      opening.close(site)
      some = true
      place = Math.min(place, opening.count)
    }
    return some
  }
}
