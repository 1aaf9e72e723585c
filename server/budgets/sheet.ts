// A budget what-if as a file: money by county and kind, reach by county, and the changed rule by county.
import type { budgetApi } from '../../domain/budgets/api.ts'
import type { MealAnswer } from '../../domain/budgets/meal-change.ts'
import { tryMoney } from '../../domain/budgets/money.ts'
import { type MoneyBasis, moneyBases } from '../../domain/budgets/money-basis.ts'
import type { MoneyAnswer, RuleAnswer } from '../../domain/budgets/plan.ts'
import { coverageServices } from '../../domain/coverage/coverage.ts'
import { fundKinds } from '../../domain/funds/fund.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { tryMealBudget } from './meal-trial.ts'
import { moneyFacts } from './money-facts.ts'
import { tryBudgetRule } from './rule-trial.ts'

type Asked = InputOf<(typeof budgetApi)['budget.export']>

export async function exportBudget(
  context: Context,
  { regionCode, moves, basis, change, meal }: Asked,
): Promise<Record<never, never>> {
  const money = tryMoney(await moneyFacts(context, regionCode, basis), moves)
  const sheets = [moneySheet(money, basis), reachSheet(money)]
  if (change !== null) sheets.push(ruleSheet(await tryBudgetRule(context, { regionCode, change })))
  if (meal !== null) sheets.push(mealSheet(await tryMealBudget(context, { regionCode, change: meal })))
  const place = (await regionNamesOf(context.tx, [regionCode])).get(regionCode) ?? regionCode
  const watermark = await watermarkFor(context, money.counties.length)
  await handOutXlsx(
    context,
    sheets.map(sheet => ({ ...sheet, rows: [...sheet.rows, [watermark]] })),
    `预算试算-${place}-${context.today}.xlsx`,
  )
  return {}
}

const inYuan = (fen: number) => fen / 100
const yesIf = (holds: boolean) => (holds ? '是' : '')

interface Sheet {
  name: string
  header: string[]
  widths: number[]
  rows: (string | number | null)[][]
}

function moneySheet(money: MoneyAnswer, basis: MoneyBasis): Sheet {
  const places = [...money.counties, ...money.offices]
  const names = new Map(places.map(({ countyCode, name }) => [countyCode, name]))
  return {
    name: '资金',
    header: [
      ...[
        '县（市、区）',
        '用途',
        `${moneyBases.words[basis]}（元）`,
        '没有立项（元）',
        '试算后（元）',
        '增减（元）',
      ],
      ...['原可建（处）', '试算后可建（处）'],
    ],
    widths: [16, 26, 16, 16, 16, 16, 12, 16],
    rows: money.lines.map(line => [
      ...[names.get(line.countyCode) ?? line.countyCode, fundKinds.words[line.kind], inYuan(line.shareFen)],
      ...[inYuan(line.beforeFen), inYuan(line.afterFen), inYuan(line.afterFen - line.beforeFen)],
      ...[line.sitesBefore, line.sitesAfter],
    ]),
  }
}

function reachSheet({ counties }: MoneyAnswer): Sheet {
  return {
    name: '够得着的老年人',
    header: ['县（市、区）', '边境', '服务', '老年人', '现在够得着', '照原安排', '试算后', '增减'],
    widths: [16, 8, 10, 12, 14, 12, 12, 10],
    rows: counties.flatMap(({ name, isBorder, reaches }) =>
      reaches.map(({ service, elders, today, before, after }) => [
        ...[name, yesIf(isBorder), coverageServices.words[service], elders, today, before, after],
        after - before,
      ]),
    ),
  }
}

function ruleSheet({ counties, month }: RuleAnswer): Sheet {
  return {
    name: `待遇规则 ${month}`,
    header: [
      ...['县（市、区）', '边境', '在册老年人', '现在享受', '试算后享受', '新增', '减少', '金额变化'],
      ...['现在每月（元）', '试算后每月（元）', '其他待遇每月增减（元）', '全年增减（元）'],
    ],
    widths: [16, 8, 14, 12, 14, 10, 10, 12, 16, 18, 22, 18],
    rows: counties.map(row => [
      ...[row.name, yesIf(row.isBorder), row.elders, row.before, row.after, row.gained, row.lost],
      ...[row.amountChanged, inYuan(row.beforeFen), inYuan(row.afterFen), inYuan(row.otherFen)],
      inYuan((row.afterFen - row.beforeFen + row.otherFen) * 12),
    ]),
  }
}

function mealSheet({ counties, month }: MealAnswer): Sheet {
  return {
    name: `助餐补贴 ${month}`,
    header: [
      ...['县（市、区）', '边境', '在册老年人', '现在能享受', '试算后能享受', '新增', '减少'],
      ...['当月来吃饭的人', '当月份数', '现在每月财政补（元）', '试算后每月（元）', '全年增减（元）'],
      ...['老人现在每月自付（元）', '试算后自付（元）'],
    ],
    widths: [16, 8, 14, 12, 14, 10, 10, 16, 12, 20, 18, 16, 22, 18],
    rows: counties.map(row => [
      ...[row.name, yesIf(row.isBorder), row.elders, row.before, row.after, row.gained, row.lost],
      ...[row.eaters, row.servings, inYuan(row.beforeFen), inYuan(row.afterFen)],
      ...[inYuan((row.afterFen - row.beforeFen) * 12), inYuan(row.elderBeforeFen), inYuan(row.elderAfterFen)],
    ]),
  }
}
