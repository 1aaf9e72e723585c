// A linear model as arrays, and what solves it: the kept solver stands outside (server/planning/highs.ts).

/** Minimise cost · x subject to rowLower ≤ A x ≤ rowUpper, lower ≤ x ≤ upper; rows are kept one behind the other. */
export interface LinearModel {
  cost: Float64Array
  lower: Float64Array
  upper: Float64Array
  /** 1 where a column must be whole; null when none must. */
  whole: Uint8Array | null
  rowLower: Float64Array
  rowUpper: Float64Array
  rowStart: Int32Array
  column: Int32Array
  value: Float64Array
}

export interface LinearOptions {
  secondsLimit: number
  /** Stop when the answer is proven to be within this share of the best. */
  gap?: number
  /** Values of all columns to begin with. */
  start?: Float64Array
}

export interface LinearOutcome {
  state: 'optimal' | 'infeasible' | 'stopped'
  /** Null when nothing feasible was found. */
  values: Float64Array | null
  objective: number
  /** No solution can be below; −Infinity when nothing is known. */
  bound: number
  /** Prices of the rows, of a model without whole columns. */
  prices: Float64Array | null
}

export interface LinearSolver {
  solve(model: LinearModel, options: LinearOptions): LinearOutcome
}

/** Collects rows; columns are known before. */
export class LinearRows {
  private readonly starts: number[] = [0]
  private readonly columns: number[] = []
  private readonly values: number[] = []
  private readonly lowers: number[] = []
  private readonly uppers: number[] = []

  add(entries: Iterable<readonly [number, number]>, lower: number, upper: number): void {
    for (const [column, value] of entries) {
      this.columns.push(column)
      this.values.push(value)
    }
    this.starts.push(this.columns.length)
    this.lowers.push(lower)
    this.uppers.push(upper)
  }

  get arrays(): Pick<LinearModel, 'rowLower' | 'rowUpper' | 'rowStart' | 'column' | 'value'> {
    return {
      rowLower: Float64Array.from(this.lowers),
      rowUpper: Float64Array.from(this.uppers),
      rowStart: Int32Array.from(this.starts),
      column: Int32Array.from(this.columns),
      value: Float64Array.from(this.values),
    }
  }
}
