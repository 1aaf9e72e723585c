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

/** The machine that runs all tests at once is slow. */
const patience = 120_000

describe('tiny problems are solved to the proven best', () => {
  it('covering', () => checkTiny({ objective: 'covering', isShared: false }, 200), patience)
  it('centre', () => checkTiny({ objective: 'centre', isShared: false }, 80), patience)
  it('covering, full or too empty', () => checkTiny({ objective: 'covering', isShared: true }, 80), patience)
  it('centre, full or too empty', () => checkTiny({ objective: 'centre', isShared: true }, 78), patience)
})

describe('without the kept solver', () => {
  it(
    'no bound is wrong and no rule is broken',
    () => {
      for (let round = 0; round < 60; round++) {
        const problem = tinyCover(`alone-${round}`, { objective: 'covering', isShared: false })
        if (problem.sites === undefined && problem.budget === undefined) continue
        const best = bestCover(problem, linear)
        const answer = answerOrRefusal(problem, null)
        if (best === null || answer === null) continue
        expect(coverFaults(problem, answer)).toEqual([])
        expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-6)
        expect(answer.objective).toBeLessThanOrEqual(best + 1e-6)
      }
    },
    patience,
  )
})

describe('what files may hold', () => {
  const points = (many: number) => Array.from({ length: many }, (_, at) => ({ id: at + 1, weight: 1 }))
  const road = {
    nodes: 6,
    edges: [
      [1, 2, 1],
      [2, 3, 1],
      [4, 5, 1],
      [5, 6, 1],
    ],
  }

  it('parts of a network that are not joined: centre needs a site in each, and says so when it may have one', () => {
    const problem = {
      objective: 'centre' as const,
      demands: points(6),
      candidates: points(6),
      distances: road,
    }
    expect(solve({ ...problem, sites: 2 })).toMatchObject({ chosen: [2, 5], objective: 1, proven: true })
    expect(() => solve({ ...problem, sites: 1 })).toThrow(/没有可行的方案/)
  })

  it('a floor that nobody can keep is told with what could be reached', () => {
    const problem = {
      ...{ objective: 'covering' as const, radius: 1, sites: 1, candidates: points(3), distances: road },
      demands: points(6).map(point => ({ ...point, group: 'border' })),
      floors: [{ group: 'border', share: 0.9 }],
    }
    expect(() => solve(problem)).toThrow(/“border”要照顾到 5.4，半径内所有候选点加起来最多照顾到 3/)
  })

  it('sites that are all full: what the money has room for is the proof, though the kept solver runs out of time', () => {
    const problem = {
      ...{ objective: 'covering' as const, radius: 1, budget: 7, distances: road },
      demands: points(6).map(point => ({ ...point, weight: 10, group: 'border' })),
      candidates: points(6).map(point => ({ ...point, cost: 2, capacity: 4 })),
      floors: [{ group: 'border', share: 0.1 }],
    }
    const hurried: LinearSolver = {
      solve(model, options) {
        const isChoiceOpen = model.whole?.some((one, at) => one === 1 && model.lower[at] !== model.upper[at])
        if (!isChoiceOpen) return linear.solve(model, options)
        return { state: 'stopped', values: null, objective: 0, bound: Number.NEGATIVE_INFINITY, prices: null }
      },
    }
    expect(solve(problem, hurried)).toMatchObject({ objective: 12, bound: 12, proven: true })
  })

  it('more sites than are of use: only the useful ones are opened', () => {
    const problem = { objective: 'covering' as const, demands: points(6), candidates: points(6) }
    const answer = solve({ ...problem, distances: road, radius: 1, sites: 100 })
    expect(answer).toMatchObject({ chosen: [2, 5], objective: 6, bound: 6 })
  })
})
