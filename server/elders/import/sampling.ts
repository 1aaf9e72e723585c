// Looks at the first rows of a file: which sheet, where the header is, what each column means.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ImportMapping, MappingSource } from '../../../domain/elders/import/batch.ts'
import {
  columnWords,
  examplesOf,
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
  mappingSource: MappingSource
  /** Of the header row; null for a table without one. */
  fingerprint: string | null
  fileBytes: number
  isSmall: boolean
}

export interface Sampling {
  sheet?: string | undefined
  corrected?: ImportMapping | undefined
  /** What the office once made of one of these headers. */
  recall?: Recall
  /** Somebody says what the columns are: a table without a header is no reason to refuse. */
  isMapped?: boolean
}

/** Fingerprints of the first rows, from the top; answers the mapping of the one it knows. */
export type Recall = (
  fingerprints: readonly string[],
) => Promise<{ fingerprint: string; fields: Record<string, string | null> } | null>

export async function sampleFile(path: string, sampling: Sampling): Promise<Sample> {
  const { sheet, corrected, recall, isMapped } = sampling
  const spreadsheet = await openSpreadsheet(path, sheet === undefined ? {} : { sheet })
  const { first, count } = await firstRows(spreadsheet.rows())
  if (count === 0) throw new Refused('invalid', '表里没有内容。请检查是否选对了工作表后重新上传。')
  const isSmall = count <= smallRows
  const { encoding, sheets } = spreadsheet
  const { size: fileBytes } = await stat(path)
  const told = { encoding, sheets, sheet: spreadsheet.sheet, isSmall, fileBytes }
  if (corrected) return { ...told, ...correctedSample(first, corrected), mappingSource: 'byHand' }
  const remembered = recall ? await rememberedMapping(first, recall) : null
  if (remembered) return { ...told, ...correctedSample(first, remembered), mappingSource: 'remembered' }
  const proposed = proposeMapping(first.map(row => row.cells))
  const header = first[proposed.headerRow]
  if (!header && !isMapped) throw new Refused('invalid', withoutHeader)
  const { columns } = proposed
  const mapping = stringKeys(mappingOf(proposed))
  const own = { headerRow: header?.number ?? 0, columns, mapping, fingerprint: fingerprintOf(header) }
  return { ...told, ...own, mappingSource: 'automatic' }
}

const withoutHeader =
  '没有认出列名：前 20 行里没有一行写着“姓名”“身份证号”“村”这样的列名。请在内容上面加一行列名，或下载模板填写后再上传。'

const sampledHeaderRows = 20

async function rememberedMapping(first: readonly Row[], recall: Recall): Promise<ImportMapping | null> {
  const headers = new Map(
    first.slice(0, sampledHeaderRows).flatMap(row => {
      const fingerprint = fingerprintOf(row)
      return fingerprint === null ? [] : [[fingerprint, row.number] as const]
    }),
  )
  const known = await recall([...headers.keys()])
  const headerRow = known === null ? undefined : headers.get(known.fingerprint)
  return known === null || headerRow === undefined ? null : { headerRow, fields: known.fields }
}

/** Of the words of a row as they stand; null for a row of less than two, which heads no table. */
function fingerprintOf(row: Row | undefined): string | null {
  const words = (row?.cells ?? []).map(({ text }) => text.trim())
  while (words.at(-1) === '') words.pop()
  if (words.filter(word => word !== '').length < 2) return null
  return createHash('sm3').update(JSON.stringify(words)).digest('hex')
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
      examples: examplesOf(values),
    }
  })
  return {
    headerRow,
    columns,
    mapping: Object.fromEntries(columns.map(({ index, field }) => [index, field])),
    fingerprint: fingerprintOf(header.find(({ number }) => number === headerRow)),
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
