// Reads a data set: its header, the id of each record, and the fields to compare.
import { existsSync, statSync } from 'node:fs'
import { Refused } from '../../../domain/kernel/refusal.ts'
import { openSpreadsheet } from '../../spreadsheets/spreadsheets.ts'
import { type Field, idPlaceOf, placesOf } from './fields.ts'
import type { Row } from './gathering.ts'
import { ValueReader } from './values.ts'

export interface Records {
  ids: string[]
  rows: Row[]
  /** False where the file has no column of ids and its rows were numbered. */
  hasIds: boolean
}

/** The sheets of this size are data sets and no ledgers: nothing of them is stored. */
const limits = { fileBytes: 1_000_000_000 }

/** `readers` are shared by two files, so that equal cells of both are one value. */
export async function readRecords(
  path: string,
  fields: readonly Field[],
  readers: readonly ValueReader[],
  askedId: string | null,
): Promise<Records> {
  if (!existsSync(path)) throw new Refused('not_found', `找不到文件 ${path}。请核对路径。`)
  if (!statSync(path).isFile())
    throw new Refused('invalid', `${path} 是文件夹，不是数据文件。请写 .csv 文件的路径。`)
  const records: Records = { ids: [], rows: [], hasIds: true }
  let places: number[] | null = null
  let idPlace: number | null = null
  for await (const batch of (await openSpreadsheet(path, { limits })).rows())
    for (const { number, cells } of batch) {
      if (places === null) {
        const header = cells.map(cell => cell.text.trim())
        places = placesOf(header, fields, path)
        idPlace = idPlaceOf(header, askedId, path, places)
        records.hasIds = idPlace !== null
        continue
      }
      records.ids.push(idPlace === null ? String(number) : (cells[idPlace]?.text.trim() ?? ''))
      records.rows.push(places.map((place, field) => readers[field]?.read(cells[place]?.text ?? '') ?? null))
    }
  if (places === null) throw new Refused('invalid', `${path} 里没有内容。第一行应为列名。`)
  return records
}

export const readersFor = (fields: readonly Field[]) => fields.map(({ kind }) => new ValueReader(kind))
