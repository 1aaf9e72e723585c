// Streams the rows of one sheet of an .xlsx by scanning its text: 105,000 rows a second where parsers reach 20,000.
import { Refused } from '../../domain/kernel/refusal.ts'
import { batchRows, type Cell, emptyCell, type Limits, type Row, type Spreadsheet } from './sheet.ts'
import type { VerticalMerge } from './workbook.ts'
import {
  columnIndex,
  readDateStyles,
  readSharedStrings,
  readVerticalMerges,
  readWorkbook,
} from './workbook.ts'
import { attribute, textOf, unescapeXml } from './xml.ts'
import { openZip, readable, type Zip } from './zip.ts'

export async function openXlsx(path: string, limits: Limits, wanted?: string): Promise<Spreadsheet> {
  const zip = await openZip(path, limits)
  try {
    const { sheets, is1904 } = await readWorkbook(zip)
    const names = sheets.map(({ name }) => name)
    const sheet = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted)
    if (!sheet) throw new Refused('not_found', `文件里没有“${wanted}”工作表，现有：${names.join('、')}。`)
    zip.close()
    const rows = () => readRows(path, sheet.path, is1904, limits)
    return { kind: 'xlsx', encoding: 'utf-8', sheets: names, sheet: sheet.name, rows }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** Opens the zip anew, so that rows() can be called twice and an abandoned loop leaves nothing open. */
async function* readRows(
  path: string,
  entry: string,
  is1904: boolean,
  limits: Limits,
): AsyncGenerator<Row[]> {
  const zip = await openZip(path, limits)
  try {
    const scanner = new RowScanner(
      await readSharedStrings(zip),
      await readDateStyles(zip),
      new MergeFiller(await readVerticalMerges(zip, entry)),
      is1904,
      limits,
    )
    yield* batches(zip, entry, scanner)
  } finally {
    zip.close()
  }
}

async function* batches(zip: Zip, entry: string, scanner: RowScanner): AsyncGenerator<Row[]> {
  const decoder = new TextDecoder()
  let batch: Row[] = []
  for await (const chunk of readable(await zip.stream(entry))) {
    for (const row of scanner.take(decoder.decode(chunk, { stream: true }))) {
      batch.push(row)
      if (batch.length < batchRows) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** A row of 16,384 cells of 32,767 characters is impossible in a ledger; more than this pending is an attack. */
const maximumPending = 16_000_000

class RowScanner {
  private pending = ''
  private prefix: string | null = null
  private rowNumber = 0
  private count = 0
  private readonly strings: readonly string[]
  private readonly dateStyles: readonly boolean[]
  private readonly merges: MergeFiller
  private readonly is1904: boolean
  private readonly limits: Limits

  constructor(
    strings: readonly string[],
    dateStyles: readonly boolean[],
    merges: MergeFiller,
    is1904: boolean,
    limits: Limits,
  ) {
    this.strings = strings
    this.dateStyles = dateStyles
    this.merges = merges
    this.is1904 = is1904
    this.limits = limits
  }

  /** The rows completed by this piece of text. */
  take(piece: string): Row[] {
    this.pending = this.pending === '' ? piece : this.pending + piece
    if (this.prefix === null) {
      const root = /<(\w+:)?worksheet[\s>]/.exec(this.pending)
      if (!root) return this.keep(0)
      this.prefix = root[1] ?? ''
    }
    const rows: Row[] = []
    const opening = `<${this.prefix}row`
    const closing = `</${this.prefix}row>`
    let at = 0
    for (;;) {
      const start = this.pending.indexOf(opening, at)
      if (start < 0) {
        this.keep(Math.max(at, this.pending.length - opening.length))
        return rows
      }
      const tagEnd = this.pending.indexOf('>', start)
      if (tagEnd < 0) break
      at = start
      if (!isTagBoundary(this.pending.charCodeAt(start + opening.length))) {
        at = tagEnd + 1
        continue
      }
      const tag = this.pending.slice(start, tagEnd + 1)
      if (this.pending[tagEnd - 1] === '/') {
        this.number(tag)
        at = tagEnd + 1
        continue
      }
      const end = this.pending.indexOf(closing, tagEnd)
      if (end < 0) break
      rows.push(this.row(tag, this.pending.slice(tagEnd + 1, end)))
      at = end + closing.length
    }
    this.keep(at)
    return rows
  }

  private keep(from: number): Row[] {
    this.pending = this.pending.slice(from)
    if (this.pending.length > maximumPending)
      throw new Refused('too_large', '表格里有一行过长，无法读取。请检查表格内容。')
    return []
  }

  private number(tag: string): number {
    const written = Number(attribute(tag, 'r') ?? Number.NaN)
    this.rowNumber = Number.isInteger(written) && written > 0 ? written : this.rowNumber + 1
    return this.rowNumber
  }

  private row(tag: string, body: string): Row {
    const number = this.number(tag)
    this.count++
    if (this.count > this.limits.rows) {
      throw new Refused('too_large', `表格超过 ${this.limits.rows} 行。请按乡镇拆成几个文件后再上传。`)
    }
    const cells: Cell[] = []
    const opening = `<${this.prefix}c`
    const closing = `</${this.prefix}c>`
    let at = 0
    for (;;) {
      const start = body.indexOf(opening, at)
      if (start < 0) break
      const tagEnd = body.indexOf('>', start)
      if (tagEnd < 0) break
      at = tagEnd + 1
      if (!isTagBoundary(body.charCodeAt(start + opening.length))) continue
      const cellTag = body.slice(start, tagEnd)
      const index = columnOf(cellTag) ?? cells.length
      if (body[tagEnd - 1] === '/' || index >= this.limits.columns) continue
      const end = body.indexOf(closing, tagEnd)
      if (end < 0) break
      while (cells.length < index) cells.push(emptyCell)
      cells[index] = this.cell(cellTag, body.slice(at, end), number)
      at = end + closing.length
    }
    this.merges.fill(number, cells)
    return { number, cells }
  }

  private cell(tag: string, body: string, row: number): Cell {
    const type = fastAttribute(tag, 't')
    const value = type === 'inlineStr' ? textOf(body) : cellValue(body, this.prefix ?? '')
    if (value === null || value === '') return emptyCell
    switch (type) {
      case 's':
        return this.textCell(this.strings[Number(value)] ?? '', row)
      case 'inlineStr':
        return this.textCell(value, row)
      case 'str':
        return this.textCell(unescapeXml(value), row)
      case 'b':
        return { text: value === '1' ? '是' : '否', kind: 'boolean' }
      case 'e':
        return { text: unescapeXml(value), kind: 'error' }
      case 'd':
        return { text: value.slice(0, 10), kind: 'date' }
      default:
        return this.numberCell(value.trim(), Number(fastAttribute(tag, 's') ?? 0), row)
    }
  }

  private textCell(text: string, row: number): Cell {
    if (text === '') return emptyCell
    if (text.length > this.limits.cellCharacters) {
      throw new Refused(
        'too_large',
        `第 ${row} 行有一格文字超过 ${this.limits.cellCharacters} 个字。请删减后再上传。`,
      )
    }
    return { text, kind: 'text' }
  }

  private numberCell(value: string, style: number, row: number): Cell {
    const number = Number(value)
    if (!Number.isFinite(number)) return this.textCell(unescapeXml(value), row)
    const day = this.dateStyles[style] ? dayOfSerial(number, this.is1904) : null
    return day ? { text: day, kind: 'date', number } : { text: shown(value, number), kind: 'number', number }
  }
}

/** Up to 15 digits a number is shown in full; beyond them as stored, so that lost digits are seen as lost. */
function shown(stored: string, number: number): string {
  if (/^-?\d+$/.test(stored)) return stored
  if (Math.abs(number) >= 1e15) return stored.toUpperCase()
  return String(Number(number.toPrecision(15)))
}

/** Serial 60 is 29 February 1900, which never was; from 61 on the count is one ahead. */
export function dayOfSerial(serial: number, is1904: boolean): string | null {
  const whole = Math.floor(serial)
  if (whole < (is1904 ? 0 : 1) || whole > 2_958_465) return null
  const days = is1904 ? whole - 24_107 : whole > 59 ? whole - 25_569 : whole - 25_568
  return new Date(days * 86_400_000).toISOString().slice(0, 10)
}

class MergeFiller {
  private next = 0
  private active: { merge: VerticalMerge; cell: Cell }[] = []
  private readonly merges: VerticalMerge[]

  constructor(merges: VerticalMerge[]) {
    this.merges = merges.sort((a, b) => a.top - b.top)
  }

  fill(row: number, cells: Cell[]): void {
    if (this.active.length > 0) {
      this.active = this.active.filter(({ merge }) => merge.bottom >= row)
      for (const { merge, cell } of this.active) {
        while (cells.length <= merge.column) cells.push(emptyCell)
        if (cells[merge.column]?.kind === 'empty') cells[merge.column] = cell
      }
    }
    for (; (this.merges[this.next]?.top ?? Number.POSITIVE_INFINITY) <= row; this.next++) {
      const merge = this.merges[this.next]!
      const cell = cells[merge.column]
      if (merge.top === row && cell && cell.kind !== 'empty') {
        this.active.push({ merge, cell: { ...cell, merged: true } })
      }
    }
  }
}

function isTagBoundary(code: number): boolean {
  return code === 32 || code === 62 || code === 47 || code === 10 || code === 13 || code === 9
}

/** Double quotes are what every program writes; the general way is kept for the rest. */
function fastAttribute(tag: string, name: string): string | null {
  const at = tag.indexOf(` ${name}="`)
  if (at < 0) return tag.includes("'") || tag.includes('\n') ? attribute(tag, name) : null
  const start = at + name.length + 3
  return tag.slice(start, tag.indexOf('"', start))
}

function columnOf(tag: string): number | null {
  const reference = fastAttribute(tag, 'r')
  if (reference === null) return null
  const letters = /^[A-Z]+/.exec(reference)?.[0]
  return letters ? columnIndex(letters) : null
}

function cellValue(body: string, prefix: string): string | null {
  const opening = body.indexOf(`<${prefix}v`)
  if (opening < 0) return null
  const start = body.indexOf('>', opening) + 1
  const end = body.indexOf('<', start)
  return end < 0 ? null : body.slice(start, end)
}
