// The work of a batch that does not fit into a request: read or committed by a job, resumed after a crash.
import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { dayOf } from '../../../domain/kernel/day.ts'
import { type Concern, writeAudit } from '../../kernel/audit.ts'
import type { System } from '../../kernel/context.ts'
import { refusalFrom, type Transaction, within } from '../../kernel/database.ts'
import { fileOf, lockBatch, type StoredBatch, scopeOf } from './batches.ts'
import { commitBatch } from './committing.ts'
import { type Reading, readBatch } from './reading.ts'

export const importJob = 'elders.imports'

/** Takes batches one after another until none waits. Safe to run twice: a batch is held by a lock of its own. */
export async function workOnImports(system: System): Promise<void> {
  const tried = new Set<string>()
  await dropForgottenFiles(system)
  for (;;) {
    const waiting = await system.connections.db
      .selectFrom('elderImports')
      .selectAll()
      .where('stage', 'in', ['reading', 'committing'])
      .$if(tried.size > 0, query => query.where('id', 'not in', [...tried]))
      .orderBy('createdAt')
      .limit(1)
      .executeTakeFirst()
    if (!waiting) return
    tried.add(waiting.id)
    await holding(system, waiting.id, () => workOn(system, waiting))
  }
}

/** The lock lives as long as its connection: whoever dies gives the batch free. */
export async function holding(system: System, id: string, work: () => Promise<void>): Promise<void> {
  const client = await system.connections.pool.connect()
  try {
    const held = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [id])
    if (!held.rows[0].held) return
    try {
      await work()
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [id]).catch(() => {})
    }
  } finally {
    client.release()
  }
}

async function workOn(system: System, { id }: StoredBatch): Promise<void> {
  // Whoever held it before may have brought it further.
  const batch = await system.connections.db
    .selectFrom('elderImports')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (batch.stage !== 'reading' && batch.stage !== 'committing') return
  try {
    if (batch.stage === 'reading') await readBatch(readingOf(system, batch), batch)
    else await commitInOwnTransaction(system, batch)
  } catch (error) {
    const refusal = refusalFrom(error)
    // A database that is away comes back; the batch waits for it as it stands.
    if (refusal?.code === 'unavailable') throw error
    if (!refusal) system.log.error({ err: error, batch: batch.id }, 'import failed')
    await noteFailure(
      system,
      batch,
      refusal?.message ?? '系统处理这个文件时出错，没有写入台账。请重试或联系管理员。',
    )
  }
}

export function readingOf(system: System, batch: StoredBatch): Reading {
  return {
    system,
    // Staged rows lost in a power cut are read again: no need to wait for the disk each time.
    transact: work => within(system.connections.db, scopeOf(batch), false, work),
    concerns: (tx, countyCode, subjects) =>
      audit(system, tx, 'elderImport.upload', [{ countyCode, subjects, reason: reasonOf(batch) }]),
  }
}

export async function commitInOwnTransaction(
  system: System,
  { id, regionCode, createdBy }: StoredBatch,
): Promise<void> {
  const now = system.clock.now()
  const afterwards: (() => void)[] = []
  await sql`analyze elder_import_rows`.execute(system.connections.db)
  await within(system.connections.db, scopeOf({ regionCode, createdBy }), true, async tx => {
    const batch = await lockBatch(tx, id)
    if (batch.stage !== 'committing') return
    const concerns: Concern[] = []
    await commitBatch(
      {
        tx,
        system,
        now,
        today: dayOf(now),
        afterCommit: work => afterwards.push(work),
        concerns: (countyCode, subjects, reason) =>
          concerns.push({ countyCode, subjects, reason: reason ?? null }),
      },
      batch,
    )
    await audit(system, tx, 'elderImport.commit', concerns)
  })
  for (const work of afterwards) work()
  await dropFile(system, id)
  await refreshStatistics(system)
}

/** The planner must learn of a ledger that has grown a hundredfold before the next question, not a minute later. */
async function refreshStatistics(system: System): Promise<void> {
  await sql`analyze elders, households, citizen_number_claims, elder_memberships, elder_contacts`.execute(
    system.connections.db,
  )
}

function reasonOf(batch: StoredBatch): string {
  return `表格导入：${batch.fileName}（批次 ${batch.id}）`
}

async function audit(
  system: System,
  tx: Transaction,
  operation: string,
  concerns: readonly Concern[],
): Promise<void> {
  if (concerns.length === 0) return
  await writeAudit(tx, { at: system.clock.now(), actor: null, operation, requestId: randomUUID(), concerns })
}

export async function noteFailure(system: System, batch: StoredBatch, failure: string): Promise<void> {
  const isReading = batch.stage === 'reading'
  await within(system.connections.db, scopeOf(batch), true, async tx => {
    if (isReading) await clearRows(tx, batch)
    await tx
      .updateTable('elderImports')
      .set({ stage: isReading ? 'failed' : 'understood', failure })
      .where('countyCode', '=', batch.countyCode)
      .where('id', '=', batch.id)
      .where('stage', '=', batch.stage)
      .execute()
  })
  if (isReading) await dropFile(system, batch.id)
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

/** Kept readable for the program alone until the batch is decided; it holds whole citizen numbers. */
export async function keepFile(system: System, id: string, from: string): Promise<void> {
  const path = fileOf(system, id)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await copyFile(from, path)
}

export async function dropFile(system: System, id: string): Promise<void> {
  await rm(fileOf(system, id), { force: true })
}

const forgottenAfterMs = 86_400_000

/** A file whose request was rolled back belongs to no batch. */
async function dropForgottenFiles(system: System): Promise<void> {
  const folder = dirname(fileOf(system, 'any'))
  const names = (await readdir(folder).catch(() => [])).filter(name => /^[0-9a-f-]{36}$/.test(name))
  if (names.length === 0) return
  const known = await system.connections.db
    .selectFrom('elderImports')
    .select('id')
    .where('id', 'in', names)
    .where('stage', 'in', ['reading', 'understood', 'committing'])
    .execute()
  const wanted = new Set(known.map(({ id }) => id))
  for (const name of names.filter(one => !wanted.has(one))) {
    const { mtimeMs } = await stat(join(folder, name))
    if (system.clock.now().getTime() - mtimeMs > forgottenAfterMs)
      await rm(join(folder, name), { force: true })
  }
}
