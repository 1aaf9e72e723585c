// A canteen's month as a spreadsheet: money in and out, the vouchers of its days, everybody's bill.
import type { InputOf } from '../../domain/kernel/operation.ts'
import { inFen, mealCosts, outFen } from '../../domain/meal-accounts/book.ts'
import type { mealBookApi } from '../../domain/meal-accounts/books-api.ts'
import { mealSources } from '../../domain/meal-accounts/terms.ts'
import type { Context } from '../kernel/context.ts'
import { handOutXlsx } from '../spreadsheets/spreadsheets.ts'
import { listBills, listDays } from './books.ts'
import { getCanteen } from './canteen.ts'
import { openMonths } from './open-account.ts'

export async function exportBook(
  context: Context,
  { month, ...key }: InputOf<(typeof mealBookApi)['mealBook.export']>,
): Promise<void> {
  const canteen = await getCanteen(context.tx, key)
  const [open] = await openMonths(context, key, month, month)
  if (!open) throw new Error('a month has figures')
  const days = await listDays(context, { ...key, month })
  const bills = await listBills(context, { ...key, month, limit: 500 })
  const yuan = (fen: number) => fen / 100
  const account = [
    ['月初结余', yuan(open.openingFen)],
    ...mealSources.keys.map(source => [`收：${mealSources.words[source]}`, yuan(open.in[source] ?? 0)]),
    ['收入合计', yuan(inFen(open))],
    ...mealCosts.keys.map(cost => [`支：${mealCosts.words[cost]}`, yuan(open.out[cost] ?? 0)]),
    ['支出合计', yuan(outFen(open))],
    ['月末结余', yuan(open.closingFen)],
  ]
  const vouchers = [
    ...days.rows.map(({ day, servings, guestPortions, legs }) => [
      ...[day, servings, guestPortions, yuan(legs.counter ?? 0)],
      yuan(
        (legs.provincePays ?? 0) +
          (legs.countyPays ?? 0) +
          (legs.operatingProvince ?? 0) +
          (legs.operatingCounty ?? 0),
      ),
      ...[yuan(legs.collectivePays ?? 0), yuan(legs.firmPays ?? 0), yuan(legs.charityPays ?? 0)],
    ]),
  ]
  const people = [
    ...bills.rows.map(row => [
      ...[row.name, row.servings, yuan(row.priceFen), yuan(row.elderFen)],
      ...[yuan(row.counterFen), yuan(row.supportFen), yuan(row.collectedFen)],
    ]),
  ]
  await handOutXlsx(
    context,
    [
      { name: '收支', header: ['项目', '金额（元）'], rows: account },
      {
        name: '每天',
        header: ['日期', '老人用餐', '客人份数', '当面收款', '财政补贴', '村集体', '企业', '捐赠'],
        rows: vouchers,
      },
      {
        name: '老人账单',
        header: ['老人', '餐数', '餐价合计', '本人应付', '其中当面付', '他方承担', '已从账户扣'],
        rows: people,
      },
    ],
    `${canteen.name}-${month}-助餐账.xlsx`,
  )
}
