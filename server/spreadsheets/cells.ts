// The cells of a table as they stood, deflated and sealed together: names and telephones stand in them.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { ImportCell } from '../../domain/elders/import/columns.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Sealer } from '../kernel/sealing.ts'
import type { Spreadsheet } from './sheet.ts'

export interface CellRow {
  /** As the spreadsheet program numbers it. */
  row: number
  cells: ImportCell[]
}

export async function cellsOf(
  sheet: Spreadsheet,
  rowsAtMost: number,
): Promise<{ encoding: string; rows: CellRow[] }> {
  const rows: CellRow[] = []
  for await (const batch of sheet.rows()) {
    for (const { number, cells } of batch)
      if (cells.some(cell => cell.text.trim() !== ''))
        rows.push({ row: number, cells: cells.map(({ text, kind }) => ({ text: text.slice(0, 400), kind })) })
    if (rows.length > rowsAtMost)
      throw new Refused('too_large', `表格超过 ${rowsAtMost} 行。请按县拆成几个文件后再上传。`)
  }
  if (rows.length === 0) throw new Refused('invalid', '表格里没有内容。请检查后重新上传。')
  return { encoding: sheet.encoding, rows }
}

type Packed = [row: number, ...cells: [text: string, kind: ImportCell['kind']][]][]

export function sealCells(sealer: Sealer, rows: readonly CellRow[]): string {
  const packed: Packed = rows.map(({ row, cells }) => [
    row,
    ...cells.map(cell => [cell.text, cell.kind] as [string, ImportCell['kind']]),
  ])
  return sealer.seal(deflateRawSync(JSON.stringify(packed)).toString('base64'))
}

export function openCells(sealer: Sealer, sealed: string): CellRow[] {
  const packed: Packed = JSON.parse(
    inflateRawSync(Buffer.from(sealer.open(sealed), 'base64')).toString('utf8'),
  )
  return packed.map(([row, ...cells]) => ({ row, cells: cells.map(([text, kind]) => ({ text, kind })) }))
}
