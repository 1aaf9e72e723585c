// What leaves an account: never more than there is, the oldest debt first, and returns count as money.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectFrom } from './collect.ts'

const due = (month: string, dueFen: number, canteenId = 'a') => ({ canteenId, month, dueFen })

describe('what leaves an account', () => {
  it('pays the oldest month first and leaves the rest owed', () => {
    const taken = collectFrom(1500, [due('2026-11', 1000), due('2026-10', 1000)])
    expect(taken.map(({ due, fen }) => [due.month, fen])).toEqual([
      ['2026-10', 1000],
      ['2026-11', 500],
    ])
  })

  it('gives back what was taken too much, and lets it pay for what is owed', () => {
    const taken = collectFrom(0, [due('2026-10', -700), due('2026-11', 1000)])
    expect(taken.map(({ fen }) => fen)).toEqual([-700, 700])
  })

  it('never takes what is not there, nor more than is owed', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.array(fc.integer({ min: -3000, max: 3000 }), { maxLength: 12 }),
        (balance, sums) => {
          const dues = sums.map((fen, index) => due(`2026-${String(index + 1).padStart(2, '0')}`, fen))
          const taken = collectFrom(balance, dues)
          expect(taken.reduce((sum, one) => sum + one.fen, 0)).toBeLessThanOrEqual(balance)
          for (const { due, fen } of taken) expect(Math.abs(fen)).toBeLessThanOrEqual(Math.abs(due.dueFen))
        },
      ),
    )
  })
})
