// Which solver answers which objective.
import { centre } from './centre.ts'
import { covering } from './covering.ts'
import { solveSimple } from './median.ts'
import { isShared } from './model.ts'
import type { SiteObjective } from './problem.ts'
import { solveShared } from './shared.ts'
import type { Solver } from './solver.ts'

const nearest: Solver = {
  solve: (problem, limits) =>
    isShared(problem) ? solveShared(problem, limits) : solveSimple(problem, limits),
}

export const solvers: Readonly<Partial<Record<SiteObjective, Solver>>> = {
  median: nearest,
  fixedCharge: nearest,
  covering,
  centre,
}
