// Public money as workbooks: the whole of an area, and its list of projects, as shown.
import type { fundApi } from '../../domain/funds/api.ts'
import { fundKinds, fundProjectStates, fundSources } from '../../domain/funds/fund.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { overview } from './overview.ts'
import { wholeList } from './project-reading.ts'
import type { Done } from './sums.ts'

type Api = typeof fundApi
const yuan = (fen: number) => fen / 100

export async function exportOverview(context: Context, asked: InputOf<Api['fund.export']>): Promise<Done> {
  const { programmes, flows, costs } = await overview(context, asked)
  const sums = {
    name: '按专项',
    header: [
      ...['专项', '列入计划（元）', '已下达', '已分配到县', '已落实到项目', '已支付', '结余上交', '项目数'],
      ...['已验收', '延误'],
    ],
    widths: [40, 18, 18, 18, 18, 18, 16, 10, 10, 10],
    rows: [
      ...programmes.map(row => [
        ...[row.title, yuan(row.plannedFen), yuan(row.issuedFen), yuan(row.splitFen)],
        ...[yuan(row.assignedFen), yuan(row.paidFen), yuan(row.returnedFen), row.projects, row.opened],
        row.late,
      ]),
      [await watermarkFor(context, programmes.length)],
    ],
  }
  const ways = {
    name: '来源到县到用途',
    header: ['来源', '所在地', '用途', '金额（元）', '是否已分配'],
    widths: [18, 20, 30, 18, 14],
    rows: flows.map(({ source, regionName, kind, amountFen, isSplit }) => [
      ...[fundSources.words[source], regionName, fundKinds.words[kind], yuan(amountFen)],
      isSplit ? '已分配' : '待分配',
    ]),
  }
  const prices = {
    name: '造价比较',
    header: ['用途', '项目数', '中位数（元）', '最低', '最高'],
    widths: [30, 10, 18, 18, 18],
    rows: costs.map(({ kind, projects, medianFen, lowestFen, highestFen }) => [
      ...[fundKinds.words[kind], projects, yuan(medianFen), yuan(lowestFen), yuan(highestFen)],
    ]),
  }
  await handOutXlsx(context, [sums, ways, prices], `专项资金总览-${context.today}.xlsx`)
  return {}
}

export async function exportProjects(
  context: Context,
  filter: InputOf<Api['fundProject.export']>,
): Promise<Done> {
  const rows = await wholeList(context, filter)
  const sheet = {
    name: '资金项目',
    header: [
      ...['项目', '县（市、区）', '地点', '专项', '用途', '状态', '立项金额（元）', '已支付', '账上剩余'],
      ...['计划开门', '延误', '闲置', '造价比较'],
    ],
    widths: [34, 16, 16, 34, 24, 16, 16, 16, 16, 14, 28, 36, 44],
    rows: [
      ...rows.map(row => [
        ...[row.name, row.countyName, row.placeName, row.programmeTitle, fundKinds.words[row.kind]],
        ...[fundProjectStates.words[row.state], yuan(row.plannedFen), yuan(row.paidFen), yuan(row.leftFen)],
        ...[row.opensOn, row.lateSays ?? '', row.unspentSays ?? '', row.outlierSays ?? ''],
      ]),
      [await watermarkFor(context, rows.length)],
    ],
  }
  await handOutXlsx(context, [sheet], `资金项目-${context.today}.xlsx`)
  return {}
}
