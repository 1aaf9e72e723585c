// What counts as money to move: issued is what reached a county, planned also what is on its way, nothing twice.
import { describe, expect, it } from 'vitest'
import { type MoneyHeld, moneyHeld } from './money-basis.ts'

const held = (stage: MoneyHeld['stage'], fen: number, more: Partial<MoneyHeld> = {}): MoneyHeld => ({
  ...{ countyCode: '222402', kind: 'canteen', stage, isFrame: false, yearTo: 2026 },
  ...{ shareFen: fen, freeFen: fen, ...more },
})
const free = (all: readonly MoneyHeld[], basis: 'moneyIssued' | 'moneyPlanned') =>
  moneyHeld(all, basis, 2026).reduce((sum, { freeFen }) => sum + freeFen, 0)

describe('money to move', () => {
  const all = [
    held('shareIssued', 100, { freeFen: 30 }),
    held('shareWaits', 20),
    held('sumPlanned', 7, { countyCode: '220000' }),
    held('sumIssued', 5, { countyCode: '220000' }),
  ]
  it('is what reached a county, or also what waits, is planned and is still to be split', () => {
    expect(moneyHeld(all, 'moneyIssued', 2026)).toEqual([
      { countyCode: '222402', kind: 'canteen', shareFen: 100, freeFen: 30 },
    ])
    expect(moneyHeld(all, 'moneyPlanned', 2026)).toEqual([
      { countyCode: '220000', kind: 'canteen', shareFen: 12, freeFen: 12 },
      { countyCode: '222402', kind: 'canteen', shareFen: 120, freeFen: 50 },
    ])
  })
  it('is no frame and no sum of a past year', () => {
    expect(free([held('sumPlanned', 7, { isFrame: true })], 'moneyPlanned')).toBe(0)
    expect(free([held('shareWaits', 7, { isFrame: true })], 'moneyPlanned')).toBe(0)
    expect(free([held('sumPlanned', 7, { yearTo: 2025 })], 'moneyPlanned')).toBe(0)
    expect(free([held('shareWaits', 7, { yearTo: 2025 })], 'moneyPlanned')).toBe(0)
    expect(free([held('sumPlanned', 7, { yearTo: 2027 })], 'moneyPlanned')).toBe(7)
  })
  it('is a plan that names no year, but no issued sum that names none', () => {
    expect(free([held('sumPlanned', 7, { yearTo: null })], 'moneyPlanned')).toBe(7)
    expect(free([held('sumIssued', 7, { yearTo: null })], 'moneyPlanned')).toBe(0)
  })
  it('that reached a county is there, whatever year it was given for', () => {
    for (const basis of ['moneyIssued', 'moneyPlanned'] as const)
      expect(free([held('shareIssued', 7, { yearTo: 2020 })], basis)).toBe(7)
  })
})
