// From a file's problem to its answer: prepares, picks the solver, keeps the time that was given.
import { chanceFrom } from '../rounds/chance.ts'
import type { LinearSolver } from './linear.ts'
import { prepare } from './prepared.ts'
import { type SiteAnswer, type SiteProblem, wrongAt } from './problem.ts'
import { answerOf, type SiteProgress } from './solver.ts'
import { solvers } from './solvers.ts'

export interface SolvingOptions {
  /** Takes precedence over the file. */
  timeLimitSeconds?: number | undefined
  seed?: number | string | undefined
}

/** What a pure rule may not have by itself. */
export interface SolvingWorld {
  /** Seconds since the solving began. */
  seconds(): number
  tell(progress: SiteProgress): void
  linear: LinearSolver | null
}

/** Leaves room within a minute for reading the file and writing the answer. */
export const usualSeconds = 50

export function solveProblem(problem: SiteProblem, options: SolvingOptions, world: SolvingWorld): SiteAnswer {
  const seconds = options.timeLimitSeconds ?? problem.timeLimitSeconds ?? usualSeconds
  const solver = solvers[problem.objective]
  if (!solver) throw wrongAt('objective', `“${problem.objective}”还不能求解`)
  const prepared = prepare(problem)
  const outcome = solver.solve(prepared, {
    isOver: () => world.seconds() >= seconds,
    secondsLeft: () => Math.max(0, seconds - world.seconds()),
    draw: chanceFrom(String(options.seed ?? problem.seed ?? 1)),
    tell: world.tell,
    linear: world.linear,
  })
  return answerOf(prepared, outcome, Math.round(world.seconds() * 1000) / 1000)
}
