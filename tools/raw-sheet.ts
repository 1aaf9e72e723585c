// Writes a small sheet byte by byte, as spreadsheet programs do and ours never would: numeric citizen numbers, merges, GBK.
import { crc32, deflateRawSync } from 'node:zlib'
import { columnName } from '../server/spreadsheets/xlsx-writer.ts'

/** A cell as the program keeps it (`stored`) and as it shows when saved as text (`shown`). */
export type RawCell =
  | { kind: 'text'; shown: string }
  | { kind: 'number'; stored: string; shown: string }
  | { kind: 'date'; stored: string; shown: string }
  | null

export interface RawMerge {
  top: number
  bottom: number
  left: number
  right: number
}

export interface RawSheet {
  name: string
  rows: RawCell[][]
  /** Rows and columns counted from 0. */
  merges: RawMerge[]
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheetKind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export function rawXlsx({ name, rows, merges }: RawSheet): Buffer {
  const strings = new Map<string, number>()
  const lines = rows.map((row, at) => `<row r="${at + 1}">${row.map(cellIn(at + 1, strings)).join('')}</row>`)
  const refs = merges.map(
    ({ top, bottom, left, right }) =>
      `<mergeCell ref="${columnName(left)}${top + 1}:${columnName(right)}${bottom + 1}"/>`,
  )
  const mergeCells = refs.length > 0 ? `<mergeCells count="${refs.length}">${refs.join('')}</mergeCells>` : ''
  const shared = [...strings.keys()].map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
  return zipped({
    '[Content_Types].xml': `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheetKind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheetKind}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${spreadsheetKind}.sharedStrings+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheetKind}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${shared.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData>${mergeCells}</worksheet>`,
  })
}

/** Bordered empty cells are written too: that is how an empty form looks in a file. */
function cellIn(row: number, strings: Map<string, number>) {
  return (cell: RawCell, at: number): string => {
    const reference = `${columnName(at)}${row}`
    if (cell === null) return `<c r="${reference}" s="0"/>`
    if (cell.kind !== 'text') {
      return `<c r="${reference}" s="${cell.kind === 'date' ? 1 : 0}"><v>${cell.stored}</v></c>`
    }
    if (!strings.has(cell.shown)) strings.set(cell.shown, strings.size)
    return `<c r="${reference}" s="0" t="s"><v>${strings.get(cell.shown)}</v></c>`
  }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Merged cells fall apart in text: only the first keeps its value. */
export function rawCsv({ rows }: RawSheet): string {
  const line = (row: RawCell[]) => row.map(cell => quoted(cell?.shown ?? '')).join(',')
  return rows.map(row => `${line(row)}\r\n`).join('')
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

let gbkOf: Map<string, number> | null = null

/** Node decodes GBK but does not encode it: the table is read backwards, once. */
export function gbkBytes(text: string): Buffer {
  gbkOf ??= reversedGbk()
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    if (code < 0x80) {
      bytes.push(code)
      continue
    }
    const pair = gbkOf.get(letter)
    if (pair === undefined) throw new Error(`GBK has no two-byte form of ${letter}`)
    bytes.push(pair >> 8, pair & 0xff)
  }
  return Buffer.from(bytes)
}

function reversedGbk(): Map<string, number> {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const letter = decoder.decode(Uint8Array.of(lead, trail))
      if (letter.length === 1 && letter !== '\ufffd' && !table.has(letter))
        table.set(letter, lead * 256 + trail)
    }
  }
  return table
}

/** 1 January 2020, so that the same sheet has the same bytes. */
const dosDay = ((2020 - 1980) << 9) | (1 << 5) | 1

function zipped(parts: Record<string, string>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, text] of Object.entries(parts)) {
    const name = Buffer.from(path)
    const plain = Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`)
    const packed = deflateRawSync(plain)
    const entry = Buffer.alloc(26)
    entry.writeUInt16LE(20, 0)
    entry.writeUInt16LE(8, 4)
    entry.writeUInt16LE(dosDay, 8)
    entry.writeUInt32LE(crc32(plain), 10)
    entry.writeUInt32LE(packed.length, 14)
    entry.writeUInt32LE(plain.length, 18)
    entry.writeUInt16LE(name.length, 22)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), entry, name, packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), entry, place, name)
    offset += 4 + entry.length + name.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, central, end])
}
