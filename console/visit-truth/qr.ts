// The smallest QR square (ISO/IEC 18004, version 1, level M, digits only): seven digits need no library.

const size = 21
/** Version 1-M: 16 words of content and 10 that mend. */
const contentWords = 16
const mendingWords = 10

/** Multiplication in the field of 256 with the standard's polynomial 285. */
function times(one: number, other: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 285)
    product ^= ((other >>> bit) & 1) * one
  }
  return product & 255
}

function mending(content: readonly number[]): number[] {
  let generator = [1]
  let root = 1
  for (let n = 0; n < mendingWords; n++) {
    const next = [...generator, 0]
    generator.forEach((factor, index) => {
      next[index + 1] = (next[index + 1] ?? 0) ^ times(factor, root)
    })
    generator = next
    root = times(root, 2)
  }
  const rest = [...content, ...new Array<number>(mendingWords).fill(0)]
  for (let at = 0; at < content.length; at++) {
    const lead = rest[at] ?? 0
    generator.forEach((factor, index) => {
      rest[at + index] = (rest[at + index] ?? 0) ^ times(factor, lead)
    })
  }
  return rest.slice(content.length)
}

const bitsOf = (value: number, length: number) =>
  Array.from({ length }, (_, at) => (value >>> (length - 1 - at)) & 1)

/** Digits in threes of ten bits, then the stop and the standard's filling. */
function contentOf(digits: string): number[] {
  const bits = [...bitsOf(0b0001, 4), ...bitsOf(digits.length, 10)]
  for (const group of digits.match(/\d{1,3}/g) ?? [])
    bits.push(...bitsOf(Number(group), group.length === 3 ? 10 : group.length === 2 ? 7 : 4))
  bits.push(0, 0, 0, 0)
  while (bits.length % 8 !== 0) bits.push(0)
  const words = Array.from({ length: bits.length / 8 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((word, bit) => word * 2 + bit, 0),
  )
  for (let pad = 0; words.length < contentWords; pad++) words.push(pad % 2 === 0 ? 236 : 17)
  return words
}

/** Level M with mask 0: 101010000010010, as the standard's table of formats has it. */
const format = bitsOf(0b101010000010010, 15)

type Cells = (boolean | null)[][]

function fixedCells(): Cells {
  const cells: Cells = Array.from({ length: size }, () => new Array<boolean | null>(size).fill(null))
  const set = (x: number, y: number, dark: boolean) => {
    const row = cells[y]
    if (row && x >= 0 && x < size) row[x] = dark
  }
  for (const [left, top] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const)
    for (let y = -1; y <= 7; y++)
      for (let x = -1; x <= 7; x++) {
        const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3))
        set(left + x, top + y, ring <= 1 || ring === 3)
      }
  for (let at = 8; at < size - 8; at++) {
    set(at, 6, at % 2 === 0)
    set(6, at, at % 2 === 0)
  }
  format.forEach((bit, n) => {
    const dark = bit === 1
    // Around the first corner, and once more along the other two.
    const [x, y] = n < 6 ? [n, 8] : n === 6 ? [7, 8] : n === 7 ? [8, 8] : n === 8 ? [8, 7] : [8, 14 - n]
    set(x, y, dark)
    if (n < 7) set(8, size - 1 - n, dark)
    else set(size - 15 + n, 8, dark)
  })
  set(8, size - 8, true)
  return cells
}

/** Rows of cells, true where dark. */
export function squareOf(digits: string): boolean[][] {
  const content = contentOf(digits)
  const bits = [...content, ...mending(content)].flatMap(word => bitsOf(word, 8))
  const cells = fixedCells()
  let next = 0
  for (let right = size - 1; right > 0; right -= 2) {
    // The column of the timing line is stepped over.
    const column = right <= 6 ? right - 1 : right
    const upwards = ((size - 1 - right) / 2) % 2 === 0
    for (let step = 0; step < size; step++) {
      const y = upwards ? size - 1 - step : step
      for (const x of [column, column - 1]) {
        const row = cells[y]
        if (!row || row[x] !== null) continue
        row[x] = (bits[next++] === 1) !== ((x + y) % 2 === 0)
      }
    }
  }
  return cells.map(row => row.map(cell => cell === true))
}
