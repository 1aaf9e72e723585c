// Why a plan is as it is, in figures a person can check: who gains by each site, how far, for how much; and two plans side by side.
import { bindingOf } from './binding.ts'
import type { Prepared } from './prepared.ts'
import type { SiteId } from './problem.ts'
import type { Served } from './solver.ts'

export interface SiteReason {
  site: number
  id: SiteId
  cost: number
  /** Demands served here and their weight. */
  served: number[]
  weight: number
  /** Demands that no other site of the plan reaches within the radius: what closing it would cost. */
  alone: number[]
  aloneWeight: number
  /** By weight, over those served here; null where nobody is. */
  meanDistance: number | null
  greatestDistance: number | null
  /** What one unit of weight costs here; null where nobody is served. */
  costPerWeight: number | null
  /** The weight served uses up the capacity. */
  isFull: boolean
}

export interface PlanReasons {
  sites: SiteReason[]
  binding: string[]
  /** Demands nobody serves in this plan, and their weight. */
  unserved: number[]
  unservedWeight: number
}

/** Who gains by each site of a plan, and which constraints stand in the way of more. */
export function explainPlan(
  problem: Prepared,
  chosen: readonly number[],
  served: readonly Served[],
): PlanReasons {
  const reached = reachCounts(problem, chosen)
  const bySite = new Map<number, Served[]>(chosen.map(site => [site, []]))
  const isServed = new Uint8Array(problem.weight.length)
  for (const one of served) {
    bySite.get(one.site)?.push(one)
    isServed[one.demand] = 1
  }
  const unserved = [...isServed.keys()].filter(demand => isServed[demand] === 0)
  return {
    sites: chosen.map(site => reasonOf(problem, site, bySite.get(site) ?? [], reached)),
    binding: bindingOf(problem, Int32Array.from(chosen), served),
    unserved,
    unservedWeight: weightOf(problem, unserved),
  }
}

/** By demand: how many of the chosen reach it within the radius, and the last one that does. */
function reachCounts({ distances, weight, cost, radius }: Prepared, chosen: readonly number[]) {
  const count = new Int32Array(weight.length)
  const holder = new Int32Array(weight.length).fill(-1)
  const row = new Float64Array(cost.length)
  for (let demand = 0; demand < weight.length; demand++) {
    distances.fill(demand, row, radius ?? Number.POSITIVE_INFINITY)
    for (const site of chosen)
      if ((row[site] as number) <= (radius ?? Number.MAX_VALUE)) {
        count[demand] = (count[demand] as number) + 1
        holder[demand] = site
      }
  }
  return { count, holder }
}

function reasonOf(
  problem: Prepared,
  site: number,
  served: readonly Served[],
  { count, holder }: ReturnType<typeof reachCounts>,
): SiteReason {
  const alone = [...count.keys()].filter(demand => count[demand] === 1 && holder[demand] === site)
  const parts = served.map(({ demand, share = 1, distance }) => ({
    distance,
    weight: share * (problem.weight[demand] as number),
  }))
  const weight = parts.reduce((sum, part) => sum + part.weight, 0)
  const capacity = problem.capacity?.[site] ?? Number.POSITIVE_INFINITY
  const cost = problem.cost[site] as number
  return {
    ...{ site, id: problem.candidateIds[site] as SiteId, cost, weight },
    served: served.map(({ demand }) => demand),
    ...{ alone, aloneWeight: weightOf(problem, alone) },
    meanDistance:
      weight > 0 ? parts.reduce((sum, part) => sum + part.weight * part.distance, 0) / weight : null,
    greatestDistance: parts.length > 0 ? Math.max(...parts.map(({ distance }) => distance)) : null,
    costPerWeight: weight > 0 ? cost / weight : null,
    isFull: weight >= capacity - 1e-6 * Math.max(1, capacity),
  }
}

const weightOf = ({ weight }: Prepared, demands: readonly number[]) =>
  demands.reduce((sum, demand) => sum + (weight[demand] as number), 0)

export interface PlanSketch {
  chosen: readonly number[]
  served: readonly Served[]
}

export interface PlanDifference {
  /** Sites only in the second plan, and only in the first. */
  opened: number[]
  closed: number[]
  /** Demands that only the second plan serves, and only the first. */
  gained: number[]
  lost: number[]
  gainedWeight: number
  lostWeight: number
  /** Served by both, nearer or farther in the second. */
  nearer: number[]
  farther: number[]
  costBefore: number
  costAfter: number
  /** By group of a floor: weight served and money spent for it, before and after. */
  groups: GroupDifference[]
}

export interface GroupDifference {
  group: string
  sitesBefore: number
  sitesAfter: number
  costBefore: number
  costAfter: number
  /** Null where the group is one of candidates only. */
  weightBefore: number | null
  weightAfter: number | null
}

/** What changes for whom when the second plan takes the place of the first. */
export function comparePlans(problem: Prepared, before: PlanSketch, after: PlanSketch): PlanDifference {
  const [first, second] = [waysOf(problem, before), waysOf(problem, after)]
  const demands = [...problem.weight.keys()]
  const those = (keep: (one: number, other: number) => boolean) =>
    demands.filter(demand => keep(first[demand] as number, second[demand] as number))
  const gained = those((one, other) => !Number.isFinite(one) && Number.isFinite(other))
  const lost = those((one, other) => Number.isFinite(one) && !Number.isFinite(other))
  const isBoth = (one: number, other: number) => Number.isFinite(one) && Number.isFinite(other)
  return {
    opened: after.chosen.filter(site => !before.chosen.includes(site)),
    closed: before.chosen.filter(site => !after.chosen.includes(site)),
    ...{ gained, lost, gainedWeight: weightOf(problem, gained), lostWeight: weightOf(problem, lost) },
    nearer: those((one, other) => isBoth(one, other) && other < one),
    farther: those((one, other) => isBoth(one, other) && other > one),
    costBefore: costOf(problem, before.chosen),
    costAfter: costOf(problem, after.chosen),
    groups: problem.floors.map(floor => groupDifference(problem, floor, before, after)),
  }
}

/** The longest way of each demand to the sites that serve it; Infinity where nobody does. */
function waysOf({ weight }: Prepared, { served }: PlanSketch): Float64Array {
  const ways = new Float64Array(weight.length).fill(Number.POSITIVE_INFINITY)
  for (const { demand, distance } of served) {
    const known = ways[demand] as number
    ways[demand] = Number.isFinite(known) ? Math.max(known, distance) : distance
  }
  return ways
}

const costOf = ({ cost }: Prepared, chosen: readonly number[]) =>
  chosen.reduce((sum, site) => sum + (cost[site] as number), 0)

function groupDifference(
  problem: Prepared,
  { group, demands, candidates }: Prepared['floors'][number],
  before: PlanSketch,
  after: PlanSketch,
): GroupDifference {
  const isMember = new Set(candidates)
  const own = ({ chosen }: PlanSketch) => chosen.filter(site => isMember.has(site))
  const weight = ({ served }: PlanSketch) => {
    if (demands === null) return null
    const members = new Set(demands)
    return served.reduce(
      (sum, { demand, share = 1 }) =>
        members.has(demand) ? sum + share * (problem.weight[demand] as number) : sum,
      0,
    )
  }
  return {
    group,
    ...{ sitesBefore: own(before).length, sitesAfter: own(after).length },
    ...{ costBefore: costOf(problem, own(before)), costAfter: costOf(problem, own(after)) },
    ...{ weightBefore: weight(before), weightAfter: weight(after) },
  }
}
