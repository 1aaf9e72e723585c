// Front file: open an uploaded spreadsheet of any usual kind as one stream of rows, and write one back.
import { open, stat } from 'node:fs/promises'
import { Refused } from '../../domain/kernel/refusal.ts'
import * as cells from './cells.ts'
import { openCsv } from './csv-reader.ts'
import { streamCsv } from './csv-writer.ts'
import * as handingOut from './handing-out.ts'
import { defaultLimits, type Limits, type Spreadsheet } from './sheet.ts'
import { openXlsx } from './xlsx-reader.ts'
import { columnName as nameOfColumn, streamXlsx } from './xlsx-writer.ts'

export type { Cell, Limits, Row, Spreadsheet } from './sheet.ts'

export const writeCsv = streamCsv
export const writeXlsx = streamXlsx
export const columnName = nameOfColumn
export const { handOutXlsx, watermarkFor } = handingOut
export const { openCells, sealCells } = cells

/** The first sheet of a table as cells, for an import that keeps them sealed; see cells.ts. */
export async function readCells(path: string, rowsAtMost: number) {
  return cells.cellsOf(await openSpreadsheet(path), rowsAtMost)
}

export async function openSpreadsheet(
  path: string,
  options: { sheet?: string; limits?: Partial<Limits> } = {},
): Promise<Spreadsheet> {
  const limits = { ...defaultLimits, ...options.limits }
  const { size } = await stat(path)
  if (size > limits.fileBytes) {
    const megabytes = Math.floor(limits.fileBytes / 1_000_000)
    throw new Refused('too_large', `文件超过 ${megabytes} MB。请按乡镇拆成几个文件后再上传。`)
  }
  if (size === 0) throw new Refused('invalid', '文件是空的。请检查后重新上传。')
  const head = await readMagic(path)
  if (head.startsWith('504b0304')) return openXlsx(path, limits, options.sheet)
  if (head.startsWith('d0cf11e0')) {
    throw new Refused(
      'invalid',
      '这是旧版 .xls、.et 或带密码的文件。请去掉密码，在 WPS 或 Excel 中另存为 .xlsx 后再上传。',
    )
  }
  if (/^(25504446|ffd8ff|89504e47|52617221|377abcaf|1f8b)/.test(head)) {
    throw new Refused('invalid', '这不是表格文件。请上传 .xlsx 或 .csv 文件。')
  }
  return openCsv(path, limits)
}

async function readMagic(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead).toString('hex')
  } finally {
    await file.close()
  }
}
