// Cells: kept as text and read again without loss, taken off as they were added, and told apart only where a rule asks.
import { describe, expect, it } from 'vitest'
import { sampleRule } from '../benefits/sample.ts'
import { cellsOf } from './cells.ts'
import type { RuleChange } from './plan.ts'
import { askedByRules, tryRule } from './rule-change.ts'
import { addPacked, bornDay, bornNumber, count, type Known, packed, type Tally } from './tally.ts'

const month = '2026-11'
const known = (part: { groups?: Known[7]; absences?: Known[16] } = {}): string => {
  const { groups = null, absences = [] } = part
  const all: Known = [
    ...(['222402000000', 'rural', '1900-01-01', null, null, '2026-11-30'] as const),
    ...([groups, groups, null, null, null, null, null, null, null, null] as const),
    ...([absences, [], []] as const),
  ]
  return JSON.stringify(all)
}
const tallyOf = (...cells: [known: string, born: number, elders: number][]) => {
  const tally: Tally = new Map()
  for (const [text, born, elders] of cells) count(tally, text, born, elders)
  return tally
}
const change: RuleChange = {
  ...{ kind: 'oldAgeAllowance', ageFrom: 70, groups: [], percent: 100, addFen: 0, capFen: null },
}
const asks = askedByRules([sampleRule()], change)

describe('a tally', () => {
  const tally = tallyOf(
    [known(), 19_430_501, 3],
    [known(), 0, 1],
    [known({ groups: ['livesAlone'] }), 19_500_201, 2],
  )

  it('is the same after it was kept, however it came to be', () => {
    expect(addPacked(new Map(), packed(tally))).toEqual(tally)
    const other = tallyOf(
      ...(
        [
          [known({ groups: ['livesAlone'] }), 19_500_201, 2],
          [known(), 0, 1],
        ] as const
      ).map(([text, born, elders]): [string, number, number] => [text, born, elders]),
      [known(), 19_430_501, 2],
      [known(), 19_430_501, 1],
    )
    expect(packed(other)).toBe(packed(tally))
  })

  it('of which all is taken off again is empty', () => {
    const text = packed(tally)
    expect(packed(addPacked(addPacked(new Map(), text), text, -1))).toBe('')
  })

  it('keeps a birthday, also one that is not known', () => {
    expect(bornDay(bornNumber('1943-05-01'))).toBe('1943-05-01')
    expect(bornDay(bornNumber(null))).toBeNull()
  })
})

describe('cells', () => {
  it('put together who differs in nothing that is asked', () => {
    const cells = cellsOf(
      tallyOf(
        [known(), 19_560_901, 5],
        [known({ groups: ['livesAlone'] }), 19_560_801, 4],
        [known({ absences: [{ kind: 'hospital', from: '2026-05-01', to: null }] }), 19_560_301, 3],
      ),
      asks,
      month,
    )
    expect(cells.map(({ elders }) => elders)).toEqual([12])
  })

  it('turn with the month in which an age is reached', () => {
    // Seventy in October, in November and in December: who is seventy at the end of October is paid in November.
    const cells = cellsOf(
      tallyOf([known(), 19_561_001, 5], [known(), 19_561_101, 4], [known(), 19_561_201, 3]),
      asks,
      month,
    )
    expect(tryRule([sampleRule()], cells, change, month)).toMatchObject({ elders: 12, gained: 5 })
  })

  it('keep a stay in hospital apart where it suspends a payment', () => {
    const suspend = [{ absence: 'hospital' as const, afterDays: 90 }]
    const rule = sampleRule({}, { suspend })
    const stay = (from: string) => known({ absences: [{ kind: 'hospital', from, to: null }] })
    const tally = tallyOf(
      [stay('2026-05-01'), 19_400_301, 2],
      [stay('2026-08-02'), 19_400_301, 3],
      [stay('2026-08-04'), 19_400_301, 5],
      [known(), 19_400_301, 7],
    )
    const cells = cellsOf(tally, askedByRules([rule], change), month)
    expect(cells.length).toBeLessThan(4)
    // Ninety days before the first of November is the third of August.
    expect(tryRule([rule], cells, change, month)).toMatchObject({ elders: 17, before: 12 })
  })

  it('are none of whom as many are taken off as were there', () => {
    const cells = cellsOf(tallyOf([known(), 19_400_301, 3], [known(), 19_400_401, -3]), asks, month)
    expect(cells).toEqual([])
  })
})
