// The whole problem as a linear model, for the kept solver: to find a first plan, to prove, or to see why there is none.
import { type LinearModel, LinearRows } from './linear.ts'
import type { Prepared } from './prepared.ts'
import type { Rule } from './rules.ts'
import type { Service } from './service.ts'

export interface ModelParts {
  service: Service
  rules: readonly Rule[]
  most: number
  /** With the ways and the opening in the sum; without, any plan will do. */
  isPriced: boolean
}

/** Where a site can be full or too empty, shares of demands are columns too. */
export const isShared = ({ capacity, minimumDemand }: Prepared) => capacity !== null || minimumDemand > 0

/** Columns: one a candidate (whole), then, if ways count, one a pair of the lists, the share served. */
export function modelOf({ service, rules, most, isPriced }: ModelParts): LinearModel {
  const { problem, candidates, near, fixed } = service
  const withPairs = isPriced || isShared(problem)
  const columns = candidates + (withPairs ? near.places.length : 0)
  const rows = new LinearRows()
  const every = Array.from({ length: candidates }, (_, site) => site)
  rows.add(
    every.map(site => [site, 1] as const),
    1,
    most,
  )
  for (const { each, most: limit } of rules)
    rows.add(
      every.flatMap(site => (each[site] === 0 ? [] : [[site, each[site] as number] as const])),
      Number.NEGATIVE_INFINITY,
      limit,
    )
  if (withPairs) addShares(rows, service, isPriced)
  else addReach(rows, service)
  const cost = new Float64Array(columns)
  if (isPriced) {
    cost.set(fixed)
    cost.set(near.distances, candidates)
  }
  const upper = new Float64Array(columns).fill(1)
  const lower = new Float64Array(columns)
  for (const site of every) {
    if (problem.never[site]) upper[site] = 0
    if (problem.must[site]) lower[site] = 1
  }
  const whole = new Uint8Array(columns)
  whole.fill(1, 0, candidates)
  return { cost, lower, upper, whole, ...rows.arrays }
}

/** A demand that not every site reaches needs one of those that do. */
function addReach(rows: LinearRows, { near, horizon, candidates }: Service): void {
  const seen = new Set<string>()
  for (let at = 0; at < horizon.length; at++) {
    const sites = near.places.subarray(near.start[at] as number, near.start[at + 1] as number)
    if (sites.length === candidates || horizon[at] !== Number.POSITIVE_INFINITY) continue
    const key = sites.toSorted().join()
    if (seen.has(key)) continue
    seen.add(key)
    rows.add(
      [...sites].map(site => [site, 1] as const),
      1,
      Number.POSITIVE_INFINITY,
    )
  }
}

function addShares(rows: LinearRows, service: Service, isTight: boolean): void {
  const { problem, candidates, near, around } = service
  const { capacity, minimumDemand, weight } = problem
  const pairs = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)
  const columnsOf: [number, number][][] = Array.from({ length: candidates }, () => [])
  for (let at = 0; at + 1 < near.start.length; at++) {
    const own = pairs(near.start[at] as number, near.start[at + 1] as number)
    rows.add(
      own.map(pair => [candidates + pair, 1] as const),
      1,
      1,
    )
    for (const pair of own)
      columnsOf[near.places[pair] as number]?.push([
        candidates + pair,
        weight[service.demands[at] as number] as number,
      ])
    if (isTight)
      for (const pair of own)
        rows.add(
          [
            [candidates + pair, 1],
            [near.places[pair] as number, -1],
          ],
          Number.NEGATIVE_INFINITY,
          0,
        )
  }
  for (let site = 0; site < candidates; site++) {
    const columns = columnsOf[site] as [number, number][]
    const limit = capacity?.[site] ?? Number.POSITIVE_INFINITY
    if (limit < Number.POSITIVE_INFINITY) rows.add([...columns, [site, -limit]], Number.NEGATIVE_INFINITY, 0)
    if (minimumDemand > 0) rows.add([...columns, [site, -minimumDemand]], 0, Number.POSITIVE_INFINITY)
    // Without shares tied one by one a closed site must still serve nobody.
    const count = (around.start[site + 1] as number) - (around.start[site] as number)
    if (!isTight && count > 0)
      rows.add(
        [...columns.map(([column]) => [column, 1] as const), [site, -count]],
        Number.NEGATIVE_INFINITY,
        0,
      )
  }
}
