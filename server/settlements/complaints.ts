// Complaints about services: opened with a clock and an owner, answered, decided, made good, looked at again.
import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { ancestorAt } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { addWorkingDays } from '../../domain/kernel/working-days.ts'
import {
  afterComplaintDeed,
  type Complaint,
  type ComplaintDeed,
  type ComplaintOutcome,
  type ComplaintRow,
  checkGivenBack,
  climbedTo,
  nextClimbOn,
} from '../../domain/settlements/complaint.ts'
import type { complaintApi } from '../../domain/settlements/complaints-api.ts'
import { orderCodeOf } from '../../domain/settlements/order-code.ts'
import { ownersFor } from '../accounts/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { calendarOf, regionNamesOf } from '../regions/regions.ts'
import { ownProvider } from './own.ts'
import { within } from './queue.ts'
import type { Key } from './reading.ts'
import { noteElders } from './reading.ts'
import { giveBack } from './refunds.ts'

type Table = typeof complaintApi

const unknownComplaint = () =>
  new Refused('not_found', '没有找到这件投诉，或它不在您的辖区内。请刷新后重试。')

export async function ordersOf(
  context: Context,
  { countyCode, elderId }: InputOf<Table['complaint.orders']>,
): Promise<OutputOf<Table['complaint.orders']>> {
  const found = await sql<{
    id: string
    itemName: string
    providerName: string
    plannedOn: string
    priceFen: number
  }>`
    select o.id, i.name as item_name, p.name as provider_name, o.planned_on, o.price_fen
    from elders e
    join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
    join service_orders o on o.county_code = person.county_code
      and o.elder_id = any(person.id || person.merged_ids)
    join service_items i on i.county_code = o.county_code and i.id = o.item_id
    join service_providers p on p.county_code = o.county_code and p.id = o.provider_id
    where e.county_code = ${countyCode} and e.id = ${elderId} and o.planned_on <= ${context.today}
    order by o.planned_from desc, o.id desc limit 30`.execute(context.tx)
  context.concerns(countyCode, [elderId])
  return { rows: found.rows.map(row => ({ ...row, code: orderCodeOf(row.id) })) }
}

type FoundComplaint = Omit<ComplaintRow, 'orderCode' | keyof Climbing> & {
  wordsSealed: string
  giveBackFen: number | null
}

async function readComplaints(
  { tx, today }: Context,
  wanted: RawBuilder<unknown>,
  limit: number,
): Promise<FoundComplaint[]> {
  const found = await sql<FoundComplaint>`
    select c.county_code, c.id, c.region_code, c.order_id, c.elder_id, e.name as elder_name, i.name as item_name,
      c.provider_id, p.name as provider_name, c.source, c.kind, c.stage, c.outcome, owner.name as owner_name,
      c.climbs, c.climbed_on,
      c.opened_at, c.answer_due_on, c.settle_due_on, c.words_sealed, c.refund_fen as give_back_fen,
      c.stage <> 'complaintClosed' and (c.settle_due_on < ${today}
        or (c.stage = 'awaitsAnswer' and c.answer_due_on < ${today})) as is_late
    from service_complaints c
    join service_orders o on o.county_code = c.county_code and o.id = c.order_id
    join service_items i on i.county_code = o.county_code and i.id = o.item_id
    join service_providers p on p.county_code = c.county_code and p.id = c.provider_id
    join elders e on e.county_code = c.county_code and e.id = c.elder_id
    left join accounts owner on owner.id = c.owner_id
    where ${wanted} order by c.opened_at desc, c.id desc limit ${limit}`.execute(tx)
  return found.rows
}

type Climbing = Pick<ComplaintRow, 'climbedPlace' | 'nextClimbOn' | 'nextPlace'>

/** Where each has gone up to, and where it goes next and when. */
async function withClimbing<Row extends Omit<FoundComplaint, 'wordsSealed' | 'giveBackFen'>>(
  { tx, setting }: Context,
  rows: readonly Row[],
): Promise<(Row & Climbing)[]> {
  const placesOf = ({ climbs, regionCode }: Row) => ({
    here: climbs === 0 ? null : ancestorAt(regionCode, climbedTo(climbs - 1)),
    next: ancestorAt(regionCode, climbedTo(climbs)),
  })
  const codes = rows.flatMap(row => Object.values(placesOf(row))).filter(code => code !== null)
  const names = await regionNamesOf(tx, codes)
  return rows.map(row => {
    const { here, next } = placesOf(row)
    const on = nextClimbOn(row, setting('complaint.climbDays', row.regionCode))
    return {
      ...row,
      climbedPlace: here === null ? null : (names.get(here) ?? null),
      ...{ nextClimbOn: on, nextPlace: on === null ? null : (names.get(next) ?? null) },
    }
  })
}

async function page(
  context: Context,
  wanted: RawBuilder<unknown>,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ rows: ComplaintRow[]; next: string | null }> {
  const place = placeFrom(after)
  const rows = await readComplaints(
    context,
    sql`${wanted} and ${
      place === null ? sql`true` : sql`(c.opened_at, c.id) < (${place.sort}::timestamptz, ${place.id}::uuid)`
    }`,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  noteElders(context, shown)
  return {
    rows: (await withClimbing(context, shown)).map(row => ({ ...row, orderCode: orderCodeOf(row.orderId) })),
    next: last ? cursorOf(last.openedAt, last.id) : null,
  }
}

export function listComplaints(
  context: Context,
  { regionCode, stage, open, ...rest }: InputOf<Table['complaint.list']>,
): Promise<OutputOf<Table['complaint.list']>> {
  const wanted = sql`${within('c', regionCode)}
    and ${stage === undefined ? sql`true` : sql`c.stage = ${stage}`}
    and ${open ? sql`c.stage <> 'complaintClosed'` : sql`true`}`
  return page(context, wanted, rest)
}

export async function listOwnComplaints(
  context: Context,
  { countyCode, ...rest }: InputOf<Table['myComplaint.list']>,
): Promise<OutputOf<Table['myComplaint.list']>> {
  const { providerId } = await ownProvider(context, countyCode)
  return page(context, sql`c.county_code = ${countyCode} and c.provider_id = ${providerId}`, rest)
}

export async function getComplaint(
  context: Context,
  { countyCode, id }: Key,
  providerId?: string,
): Promise<Complaint> {
  const { tx, sealer } = context
  const own = providerId === undefined ? sql`true` : sql`c.provider_id = ${providerId}`
  const rows = await readComplaints(
    context,
    sql`c.county_code = ${countyCode} and c.id = ${id} and ${own}`,
    1,
  )
  const [found] = await withClimbing(context, rows)
  if (!found) throw unknownComplaint()
  const events = await sql<Complaint['events'][number] & { wordsSealed: string | null }>`
    select ev.id, ev.deed, ev.words_sealed, who.name as by_name, ev.happened_at as at
    from complaint_events ev left join accounts who on who.id = ev.by_account_id
    where ev.county_code = ${countyCode} and ev.complaint_id = ${id} order by ev.happened_at, ev.id`.execute(
    tx,
  )
  noteElders(context, [found])
  const { wordsSealed, giveBackFen, ...row } = found
  return {
    ...row,
    ...{ orderCode: orderCodeOf(row.orderId), words: sealer.open(wordsSealed), refundFen: giveBackFen },
    events: events.rows.map(({ wordsSealed: sealed, ...event }) => ({
      ...event,
      words: sealed === null ? null : sealer.open(sealed),
    })),
  }
}

export async function getOwnComplaint(context: Context, key: Key): Promise<Complaint> {
  const { providerId } = await ownProvider(context, key.countyCode)
  return getComplaint(context, key, providerId)
}

async function tell(
  { tx, actor, now, sealer }: Context,
  complaint: Key & { regionCode: string },
  deed: ComplaintDeed,
  words: string | null,
): Promise<void> {
  await tx
    .insertInto('complaintEvents')
    .values({
      ...{
        countyCode: complaint.countyCode,
        regionCode: complaint.regionCode,
        complaintId: complaint.id,
        deed,
      },
      id: uuidV7(now.getTime(), randomBytes(10)),
      wordsSealed: words === null ? null : sealer.seal(words),
      ...{ byAccountId: actor.accountId, happenedAt: now.toISOString() },
    })
    .execute()
}

/** The clock runs in working days from the day it was told; the owner is the nearest officer above the elder. */
export async function openComplaint(
  context: Context,
  { countyCode, id, orderId, source, kind, words, callId }: InputOf<Table['complaint.open']>,
): Promise<Complaint> {
  const { tx, now, sealer, setting } = context
  const order = await tx
    .selectFrom('serviceOrders')
    .select(['elderId', 'providerId', 'regionCode'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw new Refused('not_found', '没有找到这个服务订单，或它不在您的辖区内。请重新选择。')
  const open = await tx
    .selectFrom('serviceComplaints')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('orderId', '=', orderId)
    .where('stage', '<>', 'complaintClosed')
    .executeTakeFirst()
  if (open) throw new Refused('conflict', '这个订单已有一件投诉在办，请在那件里补充说明。')
  const calendar = await calendarOf(context)
  const due = (days: number) => addWorkingDays(calendar, dayOf(now), days).day
  const owners = await ownersFor(tx, [order.regionCode])
  await tx
    .insertInto('serviceComplaints')
    .values({
      ...{ countyCode, id, orderId, ...order, source, kind, wordsSealed: sealer.seal(words) },
      ...{ stage: 'awaitsAnswer', outcome: null, refundFen: null, decidedBy: null, closedAt: null },
      ownerId: owners.get(order.regionCode) ?? null,
      openedAt: now.toISOString(),
      answerDueOn: due(setting('complaint.answerWorkingDays', order.regionCode)),
      settleDueOn: due(setting('complaint.settleWorkingDays', order.regionCode)),
    })
    .execute()
  await tell(context, { countyCode, id, regionCode: order.regionCode }, 'complain', null)
  if (callId !== null) await linkCall(context, { countyCode, callId, orderId, complaintId: id })
  return getComplaint(context, { countyCode, id })
}

async function linkCall(
  { tx }: Context,
  link: { countyCode: string; callId: string; orderId: string; complaintId: string },
): Promise<void> {
  await tx
    .updateTable('serviceCalls')
    .set({ complaintId: link.complaintId })
    .where('countyCode', '=', link.countyCode)
    .where('id', '=', link.callId)
    .where('orderId', '=', link.orderId)
    .execute()
}

async function step(
  context: Context,
  key: Key,
  deed: Exclude<ComplaintDeed, 'climbComplaint'>,
  said: { words: string; outcome?: ComplaintOutcome; refundFen?: number | null; providerId?: string },
): Promise<Complaint> {
  const { tx, actor, now } = context
  const { countyCode, id } = key
  const complaint = await tx
    .selectFrom('serviceComplaints')
    .select(['stage', 'outcome', 'decidedBy', 'regionCode', 'providerId', 'orderId', 'refundFen'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!complaint) throw unknownComplaint()
  if (said.providerId !== undefined && said.providerId !== complaint.providerId) throw unknownComplaint()
  const stage = afterComplaintDeed(complaint, deed, { by: actor.accountId, outcome: said.outcome ?? null })
  await tx
    .updateTable('serviceComplaints')
    .set({
      stage,
      closedAt: stage === 'complaintClosed' ? now.toISOString() : null,
      ...(deed === 'decideOutcome' && {
        ...{ outcome: said.outcome ?? null, refundFen: said.refundFen ?? null, decidedBy: actor.accountId },
      }),
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await tell(context, { ...key, regionCode: complaint.regionCode }, deed, said.words)
  // Money goes back when it is said to have gone back, not when it is promised.
  if (deed === 'madeGood' && complaint.outcome === 'giveBack')
    await giveBack(context, { countyCode, id, orderId: complaint.orderId, words: said.words })
  return getComplaint(context, key, said.providerId)
}

export async function answerComplaint(
  context: Context,
  { words, ...key }: InputOf<Table['myComplaint.answer']>,
): Promise<Complaint> {
  const { providerId } = await ownProvider(context, key.countyCode)
  return step(context, key, 'answerComplaint', { words, providerId })
}

export async function decideComplaint(
  context: Context,
  { words, outcome, refundFen, ...key }: InputOf<Table['complaint.decide']>,
): Promise<Complaint> {
  if ((outcome === 'giveBack') !== (refundFen !== null))
    throw new Refused('invalid', '退钱给老人时要写明金额，其他处理不写金额。')
  if (refundFen !== null) await checkRefund(context, key, refundFen)
  return step(context, key, 'decideOutcome', { words, outcome, refundFen })
}

async function checkRefund({ tx }: Context, { countyCode, id }: Key, refundFen: number): Promise<void> {
  const order = await tx
    .selectFrom('serviceComplaints as c')
    .innerJoin('serviceOrders as o', join =>
      join.onRef('o.countyCode', '=', 'c.countyCode').onRef('o.id', '=', 'c.orderId'),
    )
    .select(['o.priceFen', 'o.split'])
    .where('c.countyCode', '=', countyCode)
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!order) return
  const { priceFen, split } = order
  checkGivenBack(refundFen, { priceFen, elderFen: split.elder, timeFen: split.timeBank })
}

export function madeGood(
  context: Context,
  { words, ...key }: InputOf<Table['complaint.madeGood']>,
): Promise<Complaint> {
  return step(context, key, 'madeGood', { words })
}

export function lookAgain(
  context: Context,
  { words, closes, ...key }: InputOf<Table['complaint.lookAgain']>,
): Promise<Complaint> {
  return step(context, key, closes ? 'lookAgain' : 'reopenComplaint', { words })
}
