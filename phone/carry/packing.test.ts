// What is held before a camera is the same as what lies in a file.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CarriedFile } from '../../domain/sync/carrying.ts'
import { newGathering, rowOf } from '../../domain/sync/squares.ts'
import { toText } from '../letters.ts'
import { packCarried, unpackCarried } from './packing.ts'
import { parcelsOf } from './parcels.ts'

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map(value => toText(Uint8Array.from(value)))
const box = fc.uint8Array({ minLength: 40, maxLength: 1500 }).map(value => toText(Uint8Array.from(value)))
const key = fc.constantFrom('k1', 'k12', 'k-2026')
const named = { v: fc.constant(1 as const), device: fc.uuid(), act: fc.uuid(), key, box }
const act = fc.record({ ...named, point: bytes(65) })
const receipt = fc.record({ ...named, salt: bytes(32) })
const file: fc.Arbitrary<CarriedFile> = fc.record({
  format: fc.constant('wanqing-carried-1' as const),
  acts: fc.array(act, { maxLength: 12 }),
  receipts: fc.array(receipt, { maxLength: 12 }),
})

describe('a carried file as bytes', () => {
  it('comes out as it went in', () => {
    fc.assert(
      fc.property(file, given => {
        expect(unpackCarried(packCarried(given))).toEqual(given)
      }),
    )
  })

  it('is nothing when a part is missing, too much is there, or it is something else', () => {
    fc.assert(
      fc.property(file, fc.nat(), (given, cut) => {
        const packed = packCarried(given)
        expect(unpackCarried(packed.slice(0, cut % packed.length))).toBeNull()
        expect(unpackCarried(Uint8Array.from([...packed, 0]))).toBeNull()
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), noise => {
        const read = unpackCarried(noise)
        expect(read === null || read.acts.length + read.receipts.length === 0).toBe(true)
      }),
    )
  })

  it('is a good quarter shorter than the file', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 12 }), acts => {
        const content = { format: 'wanqing-carried-1' as const, acts, receipts: [] }
        expect(packCarried(content).length).toBeLessThan(JSON.stringify(content).length * 0.75)
      }),
    )
  })
})

describe('rows of squares', () => {
  it('bring every letter once, in rows that can be held up', () => {
    fc.assert(
      fc.property(
        fc.array(act, { minLength: 1, maxLength: 60 }),
        fc.array(receipt, { maxLength: 30 }),
        (acts, receipts) => {
          const parcels = parcelsOf({ acts, receipts })
          for (const parcel of parcels) expect(rowOf(parcel.bytes).count).toBeLessThan(100)
          const gathering = newGathering()
          const read = parcels.map(parcel => {
            const row = rowOf(parcel.bytes)
            let whole: Uint8Array | null = null
            for (let number = 0; number < row.count; number++)
              whole = gathering.take(row.square(number))?.content ?? null
            return whole && unpackCarried(whole)
          })
          expect(read.flatMap(one => one?.acts ?? [])).toEqual(acts)
          expect(read.flatMap(one => one?.receipts ?? [])).toEqual(receipts)
          expect(parcels.reduce((sum, one) => sum + one.letters, 0)).toBe(acts.length + receipts.length)
        },
      ),
      { numRuns: 30 },
    )
    expect(parcelsOf({ acts: [], receipts: [] })).toEqual([])
  })
})
