// The pay order as a workbook for the finance system.
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import { orderCodeOf } from '../../domain/settlements/order-code.ts'
import type { Context } from '../kernel/context.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { getBill } from './bills.ts'
import type { Key } from './reading.ts'

interface PaidLine {
  orderId: string
  itemName: string
  servedOn: string
  amountFen: number
  payFen: number
  timeMinutes: number
}

async function paidLines({ tx }: Context, key: Key): Promise<PaidLine[]> {
  const found = await sql<PaidLine>`
    select l.order_id, i.name as item_name, l.served_on, l.amount_fen, l.time_minutes,
      (select coalesce(sum(t.amount), 0)::bigint from ledger_transfers t join ledger_accounts a
          on a.county_code = t.county_code and a.id = t.to_id and a.kind = 'providerPayable'
        where t.county_code = l.county_code and t.voucher_id = l.bill_id and t.subject_id = l.order_id) as pay_fen
    from claim_lines l
    join service_orders o on o.county_code = l.county_code and o.id = l.order_id
    join service_items i on i.county_code = o.county_code and i.id = o.item_id
    where l.county_code = ${key.countyCode} and l.bill_id = ${key.id} order by l.served_on, l.id`.execute(tx)
  return found.rows
}

/** The format is documented in docs/pay-order.md; no elder is named in it. */
export async function billSheet(context: Context, key: Key): Promise<Record<string, never>> {
  const { bill, parts } = await getBill(context, key)
  if (bill.payFen === null) throw new Refused('rule_broken', '账单审核后才能导出支付单。')
  const provider = await context.tx
    .selectFrom('serviceProviders')
    .select(['creditCode', 'name'])
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', bill.providerId)
    .executeTakeFirst()
  const lines = await paidLines(context, key)
  const yuan = (fen: number) => fen / 100
  const order = {
    name: '支付单',
    header: [
      ...[
        '支付单编号',
        '收款单位',
        '统一社会信用代码',
        '合同编号',
        '服务月份',
        '支付金额（元）',
        '其中财政资金',
      ],
      ...['其中慈善资金', '其中老年人账户', '用途', '审核日期'],
    ],
    widths: [18, 28, 22, 20, 12, 16, 14, 14, 16, 30, 14],
    rows: [
      [
        ...[bill.number, provider?.name ?? '', provider?.creditCode ?? '', bill.contractNumber, bill.month],
        ...[
          yuan(bill.payFen),
          yuan(bill.split.subsidy),
          yuan(bill.split.charity),
          yuan(bill.accountFen ?? 0),
        ],
        ...[`${bill.contractTitle} ${bill.month} 服务费`, bill.passedAt?.slice(0, 10) ?? ''],
      ],
      [await watermarkFor(context, bill.lines)],
    ],
  }
  const summary = {
    name: '按项目汇总',
    header: [
      '分包',
      '服务项目',
      '单数',
      '金额（元）',
      '财政补贴',
      '老年人自付',
      '慈善资金',
      '时间银行（分钟）',
    ],
    widths: [16, 24, 8, 14, 14, 14, 14, 14],
    rows: parts.map(({ lotName, itemName, lines: count, amountFen, split, timeMinutes }) => [
      ...[lotName, itemName, count, yuan(amountFen), yuan(split.subsidy), yuan(split.elder)],
      ...[yuan(split.charity), timeMinutes],
    ]),
  }
  const detail = {
    name: '明细',
    header: ['订单编号', '服务项目', '服务日期', '订单金额（元）', '支付金额（元）', '时间银行（分钟）'],
    widths: [20, 24, 14, 16, 16, 18],
    rows: lines.map(line => [
      ...[orderCodeOf(line.orderId), line.itemName, line.servedOn, yuan(line.amountFen), yuan(line.payFen)],
      line.timeMinutes,
    ]),
  }
  await handOutXlsx(context, [order, summary, detail], `支付单-${bill.number}-${provider?.name ?? ''}.xlsx`)
  return {}
}
