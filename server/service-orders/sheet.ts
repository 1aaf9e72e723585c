// Orders as a spreadsheet, marked with who took it; what is longer than may leave without a second person is refused.
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { serviceKinds } from '../../domain/service-orders/catalogue.ts'
import { orderStages } from '../../domain/service-orders/order.ts'
import type { serviceOrderApi } from '../../domain/service-orders/order-api.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { ordersToExport } from './reading.ts'

const header = [
  '计划日期',
  '开始',
  '村（社区）',
  '老年人',
  '服务',
  '类别',
  '机构',
  '服务人员',
  '价格（元）',
  '状态',
  '评分',
  '收费（元）',
]
const widths = [12, 8, 16, 12, 18, 12, 24, 12, 12, 14, 8, 12]

const clockOf = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)

export async function exportOrders(
  context: Context,
  input: InputOf<(typeof serviceOrderApi)['order.export']>,
) {
  const { regionCode } = input
  const most = context.setting('export.freeRows', regionCode)
  const orders = await ordersToExport(context, input, most + 1)
  if (orders.length > most)
    throw new Refused('too_large', `超过 ${most} 行不能直接导出。请缩短日期，或选一个乡镇（街道）再导出。`)
  const rows = orders.map(order => [
    ...[order.plannedOn, clockOf(order.plannedFrom), order.placeName, order.elderName, order.itemName],
    ...[serviceKinds.words[order.itemKind], order.providerName, order.workerName, order.priceFen / 100],
    ...[orderStages.words[order.stage], order.rating, order.feeFen === 0 ? null : order.feeFen / 100],
  ])
  const place = (await regionNamesOf(context.tx, [regionCode])).get(regionCode) ?? regionCode
  const lines = [...rows, [await watermarkFor(context, rows.length)]]
  await handOutXlsx(
    context,
    [{ name: '服务订单', header, widths, rows: lines }],
    `服务订单-${place}-${context.today}.xlsx`,
  )
}
