// Work that the command line began and did not finish: found again by its number or by the file itself.
import { existsSync } from 'node:fs'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { System } from '../../kernel/context.ts'
import { within } from '../../kernel/database.ts'
import { fileOf, lockBatch, type StoredBatch, scopeOf, unknownBatch } from './batches.ts'
import type { FileImport } from './by-command.ts'
import { dropFile, keepFile } from './files.ts'
import { cancelBatch } from './opening.ts'
import { fileHashOf } from './sampling.ts'
import { holding } from './working.ts'

const unfinished = ['reading', 'understood', 'committing'] as const

export async function interruptedBatch(
  system: System,
  wanted: Pick<FileImport, 'path' | 'regionCode' | 'mapping' | 'resume' | 'actor'>,
): Promise<StoredBatch | null> {
  const found = await (wanted.resume === null ? ofSameFile(system, wanted) : named(system, wanted.resume))
  if (found === null) return null
  if (found.stage === 'reading' && !existsSync(fileOf(system, found.id))) {
    if ((await fileHashOf(wanted.path)) !== found.fileHash)
      throw new Refused(
        'conflict',
        '这不是那个批次的文件，内容不同。请用原来的文件接着导入，或重新导入这个文件。',
      )
    await keepFile(system, found.id, wanted.path)
  }
  return found
}

async function named(system: System, id: string): Promise<StoredBatch> {
  const batch = await system.connections.db
    .selectFrom('elderImports')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!batch) throw unknownBatch()
  if (!unfinished.some(stage => stage === batch.stage))
    throw new Refused('conflict', `批次 ${id} 已经结束，不用接着导入。要再导入一次，请去掉 --resume。`)
  return batch
}

/** Another person's batch is theirs to decide; corrected columns make it another question. */
async function ofSameFile(
  system: System,
  { path, regionCode, mapping, actor }: Pick<FileImport, 'path' | 'regionCode' | 'mapping' | 'actor'>,
): Promise<StoredBatch | null> {
  if (mapping !== null) return null
  const found = await system.connections.db
    .selectFrom('elderImports')
    .selectAll()
    .where('regionCode', '=', regionCode)
    .where('fileHash', '=', await fileHashOf(path))
    .where('createdBy', 'is not distinct from', actor?.accountId ?? null)
    .where('stage', 'in', [...unfinished])
    .where('mappingSource', '!=', 'byHand')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found ?? null
}

/** From the terminal also while it is being taken in, if nobody is at work on it any more. */
export async function cancelImport(system: System, id: string): Promise<void> {
  const batch = await named(system, id)
  const isOurs = await holding(system, id, () =>
    within(system.connections.db, scopeOf(batch), true, async tx => cancelBatch(tx, await lockBatch(tx, id))),
  )
  if (!isOurs) throw new Refused('conflict', '这个批次正在处理。请先停下正在运行的导入，或在网页上放弃。')
  await dropFile(system, id)
}
