// Brings a carried file to the server in parcels and sums up what became of it, by whose records they were.
import type { Output, Sent } from '../../domain/api.ts'
import {
  type CarriedAct,
  CarriedFile,
  type SealedReceipt,
  sealedPerCarry,
} from '../../domain/sync/carrying.ts'

export interface Brought {
  acts: string[]
  receipts: SealedReceipt[]
  /** Could not be opened, with the sentence why. */
  rejected: { act: string; message: string }[]
  /** What became of those of this area, one each. */
  rows: CarriedAct[]
}

interface Desk {
  regionCode: string
  carry(input: Sent<'sync.carry'>): Promise<Output<'sync.carry'>>
  list(input: Sent<'sync.carriedList'>): Promise<Output<'sync.carriedList'>>
  onProgress(share: number): void
}

/** Null for anything else than a carried file. */
export function carriedFileFrom(text: string): CarriedFile | null {
  try {
    const file = CarriedFile.safeParse(JSON.parse(text))
    return file.success ? file.data : null
  } catch {
    return null
  }
}

/** Broken off in the middle it is simply brought again: each record is done once. */
export async function bring(file: CarriedFile, desk: Desk): Promise<Brought> {
  const letters = [...new Map(file.acts.map(letter => [letter.act, letter])).values()]
  const brought: Brought = { acts: letters.map(({ act }) => act), receipts: [], rejected: [], rows: [] }
  for (let from = 0; from < letters.length; from += sealedPerCarry) {
    const acts = letters.slice(from, from + sealedPerCarry)
    const answer = await desk.carry({ deviceId: null, acts })
    brought.receipts.push(...answer.receipts)
    brought.rejected.push(...answer.rejected)
    if (answer.receipts.length > 0) {
      const asked = { regionCode: desk.regionCode, acts: answer.receipts.map(({ act }) => act), limit: 500 }
      brought.rows.push(...lastOfEach((await desk.list(asked)).rows))
    }
    desk.onProgress((from + acts.length) / letters.length)
  }
  return brought
}

/** Brought by several people, a record has several lines; the newest is what became of it now. */
function lastOfEach(rows: readonly CarriedAct[]): CarriedAct[] {
  const seen = new Set<string>()
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id))
}

export interface OfMaker {
  makerName: string
  placeName: string
  done: number
  again: number
  refused: number
}

export function byMaker(rows: readonly CarriedAct[]): OfMaker[] {
  const makers = new Map<string, OfMaker>()
  for (const { makerName, placeName, outcome } of rows) {
    const key = `${makerName} ${placeName}`
    const one = makers.get(key) ?? { makerName, placeName, done: 0, again: 0, refused: 0 }
    makers.set(key, { ...one, [outcome]: one[outcome] + 1 })
  }
  return [...makers.values()]
}

/** Records of visitors of another area: done, and only their receipts say how. */
export function elsewhere({ receipts, rows }: Brought): number {
  return receipts.length - rows.length
}
