// Import batches as rows and as answers: found, locked, told.
import { join } from 'node:path'
import { sql } from 'kysely'
import type * as z from 'zod/mini'
import type { ImportBatch, ImportProgress, ImportStage } from '../../../domain/elders/import/batch.ts'
import { areaOf } from '../../../domain/kernel/area.ts'
import { addDays, dayOf } from '../../../domain/kernel/day.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context, System } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { elderTables } from '../tables.ts'

export type StoredBatch = z.output<(typeof elderTables)['elderImports']>

/** Files this small are read, and batches this small committed, while the person waits. */
export const smallRows = 2_000

export function fileOf(system: Pick<System, 'config'>, id: string): string {
  return join(system.config.folder, 'imports', id)
}

export function scopeOf(batch: Pick<StoredBatch, 'regionCode' | 'createdBy'>) {
  return { area: areaOf(batch.regionCode), accountId: batch.createdBy }
}

export async function findBatch(tx: Transaction, id: string): Promise<StoredBatch> {
  const batch = await tx.selectFrom('elderImports').selectAll().where('id', '=', id).executeTakeFirst()
  if (!batch) throw unknownBatch()
  return batch
}

/** Nobody else moves the batch until the transaction ends. */
export async function lockBatch(tx: Transaction, id: string): Promise<StoredBatch> {
  const batch = await tx
    .selectFrom('elderImports')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!batch) throw unknownBatch()
  return batch
}

export function unknownBatch(): Refused {
  return new Refused('not_found', '没有这个导入批次，或者它不在您的辖区内。请返回列表重新选择。')
}

const stageSentences: Record<ImportStage, string> = {
  reading: '这个文件还在读取，请稍候再试。',
  understood: '这个批次还没有导入。',
  committing: '这个批次正在导入，请稍候。',
  committed: '这个批次已经导入，不用重复操作。如有错误可以撤销。',
  undoing: '这个批次正在撤销，请稍候。',
  undone: '这个批次已经撤销。请重新上传文件。',
  cancelled: '这个批次已经放弃。请重新上传文件。',
  failed: '这个文件未能读取。请按提示修改后重新上传。',
}

/** How many days a region keeps the rows of a decided batch. */
type KeptDays = (key: 'import.keptDays', regionCode: string) => number
type Telling = Pick<Context, 'tx' | 'setting'>

export function checkStage(batch: StoredBatch, allowed: readonly ImportStage[]): void {
  if (!allowed.includes(batch.stage)) throw new Refused('conflict', stageSentences[batch.stage])
}

export async function tellBatches(
  tx: Transaction,
  batches: readonly StoredBatch[],
  keptDays: KeptDays,
): Promise<ImportBatch[]> {
  if (batches.length === 0) return []
  const progress = await progressOf(tx, batches)
  const names = await sql<{ kind: string; key: string; name: string }>`
    select 'region' as kind, code as key, short_name as name from regions
      where code = any(${batches.map(({ regionCode }) => regionCode)}::text[])
    union all
    select 'account', id::text, name from accounts
      where id = any(${batches.flatMap(({ createdBy }) => createdBy ?? [])}::uuid[])`.execute(tx)
  const nameOf = new Map(names.rows.map(({ kind, key, name }) => [`${kind} ${key}`, name]))
  return batches.map(batch => ({
    id: batch.id,
    regionCode: batch.regionCode,
    regionName: nameOf.get(`region ${batch.regionCode}`) ?? '',
    fileName: batch.fileName,
    stage: batch.stage,
    encoding: batch.encoding,
    sheet: batch.sheet,
    sheets: batch.sheets,
    headerRow: batch.headerRow,
    columns: batch.columns,
    mappingSource: batch.mappingSource,
    fileBytes: batch.fileBytes,
    progress: progress.get(batch.id) ?? null,
    counts: batch.counts,
    suspiciousTaken: batch.suspiciousTaken,
    failure: batch.failure,
    createdBy: batch.createdBy === null ? '命令行' : (nameOf.get(`account ${batch.createdBy}`) ?? '上级账号'),
    createdAt: batch.createdAt,
    committedAt: batch.committedAt,
    undoneAt: batch.undoneAt,
    undo: batch.undo,
    keptUntil:
      batch.committedAt === null
        ? null
        : addDays(dayOf(new Date(batch.committedAt)), keptDays('import.keptDays', batch.regionCode)),
    isForgotten: batch.forgottenAt !== null,
  }))
}

export async function tellBatch({ tx, setting }: Telling, id: string): Promise<ImportBatch> {
  const [told] = await tellBatches(tx, [await findBatch(tx, id)], setting)
  if (!told) throw unknownBatch()
  return told
}

/** Below this nothing can be said of what is left. */
const leastShare = 0.05
const leastSeconds = 3

async function progressOf(
  tx: Transaction,
  batches: readonly StoredBatch[],
): Promise<Map<string, ImportProgress>> {
  const moving = batches.filter(({ stage }) => ['reading', 'committing', 'undoing'].includes(stage))
  if (moving.length === 0) return new Map()
  const ids = moving.map(({ id }) => id)
  const rows = await tx.selectFrom('elderImportProgress').selectAll().where('batchId', 'in', ids).execute()
  return new Map(
    rows.map(({ batchId, step, share, rows: done, beganShare, beganAt, notedAt }) => {
      const seconds = (Date.parse(notedAt) - Date.parse(beganAt)) / 1000
      const moved = share - beganShare
      const rowsPerSecond = done > 0 && seconds > 0 ? Math.round(done / seconds) : null
      const secondsLeft =
        moved < leastShare || seconds < leastSeconds ? null : Math.round((seconds / moved) * (1 - share))
      return [batchId, { step, share, rowsPerSecond, secondsLeft }]
    }),
  )
}
