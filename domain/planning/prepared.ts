// A siting problem as the solvers read it: places are numbers from 0, everything else is in typed arrays.
import { type Distances, distancesOf } from './distances.ts'
import { impossible, type SiteId, type SiteObjective, type SiteProblem, wrongAt } from './problem.ts'

/** At least this share for a group: of the demand served where demands carry the group, else of the sites. */
export interface Floor {
  group: string
  share: number
  /** Demands of the group; null when it is a group of candidates only. */
  demands: Int32Array | null
  candidates: Int32Array
}

export interface Prepared {
  objective: SiteObjective
  demandIds: readonly SiteId[]
  candidateIds: readonly SiteId[]
  /** Of a demand; 1 where the file says nothing. */
  weight: Float64Array
  /** Of a candidate; 0 where the file says nothing. */
  cost: Float64Array
  /** Of a candidate, Infinity without a limit; null when no candidate has one. */
  capacity: Float64Array | null
  must: Uint8Array
  never: Uint8Array
  /** At most so many sites. */
  sites: number | null
  budget: number | null
  radius: number | null
  minimumDemand: number
  floors: readonly Floor[]
  distances: Distances
  /** The distance is already the cost of the whole demand, not of one unit of weight. */
  isWholeCost: boolean
}

export function prepare(problem: SiteProblem): Prepared {
  const { demands, candidates, objective } = problem
  checkIds('demands', demands)
  checkIds('candidates', candidates)
  checkTogether(problem)
  const capacity = candidates.some(({ capacity: one }) => typeof one === 'number')
    ? Float64Array.from(candidates, ({ capacity: one }) => one ?? Number.POSITIVE_INFINITY)
    : null
  const prepared: Prepared = {
    objective,
    demandIds: demands.map(({ id }) => id),
    candidateIds: candidates.map(({ id }) => id),
    weight: Float64Array.from(demands, ({ weight }) => weight ?? 1),
    cost: Float64Array.from(candidates, ({ cost }) => cost ?? 0),
    capacity,
    must: Uint8Array.from(candidates, ({ must }) => (must ? 1 : 0)),
    // A site that cannot hold the least demand can never open.
    never: Uint8Array.from(candidates, ({ never, must, capacity: most }) =>
      never || (!must && typeof most === 'number' && most < (problem.minimumDemand ?? 0)) ? 1 : 0,
    ),
    sites: problem.sites ?? null,
    budget: problem.budget ?? null,
    radius: problem.radius ?? null,
    minimumDemand: problem.minimumDemand ?? 0,
    floors: floorsOf(problem),
    distances: distancesOf(problem),
    isWholeCost: objective === 'fixedCharge' && problem.distances.matrix !== undefined,
  }
  checkChoice(prepared)
  return prepared
}

function checkIds(list: string, places: readonly { id: SiteId }[]): void {
  const seen = new Map<string, number>()
  for (const [at, { id }] of places.entries()) {
    const before = seen.get(String(id))
    if (before !== undefined) throw wrongAt(`${list}[${at}].id`, `${id} 与 ${list}[${before}] 重复`)
    seen.set(String(id), at)
  }
}

/** Fields that ask for one another. */
function checkTogether(problem: SiteProblem): void {
  const { objective, candidates } = problem
  for (const [at, { must, never }] of candidates.entries())
    if (must && never) throw wrongAt(`candidates[${at}]`, '不能同时写 must 和 never')
  if (problem.budget !== undefined && candidates.every(({ cost }) => cost === undefined))
    throw wrongAt('budget', '写了预算，候选点却都没有 cost')
  if (objective === 'covering' && problem.radius === undefined)
    throw wrongAt('radius', '“covering”要写服务半径')
  if ((objective === 'median' || objective === 'centre') && problem.sites === undefined)
    if (problem.budget === undefined)
      throw wrongAt('sites', `“${objective}”要写 sites（最多开几个点）或 budget`)
}

function floorsOf({ floors = [], demands, candidates }: SiteProblem): Floor[] {
  return floors.map(({ group, share }, at) => {
    const those = (places: readonly { group?: string | undefined }[]) =>
      Int32Array.from(places.flatMap((place, number) => (place.group === group ? [number] : [])))
    const [ofDemands, ofCandidates] = [those(demands), those(candidates)]
    if (ofDemands.length + ofCandidates.length === 0)
      throw wrongAt(`floors[${at}].group`, `没有需求点或候选点属于“${group}”`)
    if (ofDemands.length > 0 && ofCandidates.length > 0)
      throw wrongAt(
        `floors[${at}].group`,
        `需求点和候选点里都有“${group}”，分不清比例算哪一边；请给其中一边换个组名，两边都要算就写两项`,
      )
    return { group, share, demands: ofDemands.length > 0 ? ofDemands : null, candidates: ofCandidates }
  })
}

/** What can be said without solving anything: the sites that must be are too many, too dear. */
function checkChoice({
  must,
  never,
  cost,
  sites,
  budget,
  capacity,
  minimumDemand,
  candidateIds,
}: Prepared): void {
  const tight = must.findIndex(
    (one, site) => one === 1 && (capacity?.[site] ?? Number.POSITIVE_INFINITY) < minimumDemand,
  )
  if (tight >= 0)
    throw impossible(
      `必须开设的 ${candidateIds[tight]} 容量小于 minimumDemand（${minimumDemand}）`,
      'minimumDemand',
    )
  const musts = must.reduce((sum, one) => sum + one, 0)
  if (sites !== null && musts > sites)
    throw impossible(`必须开设的点有 ${musts} 个，多于 sites 允许的 ${sites} 个`, 'sites')
  const spent = cost.reduce((sum, one, at) => sum + (must[at] ? one : 0), 0)
  if (budget !== null && spent > budget * (1 + 1e-12))
    throw impossible(`必须开设的点共需 ${spent}，超过预算 ${budget}`, 'budget')
  if (never.every(one => one === 1))
    throw impossible('没有可以开设的候选点（都写了 never，或容量小于 minimumDemand）', 'never')
}
