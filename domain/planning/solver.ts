// What a solver of siting is given, and what it gives back; answers are written in one place.
import type { LinearSolver } from './linear.ts'
import type { Prepared } from './prepared.ts'
import type { SiteAnswer } from './problem.ts'

/** How far the search is, for whoever waits. */
export interface SiteProgress {
  objective: number | null
  bound: number | null
}

/** The world outside, as far as a solver may know it: patience, chance, a linear solver. */
export interface Limits {
  isOver(): boolean
  secondsLeft(): number
  /** A whole number below the given one; the same seed gives the same numbers. */
  draw(below: number): number
  tell(progress: SiteProgress): void
  /** Solves linear models with whole numbers; null where none is at hand. */
  linear: LinearSolver | null
}

/** Demand numbers with the site that serves them; `share` only where several sites serve one demand. */
export interface Served {
  demand: number
  site: number
  distance: number
  share?: number
}

export interface Outcome {
  /** Numbers of candidates. */
  chosen: readonly number[]
  objective: number
  /** A value that no plan can beat; −Infinity (or Infinity where more is better) when nothing is known. */
  bound: number
  served: readonly Served[]
  binding: readonly string[]
}

/** Refuses with a sentence when no plan keeps every constraint. */
export interface Solver {
  solve(problem: Prepared, limits: Limits): Outcome
}

/** Two sums of the same numbers in another order may differ by so little. */
const tolerance = 1e-9

export function answerOf(problem: Prepared, outcome: Outcome, seconds: number): SiteAnswer {
  const { objective } = outcome
  const scale = Math.max(Math.abs(objective), 1e-9)
  // Covering without a number of sites or a budget asks for the least cost.
  const isMost = problem.objective === 'covering' && (problem.sites !== null || problem.budget !== null)
  const isBetter = isMost ? Math.max : Math.min
  const known = Number.isFinite(outcome.bound)
  // A bound beyond the plan itself is the plan itself: the proof went through with a little rounding.
  const bound = known ? isBetter(outcome.bound, objective) : null
  const gap = bound === null ? null : Math.abs(objective - bound) / scale
  return {
    chosen: [...outcome.chosen]
      .sort((one, other) => one - other)
      .map(site => problem.candidateIds[site] as string | number),
    objective,
    bound,
    gap: gap !== null && gap <= tolerance ? 0 : gap,
    proven: gap !== null && gap <= tolerance,
    seconds,
    assignments: outcome.served.map(({ demand, site, distance, share }) => ({
      demand: problem.demandIds[demand] as string | number,
      site: problem.candidateIds[site] as string | number,
      distance,
      ...(share !== undefined && share < 1 && { share }),
    })),
    binding: [...outcome.binding],
  }
}
