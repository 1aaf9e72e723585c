// The lists of projects and beds as spreadsheets, marked with who took them.
import { abilityLevels } from '../../domain/assessments/ability.ts'
import { incomeStatuses } from '../../domain/benefits/rule.ts'
import type { homeCareApi } from '../../domain/home-care/api.ts'
import { bedStandings } from '../../domain/home-care/home-bed.ts'
import { projectReasons, projectStages } from '../../domain/home-care/project.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { listBeds } from './bed-reading.ts'
import { listProjects } from './reading.ts'

type Api = typeof homeCareApi
type Cells = (string | number | null)[]

const mostRows = 5000

async function* numbered(rows: readonly Cells[], mark: string): AsyncGenerator<Cells> {
  yield* rows.map((row, place) => [place + 1, ...row])
  yield [mark]
}

function checkSize(next: string | null): void {
  if (next !== null) throw new Refused('too_large', `超过 ${mostRows} 行，一次导不出来。请按乡镇分开导出。`)
}

export async function exportProjects(context: Context, input: InputOf<Api['adaptation.export']>) {
  const { rows, next } = await listProjects(context, { ...input, limit: mostRows })
  checkSize(next)
  const lines = rows.map(
    (row): Cells => [
      ...[row.villageName, row.elderName, row.elderAge, incomeStatuses.words[row.hardship]],
      ...[projectReasons.words[row.reason], projectStages.words[row.stage], row.openedOn, row.items],
      ...[row.totalFen / 100, row.governmentFen / 100, row.providerName, row.acceptedOn, row.lookBackOn],
    ],
  )
  const sheet = {
    name: '居家改造项目',
    header: [
      ...['序号', '村（社区）', '姓名', '年龄', '家庭情况', '缘由', '进度', '立项日期', '改造项数'],
      ...['造价（元）', '政府补助（元）', '施工机构', '验收日期', '应回访日期'],
    ],
    widths: [6, 14, 10, 6, 12, 18, 20, 12, 8, 12, 12, 22, 12, 12],
    rows: numbered(lines, await watermarkFor(context, rows.length)),
  }
  await handOutXlsx(context, [sheet], `居家改造项目-${context.today}.xlsx`)
  return {}
}

export async function exportBeds(context: Context, input: InputOf<Api['homeBed.export']>) {
  const { rows, next, from, to } = await listBeds(context, { ...input, limit: mostRows })
  checkSize(next)
  const lines = rows.map(
    (row): Cells => [
      ...[row.villageName, row.elderName, row.elderAge, abilityLevels.words[row.level], row.providerName],
      ...[
        row.contractNumber,
        bedStandings.words[row.standing],
        row.fromOn,
        row.toOn,
        row.openedOn,
        row.endedOn,
      ],
      ...[row.monthlyVisits, row.monthVisits, row.periodVisits, row.lastVisitOn],
    ],
  )
  const sheet = {
    name: '家庭养老床位',
    header: [
      ...['序号', '村（社区）', '姓名', '年龄', '能力等级', '服务机构', '合同编号', '状态'],
      ...['合同起', '合同止', '启用日期', '终止日期', '每月应上门', '本月已上门', `${from} 至 ${to} 上门`],
      '最近上门',
    ],
    widths: [6, 14, 10, 6, 22, 22, 18, 18, 12, 12, 12, 12, 10, 10, 14, 12],
    rows: numbered(lines, await watermarkFor(context, rows.length)),
  }
  await handOutXlsx(context, [sheet], `家庭养老床位-${context.today}.xlsx`)
  return {}
}
