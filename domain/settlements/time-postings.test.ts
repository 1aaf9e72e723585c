// Minutes beside the money of a bill: what the elder saved first, the county's issue for the rest, all of it to who served.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TimeToPost, timeMovementsOf } from './time-postings.ts'

const county = '222402000000'
const line = (id: string, elderId: string, timeMinutes: number): TimeToPost => ({
  ...{ id, orderId: `o-${id}`, elderId, timeMinutes, regionCode: '222402001001' },
  worker: { id: 'w', regionCode: county },
})

describe('the minutes of a bill', () => {
  it('come from what she saved as far as it reaches, and go to who served', () => {
    const moved = timeMovementsOf([line('1', 'e', 60), line('2', 'e', 45)], county, new Map([['e', 75]]))
    expect(
      moved.map(({ lineId, part, amount, from, to }) => [lineId, part, amount, from.kind, to.kind]),
    ).toEqual([
      ['1', 'timeSaved', 60, 'workEarned', 'workerTime'],
      ['2', 'timeSaved', 15, 'workEarned', 'workerTime'],
      ['2', 'timeIssued', 30, 'timeFund', 'workerTime'],
    ])
  })

  it('credit nobody where nobody served, and take nothing that a meal waits for', () => {
    expect(timeMovementsOf([{ ...line('1', 'e', 60), worker: null }], county, new Map())).toEqual([])
    const moved = timeMovementsOf([line('1', 'e', 60)], county, new Map([['e', -30]]))
    expect(moved.map(({ part, amount }) => [part, amount])).toEqual([['timeIssued', 60]])
  })

  it('move every minute once', () => {
    const minutes = fc.nat(300)
    fc.assert(
      fc.property(fc.array(minutes), minutes, (owed, saved) => {
        const moved = timeMovementsOf(
          owed.map((one, at) => line(String(at), 'e', one)),
          county,
          new Map([['e', saved]]),
        )
        const of = (part: string) =>
          moved.reduce((sum, one) => (one.part === part ? sum + one.amount : sum), 0)
        const all = owed.reduce((sum, one) => sum + one, 0)
        expect(of('timeSaved')).toBe(Math.min(saved, all))
        expect(of('timeSaved') + of('timeIssued')).toBe(all)
      }),
    )
  })
})
