// What stands in the way of something better: the constraints that a plan uses to the last.
import type { Prepared } from './prepared.ts'
import { rulesOf, usedOf } from './rules.ts'
import type { Served } from './solver.ts'

/** Names as in the file; a floor with its group. */
export function bindingOf(problem: Prepared, chosen: Int32Array, served: readonly Served[]): string[] {
  const { cost, never, sites, capacity, minimumDemand, weight } = problem
  const isChosen = new Uint8Array(cost.length)
  for (const site of chosen) isChosen[site] = 1
  const others = [...cost.keys()].filter(site => !isChosen[site] && !never[site])
  const rules = rulesOf(problem)
  const used = usedOf(rules, chosen)
  const binding = sites !== null && chosen.length >= sites && others.length > 0 ? ['sites'] : []
  for (const [at, { name, each, most }] of rules.entries()) {
    const room = most - (used[at] as number)
    // Some site that could still be opened no longer fits.
    if (others.some(site => (each[site] as number) > room)) binding.push(name)
  }
  const load = new Float64Array(cost.length)
  for (const { demand, site, share = 1 } of served)
    load[site] = (load[site] as number) + share * (weight[demand] as number)
  const isAt = (site: number, limit: number) =>
    Math.abs((load[site] as number) - limit) <= 1e-6 * Math.max(1, limit)
  if (capacity !== null && chosen.some(site => isAt(site, capacity[site] as number))) binding.push('capacity')
  if (minimumDemand > 0 && chosen.some(site => isAt(site, minimumDemand))) binding.push('minimumDemand')
  return binding
}
