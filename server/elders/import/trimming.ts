// Staged rows after the decision: what undoing and the list of rows not taken need stays for a while, the rest goes.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import { dayOf } from '../../../domain/kernel/day.ts'
import type { System } from '../../kernel/context.ts'
import { type Transaction, within } from '../../kernel/database.ts'
import { type StoredBatch, scopeOf } from './batches.ts'
import { dropFile } from './files.ts'
import { clearRows } from './staging.ts'

const rowsAtOnce = 20_000

/** Soon after every decision; each stretch by itself, so that a stopped server goes on where it was. */
export async function trimDecided(system: System): Promise<void> {
  const { db } = system.connections
  const waiting = await db
    .selectFrom('elderImports')
    .selectAll()
    .where('stage', 'in', ['committed', 'undone'])
    .where('trimmedAt', 'is', null)
    .execute()
  for (const batch of waiting) await trim(system, batch)
}

/** A person in the ledger need not stand beside it a second time: sealed fields, contacts and address go. */
async function trim(system: System, batch: StoredBatch): Promise<void> {
  const inBatch = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    within(system.connections.db, scopeOf(batch), false, work)
  const own = sql`county_code = ${batch.countyCode} and batch_id = ${batch.id}`
  for (let from = 0; from <= batch.readTo; from += rowsAtOnce) {
    const stretch = sql`${own} and row_number > ${from} and row_number <= ${from + rowsAtOnce}`
    await inBatch(async tx => {
      await sql`delete from elder_import_rows where ${stretch} and outcome = 'unchanged'`.execute(tx)
      await sql`
        update elder_import_rows set household_key = null, pinyin = '', initials = '',
          citizen_number_sealed = null, phone_sealed = null, phone_tail = null, address = '', hamlet = null,
          note = null, contacts = null, content_hash = ''
        where ${stretch} and content_hash <> ''`.execute(tx)
    })
    await inBatch(tx => trimCells(tx, system, batch, { from, to: from + rowsAtOnce }))
  }
  await inBatch(tx =>
    tx
      .updateTable('elderImports')
      .set({ trimmedAt: system.clock.now().toISOString() })
      .where('countyCode', '=', batch.countyCode)
      .where('id', '=', batch.id)
      .execute(),
  )
}

interface Block {
  fromRow: number
  sealed: string
  wanted: number[]
}

/** A block of a thousand rows was kept for the few in it that somebody still has to mend: now those few alone. */
async function trimCells(
  tx: Transaction,
  { sealer }: System,
  batch: StoredBatch,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const unmended = batch.suspiciousTaken ? ['refused'] : ['refused', 'suspicious']
  const blocks = await sql<Block>`
    select c.from_row, c.sealed, array(
      select r.row_number from elder_import_rows r
      where r.county_code = c.county_code and r.batch_id = c.batch_id
        and r.row_number between c.from_row and c.to_row and r.outcome = any(${unmended}::text[])
    ) as wanted
    from elder_import_cells c
    where c.county_code = ${batch.countyCode} and c.batch_id = ${batch.id}
      and c.from_row > ${from} and c.from_row <= ${to}`.execute(tx)
  const kept = blocks.rows.map(({ fromRow, sealed, wanted }) => {
    const lines: [number, ...string[]][] = JSON.parse(
      inflateRawSync(Buffer.from(sealer.open(sealed), 'base64')).toString('utf8'),
    )
    const left = new Set(wanted)
    const mended = JSON.stringify(lines.filter(([row]) => left.has(row)))
    const packed = deflateRawSync(mended, { level: 1 }).toString('base64')
    return { fromRow, sealed: sealer.seal(packed) }
  })
  await sql`
    update elder_import_cells c set sealed = k.sealed
    from unnest(${kept.map(({ fromRow }) => fromRow)}::int[], ${kept.map(({ sealed }) => sealed)}::text[])
      as k (from_row, sealed)
    where c.county_code = ${batch.countyCode} and c.batch_id = ${batch.id} and c.from_row = k.from_row
  `.execute(tx)
}

/** At night: batches whose time is over lose their rows, and those nobody ever decided are given up. */
export async function forgetImports(system: System): Promise<void> {
  const now = system.clock.now()
  const today = dayOf(now)
  await system.settings.refresh()
  const kept = await system.connections.db
    .selectFrom('elderImports')
    .selectAll()
    .where('stage', 'in', ['understood', 'committed', 'undone'])
    .where('forgottenAt', 'is', null)
    .execute()
  for (const batch of kept) {
    const days = system.settings.value('import.keptDays', batch.regionCode, today)
    const since = Date.parse(batch.committedAt ?? batch.createdAt)
    if (now.getTime() - since <= days * 86_400_000) continue
    await within(system.connections.db, scopeOf(batch), true, async tx => {
      await clearRows(tx, batch)
      await tx
        .updateTable('elderImports')
        .set({
          forgottenAt: now.toISOString(),
          ...(batch.stage === 'understood' && { stage: 'cancelled' as const }),
        })
        .where('countyCode', '=', batch.countyCode)
        .where('id', '=', batch.id)
        .where('stage', '=', batch.stage)
        .execute()
    })
    await dropFile(system, batch.id)
  }
}
