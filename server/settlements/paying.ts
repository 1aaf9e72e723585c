// The money of a bill: bound in the ledger when it is passed, handed over as a pay order, paid, or taken back.
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { LedgerUnit } from '../../domain/ledger/accounts.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import { afterBillDeed, type Bill } from '../../domain/settlements/bill.ts'
import type { contractApi } from '../../domain/settlements/contracts-api.ts'
import { type LineToPost, type Movement, movementsOf, payFenOf } from '../../domain/settlements/postings.ts'
import type { Context } from '../kernel/context.ts'
import { balancesOf, post, reverse } from '../ledger/ledger.ts'
import { settleOrders } from '../service-orders/service-orders.ts'
import { lockBill, oneBill } from './bills.ts'
import { countyRegion } from './claims.ts'
import type { Key } from './reading.ts'
import { minutesOf, timeOfBill } from './time.ts'

type Table = typeof contractApi

/** RFC 9562 §5.8: what is posted for a part of a line in a bill has one id, however often it is sent. */
function idFrom(text: string): string {
  const hex = hash('sha256', text, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The elder is the person who is paid for, however many records she has. */
async function linesToPost({ tx }: Context, { countyCode, id }: Key): Promise<LineToPost[]> {
  const found = await sql<LineToPost>`
    select l.id, l.kind, l.order_id, coalesce(e.merged_into, e.id) as elder_id, l.region_code, l.split
    from claim_lines l join elders e on e.county_code = l.county_code and e.id = l.elder_id
    where l.county_code = ${countyCode} and l.bill_id = ${id} order by l.served_on, l.id`.execute(tx)
  return found.rows
}

async function heldBy(
  context: Context,
  countyCode: string,
  lines: readonly LineToPost[],
): Promise<Map<string, number>> {
  const elderIds = [...new Set(lines.map(line => line.elderId))]
  const held = await balancesOf(
    context,
    elderIds.map(ownerId => ({ kind: 'elderCare', ownerId, countyCode, unit: 'fen' })),
  )
  return new Map(elderIds.map((elderId, at) => [elderId, held[at] ?? 0]))
}

function postingOf(
  moved: Omit<Movement, 'part'> & { part: string },
  unit: LedgerUnit,
  { billId, countyCode, day }: { billId: string; countyCode: string; day: Day },
): Posting {
  const { lineId, orderId, part, regionCode, from, to, amount, purpose } = moved
  return {
    ...{ id: idFrom(`bill ${billId} ${lineId} ${part}`), countyCode, regionCode, unit, from, to, amount },
    ...{ day, purpose, subjectKind: 'order', subjectId: orderId, voucherId: billId, note: null },
  }
}

/** The ledger refuses to bind more than the contract has left, whatever was drawn up. */
export async function passBill(context: Context, { countyCode, id }: Key): Promise<Bill> {
  const { tx, actor, now, today } = context
  const bill = await lockBill(context, { countyCode, id })
  const state = afterBillDeed(bill, 'pass', actor.accountId)
  const lines = await linesToPost(context, { countyCode, id })
  const { contractId, providerId } = bill
  const time = await timeOfBill(context, { countyCode, id })
  const movements = movementsOf(
    lines,
    { countyRegion: countyRegion(countyCode), contractId, providerId },
    await heldBy(context, countyCode, lines),
  )
  const ofBill = { billId: id, countyCode, day: today }
  await post(context, [
    ...movements.map(moved => postingOf(moved, 'fen', ofBill)),
    ...time.map(moved => postingOf(moved, 'minutes', ofBill)),
  ])
  const accountFen = movements
    .filter(one => one.part === 'elderAccount')
    .reduce((sum, { amount }) => sum + amount, 0)
  await tx
    .updateTable('bills')
    .set({
      state,
      passedBy: actor.accountId,
      passedAt: now.toISOString(),
      accountFen,
      payFen: payFenOf(movements),
      ...minutesOf(time),
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return oneBill(context, { countyCode, id })
}

async function undoPostings(context: Context, { countyCode, id }: Key, reason: string): Promise<void> {
  const posted = await context.tx
    .selectFrom('ledgerTransfers')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('voucherId', '=', id)
    .where('reverses', 'is', null)
    .execute()
  if (posted.length === 0) return
  await reverse(context, {
    ...{ countyCode, transferIds: posted.map(row => row.id), day: context.today, reason },
  })
}

export async function handOverBill(context: Context, { countyCode, id }: Key): Promise<Bill> {
  const { tx, actor, now } = context
  const bill = await lockBill(context, { countyCode, id })
  await tx
    .updateTable('bills')
    .set({ state: afterBillDeed(bill, 'handOver', actor.accountId), handedOverAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return oneBill(context, { countyCode, id })
}

export async function recordPaid(
  context: Context,
  { countyCode, id, on, voucherNumber }: InputOf<Table['bill.recordPaid']>,
): Promise<Bill> {
  const { tx, actor, now, today } = context
  const bill = await lockBill(context, { countyCode, id })
  const state = afterBillDeed(bill, 'recordPaid', actor.accountId)
  if (on > today) throw new Refused('invalid', '付款日期还没到，请按财政回单上的日期填写。')
  const regionCode = countyRegion(countyCode)
  const provider = { ownerId: bill.providerId, regionCode }
  if (bill.payFen !== null && bill.payFen > 0)
    await post(context, [
      {
        ...{ id: idFrom(`paid ${id} ${bill.timesTakenBack}`), countyCode, regionCode, unit: 'fen' },
        ...{ amount: bill.payFen, day: on },
        from: { kind: 'providerPayable', ...provider },
        to: { kind: 'providerPaid', ...provider },
        ...{ purpose: 'servicePayment', subjectKind: 'contract', subjectId: bill.contractId },
        ...{ voucherId: id, note: voucherNumber },
      },
    ])
  await tx
    .updateTable('bills')
    .set({ state, paidOn: on, voucherNumber, paidBy: actor.accountId, paidAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await settleOrders(context, await ordersToSettle(context, { countyCode, id }))
  return oneBill(context, { countyCode, id })
}

/** The orders stay settled: they were served and passed, and only the money is on its way again. */
export async function takeBackPaid(
  context: Context,
  { countyCode, id, reason }: InputOf<Table['bill.takeBackPaid']>,
): Promise<Bill> {
  const { tx, today } = context
  const bill = await lockBill(context, { countyCode, id })
  const state = afterBillDeed(bill, 'takeBackPaid', context.actor.accountId)
  const paid = await paymentsOf(context, { countyCode, id })
  if (paid.length > 0) await reverse(context, { countyCode, transferIds: paid, day: today, reason })
  await tx
    .updateTable('bills')
    .set({ state, paidOn: null, voucherNumber: null, paidBy: null, paidAt: null })
    .set({ timesTakenBack: bill.timesTakenBack + 1 })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return oneBill(context, { countyCode, id })
}

async function paymentsOf({ tx }: Context, { countyCode, id }: Key): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select t.id from ledger_transfers t
    where t.county_code = ${countyCode} and t.voucher_id = ${id} and t.purpose = 'servicePayment'
      and t.reverses is null and not exists (select from ledger_transfers r
        where r.county_code = t.county_code and r.reverses = t.id)`.execute(tx)
  return found.rows.map(row => row.id)
}

/** A fee is paid for an order that is over already; every other order is settled, admitted or confirmed. */
async function ordersToSettle({ tx }: Context, { countyCode, id }: Key): Promise<Key[]> {
  const found = await sql<Key>`
    select o.county_code, o.id from claim_lines l
    join service_orders o on o.county_code = l.county_code and o.id = l.order_id
    where l.county_code = ${countyCode} and l.bill_id = ${id} and l.kind = 'serviceLine'
      and o.stage <> 'settled'`.execute(tx)
  return found.rows
}

/** Its lines may go into another bill; what stood in the ledger is taken back. */
export async function dropBill(
  context: Context,
  { countyCode, id, reason }: InputOf<Table['bill.drop']>,
): Promise<Bill> {
  const { tx, actor } = context
  const bill = await lockBill(context, { countyCode, id })
  const state = afterBillDeed(bill, 'drop', actor.accountId)
  if (bill.state === 'passed') await undoPostings(context, { countyCode, id }, reason)
  await tx
    .updateTable('claimLines')
    .set({ billId: null, lotId: null })
    .where('countyCode', '=', countyCode)
    .where('billId', '=', id)
    .execute()
  await tx
    .updateTable('bills')
    .set({ state, droppedBy: actor.accountId, droppedReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return oneBill(context, { countyCode, id })
}
