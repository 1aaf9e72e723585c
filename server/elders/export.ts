// A list of elders as a spreadsheet: masked, marked with who took it, written to a file before it is sent.
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type ElderRow, elderGroups, sexes } from '../../domain/elders/elder.ts'
import { checkExportSize, watermarkOf } from '../../domain/elders/export.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { writeXlsx } from '../spreadsheets/spreadsheets.ts'
import { type ElderQuestion, findElders } from './find.ts'
import { countElders } from './list.ts'
import { elderRows } from './rows.ts'

type ExportQuestion = Pick<ElderQuestion, 'regionCode' | 'group' | 'ended'>

const header = [
  '序号',
  '乡镇（街道）',
  '村（社区）',
  '姓名',
  '性别',
  '年龄',
  '重点类别',
  '证件号',
  '电话',
  '最近探访',
  '离册日期',
]
const widths = [6, 16, 16, 10, 6, 6, 30, 22, 16, 12, 12]

/**
 * The rows are read inside the transaction and the row policies, so the file is whole before the answer leaves;
 * it is deleted as soon as it has been sent.
 */
export async function exportElders(context: Context, question: ExportQuestion): Promise<void> {
  const count = await countElders(context, question)
  checkExportSize(count)
  const folder = join(context.config.folder, 'exports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${randomUUID()}.xlsx`)
  const watermark = await watermarkFor(context, count)
  const sheet = { name: '老年人名单', header, widths, rows: linesOf(context, question, watermark) }
  await pipeline(writeXlsx([sheet]), createWriteStream(path, { mode: 0o600 }))
  const names = await regionNamesOf(context.tx, [question.regionCode])
  const stream = createReadStream(path)
  stream.once('close', () => {
    rm(path, { force: true }).catch(error =>
      context.system.log.warn({ err: error }, 'export file not deleted'),
    )
  })
  context.download({
    fileName: `老年人名单-${names.get(question.regionCode) ?? question.regionCode}-${context.today}.xlsx`,
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
  question: ExportQuestion,
  watermark: string,
): AsyncGenerator<(string | number | null)[]> {
  let number = 0
  let after: string | undefined
  do {
    const { keys, next } = await findElders(context, { ...question, limit: 1000, after })
    for (const row of await elderRows(context, keys)) yield lineOf(++number, row)
    after = next ?? undefined
  } while (after !== undefined)
  yield [watermark]
}

function lineOf(number: number, row: ElderRow): (string | number | null)[] {
  return [
    number,
    row.townshipName,
    row.villageName,
    row.name,
    sexes.words[row.sex],
    row.age,
    row.groups.map(group => elderGroups.words[group]).join('、'),
    row.numberMask,
    row.phoneMask,
    row.lastVisitedOn,
    row.endedOn,
  ]
}
