// What a published month says on the board, and how a later difference is told.
import { describe, expect, it } from 'vitest'
import type { Board } from './BoardPage.tsx'
import { asPublished, signed, sincePublished } from './published.ts'

const board = (published: Board['published']): Board => ({
  region: { code: '222402000000', name: '图们市', level: 'county' },
  month: '2026-10',
  values: { rateDenominator: 103, rateNumerator: 90, eldersOnRecord: 200 },
  parts: [
    {
      code: '222402001000',
      name: '一镇',
      countyGb2260: '222402',
      statisticalOnly: false,
      values: { rateDenominator: 103 },
    },
  ],
  outlines: {},
  trend: [],
  countedAt: null,
  published,
  synthetic: true,
})

const said = {
  version: 1,
  frozenAt: '2026-11-05T16:45:00Z',
  byName: null,
  note: null,
  values: { rateDenominator: 101, rateNumerator: 90, eldersOnRecord: 200 },
  parts: { '222402001000': { rateDenominator: 101 } },
}

describe('a published month', () => {
  it('keeps saying what was said, in the region and in its parts', () => {
    const shown = asPublished(board(said))
    expect(shown.values.rateDenominator).toBe(101)
    expect(shown.parts[0]?.values).toEqual({ rateDenominator: 101 })
    expect(asPublished(board(null)).values.rateDenominator).toBe(103)
  })

  it('tells by how much the records have moved since', () => {
    expect(sincePublished(board(said))).toEqual({ denominator: 2, numerator: 0, differs: true })
    expect(sincePublished(board({ ...said, values: board(null).values })).differs).toBe(false)
    expect(sincePublished(board(null)).differs).toBe(false)
  })

  it('signs differences so that a loss is not overlooked', () => {
    expect([3, -1, 0].map(signed)).toEqual(['+3', '−1', '0'])
  })
})
