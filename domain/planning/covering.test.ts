import { describe, expect, it } from 'vitest'
import { openLinearSolver } from '../../server/planning/highs.ts'
import { bestCover, coverFaults, type TinyCover, tinyCover } from '../../tools/tiny-covers.ts'
import { Refused } from '../kernel/refusal.ts'
import type { LinearSolver } from './linear.ts'
import type { SiteAnswer, SiteProblem } from './problem.ts'
import { solveProblem } from './solve.ts'

const linear = await openLinearSolver()

const solve = (problem: SiteProblem, kept: LinearSolver | null = linear) =>
  solveProblem(problem, { timeLimitSeconds: 60 }, { seconds: () => 0, tell() {}, linear: kept })

function answerOrRefusal(problem: SiteProblem, kept: LinearSolver | null): SiteAnswer | null {
  try {
    return solve(problem, kept)
  } catch (error) {
    if (error instanceof Refused && error.code === 'rule_broken') return null
    throw error
  }
}

/** Never a wrong bound, never a broken rule; and with the kept solver at hand always the best. */
function checkTiny(shape: TinyCover, rounds: number): void {
  for (let round = 0; round < rounds; round++) {
    const problem = tinyCover(`${shape.objective}-${shape.isShared}-${round}`, shape)
    const best = bestCover(problem, linear)
    const answer = answerOrRefusal(problem, linear)
    const told = `round ${round}: ${JSON.stringify(problem)}`
    if (best === null || answer === null) {
      expect(answer === null ? null : answer.objective, told).toBe(best)
      continue
    }
    expect(coverFaults(problem, answer), told).toEqual([])
    expect(answer.objective, told).toBeCloseTo(best, 6)
    expect(answer.bound, told).toBeCloseTo(best, 6)
  }
}

describe('tiny problems are solved to the proven best', () => {
  it('covering', () => checkTiny({ objective: 'covering', isShared: false }, 300))
  it('centre', () => checkTiny({ objective: 'centre', isShared: false }, 100))
})
