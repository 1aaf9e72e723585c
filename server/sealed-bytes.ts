// Bytes sealed at rest: photos, voice notes and scans lie on disk as records that only the key file opens.
import { createReadStream } from 'node:fs'
import type { Sealer } from './kernel/sealing.ts'

/** The opened bytes of a file of records. */
export async function* openedRecords(sealer: Sealer, path: string): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0)
  for await (const bytes of createReadStream(path, { highWaterMark: 262_144 })) {
    waiting = Buffer.concat([waiting, bytes as Buffer])
    for (let length = recordLength(waiting); length !== null; length = recordLength(waiting)) {
      yield openRecord(sealer, waiting.subarray(0, length))
      waiting = waiting.subarray(length)
    }
  }
  if (waiting.length > 0) throw new Error(`sealed file ends in the middle of a record: ${path}`)
}

/** Six bytes before each record: key version (2) and length of the sealed bytes (4). */
const headBytes = 6

function recordLength(bytes: Buffer): number | null {
  if (bytes.length < headBytes) return null
  const length = headBytes + bytes.readUInt32BE(2)
  return bytes.length >= length ? length : null
}

/** The sealer works on text, "version.base64"; kept as bytes a photo grows by a third instead of four fifths. */
export function sealedRecord(sealer: Sealer, bytes: Buffer): Buffer {
  const sealed = sealer.seal(bytes.toString('base64'))
  const dot = sealed.indexOf('.')
  const body = Buffer.from(sealed.slice(dot + 1), 'base64')
  const head = Buffer.alloc(headBytes)
  head.writeUInt16BE(Number(sealed.slice(0, dot)), 0)
  head.writeUInt32BE(body.length, 2)
  return Buffer.concat([head, body])
}

export function openRecord(sealer: Sealer, record: Buffer): Buffer {
  const sealed = `${record.readUInt16BE(0)}.${record.subarray(headBytes).toString('base64')}`
  return Buffer.from(sealer.open(sealed), 'base64')
}
