// A batch: the cells are kept, and what each line would do is understood anew whenever somebody asks.
import { sql } from 'kysely'
import { placeRowsAtMost } from '../../../domain/facilities/import/api.ts'
import {
  findHeader,
  isPlaceField,
  type PlaceColumn,
  proposeColumns,
} from '../../../domain/facilities/import/columns.ts'
import { type DecidedRow, decideRows, type HeldPlace } from '../../../domain/facilities/import/decide.ts'
import { understandRow } from '../../../domain/facilities/import/understand.ts'
import { areaOf, countyCodeOf } from '../../../domain/kernel/area.ts'
import type { Day } from '../../../domain/kernel/day.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { SheetBatch } from '../../../domain/sheet-imports/batch.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { Sealer } from '../../kernel/sealing.ts'
import { bodyOf, columnsBy, countsOf, placeNamesIn, unknownBatch } from '../../sheet-imports/sheet-imports.ts'
import { readCells, sealCells } from '../../spreadsheets/spreadsheets.ts'

/** A request has all of it, and so has the command line, which is nobody's account. */
export interface Work {
  tx: Transaction
  sealer: Sealer
  today: Day
  now: Date
  accountId: string | null
}

export type StoredBatch = Awaited<ReturnType<typeof lockBatch>>

export async function lockBatch(tx: Transaction, id: string) {
  const batch = await tx
    .selectFrom('facilityImports')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!batch) throw unknownBatch()
  return batch
}

export interface Opening {
  id: string
  regionCode: string
  fileName: string
}

export async function openBatch(work: Work, opening: Opening, path: string): Promise<DecidedRow[]> {
  const { tx, sealer, now, accountId } = work
  const { encoding, rows } = await readCells(path, placeRowsAtMost)
  const headerAt = findHeader(rows.map(one => one.cells))
  if (headerAt < 0)
    throw new Refused('invalid', '没有找到表头。第一行请写“名称、类型、乡镇、村”等列名，可下载模板对照。')
  const columns = proposeColumns(
    rows.map(one => one.cells),
    headerAt,
  )
  if (!columns.some(one => one.field === 'name'))
    throw new Refused('invalid', '表里没有“名称”一列，没有导入。请补上列名后再上传，可下载模板对照。')
  const mapping = Object.fromEntries(columns.map(one => [one.index, one.field]))
  const batch = {
    ...{ ...opening, countyCode: countyCodeOf(opening.regionCode), stage: 'understood' as const, encoding },
    ...{ headerRow: rows[headerAt]?.row ?? 0, mapping, columns: JSON.stringify(columns) },
    ...{ cellsSealed: sealCells(sealer, rows), counts: countsOf([]), undo: null, createdBy: accountId },
    ...{ createdAt: now.toISOString(), committedAt: null, undoneAt: null, undoneBy: null },
  }
  await tx.insertInto('facilityImports').values(batch).execute()
  return keepCounts(work, await lockBatch(tx, opening.id))
}

/** Understood and counted, so that the list of batches need not read cells. */
export async function keepCounts(work: Work, batch: StoredBatch): Promise<DecidedRow[]> {
  const decided = await decideBatch(work, batch)
  await work.tx
    .updateTable('facilityImports')
    .set({ counts: countsOf(decided) })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .execute()
  return decided
}

export const { mappingOf, columnsOf, checkChosen } = columnsBy(isPlaceField)

export async function decideBatch({ tx, sealer, today }: Work, batch: StoredBatch): Promise<DecidedRow[]> {
  if (batch.cellsSealed === null) return []
  const mapping = mappingOf(batch)
  const names = await placeNamesIn(tx, batch.regionCode)
  const read = bodyOf(sealer, batch).map(({ row, cells }) =>
    understandRow(row, cells, { mapping, names, today }),
  )
  // A line of totals or a remark below the table names nothing.
  const rows = read.filter(one => one.given.name !== undefined || Object.keys(one.given).length > 1)
  return decideRows(rows, await ledgerOf({ tx, sealer }, batch.regionCode))
}

async function ledgerOf(
  { tx, sealer }: Pick<Work, 'tx' | 'sealer'>,
  regionCode: string,
): Promise<HeldPlace[]> {
  const { from, to } = areaOf(regionCode)
  const found = await tx
    .selectFrom('facilities')
    .selectAll()
    .where('countyCode', '>=', countyCodeOf(from))
    .where('countyCode', '<=', countyCodeOf(to))
    .where('regionCode', '>=', from)
    .where('regionCode', '<=', to)
    .execute()
  return found.map(({ managerPhoneSealed, ...row }) => ({
    ...row,
    managerPhone: managerPhoneSealed === null ? null : sealer.open(managerPhoneSealed),
  }))
}

export async function tellBatches(tx: Transaction, id: string | null): Promise<SheetBatch[]> {
  const { rows } = await sql<
    Omit<SheetBatch, 'columns'> & { columns: PlaceColumn[]; mapping: StoredBatch['mapping'] }
  >`
    select b.id, b.region_code, r.short_name as region_name, b.file_name, b.stage, b.header_row, b.columns, b.mapping,
      b.counts, b.undo, a.name as created_by_name, b.created_at
    from facility_imports b join regions r on r.code = b.region_code left join accounts a on a.id = b.created_by
    ${id === null ? sql`` : sql`where b.id = ${id}`}
    order by b.created_at desc, b.id limit 50`.execute(tx)
  return rows.map(({ mapping, ...row }) => ({
    ...row,
    columns: columnsOf({ columns: row.columns, mapping }),
  }))
}
