// Takes a table of public money in: programmes, planned sums, batches and projects that wait for a yes; and takes it back.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { layOut, type SumLaidOut, type WantedFundRow } from '../../../domain/funds/import/lay-out.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { SheetCounts, SheetUndo } from '../../../domain/sheet-imports/batch.ts'
import { countsOf } from '../../sheet-imports/sheet-imports.ts'
import { dropBatches, insertBatches } from '../batches.ts'
import { insertProjects } from '../drafting.ts'
import { wholeRegion } from '../keeping.ts'
import { newProgramme, planSums, withdrawSums } from '../sums.ts'
import { decideBatch, type StoredBatch, type Work } from './batches.ts'

export async function commitBatch(
  work: Work,
  batch: StoredBatch,
  /** Lines that look odd and are wanted all the same: all of them, or these. */
  withSuspicious: boolean | readonly number[],
): Promise<SheetCounts> {
  const { tx, today } = work
  const { countyCode, id } = batch
  // Two tables of one office follow each other: the second sees what the first has drawn up.
  await sql`select pg_advisory_xact_lock(hashtext(${`fund_imports ${countyCode}`}))`.execute(tx)
  const { rows, held } = await decideBatch(work, batch)
  const isWanted = (row: number) =>
    typeof withSuspicious === 'boolean' ? withSuspicious : withSuspicious.includes(row)
  const wanted = rows.filter(
    (row): row is WantedFundRow =>
      row.outcome === 'new' || (row.outcome === 'suspicious' && isWanted(row.row)),
  )
  if (wanted.length === 0) throw new Refused('conflict', '没有新增的行，不用导入。')
  const programmes = await programmesOf(work, countyCode)
  const laid = layOut(wanted, { held, programmes, newId: randomUUID })
  const entered = await enterProgrammes(work, countyCode, laid.sums)
  const regionCode = wholeRegion(countyCode)
  await planSums(
    work,
    laid.sums.map(({ id: sumId, programmeId, programme, year, source, kind, documentNumber, amountFen }) => ({
      ...{ countyCode, id: sumId, regionCode, programmeId: programmeId ?? entered.get(programme) ?? '' },
      ...{ source, kind, yearFrom: year, yearTo: year, scope: null, amountFen, figure: null },
      ...{ documentNumber, plannedOn: today, synthetic: false },
    })),
  )
  const sums = new Map(
    [...held.sums, ...laid.sums].map(({ id: sumId, programme, source }) => [
      sumId,
      { ...{ countyCode, id: sumId, regionCode, synthetic: false, programmeTitle: programme, source } },
    ]),
  )
  await insertBatches(
    work,
    laid.batches.flatMap(({ sumId, ...one }) => {
      const sum = sums.get(sumId)
      return sum ? [{ ...one, sum }] : []
    }),
  )
  if (laid.projects.length > 0)
    await insertProjects(
      work,
      laid.projects.map(project => ({ ...project, lon: null, lat: null, promise: null })),
    )
  await tx
    .insertInto('fundImportRows')
    .values(
      laid.rows.map(({ row, ...line }) => ({
        countyCode,
        importId: id,
        rowNumber: row,
        regionCode,
        ...line,
      })),
    )
    .execute()
  const counts = countsOf(rows)
  await tx
    .updateTable('fundImports')
    .set({ stage: 'committed', counts, committedAt: work.now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return counts
}

async function programmesOf({ tx }: Work, countyCode: string): Promise<Map<string, string>> {
  const known = await tx
    .selectFrom('fundProgrammes')
    .select(['id', 'title'])
    .where('countyCode', '=', countyCode)
    .execute()
  return new Map(known.map(({ id, title }) => [title, id]))
}

/** By title, those the office did not have. */
async function enterProgrammes(
  work: Work,
  countyCode: string,
  sums: readonly SumLaidOut[],
): Promise<Map<string, string>> {
  const titles = [...new Set(sums.flatMap(sum => (sum.programmeId === null ? [sum.programme] : [])))]
  const made = titles.map(title =>
    newProgramme(work, countyCode, { title, says: '从表格导入', isFrame: false, synthetic: false }),
  )
  if (made.length > 0) await work.tx.insertInto('fundProgrammes').values(made).execute()
  return new Map(made.map(({ id, title }) => [title, id]))
}

const why = '撤销表格导入'

/** Drops the batches that still wait and withdraws the sums nobody has issued; the rest has gone on and stays. */
export async function undoBatch(work: Work, batch: StoredBatch): Promise<SheetUndo> {
  const { tx, now, actor } = work
  const { countyCode, id } = batch
  const regionCode = wholeRegion(countyCode)
  const waiting = await sql<{ id: string }>`
    select b.id from fund_batches b where b.county_code = ${countyCode} and b.state = 'batchDrafted'
      and b.id in (select r.batch_id from fund_import_rows r
        where r.county_code = ${countyCode} and r.import_id = ${id}::uuid) for update of b`.execute(tx)
  const batches = waiting.rows.map(one => ({ countyCode, regionCode, id: one.id }))
  if (batches.length > 0) await dropBatches(work, batches, why)
  const planned = await sql<{ id: string }>`
    select s.id from fund_appropriations s where s.county_code = ${countyCode} and s.state = 'sumPlanned'
      and s.id in (select r.sum_id from fund_import_rows r
        where r.county_code = ${countyCode} and r.import_id = ${id}::uuid and r.is_new_sum)
      and not exists (select from fund_batches b where b.county_code = s.county_code and b.appropriation_id = s.id
        and b.state <> 'batchDropped') for update of s`.execute(tx)
  const sums = planned.rows.map(one => ({ countyCode, regionCode, id: one.id }))
  if (sums.length > 0) await withdrawSums(work, sums, why)
  const gone = await sql<{ removed: number; kept: number }>`
    select count(*) filter (where taken)::int as removed, count(*) filter (where not taken)::int as kept
    from (select case when r.batch_id is null then r.sum_id = any(${sums.map(one => one.id)}::uuid[])
        else r.batch_id = any(${batches.map(one => one.id)}::uuid[]) end as taken
      from fund_import_rows r where r.county_code = ${countyCode} and r.import_id = ${id}::uuid) t`.execute(
    tx,
  )
  const undo = { removed: gone.rows[0]?.removed ?? 0, restored: 0, kept: gone.rows[0]?.kept ?? 0 }
  await tx
    .updateTable('fundImports')
    .set({ stage: 'undone', undo, cellsSealed: null, undoneAt: now.toISOString(), undoneBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return undo
}
