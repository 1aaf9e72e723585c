// Streams rows of .csv and .tsv in whatever encoding and separator a village's program wrote.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Refused } from '../../domain/kernel/refusal.ts'
import { batchRows, type Cell, emptyCell, type Limits, type Row, type Spreadsheet } from './sheet.ts'

type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

export async function openCsv(path: string, limits: Limits): Promise<Spreadsheet> {
  const encoding = await detectEncoding(path)
  const separator = await detectSeparator(path, encoding)
  const { size } = await stat(path)
  let given = 0
  const count = (bytes: number) => {
    given = bytes
  }
  const rows = () => readRows(path, encoding, separator, limits, count)
  return { kind: 'csv', encoding, sheets: [], sheet: null, rows, share: () => given / Math.max(1, size) }
}

/** The whole file is tried: a GBK village name may come first after a million bytes of digits. */
async function detectEncoding(path: string): Promise<Encoding> {
  const head = await readHead(path, 4)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (await decodes(path, 'utf-8')) return 'utf-8'
  if (await decodes(path, 'gb18030')) return 'gb18030'
  throw new Refused('invalid', '认不出文件的文字编码。请在 WPS 或 Excel 中另存为 .xlsx 后再上传。')
}

async function readHead(path: string, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: bytes - 1 })) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function decodes(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let isText = true
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if ((chunk as Buffer).includes(0)) throw new Refused('invalid', notATable)
    try {
      decoder.decode(chunk as Buffer, { stream: true })
    } catch {
      isText = false
      break
    }
  }
  if (!isText) return false
  try {
    decoder.decode()
    return true
  } catch {
    return false
  }
}

const notATable = '这不是表格文件。请上传 .xlsx 或 .csv 文件。'

/** The mark that splits the first lines into most columns, counted outside quotes; 全角逗号 is text. */
async function detectSeparator(path: string, encoding: Encoding): Promise<string> {
  const sample = new TextDecoder(encoding).decode(await readHead(path, 65_536)).replace(/"[^"]*"/g, '')
  const lines = sample.split(/\r\n?|\n/).slice(0, 30)
  const counts = [',', '\t', ';'].map(mark =>
    lines.reduce((sum, line) => sum + line.split(mark).length - 1, 0),
  )
  const best = Math.max(...counts)
  return [',', '\t', ';'][counts.indexOf(best)] ?? ','
}

async function* readRows(
  path: string,
  encoding: Encoding,
  separator: string,
  limits: Limits,
  count: (bytes: number) => void,
): AsyncGenerator<Row[]> {
  let bytes = 0
  const decoder = new TextDecoder(encoding)
  const splitter = new Splitter(separator, limits)
  let batch: Row[] = []
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    splitter.take(decoder.decode(chunk as Buffer, { stream: true }), batch)
    bytes += (chunk as Buffer).length
    count(bytes)
    // A piece of short lines holds thousands of rows; whoever takes them wants no more than a batch at once.
    for (; batch.length >= batchRows; batch = batch.slice(batchRows)) yield batch.slice(0, batchRows)
  }
  splitter.take(decoder.decode(), batch)
  splitter.finish(batch)
  if (batch.length > 0) yield batch
}

const quote = 34
const lineFeed = 10
const carriageReturn = 13

class Splitter {
  private cells: Cell[] = []
  private field = ''
  private state: 'plain' | 'quoted' | 'afterQuote' = 'plain'
  private wasReturn = false
  private line = 0
  private readonly mark: number
  private readonly limits: Limits

  constructor(separator: string, limits: Limits) {
    this.mark = separator.charCodeAt(0)
    this.limits = limits
  }

  take(text: string, rows: Row[]): void {
    let start = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (this.state === 'quoted') {
        if (code !== quote) continue
        this.add(text, start, at)
        this.state = 'afterQuote'
        start = at + 1
        continue
      }
      if (this.wasReturn && code === lineFeed) {
        this.wasReturn = false
        start = at + 1
        continue
      }
      this.wasReturn = false
      if (code === quote) {
        // ="0123" keeps the mark in front; "" inside quotes is one quote; a quote in plain text is text.
        const isOpening = this.field === '' && /^=?$/.test(text.slice(start, at))
        if (this.state === 'afterQuote') {
          this.field += '"'
          this.state = 'quoted'
          start = at + 1
        } else if (isOpening) {
          this.state = 'quoted'
          start = at + 1
        }
      } else if (code === this.mark) {
        this.add(text, start, at)
        this.endCell()
        start = at + 1
      } else if (code === lineFeed || code === carriageReturn) {
        this.add(text, start, at)
        this.endRow(rows)
        this.wasReturn = code === carriageReturn
        start = at + 1
      }
    }
    this.add(text, start, text.length)
  }

  finish(rows: Row[]): void {
    if (this.state === 'quoted') {
      throw new Refused(
        'invalid',
        `第 ${this.line + 1} 行的引号没有配对。请在 WPS 或 Excel 中另存为 .xlsx 后再上传。`,
      )
    }
    if (this.field !== '' || this.cells.length > 0) this.endRow(rows)
  }

  private add(text: string, start: number, end: number): void {
    if (end > start) this.field += text.slice(start, end)
    if (this.field.length > this.limits.cellCharacters) {
      throw new Refused(
        'too_large',
        `第 ${this.line + 1} 行有一格文字过长，可能引号没有配对。请检查后再上传。`,
      )
    }
  }

  private endCell(): void {
    if (this.cells.length < this.limits.columns) {
      this.cells.push(this.field === '' ? emptyCell : { text: this.field, kind: 'text' })
    }
    this.field = ''
    this.state = 'plain'
  }

  private endRow(rows: Row[]): void {
    this.endCell()
    this.line++
    if (this.line > this.limits.rows) {
      throw new Refused('too_large', `表格超过 ${this.limits.rows} 行。请按乡镇拆成几个文件后再上传。`)
    }
    if (this.cells.some(cell => cell.text.trim() !== '')) rows.push({ number: this.line, cells: this.cells })
    this.cells = []
  }
}
