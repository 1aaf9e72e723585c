// Cuts the bytes of a sheet into rows of cells by walking over them once; regexes took six times as long.
import { Refused } from '../../domain/kernel/refusal.ts'
import { dayOfSerial, shown } from './cell-values.ts'
import type { MergeFiller } from './merge-filler.ts'
import { type Cell, emptyCell, type Limits, type Row } from './sheet.ts'
import { textOf, unescapeXml } from './xml.ts'

/** A row of 16,384 cells of 32,767 characters is impossible in a ledger; more than this pending is an attack. */
const maximumPending = 16_000_000

type CellType = 'number' | 'shared' | 'inline' | 'formula' | 'boolean' | 'error' | 'day'

const tab = 9
const lineFeed = 10
const carriageReturn = 13
const space = 32
const doubleQuote = 34
const ampersand = 38
const singleQuote = 39
const slash = 47
const lessThan = 60
const greaterThan = 62
const underscore = 95

/**
 * Scans latin1 text, in which a character is a byte: positions found in it are positions in the bytes, and only
 * cells with a byte above 127 need decoding. UTF-8 never hides '<' or '"' inside a longer character.
 */
export class RowScanner {
  private bytes: Buffer = Buffer.alloc(0)
  private text = ''
  /** Where the walk stands; -1 when the piece ended in the middle of a row. */
  private at = 0
  private prefix: string | null = null
  private rowNumber = 0
  private count = 0
  private readonly sharedCells: (Cell | undefined)[] = []
  /** Attributes of the start tag last read. */
  private reference = -1
  private type: CellType = 'number'
  private style = 0
  private isSelfClosed = false
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

  /** The rows completed by these bytes. */
  take(piece: Buffer): Row[] {
    this.bytes = this.bytes.length === 0 ? piece : Buffer.concat([this.bytes, piece])
    this.text = this.bytes.toString('latin1')
    const rows: Row[] = []
    if (this.prefix === null) {
      const root = /<(\w+:)?worksheet[\s>]/.exec(this.text)
      if (!root) return this.keep(0, rows)
      this.prefix = root[1] ?? ''
    }
    const opening = `<${this.prefix}row`
    let done = 0
    for (;;) {
      const start = this.text.indexOf(opening, done)
      if (start < 0) return this.keep(Math.max(done, this.text.length - opening.length), rows)
      done = start
      const before = this.rowNumber
      const row = this.row(start + opening.length)
      if (this.at < 0) {
        this.rowNumber = before
        return this.keep(done, rows)
      }
      if (row) rows.push(row)
      done = this.at
    }
  }

  private keep(from: number, rows: Row[]): Row[] {
    // A copy: a view would keep the whole piece in memory.
    this.bytes = Buffer.from(this.bytes.subarray(from))
    this.text = ''
    if (this.bytes.length > maximumPending)
      throw new Refused('too_large', '表格里有一行过长，无法读取。请检查表格内容。')
    return rows
  }

  /** Null for a row without content, or for an element that only begins like one (rowBreaks). */
  private row(start: number): Row | null {
    this.at = start
    if (start >= this.text.length) return this.unfinished()
    if (!isTagBoundary(this.text.charCodeAt(start))) return null
    this.attributes(true)
    if (this.at < 0) return null
    this.rowNumber = this.reference > 0 ? this.reference : this.rowNumber + 1
    if (this.isSelfClosed) return null
    const cells: Cell[] = []
    const closing = `/${this.prefix}row`
    const name = `${this.prefix}c`
    for (;;) {
      const tag = this.text.indexOf('<', this.at) + 1
      if (tag === 0 || this.text.length - tag < closing.length + 1) return this.unfinished()
      if (this.text.startsWith(name, tag) && isTagBoundary(this.text.charCodeAt(tag + name.length))) {
        this.at = tag + name.length
        this.cellInto(cells)
        if (this.at < 0) return null
        continue
      }
      this.at = this.text.indexOf('>', tag) + 1
      if (this.at === 0) return this.unfinished()
      if (this.text.startsWith(closing, tag) && isTagBoundary(this.text.charCodeAt(tag + closing.length)))
        break
    }
    if (++this.count > this.limits.rows) {
      throw new Refused('too_large', `表格超过 ${this.limits.rows} 行。请按乡镇拆成几个文件后再上传。`)
    }
    this.merges.fill(this.rowNumber, cells)
    return { number: this.rowNumber, cells }
  }

  private unfinished(): null {
    this.at = -1
    return null
  }

  private cellInto(cells: Cell[]): void {
    this.attributes(false)
    if (this.at < 0) return
    const index = this.reference >= 0 ? this.reference : cells.length
    if (this.isSelfClosed) {
      if (this.reference < 0 && index < this.limits.columns) cells.push(emptyCell)
      return
    }
    const cell = this.content()
    if (this.at < 0 || index >= this.limits.columns) return
    while (cells.length < index) cells.push(emptyCell)
    cells[index] = cell
  }

  /** Reads r, s and t of a start tag and steps behind it. */
  private attributes(isRow: boolean): void {
    const { text } = this
    this.reference = -1
    this.type = 'number'
    this.style = 0
    this.isSelfClosed = false
    let at = this.at
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === greaterThan) break
      if (code === slash) this.isSelfClosed = true
      if (code === slash || isSpace(code)) {
        at++
        continue
      }
      const nameAt = at
      at = text.indexOf('=', at)
      if (at < 0) return void this.unfinished()
      const isShort = isSpace(text.charCodeAt(nameAt + 1)) || at === nameAt + 1
      for (at++; isSpace(text.charCodeAt(at)); ) at++
      const mark = text.charCodeAt(at)
      if (mark !== doubleQuote && mark !== singleQuote) return void this.unfinished()
      const end = text.indexOf(mark === doubleQuote ? '"' : "'", ++at)
      if (end < 0) return void this.unfinished()
      if (isShort) this.attribute(text.charCodeAt(nameAt), at, end, isRow)
      at = end + 1
    }
    this.at = at + 1
  }

  private attribute(name: number, start: number, end: number, isRow: boolean): void {
    const { text } = this
    if (name === letterR) this.reference = isRow ? wholeNumber(text, start, end) : columnAt(text, start, end)
    else if (isRow) return
    else if (name === letterS) this.style = wholeNumber(text, start, end)
    else if (name === letterT) this.type = typeOf(text.slice(start, end))
  }

  /** The cell whose start tag has just been read; steps behind its end tag. */
  private content(): Cell {
    const { text, prefix } = this
    const isInline = this.type === 'inline'
    // <is><t>…</t></is></c> and <v>…</v></c> are what every program writes; the rest goes the long way.
    if (prefix === '' && text.startsWith(isInline ? '<is><t' : '<v>', this.at)) {
      const start = isInline ? text.indexOf('>', this.at + 6) + 1 : this.at + 3
      if (start === 0) return this.unfinished() ?? emptyCell
      const closing = isInline ? '</t></is></c>' : '</v></c>'
      let end = start
      let marks = 0
      let isMarked = false
      for (let code = text.charCodeAt(end); code !== lessThan; code = text.charCodeAt(++end)) {
        if (end >= text.length) return this.unfinished() ?? emptyCell
        marks |= code
        if (code === ampersand || code === underscore || code === carriageReturn) isMarked = true
      }
      if (text.startsWith(closing, end) && text.charCodeAt(start - 2) !== slash) {
        this.at = end + closing.length
        if (start === end) return emptyCell
        const value = marks > 127 ? this.bytes.toString('utf8', start, end) : text.slice(start, end)
        return this.cell(value, isMarked)
      }
    }
    return this.longContent()
  }

  private longContent(): Cell {
    const closing = `</${this.prefix}c>`
    const end = this.text.indexOf(closing, this.at)
    if (end < 0) return this.unfinished() ?? emptyCell
    const body = this.bytes.toString('utf8', this.at, end)
    this.at = end + closing.length
    // textOf has undone the entities of an inline text already.
    const value = this.type === 'inline' ? textOf(body) : valueIn(body, this.prefix ?? '')
    return value === '' ? emptyCell : this.cell(value, this.type !== 'inline')
  }

  private cell(value: string, isMarked: boolean): Cell {
    switch (this.type) {
      case 'shared':
        return this.sharedCell(Number(value))
      case 'inline':
      case 'formula':
        return this.textCell(isMarked ? unmarked(value) : value)
      case 'boolean':
        return { text: value === '1' ? '是' : '否', kind: 'boolean' }
      case 'error':
        return { text: unescapeXml(value), kind: 'error' }
      case 'day':
        return { text: value.slice(0, 10), kind: 'date' }
      default:
        return this.numberCell(value.trim())
    }
  }

  /** One cell for all places a shared string stands in: a village's name is written once. */
  private sharedCell(index: number): Cell {
    const known = this.sharedCells[index]
    if (known) return known
    const cell = this.textCell(this.strings[index] ?? '')
    if (index < this.strings.length) this.sharedCells[index] = cell
    return cell
  }

  private textCell(text: string): Cell {
    if (text === '') return emptyCell
    if (text.length > this.limits.cellCharacters) {
      throw new Refused(
        'too_large',
        `第 ${this.rowNumber} 行有一格文字超过 ${this.limits.cellCharacters} 个字。请删减后再上传。`,
      )
    }
    return { text, kind: 'text' }
  }

  private numberCell(value: string): Cell {
    const number = Number(value)
    if (!Number.isFinite(number)) return this.textCell(unescapeXml(value))
    const day = this.dateStyles[this.style] ? dayOfSerial(number, this.is1904) : null
    return day ? { text: day, kind: 'date', number } : { text: shown(value, number), kind: 'number', number }
  }
}

const letterR = 114
const letterS = 115
const letterT = 116

function unmarked(value: string): string {
  return unescapeXml(value.replace(/\r\n?/g, '\n'))
}

function typeOf(word: string): CellType {
  if (word === 's') return 'shared'
  if (word === 'inlineStr') return 'inline'
  if (word === 'str') return 'formula'
  return word === 'b' ? 'boolean' : word === 'e' ? 'error' : word === 'd' ? 'day' : 'number'
}

function isSpace(code: number): boolean {
  return code === space || code === lineFeed || code === carriageReturn || code === tab
}

function isTagBoundary(code: number): boolean {
  return isSpace(code) || code === greaterThan || code === slash
}

/** -1 where something else than digits is written. */
function wholeNumber(text: string, start: number, end: number): number {
  let number = 0
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return end > start ? number : -1
}

/** AB12 → 27; -1 where no letter is written. */
function columnAt(text: string, start: number, end: number): number {
  let index = 0
  for (let at = start; at < end; at++) {
    const letter = text.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    index = index * 26 + letter
  }
  return index - 1
}

function valueIn(body: string, prefix: string): string {
  const opening = body.indexOf(`<${prefix}v`)
  if (opening < 0) return ''
  const start = body.indexOf('>', opening) + 1
  const end = body.indexOf('<', start)
  return end < 0 || body[start - 2] === '/' ? '' : body.slice(start, end)
}
