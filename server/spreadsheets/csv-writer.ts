// Streams a .csv that Excel and WPS open as Chinese (byte order mark) and never as a formula.
import { Readable } from 'node:stream'

export interface CsvWriting {
  header: readonly string[]
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>
}

export function streamCsv(writing: CsvWriting): Readable {
  return Readable.from(pieces(writing), { objectMode: false })
}

async function* pieces({ header, rows }: CsvWriting): AsyncGenerator<Buffer> {
  let text = `\ufeff${line(header)}`
  for await (const row of rows) {
    text += line(row)
    if (text.length < 65_536) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

function line(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** A leading ' disarms formulas; digits of 12 and more are kept as text by the same mark's sibling, ="…". */
function csvCell(text: string): string {
  if (/^\d{12,}[\dX]?$|^0\d+$/.test(text)) return `="${text}"`
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
