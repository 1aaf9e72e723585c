import { describe, expect, test } from 'vitest'
import { prepare } from './prepared.ts'
import { readSiteProblem, unknownFields } from './problem.ts'

const small = {
  objective: 'median',
  demands: [
    { id: 'a', weight: 3 },
    { id: 'b', weight: 1 },
  ],
  candidates: [{ id: 'p' }, { id: 'q' }],
  distances: {
    matrix: [
      [0, 4],
      [5, null],
    ],
  },
  sites: 1,
}

const refusal = (change: object) => {
  try {
    prepare(readSiteProblem({ ...small, ...change }))
  } catch (error) {
    return (error as Error).message
  }
  return 'accepted'
}

const road = (id: number) => ({ id })

describe('a siting file', () => {
  test('becomes arrays, with weight 1 and no cost where nothing is said', () => {
    const { weight, cost, capacity, sites } = prepare(
      readSiteProblem({ ...small, demands: [{ id: 1 }, { id: 2 }] }),
    )
    expect([...weight, ...cost, capacity, sites]).toEqual([1, 1, 0, 0, null, 1])
  })

  test.each([
    [{ objective: 'medain' }, /objective：只能是 "median"/],
    [{ demands: [] }, /demands：至少要有一个需求点/],
    [{ demands: [{ id: 'a', weight: -1 }] }, /demands\[0\]\.weight：不能是负数/],
    [{ candidates: [{ id: 'p' }, { id: 'p' }] }, /candidates\[1\]\.id：p 与 candidates\[0\] 重复/],
    [{ candidates: [{ id: 'p', must: true, never: true }, { id: 'q' }] }, /不能同时写 must 和 never/],
    [{ distances: { matrix: [[1, 2]] } }, /distances\.matrix：应有 2 行/],
    [{ distances: { matrix: [[1, 2], [1]] } }, /distances\.matrix\[1\]：应有 2 个数/],
    [
      {
        distances: {
          matrix: [
            [1, 2],
            [1, '3'],
          ],
        },
      },
      /distances\.matrix\[1\]\[1\]：/,
    ],
    [{ distances: { metric: 'euclidean' } }, /demands\[0\]：按坐标算距离，要写 x 和 y/],
    [{ distances: { metric: 'euclidean', matrix: [] } }, /三种之一/],
    [{ distances: { nodes: 3, edges: [[1, 2, 1]] } }, /demands\[0\]\.id：按路网算距离/],
    [{ sites: 1.5 }, /sites：要填整数/],
    [{ sites: undefined }, /sites：“median”要写 sites/],
    [{ objective: 'covering' }, /radius：“covering”要写服务半径/],
    [{ budget: 5 }, /budget：写了预算，候选点却都没有 cost/],
    [{ floors: [{ group: 'border', share: 0.3 }] }, /floors\[0\]\.group：没有需求点或候选点属于“border”/],
    [
      {
        demands: [{ id: 'a', group: 'border' }, { id: 'b' }],
        candidates: [{ id: 'p', group: 'border' }, { id: 'q' }],
        floors: [{ group: 'border', share: 0.3 }],
      },
      /floors\[0\]\.group：需求点和候选点里都有“border”，分不清比例算哪一边/,
    ],
    [
      {
        candidates: [
          { id: 'p', must: true },
          { id: 'q', must: true },
        ],
      },
      /必须开设的点有 2 个，多于 sites 允许的 1 个/,
    ],
    [
      {
        candidates: [
          { id: 'p', never: true },
          { id: 'q', never: true },
        ],
      },
      /没有可以开设的候选点（都写了 never/,
    ],
  ])('with %j is refused with the place that is wrong', (change, sentence) => {
    expect(refusal(change)).toMatch(sentence)
  })

  test('names the fields that nobody reads', () => {
    expect(unknownFields({ ...small, bugdet: 3, candidates: [{ id: 'p', costs: 3 }] })).toEqual([
      'bugdet',
      'candidates[0].costs',
    ])
  })
})

describe('distances', () => {
  const row = (problem: object, demand: number, limit?: number) => {
    const { distances, candidateIds } = prepare(readSiteProblem({ ...small, ...problem }))
    const into = new Float64Array(candidateIds.length)
    distances.fill(demand, into, limit)
    return [...into]
  }
  const near = (problem: object, demand: number, most: number, limit = Number.POSITIVE_INFINITY) => {
    const { distances } = prepare(readSiteProblem({ ...small, ...problem }))
    const [places, far] = [new Int32Array(most), new Float64Array(most)]
    const count = distances.nearest(demand, most, limit, places, far)
    return [...places.subarray(0, count)].map((place, at) => [place, far[at]])
  }
  const network = {
    demands: [1, 2, 3, 4, 5].map(road),
    candidates: [1, 2, 3, 4, 5].map(road),
    distances: {
      nodes: 5,
      edges: [
        [1, 2, 9],
        [2, 3, 2],
        [3, 4, 2],
        [1, 4, 10],
        [2, 1, 1],
      ],
    },
  }

  test('of a matrix: null cannot be reached', () => {
    expect(row({}, 1)).toEqual([5, Number.POSITIVE_INFINITY])
    expect(near({}, 1, 2)).toEqual([[0, 5]])
  })

  test('over roads are the shortest paths, and of an edge told twice the last counts', () => {
    expect(row(network, 0)).toEqual([0, 1, 3, 5, Number.POSITIVE_INFINITY])
    expect(row(network, 3, 4)).toEqual([Number.POSITIVE_INFINITY, 4, 2, 0, Number.POSITIVE_INFINITY])
    expect(near(network, 0, 2)).toEqual([
      [0, 0],
      [1, 1],
    ])
    expect(near(network, 0, 9, 3)).toEqual([
      [0, 0],
      [1, 1],
      [2, 3],
    ])
  })

  test('as the crow flies: on the plane, and on the globe in kilometres', () => {
    const places = {
      demands: [{ id: 'a', x: 0, y: 0 }],
      candidates: [
        { id: 'p', x: 3, y: 4 },
        { id: 'q', x: 0, y: 1 },
        { id: 'r', x: 1, y: 0 },
      ],
    }
    expect(row({ ...places, distances: { metric: 'euclidean', roadFactor: 1.3 } }, 0)).toEqual([
      6.5, 1.3, 1.3,
    ])
    // Of two equally near the first in the file comes first.
    expect(near({ ...places, distances: { metric: 'euclidean' } }, 0, 2)).toEqual([
      [1, 1],
      [2, 1],
    ])
    expect(row({ ...places, distances: { metric: 'haversine' } }, 0)[1]).toBeCloseTo(111.195, 3)
  })

  test('nearest ones of a long row come in order', () => {
    const candidates = Array.from({ length: 500 }, (_, id) => ({ id }))
    const values = candidates.map((_, at) => (at * 7919) % 101)
    const problem = { demands: [{ id: 'a' }], candidates, distances: { matrix: [values] } }
    const expected = values
      .map((value, at) => [at, value] as const)
      .sort(([a, one], [b, other]) => one - other || a - b)
      .slice(0, 60)
    expect(near(problem, 0, 60)).toEqual(expected)
  })
})
