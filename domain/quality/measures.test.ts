// The league: clean counts, mending counts as much, and nobody is rewarded for having few people.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanShare, leaguePoints, mendedShare, qualityMeasures } from './measures.ts'

const figures = (elders: number, values: Record<string, number> = {}) => ({ elders, values })
const anyFigures = fc.record({
  elders: fc.integer({ min: 1, max: 10_000 }),
  values: fc.dictionary(fc.constantFrom(...qualityMeasures.keys), fc.integer({ min: 0, max: 10_000 }), {
    noNullPrototype: true,
  }),
})

describe('how clean a ledger is', () => {
  it('is a hundred without a fault and less with each', () => {
    expect(cleanShare(figures(100))).toBe(100)
    expect(cleanShare(figures(100, { stale: 10 }))).toBeLessThan(100)
    expect(cleanShare(figures(100, { stale: 100 }))).toBeGreaterThan(0)
  })
  it('is unknown where there is nobody', () => {
    expect(cleanShare(figures(0))).toBeNull()
    expect(leaguePoints(null, figures(0))).toBeNull()
  })
  it('does not depend on how many people a county has', () => {
    expect(cleanShare(figures(100, { stale: 10 }))).toBeCloseTo(
      cleanShare(figures(1000, { stale: 100 })) as number,
    )
  })
})

describe('how much was mended', () => {
  it.each([
    [figures(100, { stale: 10 }), figures(100), 100],
    [figures(100, { stale: 10 }), figures(100, { stale: 5 }), 50],
    [figures(100, { stale: 10 }), figures(100, { stale: 10 }), 0],
    [figures(100, { stale: 10 }), figures(100, { stale: 50 }), -100],
  ])('from %j to %j is %i', (before, now, share) => {
    expect(mendedShare(before, now)).toBe(share)
  })
  it('cannot be said where nothing was wrong, or nobody counted', () => {
    expect(mendedShare(figures(100), figures(100, { stale: 1 }))).toBeNull()
    expect(mendedShare(null, figures(100))).toBeNull()
  })
})

describe('the league', () => {
  it('puts a poor ledger that is mended before an equal one that rests', () => {
    const before = figures(100, { missingNumber: 60 })
    const mended = figures(100, { missingNumber: 20 })
    expect(leaguePoints(before, mended)).toBeGreaterThan(leaguePoints(mended, mended) as number)
  })
  it('never goes down when one more fault is mended', () => {
    fc.assert(
      fc.property(anyFigures, anyFigures, fc.constantFrom(...qualityMeasures.keys), (before, now, key) => {
        const worse = { ...now, values: { ...now.values, [key]: (now.values[key] ?? 0) + 1 } }
        expect(leaguePoints(before, now)).toBeGreaterThanOrEqual(leaguePoints(before, worse) as number)
      }),
    )
  })
})
