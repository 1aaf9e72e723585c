// A set of sites serves as many as a flow reckoned from nothing would, also after moves that were taken back.
import { expect, test } from 'vitest'
import { chanceFrom } from '../rounds/chance.ts'
import { CoverFlow } from './cover-flow.ts'
import { transposed } from './lists.ts'

/** Person by person, each along the first way that is found: slow, and of another make. */
function servedOneByOne(weights: number[], rooms: number[], near: number[][], open: number[]): number {
  const people = weights.flatMap((weight, demand) => Array.from({ length: weight }, () => near[demand] ?? []))
  const at = new Map<number, number>()
  const held = (site: number) => [...at].filter(([, own]) => own === site).map(([person]) => person)
  const place = (person: number, seen: Set<number>): boolean =>
    (people[person] as number[]).some(site => {
      if (!open.includes(site) || seen.has(site)) return false
      seen.add(site)
      const inside = held(site)
      const isIn = inside.length < (rooms[site] as number) || inside.some(other => place(other, seen))
      if (isIn) at.set(person, site)
      return isIn
    })
  return people.filter((_, person) => place(person, new Set())).length
}

test('as many are served as can be, whatever was tried before', () => {
  const draw = chanceFrom('flow')
  for (let round = 0; round < 60; round++) {
    const [rows, width] = [3 + draw(8), 3 + draw(5)]
    const weights = Array.from({ length: rows }, () => draw(4))
    const rooms = Array.from({ length: width }, () => draw(7))
    const near = weights.map(() => [...rooms.keys()].filter(() => draw(2) === 0))
    const start = Int32Array.from([0, ...near.map((_, at) => near.slice(0, at + 1).flat().length)])
    const lists = {
      start,
      places: Int32Array.from(near.flat()),
      distances: new Float64Array(near.flat().length),
    }
    const flow = new CoverFlow(
      Float64Array.from(weights),
      Float64Array.from(rooms),
      lists,
      transposed(lists, width),
    )
    flow.become([0, 1])
    for (let step = 0; step < 20; step++) {
      const [open, closed] = [flow.chosen, [...rooms.keys()].filter(site => !flow.isOpen[site])]
      const from = [-1, ...open][draw(open.length + 1)] as number
      const to = [-1, ...closed][draw(closed.length + 1)] as number
      const before = flow.value
      expect(flow.try(from, to)).toBe(flow.value - before)
      if (draw(2) === 0) flow.keep()
      else flow.takeBack()
      expect(flow.value).toBe(servedOneByOne(weights, rooms, near, flow.chosen))
    }
  }
})
