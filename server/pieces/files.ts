// Photos and voice notes on disk: sealed pieces while they arrive, one sealed file when they are whole.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { attachmentTypes } from '../../domain/visits/api.ts'
import type { Sealer } from '../kernel/sealing.ts'
import { openedRecords, openRecord, sealedRecord } from '../sealed-bytes.ts'

export type PieceType = (typeof attachmentTypes)[number]

/** Where one file lives: `kind` is a folder of the data folder, the id a checked UUID, the county six digits. */
export interface FilePlace {
  folder: string
  kind: string
  countyCode: string
  id: string
}

const wholeOf = ({ folder, kind, countyCode, id }: FilePlace) => join(folder, kind, countyCode, id)
const piecesOf = (place: FilePlace) => `${wholeOf(place)}.pieces`

const startsWith = (bytes: Buffer, text: string, at = 0) =>
  bytes.subarray(at, at + text.length).toString('latin1') === text

/** First bytes of what phones make; a renamed program or page is none of them. */
const looksLike: Readonly<Record<PieceType, (bytes: Buffer) => boolean>> = {
  'image/jpeg': bytes => startsWith(bytes, '\xff\xd8\xff'),
  'image/png': bytes => startsWith(bytes, '\x89PNG\r\n\x1a\n'),
  'image/webp': bytes => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8),
  'audio/webm': bytes => startsWith(bytes, '\x1a\x45\xdf\xa3'),
  'audio/ogg': bytes => startsWith(bytes, 'OggS'),
  'audio/mp4': bytes => startsWith(bytes, 'ftyp', 4),
}

export function isWhatItSays(contentType: PieceType, bytes: Buffer): boolean {
  return looksLike[contentType](bytes)
}

/**
 * Keeps one piece under its offset. The same piece again overwrites itself, so a crash between file and
 * database costs one repeated piece and never a byte too many.
 */
export async function keepPiece(
  sealer: Sealer,
  place: FilePlace,
  offset: number,
  bytes: Buffer,
): Promise<void> {
  const folder = piecesOf(place)
  const draft = join(folder, `draft-${randomUUID()}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(draft, sealedRecord(sealer, bytes), { mode: 0o600 })
  await rename(draft, join(folder, `${offset}`))
}

/** Joins the pieces into the whole if they are what the phone announced; false when a byte differs. */
export async function joinPieces(
  sealer: Sealer,
  place: FilePlace,
  expected: { sizeBytes: number; contentHash: string },
): Promise<boolean> {
  const draft = `${wholeOf(place)}.draft-${randomUUID()}`
  const hash = createHash('sha256')
  const file = await open(draft, 'wx', 0o600)
  try {
    for (let offset = 0; offset < expected.sizeBytes; ) {
      const record = await readFile(join(piecesOf(place), `${offset}`))
      const bytes = openRecord(sealer, record)
      hash.update(bytes)
      await file.writeFile(record)
      offset += bytes.length
    }
    await file.sync()
  } catch (error) {
    await file.close()
    await rm(draft, { force: true })
    // A piece is missing when the disk was restored behind the database: the phone sends it all again.
    if ((error as { code?: string }).code === 'ENOENT') return false
    throw error
  }
  await file.close()
  const isWhole = hash.digest('hex') === expected.contentHash
  if (isWhole) await rename(draft, wholeOf(place))
  else await rm(draft, { force: true })
  return isWhole
}

export async function dropPieces(place: FilePlace): Promise<void> {
  await rm(piecesOf(place), { recursive: true, force: true })
}

/** The opened bytes as a stream, or null when the file is not there. */
export async function readWhole(sealer: Sealer, place: FilePlace): Promise<Readable | null> {
  const path = wholeOf(place)
  const found = await stat(path).catch(() => null)
  return found ? Readable.from(openedRecords(sealer, path)) : null
}
