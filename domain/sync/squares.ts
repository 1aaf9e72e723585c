// Bytes as a row of QR squares shown in turn: whatever a camera misses, any later square makes good.
// docs/sealed-carrying.md describes the squares, so that a stranger can read them.

/** 65 cells a side: on a phone held at arm's length a camera of 2020 still tells them apart. */
export const squareBytes = 300
/** For a worn lens or a bad light: fewer cells, each larger, and a longer row. */
export const coarseBytes = 110
/** Most squares of one row; it bounds what a stranger's square can make a phone set aside. */
export const mostSquares = 1000

const mark = 'WQ1:'
const headBytes = 11
const tailBytes = 4
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

export interface SquareRow {
  /** How many squares say everything once. */
  count: number
  /** The text in the square of that number; numbers go on after the first round and say it in ever new ways. */
  square(number: number): string
}

export function rowOf(content: Uint8Array, bytesEach: number = squareBytes): SquareRow {
  const count = Math.ceil(content.length / bytesEach)
  const size = Math.ceil(content.length / count)
  const blocks = Array.from({ length: count }, (_, index) => {
    const block = new Uint8Array(size)
    block.set(content.subarray(index * size, (index + 1) * size))
    return block
  })
  const series = crc32(content)
  return {
    count,
    square(number) {
      const numbered = number % 65_536
      const bytes = new Uint8Array(headBytes + size + tailBytes)
      const view = new DataView(bytes.buffer)
      view.setUint32(0, series)
      view.setUint8(4, content.length >>> 16)
      view.setUint16(5, content.length & 0xffff)
      view.setUint16(7, count)
      view.setUint16(9, numbered)
      for (const index of mixedIn(numbered, count)) addTo(bytes, blocks[index], headBytes)
      view.setUint32(headBytes + size, crc32(bytes.subarray(0, headBytes + size)))
      return mark + base45(bytes)
    },
  }
}

/**
 * Which blocks a square holds, added up bit by bit: one for the first round, after that about half of all of them.
 * A phone that lacks five blocks then needs about seven more squares, whichever those are.
 */
function mixedIn(number: number, count: number): number[] {
  if (number < count) return [number]
  const chosen = Array.from({ length: count }, (_, index) => index).filter(index => coin(number, index))
  return chosen.length > 0 ? chosen : [number % count]
}

/** The same toss on every phone. */
function coin(number: number, index: number): boolean {
  let bits = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d)
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39)
  return ((bits ^ (bits >>> 15)) & 1) === 1
}

export interface Gathered {
  /** Squares' worth known so far, of as many as are needed. */
  have: number
  count: number
  /** All of it, once nothing is missing and the whole has the sum it was announced with. */
  content: Uint8Array | null
}

export interface Gathering {
  /** Null for a square that is not of such a row, or was read wrongly. */
  take(text: string): Gathered | null
}

/** Squares of several rows may come mixed, doubled and in any order; each row is gathered by itself. */
export function newGathering(): Gathering {
  const rows = new Map<string, Known>()
  return {
    take(text) {
      const square = readSquare(text)
      if (!square) return null
      const { series, length, count, number, block } = square
      const row = `${series} ${length} ${count}`
      const known = rows.get(row) ?? { equations: [], have: 0 }
      rows.set(row, known)
      learn(known, { mix: maskOf(mixedIn(number, count), count), sum: block })
      const content = known.have === count ? wholeOf(known, length, count) : null
      // A wrong square whose checksum happened to fit: nothing of this row can be trusted.
      if (content && crc32(content) !== series) {
        rows.delete(row)
        return { have: 0, count, content: null }
      }
      return { have: known.have, count, content }
    },
  }
}

/** What a square says: these blocks, added up, give this. */
interface Equation {
  mix: Uint8Array
  sum: Uint8Array
}

/** By its first block, each freed of the blocks before it: whatever is solved stays solved. */
interface Known {
  equations: (Equation | undefined)[]
  have: number
}

function learn(known: Known, { mix, sum }: Equation): void {
  for (let index = firstOf(mix); index !== null; index = firstOf(mix)) {
    const earlier = known.equations[index]
    if (!earlier) {
      known.equations[index] = { mix, sum }
      known.have++
      return
    }
    addTo(mix, earlier.mix)
    addTo(sum, earlier.sum)
  }
}

/** From the last block back to the first: each equation holds only its own block and later ones. */
function wholeOf(known: Known, length: number, count: number): Uint8Array {
  const size = Math.ceil(length / count)
  const content = new Uint8Array(size * count)
  for (let index = count - 1; index >= 0; index--) {
    const equation = known.equations[index]
    if (!equation) continue
    const block = equation.sum.slice()
    for (let later = index + 1; later < count; later++)
      if (has(equation.mix, later)) addTo(block, content.subarray(later * size, (later + 1) * size))
    content.set(block, index * size)
  }
  return content.slice(0, length)
}

const has = (mask: Uint8Array, index: number) => (((mask[index >> 3] ?? 0) >> (index & 7)) & 1) === 1

function maskOf(chosen: readonly number[], count: number): Uint8Array {
  const mask = new Uint8Array(Math.ceil(count / 8))
  for (const index of chosen) mask[index >> 3] = (mask[index >> 3] ?? 0) | (1 << (index & 7))
  return mask
}

function firstOf(mask: Uint8Array): number | null {
  const at = mask.findIndex(byte => byte !== 0)
  return at < 0 ? null : at * 8 + (31 - Math.clz32((mask[at] ?? 0) & -(mask[at] ?? 0)))
}

function addTo(sum: Uint8Array, more: Uint8Array | undefined, from = 0): void {
  if (!more) return
  for (let at = 0; at < more.length; at++) sum[from + at] = (sum[from + at] ?? 0) ^ (more[at] ?? 0)
}

interface Square {
  series: number
  length: number
  count: number
  number: number
  block: Uint8Array
}

function readSquare(text: string): Square | null {
  const bytes = text.startsWith(mark) ? fromBase45(text.slice(mark.length)) : null
  if (!bytes || bytes.length <= headBytes + tailBytes) return null
  const view = new DataView(bytes.buffer)
  const end = bytes.length - tailBytes
  if (view.getUint32(end) !== crc32(bytes.subarray(0, end))) return null
  const length = (view.getUint8(4) << 16) | view.getUint16(5)
  const [count, number] = [view.getUint16(7), view.getUint16(9)]
  const block = bytes.slice(headBytes, end)
  if (count === 0 || count > mostSquares || Math.ceil(length / count) !== block.length) return null
  return { series: view.getUint32(0), length, count, number, block }
}

/** RFC 9285: the letters a QR square packs best, two bytes in three of them. */
function base45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length
    let value = isPair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0)
    for (let place = isPair ? 3 : 2; place > 0; place--) {
      text += letters.charAt(value % 45)
      value = Math.floor(value / 45)
    }
  }
  return text
}

function fromBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0))
  for (let at = 0, to = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map(letter => letters.indexOf(letter))
    const value = group.reduceRight((sum, one) => sum * 45 + one, 0)
    if (group.includes(-1) || value >= 256 ** (group.length - 1)) return null
    if (group.length === 3) bytes[to++] = value >> 8
    bytes[to++] = value & 0xff
  }
  return bytes
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** Against a camera's mistakes only; against people the letters inside are sealed. */
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (value >>> 8) ^ (crcTable[(value ^ byte) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}
