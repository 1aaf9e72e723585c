// Looks at the first rows of a file: which sheet, where the header is, what each column means.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ImportMapping } from '../../../domain/elders/import/batch.ts'
import {
  columnWords,
  mappingOf,
  type ProposedColumn,
  proposeMapping,
} from '../../../domain/elders/import/columns.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import { openSpreadsheet, type Row } from '../../spreadsheets/spreadsheets.ts'
import { smallRows } from './batches.ts'

const sampledRows = 200

export interface Sample {
  encoding: string
  sheet: string | null
  sheets: string[]
  /** As the spreadsheet program numbers rows; 0 for none. */
  headerRow: number
  columns: ProposedColumn[]
  mapping: Record<string, string | null>
  isSmall: boolean
}

export async function sampleFile(
  path: string,
  { sheet, corrected }: { sheet?: string | undefined; corrected?: ImportMapping | undefined },
): Promise<Sample> {
  const spreadsheet = await openSpreadsheet(path, sheet === undefined ? {} : { sheet })
  const { first, count } = await firstRows(spreadsheet.rows())
  if (count === 0) throw new Refused('invalid', '表里没有内容。请检查是否选对了工作表后重新上传。')
  const isSmall = count <= smallRows
  const { encoding, sheets } = spreadsheet
  const told = { encoding, sheets, sheet: spreadsheet.sheet, isSmall }
  if (corrected) return { ...told, ...correctedSample(first, corrected) }
  const proposed = proposeMapping(first.map(row => row.cells))
  const headerRow = proposed.headerRow < 0 ? 0 : (first[proposed.headerRow]?.number ?? 0)
  return { ...told, headerRow, columns: proposed.columns, mapping: stringKeys(mappingOf(proposed)) }
}

async function firstRows(rows: AsyncIterable<Row[]>): Promise<{ first: Row[]; count: number }> {
  const first: Row[] = []
  let count = 0
  for await (const batch of rows) {
    if (first.length < sampledRows) first.push(...batch.slice(0, sampledRows - first.length))
    count += batch.length
    if (count > smallRows) break
  }
  return { first, count }
}

/** The person's header row and meanings; headers and examples as they then stand. */
function correctedSample(first: readonly Row[], { headerRow, fields }: ImportMapping) {
  const unknown = Object.values(fields).find(field => field !== null && !(field in columnWords))
  if (unknown) throw new Refused('invalid', `没有“${unknown}”这个字段，请重新选择列的含义。`)
  const header = first.filter(row => row.number <= headerRow)
  const body = first.filter(row => row.number > headerRow)
  const proposed = proposeMapping([...header.slice(-2), ...body].map(row => row.cells))
  const headers = header.at(-1)?.cells ?? []
  const width = Math.max(headers.length, proposed.columns.length)
  const columns = Array.from({ length: width }, (_, index) => {
    const field = (fields[String(index)] ?? null) as ProposedColumn['field']
    const values = body.map(row => row.cells[index]?.text.trim() ?? '').filter(text => text !== '')
    return {
      index,
      header: proposed.columns[index]?.header || (headers[index]?.text ?? ''),
      field,
      confidence: field === null ? 0 : 1,
      examples: [...new Set(values)].slice(0, 3),
    }
  })
  return {
    headerRow,
    columns,
    mapping: Object.fromEntries(columns.map(({ index, field }) => [index, field])),
  }
}

function stringKeys(mapping: Readonly<Record<number, string | null>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(mapping))
}

export async function fileHashOf(path: string): Promise<string> {
  const hash = createHash('sm3')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
