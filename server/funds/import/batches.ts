// A table of public money: the cells are kept, and what each line becomes is understood anew whenever somebody asks.
import { sql } from 'kysely'
import { type FundImport, fundRowsAtMost } from '../../../domain/funds/import/api.ts'
import {
  type FundColumn,
  type FundField,
  findFundHeader,
  isFundField,
  proposeFundColumns,
  saysPlanned,
  unitOf,
} from '../../../domain/funds/import/columns.ts'
import {
  type DecidedFundRow,
  decideFunds,
  type HeldFunds,
  type HeldProject,
  type HeldShare,
  type HeldSum,
  totalsTold,
} from '../../../domain/funds/import/decide.ts'
import { understandFund } from '../../../domain/funds/import/understand.ts'
import { countyCodeOf } from '../../../domain/kernel/area.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { Sealer } from '../../kernel/sealing.ts'
import { bodyOf, columnsBy, countsOf, placeNamesIn, unknownBatch } from '../../sheet-imports/sheet-imports.ts'
import { openCells, readCells, sealCells } from '../../spreadsheets/spreadsheets.ts'
import type { Acting } from '../keeping.ts'
import { officeOf } from '../sums.ts'

/** Plans carry a name: whoever drew them up may not agree to them. */
export type Work = Acting & { sealer: Sealer }

export interface Decided {
  rows: DecidedFundRow[]
  told: string[]
  held: HeldFunds
}

export type StoredBatch = Awaited<ReturnType<typeof lockBatch>>

export async function lockBatch(tx: Transaction, id: string) {
  const batch = await tx
    .selectFrom('fundImports')
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

export async function openBatch(work: Work, opening: Opening, path: string): Promise<Decided> {
  const { tx, sealer, now, actor } = work
  officeOf(opening.regionCode)
  const { encoding, rows } = await readCells(path, fundRowsAtMost)
  const cells = rows.map(one => one.cells)
  const headerAt = findFundHeader(cells)
  if (headerAt < 0)
    throw new Refused(
      'invalid',
      '没有找到表头。请有一行写“专项、年度、类别、金额（万元）”等列名，可下载模板对照。',
    )
  const columns = proposeFundColumns(cells, headerAt)
  checkFields(columns.flatMap(one => one.field ?? []))
  const mapping = Object.fromEntries(columns.map(one => [one.index, one.field]))
  const batch = {
    ...{ ...opening, countyCode: countyCodeOf(opening.regionCode), stage: 'understood' as const, encoding },
    ...{ headerRow: rows[headerAt]?.row ?? 0, mapping, columns: JSON.stringify(columns), told: [] },
    ...{ cellsSealed: sealCells(sealer, rows), counts: countsOf([]), undo: null, createdBy: actor.accountId },
    ...{ createdAt: now.toISOString(), committedAt: null, undoneAt: null, undoneBy: null },
  }
  await tx.insertInto('fundImports').values(batch).execute()
  return keepCounts(work, await lockBatch(tx, opening.id))
}

export function checkFields(fields: readonly FundField[]): void {
  if (!fields.includes('programme') || !fields.includes('amount'))
    throw new Refused('invalid', '要有“专项”和“金额”两列，没有导入。请补上列名，可下载模板对照。')
}

/** Understood and counted, so that the list of tables need not read cells. */
export async function keepCounts(work: Work, batch: StoredBatch): Promise<Decided> {
  const decided = await decideBatch(work, batch)
  await work.tx
    .updateTable('fundImports')
    .set({ counts: countsOf(decided.rows), told: decided.told })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .execute()
  return decided
}

export const { mappingOf, columnsOf, checkChosen } = columnsBy(isFundField)

export async function decideBatch({ tx, sealer, today }: Work, batch: StoredBatch): Promise<Decided> {
  const held = await heldBy(tx, batch.countyCode)
  if (batch.cellsSealed === null) return { rows: [], told: [], held }
  const mapping = mappingOf(batch)
  const headerAt = (field: FundField) => columnsOf(batch).find(one => one.field === field)?.header ?? ''
  const cells = openCells(sealer, batch.cellsSealed)
  const above = cells
    .filter(one => one.row < batch.headerRow)
    .flatMap(one => one.cells.map(cell => cell.text))
  const reading = {
    ...{ mapping, today, unit: unitOf(headerAt('amount'), above) },
    datesArePlans: saysPlanned(headerAt('opensOn')),
    names: await placeNamesIn(tx, batch.regionCode),
  }
  const rows = bodyOf(sealer, batch).flatMap(one => understandFund(one.row, one.cells, reading) ?? [])
  return { rows: decideFunds(rows, held), told: totalsTold(rows), held }
}

/** What this office has drawn up; what a county drew up of its own money is that county's. */
async function heldBy(tx: Transaction, countyCode: string): Promise<HeldFunds> {
  const sums = await sql<HeldSum>`
    select s.id, s.programme_id, p.title as programme, s.year_from as year, s.source, s.kind, s.amount_fen,
      (s.amount_fen - coalesce((select sum(h.amount_fen) from fund_batches b
        join fund_shares h on h.batch_county_code = b.county_code and h.batch_id = b.id
        where b.county_code = s.county_code and b.appropriation_id = s.id and b.state <> 'batchDropped'), 0))::bigint
        as left_fen
    from fund_appropriations s
    join fund_programmes p on p.county_code = s.county_code and p.id = s.programme_id
    where s.county_code = ${countyCode} and s.state <> 'sumWithdrawn'`.execute(tx)
  const shares = await sql<HeldShare>`
    select b.appropriation_id as sum_id, b.title as batch, h.county_code, h.kind, h.amount_fen
    from fund_batches b join fund_shares h on h.batch_county_code = b.county_code and h.batch_id = b.id
    where b.county_code = ${countyCode} and b.state <> 'batchDropped'`.execute(tx)
  const projects = await sql<HeldProject>`
    select b.appropriation_id as sum_id, b.title as batch, h.county_code, p.kind, p.planned_fen as amount_fen,
      p.region_code, p.name
    from fund_batches b join fund_shares h on h.batch_county_code = b.county_code and h.batch_id = b.id
    join fund_projects p on p.county_code = h.county_code and p.share_id = h.id and p.state <> 'planDropped'
    where b.county_code = ${countyCode} and b.state <> 'batchDropped'`.execute(tx)
  return { sums: sums.rows, shares: shares.rows, projects: projects.rows }
}

export async function tellBatches(tx: Transaction, id: string | null): Promise<FundImport[]> {
  const { rows } = await sql<
    Omit<FundImport, 'columns'> & { columns: FundColumn[]; mapping: StoredBatch['mapping'] }
  >`
    select b.id, b.region_code, r.short_name as region_name, b.file_name, b.stage, b.header_row, b.columns, b.mapping,
      b.counts, b.told, b.undo, a.name as created_by_name, b.created_at
    from fund_imports b join regions r on r.code = b.region_code left join accounts a on a.id = b.created_by
    ${id === null ? sql`` : sql`where b.id = ${id}`}
    order by b.created_at desc, b.id limit 50`.execute(tx)
  return rows.map(({ mapping, ...row }) => ({
    ...row,
    columns: columnsOf({ columns: row.columns, mapping }),
  }))
}
