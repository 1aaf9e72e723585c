// Covering where sites can be full or too empty: whoever is within reach may be shared among several sites, or left out.
import { bindingOf } from './binding.ts'
import { coverFull } from './cover-full.ts'
import { reachMost } from './cover-most.ts'
import { coverShapeOf, limitsOf } from './cover-prepared.ts'
import type { CoverProblem, Limit } from './cover-problem.ts'
import { noPlan, nothingInTime } from './feasible.ts'
import { type LinearModel, LinearRows } from './linear.ts'
import type { Lists } from './lists.ts'
import type { Prepared } from './prepared.ts'
import type { Limits, Outcome, Served } from './solver.ts'
import { within } from './within.ts'

/** Models beyond this size are not worth handing to the kept solver whole. */
const mostPairs = 250_000
/** Beyond so many, who goes where is not asked of the kept solver. */
const mendedPairs = 1_000_000
/** How often a plan is mended by closing sites that stay too empty. */
const mostMends = 25

interface Plan {
  chosen: number[]
  served: Served[]
  reached: number
}

export function coverShared(problem: Prepared, near: Lists, limits: Limits): Outcome {
  const isForAll = problem.sites === null && problem.budget === null
  if (isForAll) return everybodyShared(problem, near, limits)
  let { plan, bound } = fullPlan(problem, near, limits)
  const isProven = plan !== null && bound <= plan.reached * (1 + 1e-9)
  if (limits.linear && near.places.length <= mostPairs && !isProven && !limits.isOver()) {
    const model = sharedModel(problem, near, { isMost: true, least: plan?.reached ?? 0, open: null })
    const found = limits.linear.solve(model, { secondsLimit: limits.secondsLeft() * 0.95 })
    if (found.state === 'infeasible' && plan === null) throw noPlan({ ...problem, radius: null }, limits)
    if (found.values) {
      const better = planFrom(problem, near, found.values)
      if (plan === null || better.reached > plan.reached) plan = better
    }
    if (found.state !== 'infeasible') bound = Math.min(bound, -found.bound)
  }
  if (plan === null) throw nothingInTime()
  return outcomeOf(problem, plan, plan.reached, Math.max(bound, plan.reached))
}

/** First as many as can be, then for the least: the second question may not lose anybody again. */
function everybodyShared(problem: Prepared, near: Lists, limits: Limits): Outcome {
  const { linear } = limits
  const first = sharedModel(problem, near, { isMost: true, least: 0, open: null })
  const most = linear?.solve(first, { secondsLimit: limits.secondsLeft() / 2 })
  if (most?.state === 'infeasible') throw noPlan({ ...problem, radius: null }, limits)
  if (!linear || !most?.values || most.state !== 'optimal') throw nothingInTime()
  const model = sharedModel(problem, near, { isMost: false, least: -most.objective, open: null })
  const found = linear.solve(model, { secondsLimit: limits.secondsLeft() })
  const plan = planFrom(problem, near, found.values ?? most.values)
  const costs = pricesOf(problem)
  const cost = plan.chosen.reduce((sum, site) => sum + (costs[site] as number), 0)
  // Of whole numbers the next one up is already the plan; the rest is the room that nobody may be lost in.
  const rounding = costs.every(Number.isInteger) ? 1 - 1e-6 : 1e-7 * Math.max(1, cost)
  return outcomeOf(problem, plan, cost, cost - found.bound < rounding ? cost : found.bound)
}

const pricesOf = ({ cost }: Prepared) =>
  cost.some(one => one > 0) ? cost : new Float64Array(cost.length).fill(1)

/** First as if no site could be full, then, where that is not proven to be the best, with every site's room in mind. */
function fullPlan(problem: Prepared, near: Lists, limits: Limits): { plan: Plan | null; bound: number } {
  const rough = roughPlan(problem, near, limits)
  const hasFloors = problem.floors.some(({ demands }) => demands !== null)
  // Where nobody can be too empty, what a choice is worth is soon counted and needs no mending.
  const isMended = hasFloors || (problem.minimumDemand > 0 && near.places.length <= mendedPairs)
  const plan = isMended ? mended(problem, near, rough.chosen, limits) : null
  if (plan !== null && rough.bound <= plan.reached * (1 + 1e-9)) return { plan, bound: rough.bound }
  const isSmall = limits.linear !== null && near.places.length <= mostPairs
  const patience = isSmall ? within(limits, limits.secondsLeft() / (hasFloors ? 3 : 2)) : limits
  const full = coverFull(problem, near, { ...rough, ...(plan && { chosen: plan.chosen }) }, patience)
  // Without the floors its bound still holds; who goes where is asked again with them.
  const fuller = hasFloors && full.plan ? mended(problem, near, full.plan.chosen, limits) : full.plan
  const isBetter = fuller !== null && (plan === null || fuller.reached > plan.reached)
  return { plan: isBetter ? fuller : plan, bound: Math.min(rough.bound, full.bound) }
}

/** As if no site could be full: what that reaches bounds every plan. */
function roughPlan(problem: Prepared, near: Lists, limits: Limits): { chosen: number[]; bound: number } {
  const shape = coverShapeOf(problem, near, demand => (problem.weight[demand] as number) > 0)
  const { weights, reach } = shape.problem
  const { minimumDemand, cost } = problem
  for (let site = 0; site < cost.length; site++) {
    let around = 0
    for (let k = reach.starts[site] as number; k < (reach.starts[site + 1] as number); k++)
      around += weights[reach.items[k] as number] as number
    if (around < minimumDemand * (1 - 1e-9) && shape.settled[site] === 0) shape.settled[site] = -1
  }
  const all = weights.reduce((sum, one) => sum + one, 0)
  const shared: Limit[] =
    minimumDemand > 0
      ? [{ name: 'sites', amounts: new Float64Array(cost.length).fill(minimumDemand), most: all }]
      : []
  // Where sites can only be full, this is no more than a beginning.
  const part = minimumDemand > 0 ? 4 : 12
  const relaxed = { ...shape.problem, limits: [...shape.problem.limits, ...shared] }
  const found = reachMost(relaxed, shape.settled, within(limits, limits.secondsLeft() / part))
  const bound = Math.min(all, found?.bound ?? all, mostRoom(problem, shape.problem))
  return { chosen: [...(found?.chosen ?? [])], bound }
}

/** What all the sites that one limit allows have room for, the last of them in part; no site serves more than it reaches. */
function mostRoom(problem: Prepared, { weights, reach, limits }: CoverProblem): number {
  const { capacity, never } = problem
  if (capacity === null) return Number.POSITIVE_INFINITY
  const room = Float64Array.from(capacity, (limit, site) => {
    let around = 0
    for (let k = reach.starts[site] as number; k < (reach.starts[site + 1] as number); k++)
      around += weights[reach.items[k] as number] as number
    return never[site] === 1 ? 0 : Math.min(limit, around)
  })
  const sites = [...room.keys()].filter(site => (room[site] as number) > 0)
  const most = limits.reduce((least, { amounts, most: limit }) => {
    const dearness = (site: number) => (amounts[site] as number) / (room[site] as number)
    let [left, sum] = [limit, 0]
    for (const site of sites.toSorted((one, other) => dearness(one) - dearness(other))) {
      const amount = amounts[site] as number
      sum += (room[site] as number) * (amount <= left ? 1 : Math.max(0, left) / amount)
      left -= amount
      if (left < 0) break
    }
    return Math.min(least, sum)
  }, Number.POSITIVE_INFINITY)
  // Whole people in whole rooms: as many as can be reached is a whole number.
  return [...weights, ...room].every(Number.isInteger) ? Math.floor(most + 1e-6) : most
}

/** Nobody is full and everybody within reach goes to the nearest; sites that stay too empty are closed one by one. */
function mended(problem: Prepared, near: Lists, first: readonly number[], limits: Limits): Plan | null {
  let chosen = [...first]
  for (let round = 0; round < mostMends && limits.linear && !limits.isOver(); round++) {
    const open = new Set(chosen)
    const model = sharedModel(problem, near, { isMost: true, least: 0, open })
    const found = limits.linear.solve(model, { secondsLimit: limits.secondsLeft() / 4 })
    if (found.values) return planFrom(problem, near, found.values)
    // Fewer sites keep no floor that more of them break.
    if (problem.minimumDemand === 0) return null
    const emptiest = emptiestOf(problem, near, open)
    if (emptiest < 0) return null
    chosen = chosen.filter(site => site !== emptiest)
  }
  return null
}

/** Of the open sites that need not be: the one with the fewest for itself when everybody goes to the nearest. */
function emptiestOf({ weight, must }: Prepared, near: Lists, open: ReadonlySet<number>): number {
  const load = new Map<number, number>([...open].map(site => [site, 0]))
  for (let demand = 0; demand + 1 < near.start.length; demand++)
    for (let k = near.start[demand] as number; k < (near.start[demand + 1] as number); k++) {
      const site = near.places[k] as number
      if (!open.has(site)) continue
      load.set(site, (load.get(site) ?? 0) + (weight[demand] as number))
      break
    }
  const free = [...load].filter(([site]) => must[site] === 0)
  return free.sort(([, one], [, other]) => one - other)[0]?.[0] ?? -1
}

interface ModelWish {
  /** The most weight, or the least cost. */
  isMost: boolean
  /** Only plans that reach so much. */
  least: number
  /** Only these, and all of them; null leaves the choice open. */
  open: ReadonlySet<number> | null
}

/** Columns: candidates (whole), then a share for each pair of the lists. */
export function sharedModel(problem: Prepared, near: Lists, { isMost, least, open }: ModelWish): LinearModel {
  const { weight, cost, capacity, minimumDemand, must, never } = problem
  const width = cost.length
  const columns = width + near.places.length
  const [lower, upper] = [new Float64Array(columns), new Float64Array(columns).fill(1)]
  for (let site = 0; site < width; site++) {
    if (never[site] === 1 || (open && !open.has(site))) upper[site] = 0
    if (must[site] === 1 || open?.has(site)) lower[site] = 1
  }
  const rows = new LinearRows()
  const ofSite: [number, number][][] = Array.from({ length: width }, () => [])
  const values = new Float64Array(near.places.length)
  for (let demand = 0; demand + 1 < near.start.length; demand++) {
    const own: [number, number][] = []
    for (let k = near.start[demand] as number; k < (near.start[demand + 1] as number); k++) {
      const site = near.places[k] as number
      values[k] = weight[demand] as number
      if (upper[site] === 0) upper[width + k] = 0
      own.push([width + k, 1])
      ofSite[site]?.push([width + k, weight[demand] as number])
      if (!open)
        rows.add(
          [
            [width + k, 1],
            [site, -1],
          ],
          Number.NEGATIVE_INFINITY,
          0,
        )
    }
    if (own.length > 0) rows.add(own, 0, 1)
  }
  for (let site = 0; site < width; site++) {
    const limit = capacity?.[site] ?? Number.POSITIVE_INFINITY
    const own = ofSite[site] as [number, number][]
    if (Number.isFinite(limit)) rows.add([...own, [site, -limit]], Number.NEGATIVE_INFINITY, 0)
    if (minimumDemand > 0) rows.add([...own, [site, -minimumDemand]], 0, Number.POSITIVE_INFINITY)
  }
  for (const { amounts, most } of limitsOf(problem))
    rows.add(
      [...amounts.entries()].filter(([, one]) => one !== 0),
      Number.NEGATIVE_INFINITY,
      most,
    )
  addFloors(rows, problem, near)
  const reached = [...values.entries()].map(([k, value]): [number, number] => [width + k, value])
  if (least > 0) rows.add(reached, least * (1 - 1e-9), Number.POSITIVE_INFINITY)
  const prices = new Float64Array(columns)
  if (isMost)
    prices.set(
      values.map(value => -value),
      width,
    )
  else prices.set(pricesOf(problem))
  return { cost: prices, lower, upper, whole: new Uint8Array(columns).fill(1, 0, width), ...rows.arrays }
}

function addFloors(rows: LinearRows, { floors, weight, cost }: Prepared, near: Lists): void {
  for (const { demands, share } of floors) {
    if (demands === null) continue
    const whole = demands.reduce((sum, demand) => sum + (weight[demand] as number), 0)
    const entries: [number, number][] = []
    for (const demand of demands)
      for (let k = near.start[demand] as number; k < (near.start[demand + 1] as number); k++)
        entries.push([cost.length + k, weight[demand] as number])
    rows.add(entries, share * whole * (1 - 1e-9), Number.POSITIVE_INFINITY)
  }
}

function planFrom({ weight, cost }: Prepared, near: Lists, values: Float64Array): Plan {
  const chosen = [...cost.keys()].filter(site => (values[site] as number) > 0.5)
  const served: Served[] = []
  let reached = 0
  for (let demand = 0; demand + 1 < near.start.length; demand++)
    for (let k = near.start[demand] as number; k < (near.start[demand + 1] as number); k++) {
      const share = Math.min(1, values[cost.length + k] as number)
      if (share < 1e-7) continue
      reached += share * (weight[demand] as number)
      const line = { demand, site: near.places[k] as number, distance: near.distances[k] as number }
      served.push({ ...line, ...(share < 1 - 1e-7 && { share }) })
    }
  return { chosen, served, reached }
}

const outcomeOf = (
  problem: Prepared,
  { chosen, served }: Plan,
  objective: number,
  bound: number,
): Outcome => ({
  ...{ chosen, served, objective, bound },
  binding: bindingOf(problem, Int32Array.from(chosen), served),
})
