// Opens the zip inside an .xlsx under limits: a bomb is refused before anything is unpacked.
import type { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import yauzl from 'yauzl'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Limits } from './sheet.ts'

export interface Zip {
  has(name: string): boolean
  /** Unpacked. */
  size(name: string): number
  stream(name: string): Promise<AsyncIterable<Buffer>>
  text(name: string, maximumBytes?: number): Promise<string>
  close(): void
}

const brokenFile = '文件已损坏，打不开。请在 WPS 或 Excel 中打开后另存为 .xlsx，再上传。'
const maximumEntries = 10_000
/** Below this size the ratio proves nothing: an empty styled sheet compresses a thousandfold. */
const ratioFromBytes = 20_000_000

export async function openZip(path: string, limits: Limits): Promise<Zip> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) =>
      error ? reject(new Refused('invalid', brokenFile)) : resolve(opened),
    )
  })
  try {
    const entries = await listEntries(zip)
    refuseBomb([...entries.values()], limits)
    return zipOf(zip, entries)
  } catch (error) {
    zip.close()
    throw error
  }
}

/** Each entry is checked against its declared size while it is unpacked, so declared sizes may be trusted for the limits. */
function refuseBomb(entries: yauzl.Entry[], limits: Limits): void {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const isTooLarge = unpacked > limits.uncompressedBytes
  const isBomb = entries.some(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > ratioFromBytes && uncompressedSize > compressedSize * limits.ratio,
  )
  if (isTooLarge || isBomb) {
    throw new Refused('too_large', '文件解压后过大，可能已损坏。请只保留台账内容，拆成几个文件后再上传。')
  }
  if (entries.some(entry => entry.isEncrypted())) {
    throw new Refused('invalid', '文件带有密码。请去掉密码，另存为 .xlsx 后再上传。')
  }
}

function listEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>()
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entries.size >= maximumEntries) return reject(new Refused('invalid', brokenFile))
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', () => reject(new Refused('invalid', brokenFile)))
    zip.readEntry()
  })
}

function zipOf(zip: yauzl.ZipFile, entries: Map<string, yauzl.Entry>): Zip {
  const stream = async (name: string) => {
    const entry = entries.get(name)
    if (!entry) throw new Refused('invalid', brokenFile)
    return unpacked(zip, entry)
  }
  const text = async (name: string, maximumBytes = 20_000_000) => {
    if ((entries.get(name)?.uncompressedSize ?? 0) > maximumBytes) throw new Refused('invalid', brokenFile)
    const chunks: Buffer[] = []
    for await (const chunk of readable(await stream(name))) chunks.push(chunk)
    return new TextDecoder().decode(Buffer.concat(chunks))
  }
  const size = (name: string) => entries.get(name)?.uncompressedSize ?? 0
  return { has: name => entries.has(name), size, stream, text, close: () => zip.close() }
}

/** yauzl unpacks in pieces of 16 KB; in pieces of 256 KB a sheet is read in two thirds of the time. */
const unpackedPiece = 1 << 18
const deflated = 8

/** Counts what comes out against the declared size, on which the limits were judged. */
async function* unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  const isDeflated = entry.compressionMethod === deflated
  const packed = await new Promise<Readable>((resolve, reject) => {
    const done = (error: Error | null, opened: Readable) =>
      error ? reject(new Refused('invalid', brokenFile)) : resolve(opened)
    if (isDeflated)
      zip.openReadStream(entry, { decompress: false, decrypt: null, start: null, end: null }, done)
    else zip.openReadStream(entry, done)
  })
  const inflate = isDeflated ? createInflateRaw({ chunkSize: unpackedPiece }) : null
  if (inflate) packed.once('error', error => inflate.destroy(error)).pipe(inflate)
  let length = 0
  try {
    for await (const chunk of inflate ?? packed) {
      length += (chunk as Buffer).length
      if (length > entry.uncompressedSize) throw new Refused('invalid', brokenFile)
      yield chunk as Buffer
    }
    if (length !== entry.uncompressedSize) throw new Refused('invalid', brokenFile)
  } finally {
    packed.destroy()
  }
}

/** The bytes of an entry; a fault in the middle of them is the file's, not ours. */
export async function* readable(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused('invalid', brokenFile)
  }
}
