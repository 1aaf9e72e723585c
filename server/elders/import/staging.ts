// Lays a stretch of understood rows down beside the ledger, each with its one outcome.
import { deflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import type { ImportCounts, ImportOutcome } from '../../../domain/elders/import/batch.ts'
import {
  ledgerProblem,
  outcomeOf,
  problemsOfMatch,
  type RowProblem,
} from '../../../domain/elders/import/decide.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { Row } from '../../spreadsheets/spreadsheets.ts'
import type { StoredBatch } from './batches.ts'
import { type Compared, compareRows, type Matched, matchRows } from './matching.ts'
import { insertRows, type StagedRow } from './staged-rows.ts'
import type { Reader, UnderstoodRow } from './understanding.ts'

export interface BatchKey {
  countyCode: string
  id: string
  regionCode: string
}

export interface Stretch {
  rows: readonly UnderstoodRow[]
  cells: readonly Row[]
  readTo: number
  skipped: number
}

export interface StretchDone {
  counts: Partial<Record<ImportOutcome, number>>
  /** Elders whose record was read to compare it. */
  read: { countyCode: string; id: string }[]
}

export async function stageStretch(
  tx: Transaction,
  reader: Reader,
  batch: BatchKey,
  stretch: Stretch,
): Promise<StretchDone> {
  const matched = await matchRows(tx, reader, stretch.rows)
  const judged = matched.map(judge)
  const pairs = judged.flatMap(({ row, elder, isSame, isRefused }) =>
    elder && !isSame && !isRefused ? [{ row, elder }] : [],
  )
  const compared = await compareRows(tx, reader.sealer, pairs)
  const staged = judged.map(one => stagedRow(one, compared.get(one.row) ?? null))
  if (staged.length > 0) await insertRows(tx, reader, batch, staged)
  await insertCells(tx, reader, batch, stretch)
  const counts: StretchDone['counts'] = {}
  for (const { outcome } of staged) counts[outcome] = (counts[outcome] ?? 0) + 1
  await noteProgress(tx, batch, stretch, staged.length)
  return { counts, read: pairs.map(({ elder: { countyCode, id } }) => ({ countyCode, id })) }
}

interface Judged extends Matched {
  problems: RowProblem[]
  /** Last brought by an import with the same words, and not touched since. */
  isSame: boolean
  isRefused: boolean
}

function judge({ row, match, elder }: Matched): Judged {
  const isFoundWithoutVillage = elder !== null && row.villageCode === null
  const own = isFoundWithoutVillage
    ? row.problems.filter(({ code }) => code !== 'villageMissing')
    : row.problems
  const added = problemsOfMatch(match, row.numberHash !== null)
  const problems = added.length === 0 ? own : [...own, ...added]
  const isRefused = problems.some(({ severity }) => severity === 'refused')
  const isSame =
    elder !== null && elder.importHash === row.contentHash && elder.importVersion === elder.version
  return { row, match, elder, problems, isSame, isRefused }
}

function stagedRow(judged: Judged, compared: Compared | null): StagedRow {
  const { row, elder, isSame } = judged
  const edited = editedSince(judged, compared)
  const problems = edited === null ? judged.problems : [...judged.problems, edited]
  const isUnchanged = isSame || (compared !== null && compared.changes.length === 0)
  const outcome = outcomeOf({ problems, isFound: elder !== null, isUnchanged })
  return { row, elder, compared, outcome, problems }
}

/** The same words as last time against what a person has written since: the person must not lose silently. */
function editedSince({ row, elder }: Judged, compared: Compared | null): RowProblem | null {
  if (elder?.importHash !== row.contentHash || !compared || compared.changes.length === 0) return null
  const message = '上次导入同样的内容之后，有人改过这份档案；再导入会改回去。请核对哪边是对的。'
  return ledgerProblem(null, 'editedSince', message)
}

async function insertCells(
  tx: Transaction,
  reader: Reader,
  batch: BatchKey,
  { rows, cells, readTo }: Stretch,
): Promise<void> {
  const people = new Set(rows.map(({ rowNumber }) => rowNumber))
  const kept = cells.filter(({ number }) => people.has(number))
  const first = kept[0]
  if (!first) return
  const texts = kept.map(({ number, cells: row }) => [number, ...row.map(({ text }) => text)])
  const packed = deflateRawSync(JSON.stringify(texts), { level: 1 }).toString('base64')
  await tx
    .insertInto('elderImportCells')
    .values({
      countyCode: batch.countyCode,
      batchId: batch.id,
      fromRow: first.number,
      regionCode: batch.regionCode,
      toRow: readTo,
      sealed: reader.sealer.seal(packed),
    })
    .execute()
}

/** Only rows and skipped are counted while reading; the outcomes once duplicates in the file are known. */
async function noteProgress(
  tx: Transaction,
  batch: BatchKey,
  { readTo, skipped }: Stretch,
  rows: number,
): Promise<void> {
  const noted = await sql`
    update elder_imports set read_to = ${readTo}, counts = counts || jsonb_build_object(
      'rows', (counts->>'rows')::int + ${rows}::int, 'skipped', (counts->>'skipped')::int + ${skipped}::int)
    where county_code = ${batch.countyCode} and id = ${batch.id} and stage = 'reading'`.execute(tx)
  if (noted.numAffectedRows !== 1n) throw givenUp()
}

export function givenUp(): Refused {
  return new Refused('conflict', '这个批次已经放弃，不再读取。')
}

export const noCounts: ImportCounts = {
  rows: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  suspicious: 0,
  refused: 0,
  skipped: 0,
}

/** Two rows for one person: the first that can be taken counts. Then every row has its outcome and is counted. */
export async function finishReading(tx: Transaction, batch: BatchKey): Promise<void> {
  const own = sql`county_code = ${batch.countyCode} and batch_id = ${batch.id}`
  // Nothing is known yet of rows just laid down: the planner would take them for one row and loop over them.
  await sql`set local enable_nestloop = off`.execute(tx)
  await sql`
    with judged as (
      -- Who is known by number comes before who is only known by name.
      select row_number, first_value(row_number) over (
        partition by case when matched_version is null then citizen_number_hash else elder_id::text end
        order by citizen_number_hash is null, row_number
      ) as first_row
      from elder_import_rows
      where ${own} and outcome <> 'refused' and (citizen_number_hash is not null or matched_version is not null)
    )
    update elder_import_rows r set outcome = 'refused', problems = ${sameAsRow()}
    from (select * from judged where first_row <> row_number) t
    where ${ownAs('r', batch)} and r.row_number = t.row_number`.execute(tx)
  await sql`
    with taken as (
      select n.row_number, min(f.row_number) as first_row
      from elder_import_rows n
      join elder_import_rows f on f.county_code = n.county_code and f.batch_id = n.batch_id
        and f.village_code = n.village_code and f.name = n.name and f.born_on is not distinct from n.born_on
        and f.outcome <> 'refused' and f.row_number <> n.row_number
        and (f.citizen_number_hash is not null or f.row_number < n.row_number)
      where ${ownAs('n', batch)} and n.outcome <> 'refused' and n.citizen_number_hash is null
        and n.matched_version is null
      group by n.row_number
    )
    update elder_import_rows r set outcome = 'refused', problems = ${sameAsRow()}
    from taken t where ${ownAs('r', batch)} and r.row_number = t.row_number`.execute(tx)
  await sql`set local enable_nestloop = on`.execute(tx)
  await countOutcomes(tx, batch)
}

function ownAs(alias: string, batch: BatchKey) {
  const name = sql.raw(alias)
  return sql`${name}.county_code = ${batch.countyCode} and ${name}.batch_id = ${batch.id}`
}

function sameAsRow() {
  return sql`coalesce(r.problems, '[]') || jsonb_build_array(jsonb_build_object('field', null,
    'code', 'sameAsRow', 'message', format('与第 %s 行是同一人。请只保留一行，其余删去。', t.first_row)))`
}

export async function clearRows(
  tx: Transaction,
  batch: Pick<StoredBatch, 'countyCode' | 'id'>,
): Promise<void> {
  for (const table of ['elderImportRows', 'elderImportCells'] as const)
    await tx
      .deleteFrom(table)
      .where('countyCode', '=', batch.countyCode)
      .where('batchId', '=', batch.id)
      .execute()
}

export async function countOutcomes(tx: Transaction, batch: BatchKey): Promise<void> {
  await sql`
    update elder_imports b set counts = b.counts || (
      select jsonb_build_object(
        'rows', count(*),
        'new', count(*) filter (where outcome = 'new'),
        'changed', count(*) filter (where outcome = 'changed'),
        'unchanged', count(*) filter (where outcome = 'unchanged'),
        'suspicious', count(*) filter (where outcome = 'suspicious'),
        'refused', count(*) filter (where outcome = 'refused'))
      from elder_import_rows where county_code = ${batch.countyCode} and batch_id = ${batch.id})
    where b.county_code = ${batch.countyCode} and b.id = ${batch.id}`.execute(tx)
}
