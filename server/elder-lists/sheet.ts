// A list of elders as a spreadsheet: masked, marked with who took it, written to a file before it is sent.
import { checkExportSize, exportRowLimit, type ListExport } from '../../domain/elder-lists/export.ts'
import { cellOf, type ElderColumn, elderColumns } from '../../domain/elders/columns.ts'
import type { ElderRow } from '../../domain/elders/elder.ts'
import { countElders, elderRows, findElders, listAsOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'

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
  const count = await countListed(context, list)
  checkExportSize(count)
  const sheet = {
    name: list.asOf === null ? '老年人名单' : `${list.asOf} 的名册`,
    header: ['序号', '姓名', ...list.columns.map(column => elderColumns.words[column])],
    widths: [6, 10, ...list.columns.map(column => widths[column] ?? usualWidth)],
    rows: linesOf(context, list, await watermarkFor(context, count)),
  }
  const fileName = `老年人名单-${list.regionName}-${list.asOf ?? context.today}.xlsx`
  await handOutXlsx(context, [sheet], fileName)
}

/** One more than may leave is enough to know that it may not. */
export async function countListed(
  context: Context,
  { regionCode, filter, asOf }: Pick<ListExport, 'regionCode' | 'filter' | 'asOf'>,
): Promise<number> {
  if (asOf === null) return countElders(context, { ...filter, regionCode }, exportRowLimit + 1)
  const page = await listAsOf(context, { regionCode, day: asOf, group: filter.group, limit: 1 })
  return page.total
}

/** A page at a time: twenty thousand lines never stand in memory together. */
async function* linesOf(
  context: Context,
  list: ListExport,
  watermark: string,
): AsyncGenerator<(string | number | null)[]> {
  let number = 0
  let after: string | undefined
  do {
    const { rows, next } = await pageOf(context, list, after)
    for (const row of rows) yield [++number, row.name, ...list.columns.map(column => cellOf(row, column))]
    after = next ?? undefined
  } while (after !== undefined)
  yield [watermark]
}

const pageRows = 1000

async function pageOf(
  context: Context,
  { filter, regionCode, asOf }: ListExport,
  after: string | undefined,
): Promise<{ rows: ElderRow[]; next: string | null }> {
  if (asOf !== null)
    return listAsOf(context, { regionCode, day: asOf, group: filter.group, limit: pageRows, after })
  const { keys, next } = await findElders(context, { ...filter, regionCode, limit: pageRows, after })
  return { rows: await elderRows(context, keys), next }
}
