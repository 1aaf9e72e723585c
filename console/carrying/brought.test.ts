// A stick with a file comes to a desk: all of it goes up, and the clerk reads what became of whose records.
import { describe, expect, it } from 'vitest'
import type { CarriedAct, SealedAct } from '../../domain/sync/carrying.ts'
import { bring, byMaker, carriedFileFrom, elsewhere } from './brought.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const letter = (number: number): SealedAct => ({
  ...{ v: 1, device: id(1), act: id(number), key: 'k1', point: 'A'.repeat(87), box: 'B'.repeat(60) },
})
const row = (number: number, outcome: CarriedAct['outcome'], arrivedAt = '2026-11-26T02:00:00.000Z') => ({
  ...{ id: id(number), regionCode: '222402001001', placeName: '口岸村', makerName: '探访员甲' },
  ...{ carrierName: '经办人', atDesk: true, outcome, arrivedAt },
  refusal: outcome === 'refused' ? '岗位已经结束' : null,
})

describe('a file brought to the desk', () => {
  it('goes up in parcels, each record once, and what became of each is asked', async () => {
    const parcels: number[] = []
    const shares: number[] = []
    const acts = [...Array.from({ length: 60 }, (_, index) => letter(index)), letter(3)]
    const brought = await bring(
      { format: 'wanqing-carried-1', acts, receipts: [] },
      {
        regionCode: '222402001000',
        async carry({ deviceId, acts: given }) {
          expect(deviceId).toBeNull()
          parcels.push(given.length)
          const [first, ...others] = given
          return {
            receipts: others.map(({ act }) => ({
              ...{ v: 1 as const, device: id(1), act, key: 'k1', salt: 'S', box: 'B' },
            })),
            rejected: [{ act: first?.act ?? '', message: '打不开' }],
          }
        },
        // The second of each parcel is of another area; the third was brought by somebody else before.
        async list({ acts: asked = [] }) {
          const [, ...own] = asked
          const numbers = own.map(one => Number(one.slice(-12)))
          const rows = numbers.map(number => row(number, 'done'))
          return { rows: [...rows, row(numbers[0] ?? 0, 'again', '2026-11-25T02:00:00.000Z')], next: null }
        },
        onProgress: share => shares.push(share),
      },
    )
    expect(parcels).toEqual([25, 25, 10])
    expect(shares.at(-1)).toBe(1)
    expect(brought.acts).toHaveLength(60)
    expect(brought.rejected).toHaveLength(3)
    expect(brought.rows).toHaveLength(60 - 3 - 3)
    expect(elsewhere(brought)).toBe(3)
    expect(byMaker(brought.rows)).toEqual([
      { makerName: '探访员甲', placeName: '口岸村', done: 54, again: 0, refused: 0 },
    ])
  })

  it('is told apart from any other file', () => {
    expect(carriedFileFrom('{}')).toBeNull()
    expect(carriedFileFrom('姓名,年龄')).toBeNull()
    expect(
      carriedFileFrom(JSON.stringify({ format: 'wanqing-carried-1', acts: [letter(1)] }))?.acts,
    ).toHaveLength(1)
  })

  it('counts by whose records they were', () => {
    const rows = [
      row(1, 'done'),
      row(2, 'again'),
      row(3, 'refused'),
      { ...row(4, 'done'), makerName: '探访员乙' },
    ]
    expect(
      byMaker(rows).map(({ makerName, done, again, refused }) => [makerName, done, again, refused]),
    ).toEqual([
      ['探访员甲', 1, 1, 1],
      ['探访员乙', 1, 0, 0],
    ])
  })
})
