// Two budget plans side by side as a file: a line for each county that either of them touches.
import { comparedCounties, type PlanSums } from '../../domain/budgets/kept.ts'
import type { budgetPlanApi } from '../../domain/budgets/plans-api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { compareBudgetPlans } from './plans.ts'

const figures: readonly { title: string; of: (sums: PlanSums) => number }[] = [
  { title: '够得着助餐', of: sums => sums.mealAfter },
  { title: '够得着床位', of: sums => sums.bedAfter },
  { title: '享受待遇', of: sums => sums.paidAfter },
  { title: '享受助餐补贴', of: sums => sums.helpedAfter },
  { title: '一次性增减（元）', of: sums => sums.onceFen / 100 },
  { title: '全年增减（元）', of: sums => sums.yearFen / 100 },
]

export async function exportComparison(
  context: Context,
  keys: InputOf<(typeof budgetPlanApi)['budgetPlan.export']>,
): Promise<Record<never, never>> {
  const { one, other } = await compareBudgetPlans(context, keys)
  const rows = comparedCounties(one.counties, other.counties)
  const line = (mine: PlanSums, its: PlanSums) =>
    figures.flatMap(({ of }) => [of(mine), of(its), of(its) - of(mine)])
  const watermark = await watermarkFor(context, rows.length)
  await handOutXlsx(
    context,
    [
      {
        name: '方案比较',
        header: [
          '县（市、区）',
          '边境',
          ...figures.flatMap(({ title }) => [`甲 ${title}`, `乙 ${title}`, `相差 ${title}`]),
        ],
        widths: [20, 8, ...figures.flatMap(() => [18, 18, 18])],
        rows: [
          ...rows.map(row => [row.name, row.isBorder ? '是' : '', ...line(row.one, row.other)]),
          ['边境县市合计', '是', ...line(one.border, other.border)],
          ['合计', '', ...line(one.nowSums, other.nowSums)],
          [`甲：${one.plan.name}；乙：${other.plan.name}`],
          [watermark],
        ],
      },
    ],
    `预算方案比较-${context.today}.xlsx`,
  )
  return {}
}
