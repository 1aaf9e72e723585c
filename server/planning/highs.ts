// The kept linear solver (HiGHS, compiled to WebAssembly) behind the interface of domain/planning/linear.ts.
import loadHighs, { type Highs, type Model } from 'highs'
import type { LinearModel, LinearOptions, LinearOutcome, LinearSolver } from '../../domain/planning/linear.ts'

/** Loading takes a moment; solving blocks the thread, so this belongs into a worker or the command line. */
export async function openLinearSolver(): Promise<LinearSolver> {
  const highs = await loadHighs()
  return { solve: (model, options) => solveWith(highs, model, options) }
}

function solveWith(
  highs: Highs,
  linear: LinearModel,
  { secondsLimit, gap = 0, start }: LinearOptions,
): LinearOutcome {
  if (secondsLimit <= 0) return nothing
  const model = highs.createModel(dataOf(linear))
  try {
    model.options.set({ output_flag: false, time_limit: secondsLimit, random_seed: 0 })
    if (linear.whole) model.options.set({ mip_rel_gap: gap, mip_abs_gap: 1e-9 })
    if (start) model.setSolution({ colValue: start })
    model.run()
    return outcomeOf(highs, model, linear)
  } finally {
    model.dispose()
  }
}

const nothing: LinearOutcome = {
  state: 'stopped',
  values: null,
  objective: Number.POSITIVE_INFINITY,
  bound: Number.NEGATIVE_INFINITY,
  prices: null,
}

function dataOf({ cost, lower, upper, whole, ...rows }: LinearModel) {
  return {
    ...{ numCols: cost.length, numRows: rows.rowLower.length },
    ...{ colCost: cost, colLower: lower, colUpper: upper },
    ...{ rowLower: rows.rowLower, rowUpper: rows.rowUpper },
    matrix: {
      format: 'csr' as const,
      numRows: rows.rowLower.length,
      numCols: cost.length,
      starts: rows.rowStart,
      indices: rows.column,
      values: rows.value,
    },
    ...(whole && { integrality: Int32Array.from(whole) }),
  }
}

function outcomeOf(highs: Highs, model: Model, linear: LinearModel): LinearOutcome {
  const { modelStatus } = highs.constants
  const status = model.getModelStatus()
  if (status === modelStatus.infeasible) return { ...nothing, state: 'infeasible' }
  const isOptimal = status === modelStatus.optimal
  const isFeasible = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible
  const objective = isFeasible ? model.getObjectiveValue() : Number.POSITIVE_INFINITY
  const bound = linear.whole
    ? Number(model.info.get('mip_dual_bound'))
    : isOptimal
      ? objective
      : nothing.bound
  const solution = isFeasible ? model.getSolution() : null
  return {
    state: isOptimal ? 'optimal' : 'stopped',
    values: solution?.colValue ?? null,
    objective,
    bound: Number.isNaN(bound) ? nothing.bound : bound,
    prices: linear.whole ? null : (solution?.rowDual ?? null),
  }
}
