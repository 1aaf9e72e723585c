// A list of elders as a spreadsheet: masked, marked with who took it, written to a file before it is sent.
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  checkExportSize,
  exportRowLimit,
  type ListExport,
  watermarkOf,
} from '../../domain/elder-lists/export.ts'
import { cellOf, type ElderColumn, elderColumns } from '../../domain/elders/columns.ts'
import { countElders, elderRows, findElders } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { writeXlsx } from '../spreadsheets/spreadsheets.ts'

const widths: Partial<Record<ElderColumn, number>> = {
  township: 16,
  village: 16,
  address: 26,
  groups: 30,
  numberTail: 22,
  phoneNumber: 16,
}
const usualWidth = 12

/**
 * The rows are read inside the transaction and the row policies, so the file is whole before the answer leaves;
 * it is deleted as soon as it has been sent.
 */
export async function sendSheet(context: Context, list: ListExport): Promise<void> {
  const count = await countElders(
    context,
    { ...list.filter, regionCode: list.regionCode },
    exportRowLimit + 1,
  )
  checkExportSize(count)
  const folder = join(context.config.folder, 'exports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${randomUUID()}.xlsx`)
  const sheet = {
    name: '老年人名单',
    header: ['序号', '姓名', ...list.columns.map(column => elderColumns.words[column])],
    widths: [6, 10, ...list.columns.map(column => widths[column] ?? usualWidth)],
    rows: linesOf(context, list, await watermarkFor(context, count)),
  }
  await pipeline(writeXlsx([sheet]), createWriteStream(path, { mode: 0o600 }))
  const stream = createReadStream(path)
  stream.once('close', () => {
    rm(path, { force: true }).catch(error =>
      context.system.log.warn({ err: error }, 'export file not deleted'),
    )
  })
  context.download({
    fileName: `老年人名单-${list.regionName}-${context.today}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    stream,
  })
}

async function watermarkFor({ tx, actor, now, today }: Context, count: number): Promise<string> {
  const account = await tx
    .selectFrom('accounts')
    .select(['name', 'login'])
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  const clock = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
  return watermarkOf({ ...account, at: `${today} ${clock}`, count })
}

/** A page at a time: twenty thousand lines never stand in memory together. */
async function* linesOf(
  context: Context,
  { filter, regionCode, columns }: ListExport,
  watermark: string,
): AsyncGenerator<(string | number | null)[]> {
  let number = 0
  let after: string | undefined
  do {
    const { keys, next } = await findElders(context, { ...filter, regionCode, limit: 1000, after })
    for (const row of await elderRows(context, keys))
      yield [++number, row.name, ...columns.map(column => cellOf(row, column))]
    after = next ?? undefined
  } while (after !== undefined)
  yield [watermark]
}
