// The work of a batch that does not fit into a request: read or committed by a job, resumed after a crash.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ImportStage } from '../../../domain/elders/import/batch.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { type Concern, writeAudit } from '../../kernel/audit.ts'
import type { System } from '../../kernel/context.ts'
import { connectionIsLost, refusalFrom, type Transaction, within } from '../../kernel/database.ts'
import { lockBatch, type StoredBatch, scopeOf } from './batches.ts'
import { type Acting, commitBatch } from './committing.ts'
import { dropFile, dropForgottenFiles } from './files.ts'
import { clearProgress, progressNoter, type Watch } from './progress.ts'
import { type Reading, readBatch } from './reading.ts'
import { clearRows } from './staging.ts'
import { trimDecided } from './trimming.ts'
import { undoBatch } from './undoing.ts'

export const importJob = 'elders.imports'

const waitingStages = ['reading', 'committing', 'undoing'] as const
const isWaiting = ({ stage }: StoredBatch) => waitingStages.some(one => one === stage)

/** Takes batches one after another until none waits. Safe to run twice: a batch is held by a lock of its own. */
export async function workOnImports(system: System): Promise<void> {
  const tried = new Set<string>()
  await dropForgottenFiles(system)
  for (;;) {
    const waiting = await system.connections.db
      .selectFrom('elderImports')
      .selectAll()
      .where('stage', 'in', [...waitingStages])
      .$if(tried.size > 0, query => query.where('id', 'not in', [...tried]))
      .orderBy('createdAt')
      .limit(1)
      .executeTakeFirst()
    if (!waiting) break
    tried.add(waiting.id)
    await holding(system, waiting.id, () => workOn(system, waiting))
  }
  await trimDecided(system)
}

/** The lock lives as long as its connection: whoever dies gives the batch free. False when another works on it. */
export async function holding(system: System, id: string, work: () => Promise<void>): Promise<boolean> {
  const client = await system.connections.pool.connect()
  try {
    const held = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [id])
    if (!held.rows[0].held) return false
    try {
      await work()
      return true
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
  if (!isWaiting(batch)) return
  try {
    if (batch.stage === 'reading') await readBatch(await readingOf(system, batch), batch)
    else if (batch.stage === 'committing') await commitInOwnTransaction(system, batch)
    else await undoInOwnTransaction(system, batch)
  } catch (error) {
    if (isAway(error)) throw error
    const refusal = refusalFrom(error)
    if (!refusal) system.log.error({ err: error, batch: batch.id }, 'import failed')
    await noteFailure(
      system,
      batch,
      refusal?.message ?? '系统处理这个批次时出错，台账没有改动。请重试或联系管理员。',
    )
  }
}

/** A database that is away comes back; the batch waits for it as it stands. */
export function isAway(error: unknown): boolean {
  return connectionIsLost(error) || refusalFrom(error)?.code === 'unavailable'
}

export async function readingOf(system: System, batch: StoredBatch, watch?: Watch): Promise<Reading> {
  const noter = progressNoter(system, batch, watch)
  const actor = await actorOf(system, batch)
  return {
    system,
    // Staged rows lost in a power cut are read again: no need to wait for the disk each time.
    transact: work => within(system.connections.db, scopeOf(batch), false, work),
    concerns: (tx, countyCode, subjects) =>
      audit(system, tx, actor, 'elderImport.upload', [{ countyCode, subjects, reason: reasonOf(batch) }]),
    progress: (rows, share) => noter.note('readingRows', share, rows - batch.counts.rows),
    finishing: async () => {
      await noter.settled()
      noter.note('findingDoubles')
      await noter.settled()
    },
  }
}

export async function commitInOwnTransaction(
  system: System,
  batch: StoredBatch,
  watch?: Watch,
): Promise<void> {
  await sql`analyze elder_import_rows`.execute(system.connections.db)
  const isDone = await decideInOwnTransaction(system, batch, 'elderImport.commit', commitBatch, watch)
  if (!isDone) return
  await dropFile(system, batch.id)
  await refreshStatistics(system)
}

async function undoInOwnTransaction(system: System, batch: StoredBatch): Promise<void> {
  const done = await decideInOwnTransaction(system, batch, 'elderImport.undo', (acting, locked) =>
    undoBatch(acting, locked, { reason: locked.undoReason ?? '', undoneBy: locked.askedBy }),
  )
  if (done) await refreshStatistics(system)
}

/** False when somebody else brought the batch further meanwhile. */
async function decideInOwnTransaction(
  system: System,
  { id, stage, regionCode, createdBy }: StoredBatch,
  operation: string,
  decide: (acting: Acting, batch: StoredBatch) => Promise<void>,
  watch?: Watch,
): Promise<boolean> {
  const now = system.clock.now()
  const afterwards: (() => void)[] = []
  const isDone = await within(system.connections.db, scopeOf({ regionCode, createdBy }), true, async tx => {
    const batch = await lockBatch(tx, id)
    if (batch.stage !== stage) return false
    const noter = progressNoter(system, batch, watch)
    const concerns: Concern[] = []
    await decide(
      {
        tx,
        system,
        now,
        today: dayOf(now),
        afterCommit: work => afterwards.push(work),
        concerns: (countyCode, subjects, reason) =>
          concerns.push({ countyCode, subjects, reason: reason ?? null }),
        step: step => noter.note(step),
      },
      batch,
    )
    await audit(system, tx, await actorOf(system, batch), operation, concerns)
    await noter.settled()
    return true
  })
  for (const work of afterwards) work()
  return isDone
}

type AuditActor = Parameters<typeof writeAudit>[1]['actor']

/** Who asked for the work; nobody where the command line did without an account. */
async function actorOf({ connections }: System, batch: StoredBatch): Promise<AuditActor> {
  const { askedBy, askedPost, askedDevice } = batch
  if (askedBy === null || askedPost === null) return null
  const { regionCode } = await connections.db
    .selectFrom('posts')
    .select('regionCode')
    .where('id', '=', askedPost)
    .executeTakeFirstOrThrow()
  return { accountId: askedBy, postId: askedPost, deviceId: askedDevice, regionCode }
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
  actor: AuditActor,
  operation: string,
  concerns: readonly Concern[],
): Promise<void> {
  if (concerns.length === 0) return
  await writeAudit(tx, { at: system.clock.now(), actor, operation, requestId: randomUUID(), concerns })
}

/** Where a batch stands again when the work on it did not succeed. */
const backTo: Partial<Record<ImportStage, ImportStage>> = {
  reading: 'failed',
  committing: 'understood',
  undoing: 'committed',
}

export async function noteFailure(system: System, batch: StoredBatch, failure: string): Promise<void> {
  const isReading = batch.stage === 'reading'
  await within(system.connections.db, scopeOf(batch), true, async tx => {
    if (isReading) await clearRows(tx, batch)
    await clearProgress(tx, batch)
    await tx
      .updateTable('elderImports')
      .set({ stage: backTo[batch.stage] ?? batch.stage, failure })
      .where('countyCode', '=', batch.countyCode)
      .where('id', '=', batch.id)
      .where('stage', '=', batch.stage)
      .execute()
  })
  if (isReading) await dropFile(system, batch.id)
}
