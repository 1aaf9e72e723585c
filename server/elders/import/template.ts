// The table to fill in as a spreadsheet: lists to choose from, the villages of the region, how to fill it in.
import { sql } from 'kysely'
import { type TemplateColumn, templateColumns } from '../../../domain/elders/import/template.ts'
import { areaOf } from '../../../domain/kernel/area.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Download } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'
import { regionNamesOf } from '../../regions/regions.ts'
import { columnName, writeXlsx } from '../../spreadsheets/spreadsheets.ts'

type Sheets = Parameters<typeof writeXlsx>[0]

/** Beyond a county a list of villages helps nobody to choose. */
const mostVillages = 1_500

interface Place {
  village: string
  township: string
  code: string
}

export async function templateFor(tx: Transaction, regionCode: string): Promise<Download> {
  const names = await regionNamesOf(tx, [regionCode])
  const name = names.get(regionCode)
  if (name === undefined)
    throw new Refused('not_found', `没有 ${regionCode} 这个区划。请写吉林省内的 12 位区划代码。`)
  return {
    fileName: `老年人台账模板-${name}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    stream: writeXlsx(templateSheets(await placesIn(tx, regionCode))),
  }
}

async function placesIn(tx: Transaction, regionCode: string): Promise<Place[]> {
  const area = areaOf(regionCode)
  const found = await sql<Place>`
    select v.short_name as village, t.short_name as township, v.code
    from regions v join regions t on t.code = v.parent_code
    where v.level = 'village' and v.code >= ${area.from} and v.code <= ${area.to} and v.valid_to is null
    order by v.code limit ${mostVillages + 1}`.execute(tx)
  return found.rows.length > mostVillages ? [] : found.rows
}

export function templateSheets(places: readonly Place[]): Sheets {
  const townships = [...new Set(places.map(({ township }) => township))]
  const lists = {
    villages: { count: places.length, column: 'A' },
    townships: { count: townships.length, column: 'D' },
  }
  const one = places.length === 1 ? places[0] : undefined
  const example = templateColumns.map(column => {
    if (column.field === 'village') return places[0]?.village ?? '水南村'
    if (column.field === 'township') return places[0]?.township ?? '石岘镇'
    return column.example
  })
  const sheets: Sheets[number][] = [
    {
      name: '台账',
      header: templateColumns.map(({ header }) => header),
      widths: templateColumns.map(({ width }) => width),
      rows: [example],
      choices: templateColumns.flatMap((column, index) => choiceOf(column, index, lists)),
    },
    {
      name: '填写说明',
      header: ['列', '必填', '怎么填'],
      widths: [16, 8, 70],
      rows: [
        ...templateColumns.map(({ header, isNeeded, says }) => [header, isNeeded ? '必填' : '', says]),
        ['', '', '一人一行，不要合并单元格。列名不要改；用不着的列可以删掉，列的先后可以换。'],
        ['', '', `“示例”一行导入时自动跳过，可以留着。${one ? `本表是${one.village}的。` : ''}`],
        ['', '', '填好后在“导入台账”里上传，系统先逐行检查给您看，确认后才写入台账。'],
      ],
    },
  ]
  if (places.length === 0) return sheets
  return [
    ...sheets,
    {
      name: '村名',
      header: ['村（社区）', '乡镇（街道）', '区划代码', '乡镇（街道）一览'],
      widths: [20, 20, 16, 20],
      rows: places.map(({ village, township, code }, at) => [village, township, code, townships[at] ?? '']),
    },
  ]
}

function choiceOf(
  { choices }: TemplateColumn,
  index: number,
  lists: Record<'villages' | 'townships', { count: number; column: string }>,
) {
  if (choices === undefined) return []
  const column = columnName(index)
  if (typeof choices !== 'string') return [{ column, from: `"${choices.join(',')}"` }]
  const { count, column: source } = lists[choices]
  return count === 0 ? [] : [{ column, from: `'村名'!$${source}$2:$${source}$${count + 1}` }]
}
