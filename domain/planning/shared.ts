// Median and fixed charge where sites can be full or too empty: a demand may be shared among several sites.
import { bindingOf } from './binding.ts'
import { noPlan, nothingInTime } from './feasible.ts'
import { modelOf } from './model.ts'
import type { Prepared } from './prepared.ts'
import { rulesOf } from './rules.ts'
import { type Service, serviceOf } from './service.ts'
import type { Limits, Outcome, Served } from './solver.ts'

export function solveShared(problem: Prepared, limits: Limits): Outcome {
  const service = serviceOf(problem)
  const rules = rulesOf(problem)
  const model = modelOf({ service, rules, most: problem.sites ?? service.candidates, isPriced: true })
  const found = limits.linear?.solve(model, { secondsLimit: limits.secondsLeft(), gap: 0 })
  if (found?.state === 'infeasible') throw noPlan(problem, limits)
  if (!found?.values) throw nothingInTime()
  return outcomeOf(service, found.values, found.bound)
}

function outcomeOf(service: Service, values: Float64Array, bound: number): Outcome {
  const { problem, candidates, near, unit, demands } = service
  const chosen = Int32Array.from({ length: candidates }, (_, site) => site).filter(
    site => (values[site] as number) > 0.5,
  )
  const served: Served[] = []
  let objective = chosen.reduce((sum, site) => sum + (service.fixed[site] as number), 0)
  for (const [at, demand] of demands.entries())
    for (let pair = near.start[at] as number; pair < (near.start[at + 1] as number); pair++) {
      const share = values[candidates + pair] as number
      if (share < 1e-7) continue
      objective += share * (near.distances[pair] as number)
      const distance = (near.distances[pair] as number) / (unit[at] as number)
      served.push({ demand, site: near.places[pair] as number, distance, ...(share < 1 - 1e-7 && { share }) })
    }
  return { chosen: [...chosen], objective, bound, served, binding: bindingOf(problem, chosen, served) }
}
