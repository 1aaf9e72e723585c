import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openLinearSolver } from '../../server/planning/highs.ts'
import { projectFolder } from '../../server/system.ts'
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

/** The first p-median problem of the OR-Library (J. E. Beasley): nodes, edges, sites, then the edges. */
function classic(): SiteProblem {
  const [first = '', ...lines] = readFileSync(join(projectFolder, 'data/orlib-pmed1.txt'), 'utf8')
    .trim()
    .split('\n')
  const [nodes = 0, , sites = 0] = first.split(' ').map(Number)
  const places = Array.from({ length: nodes }, (_, at) => ({ id: at + 1 }))
  const edges = lines.map(line => line.split(' ').map(Number))
  return { objective: 'median', sites, demands: places, candidates: places, distances: { nodes, edges } }
}

describe('a classic problem', () => {
  test('is solved to its known best', () => {
    const answer = solve(classic())
    expect(answer).toMatchObject({ objective: 5819, bound: 5819, proven: true, binding: ['sites'] })
    expect((answer as SiteAnswer).chosen).toHaveLength(5)
    expect((answer as SiteAnswer).assignments.reduce((sum, { distance }) => sum + distance, 0)).toBe(5819)
  })

  test('without time still has a plan, and a bound that holds', () => {
    let asked = 0
    const answer = solveProblem(
      classic(),
      { timeLimitSeconds: 1 },
      { seconds: () => asked++ / 10, tell: () => {}, linear: null },
    )
    expect(answer.chosen).toHaveLength(5)
    expect(answer.objective).toBeGreaterThanOrEqual(5819)
    expect(answer.bound ?? 0).toBeLessThanOrEqual(5819)
  })
})

describe('a plan that cannot be', () => {
  const places = [0, 1, 2, 10, 11, 12].map((x, id) => ({ id, x, y: 0, cost: 10 + id }))
  const base = {
    objective: 'median' as const,
    demands: places.map(({ id, x, y }) => ({ id, x, y, weight: 2 })),
    candidates: places,
    distances: { metric: 'euclidean' as const },
  }
  test.each([
    [{ sites: 1, radius: 3 }, /最多开 1 个点（sites）、半径 3（radius）做不到；这些条件互相顶着/],
    [{ budget: 20, radius: 3 }, /预算 20（budget）、半径 3（radius）做不到/],
    [{ sites: 2, radius: 0.5 }, /放宽/],
    [
      { sites: 2, candidates: places.map(one => ({ ...one, capacity: 5 })) },
      /最多开 2 个点（sites）、各点的容量（capacity）做不到/,
    ],
    [{ sites: 3, minimumDemand: 13 }, /每个点至少服务 13（minimumDemand）做不到；放宽这一项就有方案/],
    [
      { sites: 1, candidates: places.map((one, at) => ({ ...one, must: at < 2 })) },
      /必须开设的点有 2 个，多于 sites 允许的 1 个/,
    ],
  ])('%j says what stands against it', (change, sentence) => {
    expect(solve({ ...base, ...change })).toMatch(sentence)
  })
})
