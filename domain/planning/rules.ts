// What a choice of sites must keep beside their number: money, floors of groups, as sums over the chosen sites.
import type { Prepared } from './prepared.ts'
import { wrongAt } from './problem.ts'

/** Σ each[j] over the chosen sites ≤ most. */
export interface Rule {
  name: string
  each: Float64Array
  most: number
}

/** Sums of money are added in another order here than elsewhere: they may differ by this share. */
const rounding = 1e-9

export function rulesOf(problem: Prepared): Rule[] {
  const { budget, cost, floors, must } = problem
  const rules: Rule[] = []
  // A limit that all candidates together keep is no limit.
  if (budget !== null && cost.reduce((sum, one) => sum + one, 0) > budget)
    rules.push({ name: 'budget', each: cost, most: budget + rounding * Math.max(1, budget) })
  for (const [at, { group, share, demands, candidates }] of floors.entries()) {
    if (demands !== null) {
      // Where everybody is served within the radius, so is every group.
      if (problem.radius === null)
        throw wrongAt(`floors[${at}]`, `“${group}”是需求点的组，按服务到的比例算，要写 radius`)
      continue
    }
    const of = new Uint8Array(must.length)
    for (const candidate of candidates) of[candidate] = 1
    // With prices the share is of the money, without of the number of sites.
    const price = cost.some(one => one > 0) ? cost : new Float64Array(cost.length).fill(1)
    const each = price.map((one, candidate) => (share - (of[candidate] as number)) * one)
    rules.push({ name: `floor:${group}`, each, most: rounding * Math.max(1, Math.max(...price)) })
  }
  return rules
}

/** How much of each rule a choice uses. */
export function usedOf(rules: readonly Rule[], chosen: Iterable<number>): Float64Array {
  const used = new Float64Array(rules.length)
  for (const site of chosen)
    for (const [at, { each }] of rules.entries()) used[at] = (used[at] as number) + (each[site] as number)
  return used
}

export function isKept(rules: readonly Rule[], chosen: Iterable<number>): boolean {
  const used = usedOf(rules, chosen)
  return rules.every(({ most }, at) => (used[at] as number) <= most)
}
