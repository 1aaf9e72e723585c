// Random operations by several hands at once, with cut connections and retries: the books never drift.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LedgerReport, runLedger } from './simulate-ledger.ts'
import { type Fuse, fitFuse } from './simulate-road.ts'
import { openTestSystem, type TestSystem } from './test-system.ts'

describe('the ledger under many hands', () => {
  let world: TestSystem
  let fuse: Fuse

  const live = async (seed: number, elders: number): Promise<LedgerReport> => {
    world = await openTestSystem()
    fuse = fitFuse(world)
    try {
      return await runLedger(world, fuse, { seed, elders, operations: 400, workers: 5, cutShare: 0.08 })
    } finally {
      await world.close()
    }
  }

  it('loses nothing, doubles nothing, drifts by nothing and never deadlocks', async () => {
    const histories = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      elders: fc.constantFrom(1, 3, 40),
    })
    await fc.assert(
      fc.asyncProperty(histories, async ({ seed, elders }) => {
        const report = await live(seed, elders)
        expect(report.broken).toEqual([])
        // How many get through depends on who comes first; that many did, whatever the order.
        expect(report.transfers).toBeGreaterThan(150)
        expect(report.refused).toBeGreaterThan(10)
        expect(report.retries).toBeGreaterThan(5)
        expect(report.closedMonths).toBe(2)
      }),
      { numRuns: 4, endOnFailure: true, includeErrorInReport: true },
    )
  }, 240_000)
})
