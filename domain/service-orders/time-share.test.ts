// Time pays in whole steps, never less than nothing and never more than the order's minutes rounded up.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeClaimed, timeOwed, timeText } from './time-share.ts'

const quarters = { roundMinutes: 15, leastMinutes: 30 }

describe('what time pays of a service', () => {
  it('is the agreed minutes by the share of the price, to the nearest quarter and at least half an hour', () => {
    const whole = { shareFen: 2_000, ofFen: 2_000 }
    expect(timeOwed({ minutes: 40, ...whole }, quarters)).toBe(45)
    expect(timeOwed({ minutes: 120, ...whole }, quarters)).toBe(120)
    expect(timeOwed({ minutes: 120, shareFen: 500, ofFen: 2_000 }, quarters)).toBe(30)
    expect(timeOwed({ minutes: 10, ...whole }, quarters)).toBe(30)
    expect(timeOwed({ minutes: 60, shareFen: 0, ofFen: 2_000 }, quarters)).toBe(0)
    expect(timeOwed({ minutes: 60, shareFen: 0, ofFen: 0 }, quarters)).toBe(0)
  })

  it('holds for every order and every setting', () => {
    const fen = fc.integer({ min: 0, max: 1_000_000 })
    const steps = fc.record({
      roundMinutes: fc.integer({ min: 1, max: 60 }),
      leastMinutes: fc.integer({ min: 0, max: 120 }),
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1440 }), fen, fen, steps, (minutes, shareFen, ofFen, given) => {
        const owed = timeOwed({ minutes, shareFen, ofFen }, given)
        const rounded = (of: number) => Math.ceil(of / given.roundMinutes) * given.roundMinutes
        expect(owed).toBeGreaterThanOrEqual(0)
        expect(owed % given.roundMinutes).toBe(0)
        expect(owed).toBeLessThanOrEqual(Math.max(rounded(minutes), rounded(given.leastMinutes)))
      }),
    )
  })

  it('is less for a claim of less, and never more than was agreed', () => {
    const agreed = { timeMinutes: 120, timeFen: 2_000 }
    expect(timeClaimed(agreed, 2_000, quarters)).toBe(120)
    expect(timeClaimed(agreed, 9_000, quarters)).toBe(120)
    expect(timeClaimed(agreed, 1_000, quarters)).toBe(60)
    expect(timeClaimed(agreed, 0, quarters)).toBe(0)
    expect(timeClaimed({ timeMinutes: 0, timeFen: 0 }, 0, quarters)).toBe(0)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 96 }),
        fc.nat(5_000),
        fc.nat(5_000),
        (steps, timeFen, claimed) => {
          const timeMinutes = steps * 15
          const owed = timeClaimed({ timeMinutes, timeFen }, claimed, { roundMinutes: 20, leastMinutes: 60 })
          expect(owed).toBeGreaterThanOrEqual(0)
          expect(owed).toBeLessThanOrEqual(timeMinutes)
        },
      ),
    )
  })

  it('reads as hours and minutes', () => {
    expect([0, 45, 60, 135, -75].map(timeText)).toEqual([
      ...['0 分钟', '45 分钟', '1 小时', '2 小时 15 分钟', '-1 小时 15 分钟'],
    ])
  })
})
