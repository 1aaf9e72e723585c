// Acts on import batches: upload, look, correct, take in, drop, undo.
import { sql } from 'kysely'
import type { elderApi } from '../../domain/elders/api.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { handOutXlsx } from '../spreadsheets/spreadsheets.ts'
import {
  checkStage,
  fileOf,
  findBatch,
  lockBatch,
  smallRows,
  tellBatch,
  tellBatches,
} from './import/batches.ts'
import { commitBatch } from './import/committing.ts'
import { dropFile, keepFile } from './import/files.ts'
import { forgetMapping, listMappings, rememberMapping } from './import/mappings.ts'
import { askedBy, cancelBatch, type Opened, openBatch, reopenBatch } from './import/opening.ts'
import { listRows, problemSheet } from './import/preview.ts'
import { readBatch } from './import/reading.ts'
import { templateFor } from './import/template.ts'
import { undoBatch } from './import/undoing.ts'
import { importJob } from './import/working.ts'

type ImportHandlers = Pick<Handlers<typeof elderApi>, Extract<keyof typeof elderApi, `elderImport.${string}`>>

export const elderImports: ImportHandlers = {
  async 'elderImport.upload'(context, input) {
    const { tx, actor, now, upload, system } = context
    checkInArea(context, input.regionCode)
    if (!upload) throw new Refused('invalid', '没有收到文件内容，请重新选择文件。')
    const opened = await openBatch(
      tx,
      {
        ...input,
        createdBy: actor.accountId,
        createdAt: now.toISOString(),
        asked: askedBy(actor),
        office: actor.regionCode,
      },
      upload.path,
    )
    await keepFile(system, input.id, upload.path)
    await readSoon(context, opened)
    return tellBatch(context, input.id)
  },

  async 'elderImport.list'({ tx, setting }, { limit, after }) {
    const from = after === undefined ? null : cursorIn(after)
    const found = await tx
      .selectFrom('elderImports')
      .selectAll()
      .$if(from !== null, query =>
        query.where(sql<boolean>`(created_at, id) < (${from?.createdAt}::timestamptz, ${from?.id}::uuid)`),
      )
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = found.slice(0, limit)
    const last = page.at(-1)
    const next = found.length > limit && last ? `${last.createdAt} ${last.id}` : null
    return { rows: await tellBatches(tx, page, setting), next }
  },

  'elderImport.get': (context, { id }) => tellBatch(context, id),

  async 'elderImport.remap'(context, { id, sheet, mapping }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, ['understood'])
    const given = { sheet, mapping, asked: askedBy(context.actor) }
    await readSoon(context, await reopenBatch(context.tx, context.system, batch, given))
    return tellBatch(context, id)
  },

  'elderImport.rows': listRows,

  async 'elderImport.commit'(context, { id, withSuspicious }) {
    const { tx, system } = context
    const batch = { ...(await lockBatch(tx, id)), suspiciousTaken: withSuspicious }
    checkStage(batch, ['understood'])
    await tx
      .updateTable('elderImports')
      .set({
        stage: 'committing',
        suspiciousTaken: withSuspicious,
        failure: null,
        ...askedBy(context.actor),
      })
      .where('countyCode', '=', batch.countyCode)
      .where('id', '=', id)
      .execute()
    await rememberMapping(context, batch)
    if (batch.counts.rows <= smallRows) {
      await commitBatch(context, batch)
      context.afterCommit(() => dropFileLater(context, id))
    }
    // Also where nothing waits: what the decision makes superfluous is cleared away by the same job.
    context.afterCommit(() => system.wake(importJob))
    return tellBatch(context, id)
  },

  async 'elderImport.cancel'(context, { id }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, ['understood', 'reading', 'failed'])
    await cancelBatch(context.tx, batch)
    context.afterCommit(() => dropFileLater(context, id))
    return tellBatch(context, id)
  },

  async 'elderImport.undo'(context, { id, reason }) {
    const { tx, actor, system } = context
    const batch = await lockBatch(tx, id)
    checkStage(batch, ['committed'])
    checkInArea(context, batch.regionCode)
    if (batch.forgottenAt !== null)
      throw new Refused('conflict', '这个批次的保留期已过，明细已经删除，不能再撤销。请在档案里逐人更正。')
    if (batch.counts.rows <= smallRows) await undoBatch(context, batch, { reason, undoneBy: actor.accountId })
    else {
      await tx
        .updateTable('elderImports')
        .set({ stage: 'undoing', undoReason: reason, failure: null, ...askedBy(actor) })
        .where('countyCode', '=', batch.countyCode)
        .where('id', '=', id)
        .execute()
      context.afterCommit(() => system.wake(importJob))
    }
    return tellBatch(context, id)
  },

  async 'elderImport.problemRows'(context, { id, outcomes }) {
    const { tx, sealer } = context
    const batch = await findBatch(tx, id)
    const sheet = problemSheet(tx, sealer, batch, outcomes)
    await handOutXlsx(context, [sheet], `${batch.fileName.replace(/\.\w+$/, '')}-未导入的行.xlsx`)
    return {}
  },

  async 'elderImport.template'(context, { regionCode }) {
    checkInArea(context, regionCode)
    context.download(await templateFor(context.tx, regionCode))
    return {}
  },

  'elderImport.mappings': listMappings,

  async 'elderImport.forgetMapping'(context, key) {
    await forgetMapping(context, key)
    return {}
  },
}

/** A village's table is understood before the answer; a county's by a job that shows how far it has come. */
async function readSoon(context: Context, { batch, isSmall }: Opened): Promise<void> {
  if (isSmall)
    await readBatch(
      {
        system: context.system,
        transact: work => work(context.tx),
        concerns: (_tx, countyCode, ids) => context.concerns(countyCode, ids),
      },
      batch,
    )
  else context.afterCommit(() => context.system.wake(importJob))
}

function dropFileLater({ system }: Context, id: string): void {
  dropFile(system, id).catch(error =>
    system.log.warn({ err: error, file: fileOf(system, id) }, 'import file not deleted'),
  )
}

function cursorIn(after: string): { createdAt: string; id: string } {
  const [, createdAt, id] = /^(\S+Z) ([0-9a-f-]{36})$/.exec(after) ?? []
  if (createdAt === undefined || id === undefined || Number.isNaN(Date.parse(createdAt)))
    throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { createdAt, id }
}
