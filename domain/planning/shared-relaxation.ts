// The bound where sites can be full or too empty: each site takes the demands that pay best for its room.
import { smallest } from './nearest.ts'
import { Relaxation } from './relaxation.ts'
import type { Rule } from './rules.ts'
import type { Service } from './service.ts'

/** Beyond so many pairs a site that is too empty is filled up by a rough estimate instead of in order. */
const exactPairs = 5_000_000

export class SharedRelaxation extends Relaxation {
  private readonly weight: Float64Array
  /** By pair of `around`: the share of the demand that the site would take. */
  private readonly share: Float64Array
  private readonly ratio: Float64Array
  private readonly places: Int32Array
  private readonly values: Float64Array

  constructor(service: Service, rules: readonly Rule[], most: number) {
    super(service, rules, most)
    const { around, demands, problem } = service
    this.weight = Float64Array.from(demands, demand => problem.weight[demand] as number)
    this.share = new Float64Array(around.places.length)
    this.ratio = new Float64Array(demands.length)
    this.places = new Int32Array(demands.length)
    this.values = new Float64Array(demands.length)
  }

  protected override reduce(): number {
    let bound = this.reduceByRules()
    for (const worth of this.prices.demand) bound += worth
    for (let site = 0; site < this.reduced.length; site++)
      if (this.settled[site] !== -1 && !this.service.problem.never[site])
        this.reduced[site] = (this.reduced[site] as number) + this.fill(site)
    return bound
  }

  /** What the demands that a site would take cost it less what they pay. */
  private fill(site: number): number {
    const { around, problem } = this.service
    const { weight, share } = this
    const { demand } = this.prices
    const [begin, end] = [around.start[site] as number, around.start[site + 1] as number]
    const most = problem.capacity?.[site] ?? Number.POSITIVE_INFINITY
    let value = 0
    let load = 0
    for (let pair = begin; pair < end; pair++) {
      const at = around.places[pair] as number
      const gain = (around.distances[pair] as number) - (demand[at] as number)
      share[pair] = gain < 0 ? 1 : 0
      if (gain >= 0) continue
      value += gain
      load += weight[at] as number
    }
    if (load > most) return this.fillInOrder(site, most, true)
    if (load < problem.minimumDemand && site !== this.service.nobody) {
      if (share.length <= exactPairs) return this.fillInOrder(site, problem.minimumDemand, false)
      return value + (problem.minimumDemand - load) * this.leastRatio(site)
    }
    return value
  }

  /** Demands by what they cost less what they pay for a unit of room, until the room is used. */
  private fillInOrder(site: number, room: number, isLimit: boolean): number {
    const { around } = this.service
    const { weight, share, ratio } = this
    const { demand } = this.prices
    const [begin, end] = [around.start[site] as number, around.start[site + 1] as number]
    const row = ratio.subarray(0, end - begin)
    let value = 0
    for (let pair = begin; pair < end; pair++) {
      const at = around.places[pair] as number
      const gain = (around.distances[pair] as number) - (demand[at] as number)
      const amount = weight[at] as number
      share[pair] = amount === 0 && gain < 0 ? 1 : 0
      if (amount === 0) value += Math.min(0, gain)
      row[pair - begin] = amount === 0 || (isLimit && gain >= 0) ? Number.POSITIVE_INFINITY : gain / amount
    }
    const count = this.firstFew(row, begin, room)
    let left = room
    for (let step = 0; step < count; step++) {
      const pair = begin + (this.places[step] as number)
      const amount = weight[around.places[pair] as number] as number
      const taken = Math.min(amount, left)
      share[pair] = taken / amount
      value += taken * (this.values[step] as number)
      left -= taken
    }
    // Too few people within reach: the site can never have its least demand.
    return !isLimit && left > 1e-9 * Math.max(1, room) ? Number.POSITIVE_INFINITY : value
  }

  /** Only as many in order as the room needs: most of a long row never matters. */
  private firstFew(row: Float64Array, begin: number, room: number): number {
    const { around } = this.service
    for (let most = 32; ; most *= 4) {
      const count = smallest(row, most, Number.MAX_VALUE, this.places, this.values)
      let load = 0
      for (let step = 0; step < count; step++)
        load += this.weight[around.places[begin + (this.places[step] as number)] as number] as number
      if (load >= room || count < most) return count
    }
  }

  private leastRatio(site: number): number {
    const { around } = this.service
    let least = Number.POSITIVE_INFINITY
    for (let pair = around.start[site] as number; pair < (around.start[site + 1] as number); pair++) {
      const at = around.places[pair] as number
      const gain = (around.distances[pair] as number) - (this.prices.demand[at] as number)
      if (gain >= 0 && (this.weight[at] as number) > 0)
        least = Math.min(least, gain / (this.weight[at] as number))
    }
    return least
  }

  protected override weigh(): void {
    const { around } = this.service
    const { excess, isPicked, share } = this
    excess.fill(1)
    for (let site = 0; site < isPicked.length; site++) {
      if (!isPicked[site]) continue
      for (let pair = around.start[site] as number; pair < (around.start[site + 1] as number); pair++)
        if ((share[pair] as number) > 0)
          excess[around.places[pair] as number] =
            (excess[around.places[pair] as number] as number) - (share[pair] as number)
    }
    this.weighRules()
  }
}
