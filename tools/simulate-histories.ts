// A stretch of simulated histories as a test; the files that call it share the seeds out over both cores.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type HistoryReport, runHistory } from './simulate.ts'
import { runCare } from './simulate-care.ts'
import { runKitchen } from './simulate-kitchen.ts'
import { type Fuse, fitFuse } from './simulate-road.ts'
import { openTestSystem, type TestSystem } from './test-system.ts'

type Run = (world: TestSystem, fuse: Fuse, seed: number) => Promise<HistoryReport>

/** Kitchens and services have more to tell in each history than a visitor's month, and want fewer of them. */
const kinds: readonly { kind: string; run: Run; share: number }[] = [
  { kind: 'visits', run: runHistory, share: 1 },
  { kind: 'kitchens', run: runKitchen, share: 0.2 },
  { kind: 'services', run: runCare, share: 0.2 },
]

/** A broken history names its seed: npm run simulate -- --seed N replays it. */
export function testHistories(first: number, histories: number): void {
  let world: TestSystem
  let fuse: Fuse
  beforeAll(async () => {
    world = await openTestSystem()
    fuse = fitFuse(world)
  })
  afterAll(() => world.close())

  it.each(kinds)(
    'loses, doubles and alters nothing of $kind',
    async ({ run, share }) => {
      const count = Math.round(histories * share)
      let acts = 0
      for (let seed = first; seed < first + count; seed++) {
        const report = await run(world, fuse, seed)
        expect(report.broken, `seed ${seed}: ${report.events.join(' | ')}`).toEqual([])
        acts += report.acts
      }
      expect(acts).toBeGreaterThan(count * 2)
    },
    240_000,
  )
}
