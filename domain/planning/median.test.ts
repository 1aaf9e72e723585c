import { beforeAll, describe, expect, test } from 'vitest'
import { openLinearSolver } from '../../server/planning/highs.ts'
import { bestByTrying, faultsOf, tinyProblem } from '../../tools/tiny-sites.ts'
import { Refused } from '../kernel/refusal.ts'
import type { LinearSolver } from './linear.ts'
import { readSiteProblem, type SiteAnswer, type SiteProblem } from './problem.ts'
import { solveProblem } from './solve.ts'

let linear: LinearSolver
beforeAll(async () => {
  linear = await openLinearSolver()
})

/** Without a clock: the answer must be proven. */
function solve(problem: SiteProblem): SiteAnswer | string {
  try {
    return solveProblem(readSiteProblem(problem), {}, { seconds: () => 0, tell: () => {}, linear })
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

function hold(seed: string, problem: SiteProblem): void {
  const best = bestByTrying(problem, linear)
  const answer = solve(problem)
  const about = `${seed}: ${JSON.stringify(problem)}`
  if (typeof answer === 'string') {
    expect(best, `${answer} ${about}`).toBe(Number.POSITIVE_INFINITY)
    expect(answer, about).toMatch(/没有可行的方案/)
    return
  }
  expect(faultsOf(problem, answer), about).toEqual([])
  expect(answer.objective, about).toBeCloseTo(best, 6)
  expect(answer.proven, about).toBe(true)
}

describe('plans are as good as the best found by trying everything', () => {
  test.each(['median', 'fixedCharge'] as const)('%s', objective => {
    for (let at = 0; at < 200; at++) {
      const seed = `${objective} ${at}`
      hold(seed, tinyProblem(seed, { objective, isSplit: false }))
    }
  })

  test.each(['median', 'fixedCharge'] as const)('%s with sites that can be full or too empty', objective => {
    for (let at = 0; at < 60; at++) {
      const seed = `${objective} shared ${at}`
      hold(seed, tinyProblem(seed, { objective, isSplit: true }))
    }
  })
})
