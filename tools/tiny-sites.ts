// Tiny siting problems with every constraint, and their best plans found by trying everything: what solvers are held to.
import { distancesOf } from '../domain/planning/distances.ts'
import type { LinearSolver } from '../domain/planning/linear.ts'
import { LinearRows } from '../domain/planning/linear.ts'
import type { SiteAnswer, SiteProblem } from '../domain/planning/problem.ts'
import { chanceFrom } from '../domain/rounds/chance.ts'

interface TinyShape {
  objective: 'median' | 'fixedCharge'
  /** Capacities and least demands, with which a demand may be shared among sites. */
  isSplit: boolean
}

export function tinyProblem(seed: string, { objective, isSplit }: TinyShape): SiteProblem {
  const draw = chanceFrom(seed)
  const maybe = (outOf: number) => draw(outOf) === 0
  const [rows, width] = [1 + draw(7), 1 + draw(7)]
  const isReal = maybe(3)
  const far = () => (maybe(12) ? null : isReal ? draw(10_000) / 97 : draw(20))
  const isPriced = objective === 'fixedCharge' || maybe(2)
  const problem: SiteProblem = {
    objective,
    demands: Array.from({ length: rows }, (_, at) => ({
      id: `v${at}`,
      weight: at > 0 && maybe(8) ? 0 : 1 + draw(6),
    })),
    candidates: Array.from({ length: width }, (_, at) => ({
      id: `s${at}`,
      ...(isPriced && { cost: draw(30) }),
      ...(maybe(2) && { group: maybe(2) ? 'border' : 'inland' }),
      ...(maybe(10) ? { must: true } : maybe(10) && { never: true }),
      ...(isSplit && !maybe(4) && { capacity: 2 + draw(20) }),
    })),
    distances: { matrix: Array.from({ length: rows }, () => Array.from({ length: width }, far)) },
    ...((objective === 'median' || maybe(2)) && { sites: 1 + draw(width + 1) }),
    ...(isPriced && maybe(2) && { budget: draw(90) }),
    ...(maybe(4) && { radius: 4 + draw(16) }),
    ...(maybe(3) && { floors: [{ group: maybe(4) ? 'inland' : 'border', share: draw(10) / 10 }] }),
    ...(isSplit && maybe(2) && { minimumDemand: 1 + draw(6) }),
  }
  const known = ({ group }: { group: string }) => problem.candidates.some(one => one.group === group)
  return { ...problem, floors: problem.floors?.filter(known) }
}

/** Every set of sites that keeps what is said of the choice itself. */
function* choices({ candidates, sites, budget, floors = [] }: SiteProblem): Generator<number[]> {
  const isPriced = candidates.some(({ cost = 0 }) => cost > 0)
  const price = (site: number) => (isPriced ? (candidates[site]?.cost ?? 0) : 1)
  for (let mask = 1; mask < 1 << candidates.length; mask++) {
    const chosen = [...candidates.keys()].filter(site => mask & (1 << site))
    if (candidates.some(({ must, never }, site) => (mask & (1 << site) ? never : must))) continue
    if (chosen.length > (sites ?? chosen.length)) continue
    const spent = chosen.reduce((sum, site) => sum + (candidates[site]?.cost ?? 0), 0)
    if (budget !== undefined && spent > budget) continue
    const all = chosen.reduce((sum, site) => sum + price(site), 0)
    const isShort = ({ group, share }: { group: string; share: number }) =>
      chosen.reduce((sum, site) => sum + (candidates[site]?.group === group ? price(site) : 0), 0) <
      share * all - 1e-6
    if (floors.some(isShort)) continue
    yield chosen
  }
}

/** The least cost of all plans; Infinity when none is possible. */
export function bestByTrying(problem: SiteProblem, linear: LinearSolver): number {
  let best = Number.POSITIVE_INFINITY
  for (const chosen of choices(problem)) best = Math.min(best, costOfChoice(problem, chosen, linear))
  return best
}

function costOfChoice(problem: SiteProblem, chosen: readonly number[], linear: LinearSolver): number {
  const costs = costsOf(problem)
  const opening =
    problem.objective === 'fixedCharge'
      ? chosen.reduce((sum, site) => sum + (problem.candidates[site]?.cost ?? 0), 0)
      : 0
  const counting = [...problem.demands.keys()].filter(
    at => problem.objective === 'fixedCharge' || problem.demands[at]?.weight !== 0,
  )
  const isSplit =
    problem.minimumDemand !== undefined ||
    problem.candidates.some(({ capacity }) => typeof capacity === 'number')
  if (isSplit) return opening + transportCost(problem, costs, counting, chosen, linear)
  return counting.reduce(
    (sum, at) => sum + Math.min(...chosen.map(site => costs[at]?.[site] as number)),
    opening,
  )
}

function costsOf(problem: SiteProblem): number[][] {
  const distances = distancesOf(problem)
  const row = new Float64Array(problem.candidates.length)
  return problem.demands.map(({ weight = 1 }, at) => {
    distances.fill(at, row)
    return [...row].map(far =>
      far > (problem.radius ?? Number.MAX_VALUE)
        ? Number.POSITIVE_INFINITY
        : far * (problem.objective === 'fixedCharge' ? 1 : weight),
    )
  })
}

/** Shares of demands over the chosen sites, by the linear solver. */
function transportCost(
  problem: SiteProblem,
  costs: number[][],
  counting: number[],
  chosen: readonly number[],
  linear: LinearSolver,
): number {
  const rows = new LinearRows()
  const pairs = counting.flatMap(at =>
    chosen.flatMap(site => (Number.isFinite(costs[at]?.[site]) ? [{ at, site }] : [])),
  )
  const those = (keep: (pair: { at: number; site: number }) => boolean, value: (at: number) => number) =>
    pairs.flatMap((pair, column) => (keep(pair) ? [[column, value(pair.at)] as const] : []))
  for (const at of counting)
    rows.add(
      those(
        pair => pair.at === at,
        () => 1,
      ),
      1,
      1,
    )
  for (const site of chosen)
    rows.add(
      those(
        pair => pair.site === site,
        at => problem.demands[at]?.weight ?? 1,
      ),
      problem.minimumDemand ?? 0,
      problem.candidates[site]?.capacity ?? Number.POSITIVE_INFINITY,
    )
  if (pairs.length === 0)
    return counting.length === 0 && !problem.minimumDemand ? 0 : Number.POSITIVE_INFINITY
  const { state, objective } = linear.solve(
    {
      cost: Float64Array.from(pairs, ({ at, site }) => costs[at]?.[site] as number),
      lower: new Float64Array(pairs.length),
      upper: new Float64Array(pairs.length).fill(1),
      whole: null,
      ...rows.arrays,
    },
    { secondsLimit: 10 },
  )
  return state === 'optimal' ? objective : Number.POSITIVE_INFINITY
}

/** What an answer breaks of its own problem, in words; nothing when all is kept. */
export function faultsOf(problem: SiteProblem, answer: SiteAnswer): string[] {
  const faults: string[] = []
  const costs = costsOf(problem)
  const chosen = answer.chosen.map(id => problem.candidates.findIndex(candidate => candidate.id === id))
  const keeps = [...choices(problem)].some(one => one.join() === [...chosen].sort((a, b) => a - b).join())
  if (!keeps) faults.push(`the choice ${answer.chosen.join()} breaks a rule`)
  const load = new Map<number, number>()
  const share = problem.demands.map(() => 0)
  let total =
    problem.objective === 'fixedCharge'
      ? chosen.reduce((sum, site) => sum + (problem.candidates[site]?.cost ?? 0), 0)
      : 0
  for (const line of answer.assignments) {
    const at = problem.demands.findIndex(({ id }) => id === line.demand)
    const site = problem.candidates.findIndex(({ id }) => id === line.site)
    const part = line.share ?? 1
    if (!chosen.includes(site)) faults.push(`${line.demand} is served by a closed site`)
    share[at] = (share[at] ?? 0) + part
    total += part * (costs[at]?.[site] as number)
    load.set(site, (load.get(site) ?? 0) + part * (problem.demands[at]?.weight ?? 1))
  }
  for (const [at, { weight, id }] of problem.demands.entries())
    if ((problem.objective === 'fixedCharge' || weight !== 0) && Math.abs((share[at] ?? 0) - 1) > 1e-6)
      faults.push(`${id} is served to ${share[at]}`)
  for (const site of chosen) {
    if ((load.get(site) ?? 0) > (problem.candidates[site]?.capacity ?? Number.POSITIVE_INFINITY) + 1e-6)
      faults.push(`${site} serves more than it can`)
    if ((load.get(site) ?? 0) < (problem.minimumDemand ?? 0) - 1e-6) faults.push(`${site} serves too few`)
  }
  if (Math.abs(total - answer.objective) > 1e-6 * Math.max(1, total))
    faults.push(`${answer.objective} is told, ${total} it is`)
  return faults
}
