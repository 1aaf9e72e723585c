// A short list as a spreadsheet, marked with who took it; a long one is asked for in the list of elders instead.
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'

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
  const lines = [...rows, [await watermarkFor(context, rows.length)]]
  const place = (await regionNamesOf(context.tx, [regionCode])).get(regionCode) ?? regionCode
  const fileName = `${name}-${place}-${context.today}.xlsx`
  await handOutXlsx(context, [{ name, header, widths, rows: lines }], fileName)
}
