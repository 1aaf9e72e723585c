// A carried file as few bytes as it can be, because every byte has to be held before a camera (docs/sealed-carrying.md).
import { CarriedFile, type SealedAct, type SealedReceipt } from '../../domain/sync/carrying.ts'
import { fromText, toText } from '../letters.ts'

type Bytes = Uint8Array<ArrayBuffer>

const version = 1
const pointBytes = 65
const saltBytes = 32

export function packCarried({ acts, receipts }: Pick<CarriedFile, 'acts' | 'receipts'>): Bytes {
  const parts = [Uint8Array.of(version), number(acts.length)]
  for (const act of acts) parts.push(...named(act), fromText(act.point), sized(fromText(act.box)))
  parts.push(number(receipts.length))
  for (const receipt of receipts)
    parts.push(...named(receipt), fromText(receipt.salt), sized(fromText(receipt.box)))
  return joined(parts)
}

/** Null for anything else than what `packCarried` made; the shapes are checked as in a file. */
export function unpackCarried(bytes: Uint8Array): CarriedFile | null {
  const reader = readerOf(bytes)
  if (reader.take(1)?.[0] !== version) return null
  const acts = Array.from({ length: Math.min(reader.number(), bytes.length) }, () => ({
    ...{ v: 1 as const, device: idFrom(reader.take(16)), act: idFrom(reader.take(16)), key: reader.word() },
    ...{ point: textFrom(reader.take(pointBytes)), box: textFrom(reader.take(reader.number())) },
  }))
  const receipts = Array.from({ length: Math.min(reader.number(), bytes.length) }, () => ({
    ...{ v: 1 as const, device: idFrom(reader.take(16)), act: idFrom(reader.take(16)), key: reader.word() },
    ...{ salt: textFrom(reader.take(saltBytes)), box: textFrom(reader.take(reader.number())) },
  }))
  const file = CarriedFile.safeParse({ format: 'wanqing-carried-1', acts, receipts })
  return file.success && reader.isAtEnd() ? file.data : null
}

function named({ device, act, key }: Pick<SealedAct | SealedReceipt, 'device' | 'act' | 'key'>): Bytes[] {
  return [idBytes(device), idBytes(act), sized(Uint8Array.from(key, letter => letter.charCodeAt(0)))]
}

function idBytes(id: string): Bytes {
  const hex = id.replaceAll('-', '')
  return Uint8Array.from({ length: 16 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

function idFrom(bytes: Uint8Array | null): string {
  const hex = [...(bytes ?? [])].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const textFrom = (bytes: Uint8Array | null) => toText(Uint8Array.from(bytes ?? []))

/** Two bytes each: no box and no file comes near 65,536. */
const number = (value: number) => Uint8Array.of(value >> 8, value & 0xff)
const sized = (bytes: Bytes) => joined([number(bytes.length), bytes])

function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** What is not there any more is read as nothing, which no shape accepts. */
function readerOf(bytes: Uint8Array) {
  let at = 0
  const take = (length: number): Uint8Array | null => {
    const part = bytes.slice(at, at + length)
    at += length
    return part.length === length ? part : null
  }
  const readNumber = () => {
    const [high = 0, low = 0] = take(2) ?? []
    return high * 256 + low
  }
  return {
    take,
    number: readNumber,
    word: () => String.fromCharCode(...(take(readNumber()) ?? [])),
    isAtEnd: () => at === bytes.length,
  }
}
