// Making a claim: from one's own confirmed orders or from a sheet, then sending it into the match.
import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { type Day, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Split } from '../../domain/service-orders/payers.ts'
import { type TimeSteps, timeClaimed } from '../../domain/service-orders/time-share.ts'
import type { claimApi } from '../../domain/settlements/api.ts'
import {
  type Claim,
  type ClaimLineKind,
  noSplit,
  splitForClaim,
  splitOfFee,
} from '../../domain/settlements/claim.ts'
import { orderCodeOf, orderTailOf } from '../../domain/settlements/order-code.ts'
import { readSheet, type SheetReading, type SheetRow } from '../../domain/settlements/upload.ts'
import type { Context } from '../kernel/context.ts'
import { timeStepsIn } from '../service-orders/service-orders.ts'
import { handOutXlsx, openSpreadsheet, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { matchClaim } from './matching.ts'
import { type OwnProvider, ownProvider } from './own.ts'
import { getClaim, type Key, noteElders, unknownClaim, unknownLine } from './reading.ts'

type Table = typeof claimApi

/** More than a county's largest provider does in a month; a sheet of more is a mistake. */
const linesAtMost = 50_000

interface OpenOrder {
  id: string
  kind: ClaimLineKind
  regionCode: string
  elderId: string
  itemName: string
  servedOn: Day
  priceFen: number
  split: Split
  timeMinutes: number
}

/** Never given, but the elder owes something for it. */
const owesFee = sql`o.stage in ('nobodyHome', 'annulled') and o.fee_fen > 0`
const kindOf = sql<ClaimLineKind>`case when o.stage in ('nobodyHome', 'annulled') then 'feeLine' else 'serviceLine' end`
const owedFen = sql<number>`case when o.stage in ('nobodyHome', 'annulled') then o.fee_fen else o.price_fen end`

/** Confirmed or owed a fee, and in no claim that stands; the day of service is that of the sign-in. */
const openOrders = (countyCode: string, providerId: string, wanted: RawBuilder<unknown>) => sql`
  from service_orders o
  join service_items i on i.county_code = o.county_code and i.id = o.item_id
  where o.county_code = ${countyCode} and o.provider_id = ${providerId}
    and (o.stage = 'confirmed' or ${owesFee}) and ${wanted}
    and not exists (select from claim_lines l
      join claims c on c.county_code = l.county_code and c.id = l.claim_id
      where l.county_code = o.county_code and l.order_id = o.id and c.state <> 'takenBack')`
const servedOn = sql`coalesce((o.signed_in_at at time zone 'Asia/Shanghai')::date, o.planned_on)`

const inMonth = (month: Month) => sql`o.planned_on between ${firstDayOf(month)}::date - 1
  and ${lastDayOf(month)}::date + 1 and ${servedOn} between ${firstDayOf(month)} and ${lastDayOf(month)}`

export async function openMonths(
  context: Context,
  { countyCode }: InputOf<Table['myClaim.open']>,
): Promise<OutputOf<Table['myClaim.open']>> {
  const provider = await ownProvider(context, countyCode)
  const days = context.setting('settlement.claimDays', provider.regionCode)
  const found = await sql<{ month: string; orders: number; amountFen: number }>`
    select to_char(${servedOn}, 'YYYY-MM') as month, count(*) as orders, sum(${owedFen}) as amount_fen
    ${openOrders(countyCode, provider.providerId, sql`o.planned_on >= ${context.today}::date - ${days}::int`)}
    group by 1 order by 1 desc`.execute(context.tx)
  return { providerName: provider.name, months: found.rows }
}

async function listOpen(
  { tx }: Context,
  countyCode: string,
  providerId: string,
  month: Month,
): Promise<OpenOrder[]> {
  const found = await sql<OpenOrder>`
    select o.id, ${kindOf} as kind, o.region_code, o.elder_id, i.name as item_name, ${servedOn} as served_on,
      ${owedFen} as price_fen, o.split, o.time_minutes
    ${openOrders(countyCode, providerId, inMonth(month))}
    order by ${servedOn}, o.id limit ${linesAtMost}`.execute(tx)
  return found.rows
}

function checkMonth({ today }: Context, month: Month, days: number): void {
  if (month > today.slice(0, 7)) throw new Refused('invalid', '这个月还没到，不能申报。')
  const since = new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
  if (lastDayOf(month) < since)
    throw new Refused('rule_broken', `服务做完 ${days} 天以内可以申报，${month} 已经过了。请联系县民政部门。`)
}

async function openClaim(
  context: Context,
  provider: OwnProvider,
  claim: { countyCode: string; id: string; month: Month; source: Claim['source'] },
): Promise<void> {
  const { tx, actor, now, setting } = context
  checkMonth(context, claim.month, setting('settlement.claimDays', provider.regionCode))
  await tx
    .insertInto('claims')
    .values({
      ...{ ...claim, regionCode: countyRegion(claim.countyCode), providerId: provider.providerId },
      ...{
        state: 'preparing',
        madeBy: actor.accountId,
        madeAt: now.toISOString(),
        sentBy: null,
        sentAt: null,
      },
    })
    .execute()
}

/** Claims, contracts and bills are the county's, wherever in it the provider sits. */
export const countyRegion = (countyCode: string) => `${countyCode}000000`

interface NewLine {
  kind: ClaimLineKind
  regionCode: string
  orderCode: string | null
  orderId: string | null
  elderId: string | null
  itemName: string | null
  servedOn: Day
  quantity: number
  unitPriceFen: number
  amountFen: number
  split: Split
  timeMinutes: number
}

async function keepLines(
  { tx, now }: Context,
  claim: { countyCode: string; id: string; providerId: string; month: Month },
  lines: readonly NewLine[],
): Promise<void> {
  const rows = lines.map((line, index) => ({
    ...line,
    ...{ id: uuidV7(now.getTime(), randomBytes(10)), line: index + 1, budgetFen: line.split.subsidy },
  }))
  await sql`
    insert into claim_lines (county_code, id, kind, region_code, claim_id, provider_id, line, month, order_code, order_id,
      elder_id, item_name, served_on, quantity, unit_price_fen, amount_fen, split, time_minutes, budget_fen, state, faults,
      fault_keys)
    select ${claim.countyCode}, l.id, l.kind, l."regionCode", ${claim.id}, ${claim.providerId}, l.line, ${claim.month},
      l."orderCode", l."orderId", l."elderId", l."itemName", l."servedOn", l.quantity, l."unitPriceFen",
      l."amountFen", l.split, l."timeMinutes", l."budgetFen", 'unchecked', '[]', '{}'
    from json_to_recordset(${JSON.stringify(rows)}) as l (id uuid, kind text, "regionCode" text, line int, "orderCode" text,
      "orderId" uuid, "elderId" uuid, "itemName" text, "servedOn" date, quantity int, "unitPriceFen" int,
      "amountFen" int, split jsonb, "timeMinutes" int, "budgetFen" int)`.execute(tx)
}

export async function makeClaim(
  context: Context,
  { countyCode, id, month }: InputOf<Table['myClaim.make']>,
): Promise<Claim> {
  const provider = await ownProvider(context, countyCode)
  const { providerId } = provider
  const orders = await listOpen(context, countyCode, providerId, month)
  if (orders.length === 0)
    throw new Refused(
      'rule_broken',
      '这个月没有可以申报的订单：订单要做完、经老人或家属确认，或者按规定可以收空跑、临时取消的费用，而且没有申报过。',
    )
  await openClaim(context, provider, { countyCode, id, month, source: 'fromOrders' })
  const lines = orders.map(({ id: orderId, priceFen, ...order }) => ({
    ...order,
    ...{ orderId, orderCode: orderCodeOf(orderId), quantity: 1, unitPriceFen: priceFen, amountFen: priceFen },
    ...(order.kind === 'feeLine' && { split: splitOfFee(priceFen), timeMinutes: 0 }),
  }))
  await keepLines(context, { countyCode, id, providerId, month }, lines)
  noteElders(
    context,
    orders.map(({ elderId }) => ({ countyCode, elderId })),
  )
  return getClaim(context, { countyCode, id }, providerId)
}

export async function uploadClaim(
  context: Context,
  { countyCode, id, month }: InputOf<Table['myClaim.upload']>,
): Promise<Claim> {
  const provider = await ownProvider(context, countyCode)
  const { providerId } = provider
  const read = await readUpload(context, month)
  if (!read.hasHeader)
    throw new Refused(
      'invalid',
      '没有认出表头。前 20 行里要有一行写着“订单编号、服务日期、单价或金额”，请先下载表格再填。',
    )
  if (read.lines.length === 0)
    throw new Refused('invalid', `没有一行能读进来。${read.refused[0]?.reason ?? '表格里没有内容。'}`)
  await openClaim(context, provider, { countyCode, id, month, source: 'fromSheet' })
  const orders = await ordersBehind(context, countyCode, providerId, read)
  const steps = timeStepsIn(context, provider.regionCode)
  const lines = read.lines.map(({ sheetRow: _, ...line }) => {
    const order = orders.get(orderTailOf(line.orderCode) ?? '')
    return {
      ...line,
      kind: order?.kind ?? ('serviceLine' as const),
      ...{ orderId: order?.id ?? null, elderId: order?.elderId ?? null },
      regionCode: order?.regionCode ?? countyRegion(countyCode),
      ...(order ? sidesOf(line.amountFen, order, steps) : { split: noSplit, timeMinutes: 0 }),
    }
  })
  await keepLines(context, { countyCode, id, providerId, month }, lines)
  await keepRefusals(context, { countyCode, id }, read.refused)
  noteElders(
    context,
    [...orders.values()].map(({ elderId }) => ({ countyCode, elderId })),
  )
  return getClaim(context, { countyCode, id }, providerId)
}

async function readUpload({ upload, today }: Context, month: Month): Promise<SheetReading> {
  if (!upload) throw new Refused('invalid', '没有收到文件内容，请重新选择文件。')
  const sheet = await openSpreadsheet(upload.path, { limits: { fileBytes: 30_000_000 } })
  const rows: SheetRow[] = []
  for await (const batch of sheet.rows()) {
    rows.push(...batch)
    if (rows.length > linesAtMost + 100)
      throw new Refused('too_large', `一份申报最多 ${linesAtMost} 行，请分成几份上传。`)
  }
  return readSheet(rows, { month, today })
}

/** A fee is the elder's, whatever is claimed; of what the order does not owe nobody pays anything. */
function sidesOf(
  amountFen: number,
  { kind, feeFen, split: ordered, timeMinutes }: OrderBehind,
  steps: TimeSteps,
): { split: Split; timeMinutes: number } {
  if (kind === 'feeLine') return { split: splitForClaim(amountFen, splitOfFee(feeFen)), timeMinutes: 0 }
  const split = splitForClaim(amountFen, ordered)
  return {
    split,
    timeMinutes: timeClaimed({ timeMinutes, timeFen: ordered.timeBank }, split.timeBank, steps),
  }
}

interface OrderBehind {
  id: string
  kind: ClaimLineKind
  feeFen: number
  elderId: string
  regionCode: string
  split: Split
  timeMinutes: number
}

/** Tail of the id → order of this provider; what is not hers is not recognised. */
async function ordersBehind(
  { tx }: Context,
  countyCode: string,
  providerId: string,
  { lines }: SheetReading,
): Promise<Map<string, OrderBehind>> {
  const days = lines.map(line => line.servedOn).sort()
  const found = await sql<OrderBehind & { tail: string }>`
    select o.id, ${kindOf} as kind, o.fee_fen, o.elder_id, o.region_code, o.split, o.time_minutes, right(o.id::text, 12) as tail
    from service_orders o
    where o.county_code = ${countyCode} and o.provider_id = ${providerId}
      and o.planned_on between ${days[0]}::date - 62 and ${days.at(-1)}::date + 62
      and right(o.id::text, 12) = any(${lines.map(line => orderTailOf(line.orderCode))}::text[])`.execute(tx)
  return new Map(found.rows.map(({ tail, ...row }) => [tail, row]))
}

async function keepRefusals({ tx }: Context, { countyCode, id }: Key, refused: SheetReading['refused']) {
  if (refused.length === 0) return
  await sql`
    insert into claim_refusals (county_code, claim_id, sheet_row, region_code, order_code, reason)
    select ${countyCode}, ${id}, r."sheetRow", ${countyRegion(countyCode)}, r."orderCode", r.reason
    from json_to_recordset(${JSON.stringify(refused)}) as r ("sheetRow" int, "orderCode" text, reason text)
  `.execute(tx)
}

/** One's own open orders as a sheet that can be uploaded again. */
export async function claimTemplate(
  context: Context,
  { countyCode, month }: InputOf<Table['myClaim.template']>,
): Promise<Record<string, never>> {
  const { providerId, name } = await ownProvider(context, countyCode)
  const orders = await listOpen(context, countyCode, providerId, month)
  noteElders(
    context,
    orders.map(({ elderId }) => ({ countyCode, elderId })),
  )
  const rows = orders.map(order => [
    ...[orderCodeOf(order.id), order.itemName, order.servedOn, 1],
    ...[order.priceFen / 100, order.priceFen / 100],
  ])
  const sheet = {
    name: '申报',
    header: ['订单编号', '服务项目', '服务日期', '数量', '单价', '金额'],
    widths: [20, 24, 14, 8, 12, 12],
    rows: [...rows, [await watermarkFor(context, orders.length)]],
  }
  await handOutXlsx(context, [sheet], `服务费用申报-${name}-${month}.xlsx`)
  return {}
}

async function lockOwnClaim(context: Context, { countyCode, id }: Key) {
  const { providerId } = await ownProvider(context, countyCode)
  const claim = await context.tx
    .selectFrom('claims')
    .select(['state', 'month'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('providerId', '=', providerId)
    .forUpdate()
    .executeTakeFirst()
  if (!claim) throw unknownClaim()
  return { ...claim, providerId }
}

export async function removeLine(context: Context, { countyCode, id }: Key): Promise<Record<string, never>> {
  const { tx } = context
  const { providerId } = await ownProvider(context, countyCode)
  const line = await tx
    .selectFrom('claimLines')
    .select(['claimId', 'elderId'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('providerId', '=', providerId)
    .executeTakeFirst()
  if (!line) throw unknownLine()
  const claim = await lockOwnClaim(context, { countyCode, id: line.claimId })
  if (claim.state !== 'preparing') throw new Refused('rule_broken', '申报已经提交，不能再去掉一行。')
  await tx.deleteFrom('claimLines').where('countyCode', '=', countyCode).where('id', '=', id).execute()
  noteElders(context, [{ countyCode, elderId: line.elderId }])
  return {}
}

export async function sendClaim(context: Context, { countyCode, id }: Key): Promise<Claim> {
  const { tx, actor, now } = context
  const claim = await lockOwnClaim(context, { countyCode, id })
  if (claim.state !== 'preparing')
    throw new Refused('conflict', '这份申报已经提交或撤回过，没有再提交。请刷新后查看。')
  await tx
    .updateTable('claims')
    .set({ state: 'claimSent', sentBy: actor.accountId, sentAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  const matched = await matchClaim(context, { countyCode, id })
  if (matched === 0) throw new Refused('rule_broken', '申报里一行也没有，没有提交。')
  return getClaim(context, { countyCode, id }, claim.providerId)
}

/** As long as nobody has decided anything: what was looked at must not disappear. */
export async function takeBackClaim(
  context: Context,
  { countyCode, id }: Key,
): Promise<Record<string, never>> {
  const { tx } = context
  const claim = await lockOwnClaim(context, { countyCode, id })
  if (claim.state === 'takenBack') throw new Refused('conflict', '这份申报已经撤回。')
  const touched = await tx
    .selectFrom('claimLines')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('claimId', '=', id)
    .where(given =>
      given.or([
        given('billId', 'is not', null),
        given('state', 'in', ['admitted', 'turnedOff', 'awaitsProvider', 'awaitsSecondYes']),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  if (touched)
    throw new Refused('rule_broken', '县里已经在处理这份申报，不能撤回。有不对的行请在“待说明”里写明。')
  await tx
    .updateTable('claims')
    .set({ state: 'takenBack', sentAt: null, sentBy: null })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}
