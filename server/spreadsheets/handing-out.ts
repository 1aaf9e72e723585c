// A list that leaves the system: marked with who took it, whole before the answer goes, gone from the disk after it.
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { watermarkOf } from '../../domain/elder-lists/export.ts'
import type { Context } from '../kernel/context.ts'
import { streamXlsx } from './xlsx-writer.ts'

type Sheets = Parameters<typeof streamXlsx>[0]

/** The last line of every list: who took how many people's lines, and when. */
export async function watermarkFor({ tx, actor, now, today }: Context, count: number): Promise<string> {
  const account = await tx
    .selectFrom('accounts')
    .select(['name', 'login'])
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  const clock = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
  return watermarkOf({ ...account, at: `${today} ${clock}`, count })
}

/** Rows may be read while they are written: they are, inside the transaction and the row policies. */
export async function handOutXlsx(context: Context, sheets: Sheets, fileName: string): Promise<void> {
  const folder = join(context.config.folder, 'exports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${randomUUID()}.xlsx`)
  await pipeline(streamXlsx(sheets), createWriteStream(path, { mode: 0o600 }))
  const stream = createReadStream(path)
  stream.once('close', () => {
    rm(path, { force: true }).catch(error =>
      context.system.log.warn({ err: error }, 'export file not deleted'),
    )
  })
  context.download({
    fileName,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    stream,
  })
}
