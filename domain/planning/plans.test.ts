import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openLinearSolver } from '../../server/planning/highs.ts'
import { bestOfEveryPlan } from '../../tools/every-plan.ts'
import { planFaults } from '../../tools/plan-faults.ts'
import { Refused } from '../kernel/refusal.ts'
import { readSiteProblem, type SiteAnswer, type SiteObjective, type SiteProblem } from './problem.ts'
import { type SolvingWorld, solveProblem } from './solve.ts'

const linear = await openLinearSolver()

const upTo = (most: number, least = 0) => fc.integer({ min: least, max: most })
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
/** Sums of quarters are exact, in whatever order they are added. */
const quarters = (most: number, least = 0) => upTo(most * 4, least * 4).map(one => one / 4)

const place = { x: quarters(5), y: quarters(5) }
const pin = fc.constantFrom({}, {}, {}, {}, {}, {}, { must: true }, { never: true })

function waysBetween(rows: number, width: number): fc.Arbitrary<SiteProblem['distances']> {
  const nodes = Math.max(rows, width) + 2
  const way = fc.option(quarters(20), { freq: 9 })
  const matrix = fc.array(fc.array(way, { minLength: width, maxLength: width }), {
    minLength: rows,
    maxLength: rows,
  })
  const edge = fc.tuple(upTo(nodes, 1), upTo(nodes, 1), upTo(12))
  return fc
    .tuple(
      fc.oneof(
        matrix.map(all => ({ matrix: all })),
        fc.array(edge, { minLength: nodes, maxLength: nodes * 3 }).map(edges => ({ nodes, edges })),
        fc.constantFrom({ metric: 'euclidean' as const }, { metric: 'haversine' as const }),
      ),
      fc.constantFrom({}, { roadFactor: 1.25 }),
    )
    .map(([ways, factor]) => ({ ...ways, ...factor }))
}

interface Shape {
  objective: SiteObjective
  /** Sites can be full or too empty. */
  isShared: boolean
}

/** Every restriction there is, each now and then; what no file may hold together is left out. */
function anyProblem({ objective, isShared }: Shape): fc.Arbitrary<SiteProblem> {
  return fc.tuple(upTo(isShared ? 5 : 7, 1), upTo(isShared ? 6 : 8, 1)).chain(([rows, width]) =>
    fc
      .record({
        demands: fc.array(
          fc.record({ ...place, weight: quarters(6), group: maybe(fc.constantFrom('village', 'town')) }),
          { minLength: rows, maxLength: rows },
        ),
        candidates: fc.array(
          fc.record({
            ...place,
            ...{ cost: upTo(30), pin, group: maybe(fc.constantFrom('border', 'inland')) },
            capacity: fc.option(quarters(14, 1), { freq: 3 }),
          }),
          { minLength: width, maxLength: width },
        ),
        distances: waysBetween(rows, width),
        isPriced: fc.boolean(),
        sites: maybe(upTo(width + 1, 1)),
        budget: maybe(upTo(90, 5)),
        radius: maybe(upTo(14, 2)),
        minimumDemand: maybe(quarters(5, 1)),
        floors: fc.array(
          fc.record({
            group: fc.constantFrom('border', 'inland', 'village', 'town'),
            share: upTo(9).map(one => one / 10),
          }),
          { maxLength: 2 },
        ),
      })
      .map(parts => fileOf(parts, objective, isShared)),
  )
}

type Parts = Pick<SiteProblem, 'distances' | 'sites' | 'budget' | 'radius' | 'minimumDemand'> & {
  demands: { x: number; y: number; weight: number; group: string | undefined }[]
  candidates: {
    x: number
    y: number
    cost: number
    pin: object
    group: string | undefined
    capacity: number | null
  }[]
  isPriced: boolean
  floors: { group: string; share: number }[]
}

function fileOf(parts: Parts, objective: SiteObjective, isShared: boolean): SiteProblem {
  const isPriced = parts.isPriced || objective === 'fixedCharge'
  const budget = isPriced ? parts.budget : undefined
  const radius = objective === 'covering' ? (parts.radius ?? 6) : parts.radius
  const isAsked = objective === 'fixedCharge' || objective === 'covering' || budget !== undefined
  // A degree is a hundred kilometres.
  const reach = parts.distances.metric === 'haversine' ? 61.7 : parts.distances.metric ? 0.37 : 1
  const demands = parts.demands.map((one, at) => ({
    ...{ ...one, id: at + 1 },
    weight: at === 0 ? one.weight + 1 : one.weight,
  }))
  const candidates = parts.candidates.map(({ pin: pinned, capacity, cost, ...one }, at) => ({
    ...{ ...one, ...pinned, id: at + 1 },
    ...(isPriced && { cost }),
    ...(isShared && { capacity }),
  }))
  const groups = new Set([...candidates, ...(radius === undefined ? [] : demands)].map(one => one.group))
  const problem = {
    ...{ objective, demands, candidates, distances: parts.distances, budget },
    sites: isAsked ? parts.sites : (parts.sites ?? 2),
    ...(radius !== undefined && { radius: radius * reach }),
    ...(isShared && { minimumDemand: parts.minimumDemand }),
    floors: parts.floors.filter(
      ({ group }, at) => groups.has(group) && parts.floors.findIndex(one => one.group === group) === at,
    ),
  }
  // As a file holds it: what is undefined is not there.
  return readSiteProblem(JSON.parse(JSON.stringify(problem)))
}

function answerOf(problem: SiteProblem, world: Omit<SolvingWorld, 'tell'>): SiteAnswer | string {
  try {
    const answer = solveProblem(problem, { timeLimitSeconds: 100 }, { ...world, tell() {} })
    return JSON.parse(JSON.stringify(answer)) as SiteAnswer
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

const shapes = (['median', 'fixedCharge', 'covering', 'centre'] as const).flatMap(objective =>
  [false, true].map(isShared => ({ objective, isShared })),
)
const patience = 120_000

describe('judged by a reckoning that shares nothing with the solver', () => {
  test.each(shapes)(
    'every plan is the best, and is what it says: $objective, full sites $isShared',
    shape => {
      fc.assert(
        fc.property(anyProblem(shape), problem => {
          const best = bestOfEveryPlan(problem)
          const answer = answerOf(problem, { seconds: () => 0, linear })
          if (typeof answer === 'string') {
            expect(best, answer).toBeNull()
            expect(answer).toMatch(/没有可行的方案/)
            return
          }
          expect(planFaults(problem, answer)).toEqual([])
          expect(answer.objective).toBeCloseTo(best as number, 5)
          expect(answer.proven).toBe(true)
        }),
        { numRuns: shape.isShared ? 60 : 150, seed: 20261127 },
      )
    },
    patience,
  )

  const points = (many: number) => Array.from({ length: many }, (_, at) => ({ id: at + 1 }))

  test('everybody for the least, not yet proven: no proof is told', () => {
    const matrix = [
      [null, null, null, 1, null, 1],
      [null, 1, null, 1, null, null],
      [1, 1, 1, null, 1, 1],
    ]
    const candidates = points(6).map(({ id }) => ({ id, ...(id === 6 && { group: 'inland' }) }))
    const floors = [{ group: 'inland', share: 0.1 }]
    const problem = { objective: 'covering' as const, demands: points(3), candidates, radius: 1, floors }
    const file = { ...problem, distances: { matrix } }
    expect(bestOfEveryPlan(file)).toBe(2)
    const alone = answerOf(file, { seconds: () => 0, linear: null }) as SiteAnswer
    expect(planFaults(file, alone)).toEqual([])
    expect(alone.bound).toBeLessThanOrEqual(2)
    expect(answerOf(file, { seconds: () => 0, linear })).toMatchObject({ objective: 2, proven: true })
  })

  test('sites opened only to make up the number count where they help', () => {
    const places = [
      { id: 1, x: 0, y: 1.75, must: true },
      { id: 2, x: 0, y: 0, group: 'inland' },
      { id: 3, x: 0, y: 2 },
      { id: 4, x: 0, y: 0, must: true },
      { id: 5, x: 0, y: 0 },
      { id: 6, x: 0.25, y: 0, group: 'inland' },
    ]
    const problem: SiteProblem = {
      ...{ objective: 'median', sites: 5, candidates: places, distances: { metric: 'euclidean' } },
      demands: [
        { id: 1, weight: 1, x: 2.5, y: 0 },
        { id: 2, weight: 0.25, x: 0, y: 2 },
      ],
      floors: [{ group: 'inland', share: 0.3 }],
    }
    const answer = answerOf(problem, { seconds: () => 100, linear: null }) as SiteAnswer
    expect(planFaults(problem, answer)).toEqual([])
  })

  test('a place where nobody lives takes no room in a site that is full', () => {
    const problem: SiteProblem = {
      ...{ objective: 'centre', sites: 2, minimumDemand: 1 },
      demands: [1, 0, 0, 4.75, 0.25].map((weight, at) => ({ id: at + 1, weight })),
      candidates: points(3).map(({ id }) => ({ id, ...(id === 2 && { capacity: 4.75 }) })),
      distances: {
        matrix: [
          [0, null, 10.25],
          [null, 0, 0],
          [null, 0.5, null],
          [null, 0, null],
          [0, 0, null],
        ],
      },
    }
    const answer = answerOf(problem, { seconds: () => 0, linear }) as SiteAnswer
    expect(answer).toMatchObject({ objective: 0.5, proven: true })
    expect(planFaults(problem, answer)).toEqual([])
  })

  test.each(shapes)(
    'stopped anywhere, no bound is wrong: $objective, full sites $isShared',
    shape => {
      fc.assert(
        fc.property(anyProblem(shape), upTo(60), (problem, steps) => {
          const best = bestOfEveryPlan(problem)
          let asked = 0
          const answer = answerOf(problem, { seconds: () => (asked++ < steps ? 0 : 100), linear: null })
          if (typeof answer === 'string') {
            if (!answer.includes('限定的时间')) expect(best, answer).toBeNull()
            return
          }
          expect(best).not.toBeNull()
          expect(planFaults(problem, answer)).toEqual([])
          const isMost = shape.objective === 'covering' && (problem.sites ?? problem.budget) !== undefined
          const [low, high] = isMost
            ? [answer.objective, answer.bound ?? Number.POSITIVE_INFINITY]
            : [answer.bound ?? Number.NEGATIVE_INFINITY, answer.objective]
          expect(low).toBeLessThanOrEqual((best as number) + 1e-5)
          expect(high).toBeGreaterThanOrEqual((best as number) - 1e-5)
        }),
        { numRuns: shape.isShared ? 40 : 100, seed: 20261127 },
      )
    },
    patience,
  )
})
