// A stretch of simulated histories as a test; the files that call it share the seeds out over both cores.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Fuse, fitFuse, runHistory } from './simulate.ts'
import { openTestSystem, type TestSystem } from './test-system.ts'

/** A broken history names its seed: npm run simulate -- --seed N replays it. */
export function testHistories(first: number, histories: number): void {
  let world: TestSystem
  let fuse: Fuse
  beforeAll(async () => {
    world = await openTestSystem()
    fuse = fitFuse(world)
  })
  afterAll(() => world.close())

  it(`loses, doubles and alters nothing in histories ${first} to ${first + histories - 1}`, async () => {
    let visits = 0
    for (let seed = first; seed < first + histories; seed++) {
      const report = await runHistory(world, fuse, seed)
      expect(report.broken, `seed ${seed}: ${report.events.join(' | ')}`).toEqual([])
      visits += report.visits
    }
    expect(visits).toBeGreaterThan(histories * 2)
  }, 240_000)
}
