// Shows the rows of a batch, masked, and hands those not taken back as a spreadsheet to mend.
import { inflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import { maskNumber, recordedGroups } from '../../../domain/elders/elder.ts'
import type { ImportOutcome, ImportProblem, ImportRow } from '../../../domain/elders/import/batch.ts'
import { nameFor } from '../../../domain/elders/registration.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { Sealer } from '../../kernel/sealing.ts'
import { regionNamesOf } from '../../regions/regions.ts'
import type { writeXlsx } from '../../spreadsheets/spreadsheets.ts'
import { findBatch, type StoredBatch } from './batches.ts'

export async function listRows(
  context: Context,
  {
    id,
    outcome,
    limit,
    after,
  }: { id: string; outcome?: ImportOutcome | undefined; limit: number; after?: string | undefined },
): Promise<{ rows: ImportRow[]; next: string | null }> {
  const { tx, actor } = context
  const batch = await findBatch(tx, id)
  if (after !== undefined && !/^\d{1,9}$/.test(after))
    throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  const found = await tx
    .selectFrom('elderImportRows')
    .selectAll()
    .where('countyCode', '=', batch.countyCode)
    .where('batchId', '=', id)
    .where('rowNumber', '>', Number(after ?? 0))
    .$if(outcome !== undefined, query => query.where('outcome', '=', outcome as ImportOutcome))
    .orderBy('rowNumber')
    .limit(limit + 1)
    .execute()
  const page = found.slice(0, limit)
  const villages = await regionNamesOf(
    tx,
    page.flatMap(({ villageCode }) => villageCode ?? []),
  )
  noteElders(context, page)
  const rows = page.map(row => ({
    rowNumber: row.rowNumber,
    outcome: row.outcome,
    name: row.name === '' ? null : nameFor(actor.role, row.name),
    numberMask: maskNumber(row.citizenNumberTail),
    bornOn: row.bornOn,
    villageName: row.villageCode === null ? null : (villages.get(row.villageCode) ?? null),
    groups: row.groups.map(group => recordedGroups.words[group]),
    problems: row.problems ?? [],
    changes: row.changes ?? [],
  }))
  return { rows, next: found.length > limit ? String(page.at(-1)?.rowNumber) : null }
}

/** Only rows about people who are in the ledger: before the commit a new row's elder does not exist. */
function noteElders(
  context: Context,
  rows: readonly { villageCode: string | null; elderId: string; matchedVersion: number | null }[],
): void {
  const counties = new Map<string, string[]>()
  for (const { villageCode, elderId, matchedVersion } of rows) {
    if (villageCode === null || matchedVersion === null) continue
    const county = villageCode.slice(0, 6)
    counties.set(county, [...(counties.get(county) ?? []), elderId])
  }
  for (const [county, ids] of counties) context.concerns(county, ids)
}

type SheetWriting = Parameters<typeof writeXlsx>[0][number]

const reasonHeader = '原因'

/** The header and cells as they stood, and in front why the row was not taken; uploading ignores that column. */
export function problemSheet(
  tx: Transaction,
  sealer: Sealer,
  batch: StoredBatch,
  outcomes: readonly ImportOutcome[],
): SheetWriting {
  // A mended file that was sent again brings its old reasons along.
  const columns = batch.columns.filter(({ header }) => header !== reasonHeader)
  const headers = columns.map(({ header }) => header)
  return {
    name: '未导入的行',
    header: [reasonHeader, ...headers],
    widths: [48, ...headers.map(header => (/证|码|住址|地址/.test(header) ? 22 : 14))],
    rows: problemLines(
      tx,
      sealer,
      batch,
      outcomes,
      columns.map(({ index }) => index),
    ),
  }
}

interface Block {
  fromRow: number
  toRow: number
  sealed: string
  problems: { row: number; problems: ImportProblem[] | null }[]
}

async function* problemLines(
  tx: Transaction,
  sealer: Sealer,
  batch: StoredBatch,
  outcomes: readonly ImportOutcome[],
  indexes: readonly number[],
): AsyncGenerator<string[]> {
  let after = -1
  for (;;) {
    const block = await nextBlock(tx, batch, outcomes, after)
    if (!block) return
    after = block.fromRow
    const reasons = new Map(block.problems.map(({ row, problems }) => [row, problems]))
    const packed = Buffer.from(sealer.open(block.sealed), 'base64')
    const lines: [number, ...string[]][] = JSON.parse(inflateRawSync(packed).toString('utf8'))
    for (const [row, ...texts] of lines) {
      if (!reasons.has(row)) continue
      const said = (reasons.get(row) ?? []).map(({ message }) => message).join(' ')
      yield [`第 ${row} 行：${said}`, ...indexes.map(index => texts[index] ?? '')]
    }
  }
}

/** A thousand rows at once, and only where one of them is wanted. */
async function nextBlock(
  tx: Transaction,
  batch: StoredBatch,
  outcomes: readonly ImportOutcome[],
  after: number,
): Promise<Block | undefined> {
  const found = await sql<Block>`
    select c.from_row, c.to_row, c.sealed, wanted.problems
    from elder_import_cells c, lateral (
      select jsonb_agg(jsonb_build_object('row', r.row_number, 'problems', r.problems)) as problems
      from elder_import_rows r
      where r.county_code = c.county_code and r.batch_id = c.batch_id
        and r.row_number between c.from_row and c.to_row and r.outcome = any(${[...outcomes]}::text[])
    ) wanted
    where c.county_code = ${batch.countyCode} and c.batch_id = ${batch.id} and c.from_row > ${after}
      and wanted.problems is not null
    order by c.from_row limit 1`.execute(tx)
  return found.rows[0]
}
