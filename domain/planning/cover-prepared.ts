// From a siting problem to the bare problem of covering within a distance.
import type { CoverProblem, Limit, LimitName, ReachFloor } from './cover-problem.ts'
import type { Lists as NearLists } from './lists.ts'
import type { Prepared } from './prepared.ts'
import { transposed } from './rows.ts'
import { rulesOf } from './rules.ts'

export interface CoverShape {
  /** By demand of the siting problem: its number here, −1 where it does not count. */
  readonly demandAt: Int32Array
  readonly problem: CoverProblem
  /** By candidate: 1 must be open, −1 never. */
  readonly settled: Int8Array
}

/** `near`: for each demand the candidates within reach; demands that do not count, or that nobody reaches, are left out. */
export function coverShapeOf(
  problem: Prepared,
  near: Pick<NearLists, 'start' | 'places'>,
  counts: (demand: number) => boolean,
): CoverShape {
  const { weight, cost, must, never } = problem
  const demandAt = new Int32Array(weight.length).fill(-1)
  const starts = [0]
  const items = new Int32Array(near.places.length)
  let size = 0
  for (let demand = 0; demand < weight.length; demand++) {
    const [from, to] = [near.start[demand] as number, near.start[demand + 1] as number]
    if (from === to || !counts(demand)) continue
    demandAt[demand] = starts.length - 1
    items.set(near.places.subarray(from, to), size)
    size += to - from
    starts.push(size)
  }
  const unsorted = { starts: Int32Array.from(starts), items: items.subarray(0, size) }
  const reach = transposed(unsorted, cost.length)
  const reachedBy = transposed(reach, starts.length - 1)
  const weights = new Float64Array(starts.length - 1)
  for (const [demand, at] of demandAt.entries()) if (at >= 0) weights[at] = weight[demand] as number
  return {
    demandAt,
    problem: {
      ...{ weights, reach, reachedBy, costs: cost, limits: limitsOf(problem) },
      reachFloors: reachFloorsOf(problem, demandAt, weights.length),
    },
    settled: Int8Array.from(must, (one, site) => (one === 1 ? 1 : never[site] === 1 ? -1 : 0)),
  }
}

export function limitsOf(problem: Prepared): Limit[] {
  const { sites, cost } = problem
  const rules = rulesOf({ ...problem, radius: problem.radius ?? Number.POSITIVE_INFINITY })
  const limits = rules.map(({ name, each, most }) => ({ name: name as LimitName, amounts: each, most }))
  if (sites === null || sites >= cost.length) return limits
  return [{ name: 'sites', amounts: new Float64Array(cost.length).fill(1), most: sites }, ...limits]
}

/** A floor of demands is a share of their whole weight, whether anybody can reach them or not. */
function reachFloorsOf(problem: Prepared, demandAt: Int32Array, size: number): ReachFloor[] {
  return problem.floors.flatMap(({ group, share, demands }) => {
    if (demands === null) return []
    const members = new Uint8Array(size)
    let whole = 0
    for (const demand of demands) {
      whole += problem.weight[demand] as number
      const at = demandAt[demand] as number
      if (at >= 0) members[at] = 1
    }
    return share > 0 && whole > 0 ? [{ group, members, least: share * whole }] : []
  })
}
