// Tiny problems of covering and centre with every constraint, and their best plans found by trying everything.
import { distancesOf } from '../domain/planning/distances.ts'
import type { LinearSolver } from '../domain/planning/linear.ts'
import { LinearRows } from '../domain/planning/linear.ts'
import type { SiteAnswer, SiteProblem } from '../domain/planning/problem.ts'
import { chanceFrom } from '../domain/rounds/chance.ts'

export interface TinyCover {
  objective: 'covering' | 'centre'
  /** Capacities and least demands, with which a demand may be shared among sites. */
  isShared: boolean
}

export function tinyCover(seed: string, { objective, isShared }: TinyCover): SiteProblem {
  const draw = chanceFrom(seed)
  const maybe = (outOf: number) => draw(outOf) === 0
  const [rows, width] = [1 + draw(8), 1 + draw(7)]
  const isReal = maybe(3)
  const far = () => (objective === 'covering' && maybe(8) ? null : isReal ? draw(10_000) / 97 : draw(20))
  const isPriced = maybe(2)
  const sites = maybe(3) ? {} : { sites: 1 + draw(width + 1) }
  const problem: SiteProblem = {
    objective,
    demands: Array.from({ length: rows }, (_, at) => ({
      id: `v${at}`,
      weight: maybe(8) ? 0 : isReal ? 1 + draw(700) / 100 : 1 + draw(6),
      ...(objective === 'covering' && maybe(3) && { group: 'village' }),
    })),
    candidates: Array.from({ length: width }, (_, at) => ({
      id: `s${at}`,
      ...(isPriced && { cost: draw(30) }),
      ...(maybe(2) && { group: maybe(2) ? 'border' : 'inland' }),
      ...(maybe(10) ? { must: true } : at > 0 && maybe(10) && { never: true }),
      ...(isShared && !maybe(4) && { capacity: 2 + draw(20) }),
    })),
    distances: { matrix: Array.from({ length: rows }, () => Array.from({ length: width }, far)) },
    ...sites,
    ...(isPriced && maybe(2) && { budget: draw(90) }),
    ...((objective === 'covering' || maybe(4)) && { radius: 2 + draw(16) }),
    ...(maybe(2) && {
      floors: ['inland', 'border', 'village'].flatMap(group =>
        maybe(2) ? [{ group, share: draw(9) / 10 }] : [],
      ),
    }),
    ...(isShared && maybe(2) && { minimumDemand: 1 + draw(6) }),
  }
  const isAsked = problem.sites !== undefined || problem.budget !== undefined
  const known = ({ group }: { group: string }) =>
    [...problem.candidates, ...problem.demands].some(one => one.group === group)
  return {
    ...problem,
    ...(objective === 'centre' && !isAsked && { sites: width }),
    floors: problem.floors?.filter(known),
  }
}

/** The best value of all plans (without any: null), and for covering without sites or budget the least cost. */
export function bestCover(problem: SiteProblem, linear: LinearSolver): number | null {
  // A file that leaves no candidate at all to be opened is refused, even where opening none would do.
  const least = problem.minimumDemand ?? 0
  if (problem.candidates.every(({ never, capacity }) => never || (capacity ?? least) < least)) return null
  const values = [...choices(problem)].flatMap(chosen => worthOf(problem, chosen, linear) ?? [])
  if (values.length === 0) return null
  if (problem.objective === 'centre') return Math.min(...values.map(({ value }) => value))
  const most = Math.max(...values.map(({ value }) => value))
  if (problem.sites !== undefined || problem.budget !== undefined) return most
  const all = isSharedProblem(problem) ? most : reachable(problem)
  const costs = values.flatMap(({ value, cost }) => (value > all - 1e-6 ? [cost] : []))
  return costs.length === 0 ? null : Math.min(...costs)
}

/** The weight of whom any candidate at all could reach. */
function reachable(problem: SiteProblem): number {
  const isNear = farOf(problem).map(row =>
    row.some((far, site) => Number.isFinite(far) && !problem.candidates[site]?.never),
  )
  return sumOf(problem.demands.map(({ weight = 1 }, at) => (isNear[at] ? weight : 0)))
}

/** Every set of sites that keeps what is said of the choice itself; nothing at all may be a choice too. */
function* choices(problem: SiteProblem): Generator<number[]> {
  const { candidates, sites, budget, floors = [], demands } = problem
  const price = priceOf(problem)
  const ofDemands = new Set(demands.flatMap(({ group }) => group ?? []))
  for (let mask = 0; mask < 1 << candidates.length; mask++) {
    const chosen = [...candidates.keys()].filter(site => mask & (1 << site))
    if (candidates.some(({ must, never }, site) => (mask & (1 << site) ? never : must))) continue
    if (chosen.length > (sites ?? chosen.length)) continue
    const spent = chosen.reduce((sum, site) => sum + (candidates[site]?.cost ?? 0), 0)
    if (budget !== undefined && spent > budget) continue
    const all = chosen.reduce((sum, site) => sum + price(site), 0)
    const isShort = ({ group, share }: { group: string; share: number }) =>
      !ofDemands.has(group) &&
      chosen.reduce((sum, site) => sum + (candidates[site]?.group === group ? price(site) : 0), 0) <
        share * all - 1e-6
    if (!floors.some(isShort)) yield chosen
  }
}

function priceOf({ candidates }: SiteProblem): (site: number) => number {
  const isPriced = candidates.some(({ cost = 0 }) => cost > 0)
  return site => (isPriced ? (candidates[site]?.cost ?? 0) : 1)
}

function worthOf(
  problem: SiteProblem,
  chosen: number[],
  linear: LinearSolver,
): { value: number; cost: number } | null {
  const cost = chosen.reduce((sum, site) => sum + priceOf(problem)(site), 0)
  const far = farOf(problem)
  if (!isSharedProblem(problem)) {
    const nearest = far.map(row =>
      Math.min(Number.POSITIVE_INFINITY, ...chosen.map(site => row[site] as number)),
    )
    if (problem.objective === 'centre') {
      const value = Math.max(...nearest)
      return Number.isFinite(value) ? { value, cost } : null
    }
    const reached = (at: number) => (Number.isFinite(nearest[at]) ? (problem.demands[at]?.weight ?? 1) : 0)
    return keepsFloors(problem, reached)
      ? { value: sumOf(problem.demands.map((_, at) => reached(at))), cost }
      : null
  }
  if (problem.objective === 'covering') {
    const value = mostServed(problem, far, chosen, linear, false)
    return value === null ? null : { value, cost }
  }
  const lengths = [...new Set(far.flat().filter(Number.isFinite))].sort((one, other) => one - other)
  for (const length of lengths) {
    const cut = far.map(row => row.map(one => (one <= length ? one : Number.POSITIVE_INFINITY)))
    if (mostServed(problem, cut, chosen, linear, true) !== null) return { value: length, cost }
  }
  return null
}

export const isSharedProblem = ({ candidates, minimumDemand = 0 }: SiteProblem) =>
  minimumDemand > 0 || candidates.some(({ capacity }) => typeof capacity === 'number')

function keepsFloors({ floors = [], demands }: SiteProblem, reached: (at: number) => number): boolean {
  return floors.every(({ group, share }) => {
    const members = [...demands.keys()].filter(at => demands[at]?.group === group)
    const whole = sumOf(members.map(at => demands[at]?.weight ?? 1))
    return sumOf(members.map(reached)) >= share * whole - 1e-6
  })
}

const sumOf = (values: number[]) => values.reduce((sum, one) => sum + one, 0)

function farOf(problem: SiteProblem): number[][] {
  const distances = distancesOf(problem)
  const row = new Float64Array(problem.candidates.length)
  return problem.demands.map((_, at) => {
    distances.fill(at, row)
    return [...row].map(far => (far > (problem.radius ?? Number.MAX_VALUE) ? Number.POSITIVE_INFINITY : far))
  })
}

/** By the linear solver: shares of demands over the chosen sites; null when the sites cannot be kept. */
function mostServed(
  problem: SiteProblem,
  far: number[][],
  chosen: readonly number[],
  linear: LinearSolver,
  isForAll: boolean,
): number | null {
  const pairs = far.flatMap((row, at) =>
    chosen.flatMap(site => (Number.isFinite(row[site]) ? [{ at, site }] : [])),
  )
  const weight = (at: number) => problem.demands[at]?.weight ?? 1
  const those = (keep: (pair: { at: number; site: number }) => boolean, value: (at: number) => number) =>
    pairs.flatMap((pair, column) => (keep(pair) ? [[column, value(pair.at)] as const] : []))
  const rows = new LinearRows()
  for (const at of problem.demands.keys())
    rows.add(
      those(
        pair => pair.at === at,
        () => 1,
      ),
      isForAll ? 1 : 0,
      1,
    )
  for (const site of chosen)
    rows.add(
      those(pair => pair.site === site, weight),
      problem.minimumDemand ?? 0,
      problem.candidates[site]?.capacity ?? Number.POSITIVE_INFINITY,
    )
  for (const { group, share } of problem.floors ?? []) {
    const members = [...problem.demands.keys()].filter(at => problem.demands[at]?.group === group)
    const least = share * sumOf(members.map(weight))
    if (members.length > 0)
      rows.add(
        those(pair => members.includes(pair.at), weight),
        least,
        Number.POSITIVE_INFINITY,
      )
  }
  if (pairs.length === 0) {
    const isKept = rows.arrays.rowLower.every(lower => lower <= 0)
    return isKept ? 0 : null
  }
  const size = pairs.length
  const { state, objective } = linear.solve(
    {
      cost: Float64Array.from(pairs, ({ at }) => -weight(at)),
      lower: new Float64Array(size),
      upper: new Float64Array(size).fill(1),
      whole: null,
      ...rows.arrays,
    },
    { secondsLimit: 10 },
  )
  return state === 'optimal' ? -objective : null
}

/** What an answer breaks of its own problem, in words; nothing when all is kept. */
export function coverFaults(problem: SiteProblem, answer: SiteAnswer): string[] {
  const faults: string[] = []
  const far = farOf(problem)
  const chosen = answer.chosen.map(id => problem.candidates.findIndex(candidate => candidate.id === id))
  if (![...choices(problem)].some(one => one.join() === chosen.join()))
    faults.push(`the choice ${answer.chosen.join()} breaks a rule`)
  const [served, load] = [problem.demands.map(() => 0), new Map<number, number>()]
  let farthest = 0
  for (const line of answer.assignments) {
    const at = problem.demands.findIndex(({ id }) => id === line.demand)
    const site = problem.candidates.findIndex(({ id }) => id === line.site)
    if (!chosen.includes(site)) faults.push(`${line.demand} is served by a closed site`)
    if (Math.abs((far[at]?.[site] as number) - line.distance) > 1e-9)
      faults.push(`${line.demand} is not so far`)
    served[at] = (served[at] as number) + (line.share ?? 1)
    farthest = Math.max(farthest, line.distance)
    load.set(site, (load.get(site) ?? 0) + (line.share ?? 1) * (problem.demands[at]?.weight ?? 1))
  }
  if (served.some(share => share > 1 + 1e-6)) faults.push('somebody is served more than once')
  const reached = (at: number) => (served[at] as number) * (problem.demands[at]?.weight ?? 1)
  if (!keepsFloors(problem, reached)) faults.push('a floor of demands is not kept')
  for (const site of chosen) {
    if ((load.get(site) ?? 0) > (problem.candidates[site]?.capacity ?? Number.POSITIVE_INFINITY) + 1e-6)
      faults.push(`${site} serves more than it can`)
    if ((load.get(site) ?? 0) < (problem.minimumDemand ?? 0) - 1e-6) faults.push(`${site} serves too few`)
  }
  const isForAll = problem.sites === undefined && problem.budget === undefined
  const told =
    problem.objective === 'centre'
      ? farthest
      : isForAll
        ? sumOf(chosen.map(priceOf(problem)))
        : sumOf(problem.demands.map((_, at) => reached(at)))
  if (Math.abs(told - answer.objective) > 1e-6 * Math.max(1, told))
    faults.push(`${answer.objective} is told, ${told} it is`)
  if (problem.objective === 'centre' && served.some(share => share < 1 - 1e-6))
    faults.push('somebody is left alone')
  return faults
}
