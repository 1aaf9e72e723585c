// Centre where sites can be full or too empty: at each length the kept solver is asked for any plan that keeps everything.
import { bindingOf } from './binding.ts'
import { noPlan, nothingInTime } from './feasible.ts'
import { modelOf } from './model.ts'
import type { Prepared } from './prepared.ts'
import { rulesOf } from './rules.ts'
import { serviceOf } from './service.ts'
import type { Limits, Outcome, Served } from './solver.ts'
import { within } from './within.ts'

type Plan = Pick<Outcome, 'chosen' | 'served'>

export function centreShared(problem: Prepared, limits: Limits): Outcome {
  const values = lengthsOf(problem)
  let low = -1
  let high = values.length
  let plan: Plan | null = null
  // The longest first: without any plan at all there is nothing to shorten.
  for (let middle = values.length - 1; high - low > 1 && !limits.isOver(); middle = (low + high) >> 1) {
    const part = plan === null ? 2 : 6
    const found = planWithin(problem, values[middle] as number, within(limits, limits.secondsLeft() / part))
    if (found === null) break
    if (found === 'none') low = middle
    else {
      plan = found
      high = middle
    }
    if (plan === null && found === 'none') throw noPlan(problem, limits)
    limits.tell({ objective: values[high] ?? null, bound: values[low + 1] ?? null })
  }
  if (plan === null) throw nothingInTime()
  const objective = Math.max(0, ...plan.served.map(({ distance }) => distance))
  return {
    ...plan,
    objective,
    bound: Math.min(objective, values[low + 1] as number),
    binding: bindingOf(problem, Int32Array.from(plan.chosen), plan.served),
  }
}

function lengthsOf({ distances, demandIds, cost, never, radius }: Prepared): number[] {
  const row = new Float64Array(cost.length)
  const all = new Set<number>()
  for (let demand = 0; demand < demandIds.length; demand++) {
    distances.fill(demand, row, radius ?? Number.POSITIVE_INFINITY)
    for (const [site, distance] of row.entries())
      if (distance <= (radius ?? Number.MAX_VALUE) && never[site] === 0) all.add(distance)
  }
  return [...all].sort((one, other) => one - other)
}

/** Where nobody lives somebody must still be able to come, though it fills no site. */
const nobody = 1e-8

/** Null when the time was too short to know. */
function planWithin(problem: Prepared, radius: number, limits: Limits): Plan | 'none' | null {
  const weight = problem.weight.map(one => one || nobody)
  const room = nobody * problem.weight.filter(one => one === 0).length
  const capacity = problem.capacity?.map(most => most + room) ?? null
  const near = { ...problem, radius, weight, capacity, objective: 'median' as const }
  const service = serviceOfOrNone(near)
  if (service === null) return 'none'
  const rules = rulesOf(near)
  const model = modelOf({ service, rules, most: problem.sites ?? service.candidates, isPriced: false })
  const found = limits.linear?.solve(model, { secondsLimit: limits.secondsLeft(), gap: 1 })
  if (found?.state === 'infeasible') return 'none'
  if (!found?.values) return null
  const values = found.values
  const chosen = [...problem.cost.keys()].filter(site => (values[site] as number) > 0.5)
  const served: Served[] = []
  const row = new Float64Array(problem.cost.length)
  for (const [at, demand] of service.demands.entries()) {
    problem.distances.fill(demand, row)
    for (let pair = service.near.start[at] as number; pair < (service.near.start[at + 1] as number); pair++) {
      const share = values[service.candidates + pair] as number
      if (share < 1e-7) continue
      const site = service.near.places[pair] as number
      served.push({ demand, site, distance: row[site] as number, ...(share < 1 - 1e-7 && { share }) })
    }
  }
  return { chosen, served }
}

/** Whoever has nobody within this distance makes it impossible. */
function serviceOfOrNone(problem: Prepared) {
  const [row, far] = [new Int32Array(problem.cost.length), new Float64Array(problem.cost.length)]
  for (let demand = 0; demand < problem.demandIds.length; demand++) {
    const count = problem.distances.nearest(demand, row.length, problem.radius as number, row, far)
    if (!row.subarray(0, count).some(site => problem.never[site] === 0)) return null
  }
  return serviceOf(problem)
}
