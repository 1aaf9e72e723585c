// A short list as a spreadsheet, marked with who took it; a long one is asked for in the list of elders instead.
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { watermarkOf } from '../../domain/elder-lists/export.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { writeXlsx } from '../spreadsheets/spreadsheets.ts'

interface ShortList {
  name: string
  regionCode: string
  header: string[]
  widths: number[]
  rows: (string | number | null)[][]
  /** More than may leave without a second person (docs/decisions/0021). */
  isCut: boolean
  most: number
}

export async function sendTable(context: Context, list: ShortList): Promise<void> {
  const { name, regionCode, header, widths, rows, isCut, most } = list
  if (isCut)
    throw new Refused(
      'too_large',
      `超过 ${most} 行的名单要有第二人同意才能导出。请改选一个乡镇（街道）或村（社区）后再导出。`,
    )
  const folder = join(context.config.folder, 'exports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${randomUUID()}.xlsx`)
  const lines = [...rows, [await watermark(context, rows.length)]]
  await pipeline(writeXlsx([{ name, header, widths, rows: lines }]), createWriteStream(path, { mode: 0o600 }))
  const stream = createReadStream(path)
  stream.once('close', () => {
    rm(path, { force: true }).catch(error =>
      context.system.log.warn({ err: error }, 'export file not deleted'),
    )
  })
  const place = (await regionNamesOf(context.tx, [regionCode])).get(regionCode) ?? regionCode
  context.download({
    fileName: `${name}-${place}-${context.today}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    stream,
  })
}

async function watermark({ tx, actor, now, today }: Context, count: number): Promise<string> {
  const account = await tx
    .selectFrom('accounts')
    .select(['name', 'login'])
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  const clock = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
  return watermarkOf({ ...account, at: `${today} ${clock}`, count })
}
