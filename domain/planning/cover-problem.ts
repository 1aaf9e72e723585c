// The bare problem of covering, in arrays: whom each candidate reaches, what it costs, and what limits the choice.
import type { Lists } from './rows.ts'

/** One limit upon the choice: the sum of `amounts` over the chosen is at most `most`. Sites, budget, floors. */
export interface Limit {
  readonly name: LimitName
  readonly amounts: Float64Array
  readonly most: number
}

export type LimitName = 'sites' | 'budget' | `floor:${string}`

/** So much of the weight of these demands must be reached, wherever the sites stand. */
export interface ReachFloor {
  readonly group: string
  /** 1 where the demand belongs to the group. */
  readonly members: Uint8Array
  readonly least: number
}

export interface CoverProblem {
  readonly weights: Float64Array
  /** By candidate: the demands within its radius. */
  readonly reach: Lists
  /** By demand: the candidates that reach it. */
  readonly reachedBy: Lists
  readonly costs: Float64Array
  readonly limits: readonly Limit[]
  readonly reachFloors: readonly ReachFloor[]
}

/** What a solver may spend: it asks between steps whether it is over. No clock lives here. */
export interface Allowance {
  isOver(): boolean
  /** Tells of progress; may be left out. */
  tell?(progress: { objective: number; bound: number }): void
}

export interface CoverAnswer {
  /** Candidates in rising order. */
  readonly chosen: readonly number[]
  readonly objective: number
  readonly bound: number
}

/** Rounding in sums of thousands of numbers must not refuse what fits exactly. */
export const slackOf = ({ most }: Limit): number => 1e-9 * Math.max(1, Math.abs(most))

export function fits(limits: readonly Limit[], chosen: Iterable<number>): boolean {
  const list = [...chosen]
  return limits.every(
    limit => list.reduce((sum, at) => sum + (limit.amounts[at] as number), 0) <= limit.most + slackOf(limit),
  )
}

/** The weight that is reached by at least one of the chosen. */
export function weightReached({ weights, reach }: CoverProblem, chosen: Iterable<number>): number {
  const seen = new Uint8Array(weights.length)
  let sum = 0
  for (const site of chosen)
    for (let k = reach.starts[site] as number; k < (reach.starts[site + 1] as number); k++) {
      const demand = reach.items[k] as number
      if (seen[demand] === 0) {
        seen[demand] = 1
        sum += weights[demand] as number
      }
    }
  return sum
}
