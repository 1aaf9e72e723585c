// Judges a siting plan from the file and the answer alone: own distances, own sums, no line of code of the solver.
import type { SiteAnswer, SiteProblem } from '../domain/planning/problem.ts'

const far = Number.POSITIVE_INFINITY
const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)
const isSame = (one: number, other: number) =>
  one === other || Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one), Math.abs(other))
const isMore = (one: number, other: number) => one > other && !isSame(one, other)

/** Distances of all demands to one candidate, reckoned when they are first asked for. */
export type Ways = (site: number) => readonly number[]

export function waysOf({ demands, candidates, distances }: SiteProblem): Ways {
  const { matrix, metric, roadFactor = 1 } = distances
  const reckon = (site: number): number[] => {
    if (matrix) return matrix.map(row => (row[site] === null ? far : row[site] * roadFactor))
    if (!metric) return alongRoads(site)
    const length = metric === 'euclidean' ? overThePlane : overTheGlobe
    const to = candidates[site] as Point
    return demands.map(from => length(from as Point, to) * roadFactor)
  }
  const roads = matrix || metric ? null : roadsOf(distances)
  const alongRoads = (site: number) => {
    const from = shortest(roads as Map<number, number>[], Number(candidates[site]?.id))
    return demands.map(({ id }) => (from[Number(id)] as number) * roadFactor)
  }
  const known = new Map<number, number[]>()
  return site => {
    const column = known.get(site) ?? reckon(site)
    known.set(site, column)
    return column
  }
}

interface Point {
  x: number
  y: number
}

const overThePlane = (a: Point, b: Point) => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2)

/** The haversine formula; the mean radius of the earth in kilometres. */
function overTheGlobe(a: Point, b: Point): number {
  const angle = (degrees: number) => (degrees / 180) * Math.PI
  const [up, along] = [Math.sin(angle(b.y - a.y) / 2), Math.sin(angle(b.x - a.x) / 2)]
  const part = up * up + Math.cos(angle(a.y)) * Math.cos(angle(b.y)) * along * along
  return 2 * 6371.0088 * Math.atan2(Math.sqrt(part), Math.sqrt(1 - part))
}

/** By node its neighbours; of an edge told twice the last counts. */
function roadsOf({ nodes = 0, edges = [] }: SiteProblem['distances']): Map<number, number>[] {
  const roads = Array.from({ length: nodes + 1 }, () => new Map<number, number>())
  for (const [one, other, length] of edges) {
    roads[one]?.set(other, length)
    roads[other]?.set(one, length)
  }
  return roads
}

/** From one node, improving neighbours until nothing improves. */
function shortest(roads: readonly Map<number, number>[], from: number): number[] {
  const length = roads.map(() => far)
  length[from] = 0
  let front = new Set([from])
  while (front.size > 0) {
    const next = new Set<number>()
    for (const node of front)
      for (const [to, step] of roads[node] ?? []) {
        const way = (length[node] as number) + step
        if (way >= (length[to] as number)) continue
        length[to] = way
        next.add(to)
      }
    front = next
  }
  return length
}

/** A full site, or one too empty, makes the nearest site not always the right one. */
export const isShared = ({ candidates, minimumDemand = 0 }: SiteProblem) =>
  minimumDemand > 0 || candidates.some(({ capacity }) => capacity !== undefined && capacity !== null)

/** Covering without a number of sites or a budget: everybody within reach, at the least cost. */
export const isForAll = ({ objective, sites, budget }: SiteProblem) =>
  objective === 'covering' && sites === undefined && budget === undefined

/** In a matrix of fixed charges stands what the whole demand costs. */
export const isWhole = ({ objective, distances }: SiteProblem) =>
  objective === 'fixedCharge' && distances.matrix !== undefined

export const weightOf = ({ demands }: SiteProblem, demand: number) => demands[demand]?.weight ?? 1

/** Demands that every plan has to serve. */
export const isOwed = (problem: SiteProblem, demand: number) =>
  problem.objective === 'centre' ||
  (problem.objective !== 'covering' && (isWhole(problem) || weightOf(problem, demand) > 0))

/** Money where candidates cost anything, else their number. */
export function priceOf({ candidates }: SiteProblem, chosen: readonly number[]): number {
  const isPriced = candidates.some(({ cost = 0 }) => cost > 0)
  return sum(chosen.map(site => (isPriced ? (candidates[site]?.cost ?? 0) : 1)))
}

/** What the choice itself breaks, whoever is served from where. */
export function choiceFaults(problem: SiteProblem, chosen: readonly number[]): string[] {
  const { candidates, demands, sites = far, budget = far, floors = [] } = problem
  const faults: string[] = []
  if (new Set(chosen).size < chosen.length) faults.push('a site is opened twice')
  if (chosen.length > sites) faults.push(`${chosen.length} sites, at most ${sites}`)
  const cost = sum(chosen.map(site => candidates[site]?.cost ?? 0))
  if (isMore(cost, budget)) faults.push(`costs ${cost}, at most ${budget}`)
  for (const [site, { id, must, never }] of candidates.entries()) {
    if (must && !chosen.includes(site)) faults.push(`${id} must be open`)
    if (never && chosen.includes(site)) faults.push(`${id} may never be open`)
  }
  for (const { group, share } of floors) {
    if (demands.some(demand => demand.group === group)) continue
    const own = chosen.filter(site => candidates[site]?.group === group)
    const least = share * priceOf(problem, chosen)
    if (isMore(least, priceOf(problem, own))) faults.push(`${group} has less than ${least}`)
  }
  return faults
}

interface Line {
  demand: number
  site: number
  share: number
  distance: number
}

/** What an answer breaks of its own problem, in words; nothing when all is as it says. */
export function planFaults(problem: SiteProblem, answer: SiteAnswer): string[] {
  const ways = waysOf(problem)
  const numbers = (places: readonly { id: unknown }[]) => new Map(places.map(({ id }, at) => [id, at]))
  const [demandAt, siteAt] = [numbers(problem.demands), numbers(problem.candidates)]
  const chosen = answer.chosen.map(id => siteAt.get(id) ?? -1)
  const lines = answer.assignments.map(({ demand, site, share = 1, distance }) => ({
    ...{ demand: demandAt.get(demand) ?? -1, site: siteAt.get(site) ?? -1, share, distance },
  }))
  if (chosen.includes(-1) || lines.some(({ demand, site }) => demand < 0 || site < 0))
    return ['names a place that is not in the file']
  return [
    ...choiceFaults(problem, chosen),
    ...lineFaults(problem, ways, chosen, lines),
    ...loadFaults(problem, chosen, lines),
    ...sumFaults(problem, chosen, lines, answer.objective),
    ...boundFaults(problem, answer),
  ]
}

function lineFaults(
  problem: SiteProblem,
  ways: Ways,
  chosen: readonly number[],
  lines: readonly Line[],
): string[] {
  const { radius = far, demands } = problem
  const open = new Set(chosen)
  const shared = isShared(problem)
  const served = demands.map(() => 0)
  const faults: string[] = []
  for (const { demand, site, share, distance } of lines) {
    const name = demands[demand]?.id
    const way = ways(site)[demand] as number
    served[demand] = (served[demand] as number) + share
    if (!open.has(site)) faults.push(`${name} is served by a closed site`)
    if (!isSame(way, distance)) faults.push(`${name} is told ${distance}, it is ${way}`)
    if (isMore(way, radius) && (isOwed(problem, demand) || weightOf(problem, demand) > 0))
      faults.push(`${name} is served from beyond the radius`)
    if (!shared && chosen.some(other => isMore(way, ways(other)[demand] as number)))
      faults.push(`${name} is not served by the nearest site`)
  }
  for (const [demand, share] of served.entries()) {
    const isReached = chosen.some(
      site => (ways(site)[demand] as number) < far && (ways(site)[demand] as number) <= radius,
    )
    const least = isOwed(problem, demand) || (!shared && isReached) ? 1 : 0
    if (share > 1 + 1e-6 || share < least - 1e-6) faults.push(`${demands[demand]?.id} is served to ${share}`)
  }
  return faults
}

function loadFaults(problem: SiteProblem, chosen: readonly number[], lines: readonly Line[]): string[] {
  const { candidates, demands, floors = [], minimumDemand = 0 } = problem
  const faults: string[] = []
  const load = new Map<number, number>()
  for (const { demand, site, share } of lines)
    load.set(site, (load.get(site) ?? 0) + share * weightOf(problem, demand))
  for (const site of chosen) {
    const [own, most] = [load.get(site) ?? 0, candidates[site]?.capacity ?? far]
    if (isMore(own, most)) faults.push(`${candidates[site]?.id} serves ${own}, at most ${most}`)
    if (isMore(minimumDemand, own)) faults.push(`${candidates[site]?.id} serves ${own}, too few`)
  }
  for (const { group, share } of floors) {
    const isOwn = demands.map(demand => demand.group === group)
    const all = sum(isOwn.map((own, demand) => (own ? weightOf(problem, demand) : 0)))
    const own = sum(lines.map(one => (isOwn[one.demand] ? one.share * weightOf(problem, one.demand) : 0)))
    if (isMore(share * all, own)) faults.push(`${group} is served to ${own}, at least ${share * all}`)
  }
  return faults
}

function sumFaults(
  problem: SiteProblem,
  chosen: readonly number[],
  lines: readonly Line[],
  told: number,
): string[] {
  const weight = (demand: number) => (isWhole(problem) ? 1 : weightOf(problem, demand))
  const way = sum(
    lines.map(({ demand, share, distance }) =>
      weight(demand) === 0 ? 0 : weight(demand) * share * distance,
    ),
  )
  const values: Record<SiteProblem['objective'], () => number> = {
    median: () => way,
    fixedCharge: () => way + sum(chosen.map(site => problem.candidates[site]?.cost ?? 0)),
    centre: () => lines.reduce((most, { distance }) => Math.max(most, distance), 0),
    covering: () =>
      isForAll(problem)
        ? priceOf(problem, chosen)
        : sum(lines.map(({ demand, share }) => share * weight(demand))),
  }
  const value = values[problem.objective]()
  return isSame(value, told) ? [] : [`${told} is told, it is ${value}`]
}

function boundFaults(problem: SiteProblem, { objective, bound, gap, proven }: SiteAnswer): string[] {
  if (bound === null) return gap === null && !proven ? [] : ['a proof is told without a bound']
  const isMost = problem.objective === 'covering' && !isForAll(problem)
  const open = isMost ? bound - objective : objective - bound
  const faults = open < 0 && !isSame(bound, objective) ? ['the bound lies on the wrong side'] : []
  const share = Math.abs(open) / Math.max(Math.abs(objective), 1e-9)
  if (gap === null || Math.abs(gap - share) > 1e-6) faults.push(`a gap of ${gap} is told, it is ${share}`)
  if (proven !== (gap === 0)) faults.push('proven is not a gap of 0')
  return faults
}
