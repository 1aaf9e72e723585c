import { expect, it } from 'vitest'
import { comparePlans, explainPlan } from './explain.ts'
import { prepare } from './prepared.ts'

/** Four villages along a road at kilometres 0, 2, 4 and 9; sites may stand at 1, 3 and 9. */
const problem = prepare({
  objective: 'covering',
  demands: [0, 2, 4, 9].map((x, at) => ({
    ...{ id: `village ${at}`, weight: 10 * (at + 1), x, y: 0 },
    ...(at === 3 && { group: 'border' }),
  })),
  candidates: [
    { id: 'west', x: 1, y: 0, cost: 30, capacity: 25 },
    { id: 'middle', x: 3, y: 0, cost: 40 },
    { id: 'border', x: 9, y: 0, cost: 50 },
  ],
  ...{ distances: { metric: 'euclidean' }, radius: 1, sites: 2, floors: [{ group: 'border', share: 0.5 }] },
})

const withWest = {
  chosen: [0, 1],
  served: [
    { demand: 0, site: 0, distance: 1 },
    { demand: 1, site: 1, distance: 1 },
    { demand: 2, site: 1, distance: 1 },
  ],
}

it('says who gains by each site alone, how far they walk and what it costs them', () => {
  const { sites, unserved, unservedWeight, binding } = explainPlan(problem, withWest.chosen, withWest.served)
  expect(sites[0]).toMatchObject({
    ...{ id: 'west', alone: [0], aloneWeight: 10, weight: 10, costPerWeight: 3, isFull: false },
  })
  expect(sites[1]).toMatchObject({
    ...{ id: 'middle', alone: [2], served: [1, 2], weight: 50, meanDistance: 1, greatestDistance: 1 },
  })
  expect([unserved, unservedWeight]).toEqual([[3], 40])
  expect(binding).toContain('sites')
})

it('says what a second plan gains and loses, for whom and for how much', () => {
  const withBorder = {
    chosen: [1, 2],
    served: [
      { demand: 1, site: 1, distance: 0.5 },
      { demand: 2, site: 1, distance: 1 },
      { demand: 3, site: 2, distance: 0 },
    ],
  }
  expect(comparePlans(problem, withWest, withBorder)).toMatchObject({
    ...{ opened: [2], closed: [0], gained: [3], lost: [0], gainedWeight: 40, lostWeight: 10 },
    ...{ nearer: [1], farther: [], costBefore: 70, costAfter: 90 },
    groups: [{ group: 'border', weightBefore: 0, weightAfter: 40, sitesBefore: 0, sitesAfter: 0 }],
  })
})
