// The file of coverage: villages with what is within reach, and the targets of streets and townships.
import {
  coverageReaches,
  coverageServices,
  measureWord,
  shareOf,
  wantedBy,
} from '../../domain/coverage/coverage.ts'
import { placeKinds, targetStates } from '../../domain/coverage/targets.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { readCoverage } from './board.ts'
import { everyVillage, type VillagesAsked } from './lists.ts'
import { targetPlacesOf } from './targets.ts'

/** The plan's last step: what is owed today. */
const lastYear = 2026

export async function exportCoverage(context: Context, asked: VillagesAsked): Promise<Record<never, never>> {
  const { regionCode } = asked
  const place = (await regionNamesOf(context.tx, [regionCode])).get(regionCode) ?? regionCode
  const villages = await villageSheet(context, asked)
  const watermark = await watermarkFor(context, villages.rows.length)
  const sheets = [await partSheet(context, asked), villages, await targetSheet(context, regionCode)]
  await handOutXlsx(
    context,
    sheets.map(sheet => ({ ...sheet, rows: [...sheet.rows, [watermark]] })),
    `服务覆盖-${place}-${context.today}.xlsx`,
  )
  return {}
}

async function partSheet(context: Context, { regionCode, measure }: VillagesAsked) {
  const board = await readCoverage(context, { regionCode, measure })
  const tenth = (share: number | null) => (share === null ? '—' : `${share.toFixed(1)}%`)
  return {
    name: '覆盖情况',
    header: [
      ...['地区', '边境', '服务', measureWord(measure)],
      ...coverageReaches.keys.flatMap(reach => [coverageReaches.words[reach], '占比']),
      '够不着的村',
    ],
    widths: [16, 8, 10, 14, 12, 10, 12, 10, 12, 10, 12, 10, 12],
    rows: [board.region, ...board.parts].flatMap(part =>
      coverageServices.keys.map(service => {
        const count = part.counts[service]
        return [
          ...[part.name, part.isBorder ? '是' : '', coverageServices.words[service], count.elders],
          ...coverageReaches.keys.flatMap(reach => [count[reach], tenth(shareOf(count, reach))]),
          count.villagesWithout,
        ]
      }),
    ),
  }
}

async function villageSheet(context: Context, asked: VillagesAsked) {
  const { service, measure, reach } = asked
  const villages = await everyVillage(context, asked)
  const said = (holds: boolean) => (holds ? '是' : '否')
  return {
    name: reach ? `${coverageReaches.words[reach]}的村` : '各村',
    header: [
      ...['县（市、区）', '乡镇（街道）', '村（社区）', '边境', measureWord(measure)],
      ...[`已知${measureWord(wantedBy[service])}`, '其中独居', `最近的${coverageServices.words[service]}`],
      ...['路程（米）', '夏天步行（分钟）', '冬天步行（分钟）', '夏天走得到', '冬天走得到', '送上门的是'],
    ],
    widths: [14, 14, 14, 8, 12, 12, 10, 26, 12, 14, 14, 12, 12, 24],
    rows: villages.map(row => [
      ...[row.countyName, row.townshipName, row.name, row.isBorder ? '是' : '', row.elders],
      ...[row.wanting, row.livesAlone, row.siteName, row.meters, row.summerMinutes, row.winterMinutes],
      ...[said(row.reachedSummer), said(row.reachedWinter), row.broughtBy],
    ]),
  }
}

async function targetSheet(context: Context, regionCode: string) {
  const places = await targetPlacesOf(context, regionCode, lastYear)
  return {
    name: '助餐点指标',
    header: [
      ...['县（市、区）', '乡镇（街道）', '类型', '应新建', '2024 年新开', '2025 年新开', '以后新开', '还差'],
      ...['情况', '正在开放', '老人多的村', '其中够不着的村'],
    ],
    widths: [14, 16, 14, 10, 12, 12, 12, 8, 12, 10, 12, 14],
    rows: places.map(place => [
      ...[place.countyName, place.name, placeKinds.words[place.kind], place.owed, place.opened2024],
      ...[place.opened2025, place.openedLater, place.missing, targetStates.words[place.state]],
      ...[place.running, place.villagesDue, place.villagesMissing],
    ]),
  }
}
