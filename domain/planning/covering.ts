// Covering: as much weight as possible within the radius; without limits on sites or money, everybody for the least.
import { bindingOf } from './binding.ts'
import { reachAll } from './cover-all.ts'
import { reachMost } from './cover-most.ts'
import { type CoverShape, coverShapeOf } from './cover-prepared.ts'
import { coverShared } from './covering-shared.ts'
import { nothingInTime } from './feasible.ts'
import { type Lists, listsByDemand } from './lists.ts'
import { isShared } from './model.ts'
import type { Prepared } from './prepared.ts'
import { impossible } from './problem.ts'
import type { Limits, Outcome, Served, Solver } from './solver.ts'

export const covering: Solver = {
  solve(problem, limits) {
    const near = listsByDemand(problem, problem.radius as number)
    if (isShared(problem)) return coverShared(problem, near, limits)
    const isForAll = problem.sites === null && problem.budget === null
    return isForAll ? coverEverybody(problem, near, limits) : coverMost(problem, near, limits)
  },
}

function coverMost(problem: Prepared, near: Lists, limits: Limits): Outcome {
  const shape = coverShapeOf(problem, near, demand => (problem.weight[demand] as number) > 0)
  checkFloors(shape)
  const found = reachMost(shape.problem, shape.settled, limits)
  if (found === null) throw noChoice(problem, limits)
  const served = nearestServed(near, found.chosen, problem)
  return {
    ...{ chosen: found.chosen, objective: found.objective, bound: found.bound, served },
    binding: bindingOf(problem, Int32Array.from(found.chosen), served),
  }
}

/** Whom no candidate reaches cannot be covered by any plan; everybody else is. */
function coverEverybody(problem: Prepared, near: Lists, limits: Limits): Outcome {
  const shape = coverShapeOf(problem, near, demand => (problem.weight[demand] as number) > 0)
  checkFloors(shape)
  const hasPrices = problem.cost.some(cost => cost > 0)
  const costs = hasPrices ? problem.cost : new Float64Array(problem.cost.length).fill(1)
  const wish = { enough: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }
  const found = reachAll({ ...shape.problem, costs }, shape.settled, wish, limits)
  if (found.chosen === null) throw noChoice(problem, limits)
  const served = nearestServed(near, found.chosen, problem)
  return {
    ...{ chosen: found.chosen, objective: found.cost, bound: found.bound, served },
    binding: [...bindingOf(problem, Int32Array.from(found.chosen), served), 'radius'],
  }
}

/** Every demand within the radius goes to the nearest of the chosen. */
export function nearestServed(near: Lists, chosen: readonly number[], { cost }: Prepared): Served[] {
  const isOpen = new Uint8Array(cost.length)
  for (const site of chosen) isOpen[site] = 1
  const served: Served[] = []
  for (let demand = 0; demand + 1 < near.start.length; demand++)
    for (let k = near.start[demand] as number; k < (near.start[demand + 1] as number); k++) {
      const site = near.places[k] as number
      if (isOpen[site] === 0) continue
      served.push({ demand, site, distance: near.distances[k] as number })
      break
    }
  return served
}

function checkFloors({ problem }: CoverShape): void {
  for (const { group, members, least } of problem.reachFloors) {
    let most = 0
    for (let at = 0; at < members.length; at++) if (members[at] === 1) most += problem.weights[at] as number
    if (most < least * (1 - 1e-9))
      throw impossible(
        `“${group}”要照顾到 ${round(least)}，半径内所有候选点加起来最多照顾到 ${round(most)}，请放大半径或降低 floors`,
        `floor:${group}`,
      )
  }
}

function noChoice({ floors, sites, budget }: Prepared, limits: Limits) {
  if (limits.isOver()) return nothingInTime()
  const asked = [
    ...(sites === null ? [] : [`最多开 ${sites} 个点`]),
    ...(budget === null ? [] : [`预算 ${budget}`]),
    ...floors.map(({ group, share }) => `“${group}”不少于 ${round(share * 100)}%`),
  ]
  return impossible(`${asked.join('、')}，没有找到能同时满足的选法，请放宽其中一项`, 'floors')
}

const round = (value: number) => Math.round(value * 100) / 100
