// How much is shown in one row of squares: what is held up for half a minute, the rest in the next row.
import type { CarriedFile, SealedAct, SealedReceipt } from '../../domain/sync/carrying.ts'
import { packCarried } from './packing.ts'

type Carried = Pick<CarriedFile, 'acts' | 'receipts'>

/** About eighty squares, a quarter of a minute for one round. */
const parcelBytes = 24_000

/** Packed, in the order given; none is empty. */
export function parcelsOf({ acts, receipts }: Carried): { bytes: Uint8Array; letters: number }[] {
  const letters: Carried[] = [
    ...acts.map((act: SealedAct) => ({ acts: [act], receipts: [] })),
    ...receipts.map((receipt: SealedReceipt) => ({ acts: [], receipts: [receipt] })),
  ]
  const parcels: Carried[] = []
  let room = 0
  for (const letter of letters) {
    const size = packCarried(letter).length
    const last = parcels.at(-1)
    if (last && size <= room) {
      last.acts.push(...letter.acts)
      last.receipts.push(...letter.receipts)
      room -= size
    } else {
      parcels.push({ acts: [...letter.acts], receipts: [...letter.receipts] })
      room = parcelBytes - size
    }
  }
  return parcels.map(parcel => ({
    bytes: packCarried(parcel),
    letters: parcel.acts.length + parcel.receipts.length,
  }))
}
