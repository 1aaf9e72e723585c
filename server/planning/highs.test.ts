import { expect, test } from 'vitest'
import { LinearRows } from '../../domain/planning/linear.ts'
import { openLinearSolver } from './highs.ts'

/** Three sites of different price, two villages; either must have a site it can reach. */
const rows = new LinearRows()
rows.add(
  [
    [0, 1],
    [1, 1],
  ],
  1,
  Number.POSITIVE_INFINITY,
)
rows.add(
  [
    [1, 1],
    [2, 1],
  ],
  1,
  Number.POSITIVE_INFINITY,
)
const model = {
  cost: Float64Array.of(2, 3, 2),
  lower: Float64Array.of(0, 0, 0),
  upper: Float64Array.of(1, 1, 1),
  whole: Uint8Array.of(1, 1, 1),
  ...rows.arrays,
}

test('whole columns are solved to the proven best', async () => {
  const solver = await openLinearSolver()
  const { state, values, objective, bound } = solver.solve(model, { secondsLimit: 10 })
  expect([state, objective, bound]).toEqual(['optimal', 3, 3])
  expect([...(values as Float64Array)].map(Math.round)).toEqual([0, 1, 0])
})

const free = new Float64Array(3).fill(Number.POSITIVE_INFINITY)

test('a linear model also tells the prices of its rows', async () => {
  const solver = await openLinearSolver()
  const { objective, prices } = solver.solve({ ...model, whole: null, upper: free }, { secondsLimit: 10 })
  expect(objective).toBeCloseTo(3)
  expect((prices as Float64Array).reduce((sum, one) => sum + one, 0)).toBeCloseTo(3)
})

test('what cannot be is told', async () => {
  const solver = await openLinearSolver()
  const none = { ...model, upper: Float64Array.of(0, 0, 1) }
  expect(solver.solve(none, { secondsLimit: 10 }).state).toBe('infeasible')
})

test('without time nothing is claimed', async () => {
  const solver = await openLinearSolver()
  expect(solver.solve(model, { secondsLimit: 0 })).toMatchObject({
    state: 'stopped',
    values: null,
    bound: Number.NEGATIVE_INFINITY,
  })
})
