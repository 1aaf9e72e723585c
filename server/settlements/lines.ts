// One line of a claim: order, proof and claim beside each other, the provider's answer, the officer's decision.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type ConfirmationWay, confirmationWays } from '../../domain/service-orders/catalogue.ts'
import { type OrderStage, orderStages } from '../../domain/service-orders/order.ts'
import type { Split } from '../../domain/service-orders/payers.ts'
import type { claimApi, LineFile } from '../../domain/settlements/api.ts'
import { afterDeed, type LineDeed } from '../../domain/settlements/claim.ts'
import { orderCodeOf } from '../../domain/settlements/order-code.ts'
import type { Context } from '../kernel/context.ts'
import { ownProvider } from './own.ts'
import { type Key, noteElders, readLines, unknownLine } from './reading.ts'

type Table = typeof claimApi

interface OrderRow {
  itemName: string
  stage: OrderStage
  priceFen: number
  plannedFrom: string
  plannedTo: string
  split: Split
  timeMinutes: number
  standardMinutes: number
  signedInAt: string | null
  signedOutAt: string | null
  confirmedAt: string | null
  workerName: string | null
  hasPlace: boolean
  hasVitals: boolean
  photos: number
  confirmedWay: ConfirmationWay | null
}

async function readOrder({ tx }: Context, countyCode: string, orderId: string): Promise<OrderRow | null> {
  const found = await sql<OrderRow>`
    select i.name as item_name, o.stage, o.price_fen, o.planned_from, o.planned_to, o.split, o.time_minutes, i.standard_minutes,
      o.signed_in_at, o.signed_out_at, o.confirmed_at, w.name as worker_name,
      exists (select from order_events ev where ev.county_code = o.county_code and ev.order_id = o.id
        and ev.kind = 'signIn' and ev.lon is not null) as has_place,
      exists (select from order_events ev where ev.county_code = o.county_code and ev.order_id = o.id
        and ev.kind = 'takeVitals') as has_vitals,
      (select count(*) from order_photos ph where ph.county_code = o.county_code and ph.order_id = o.id) as photos,
      (select ev.details ->> 'way' from order_events ev where ev.county_code = o.county_code and ev.order_id = o.id
        and ev.kind = 'confirm' order by ev.happened_at desc limit 1) as confirmed_way
    from service_orders o
    join service_items i on i.county_code = o.county_code and i.id = o.item_id
    left join service_workers w on w.county_code = o.county_code and w.id = o.worker_id
    where o.county_code = ${countyCode} and o.id = ${orderId}`.execute(tx)
  return found.rows[0] ?? null
}

const minutesBetween = (from: string | null, to: string | null) =>
  from === null || to === null ? null : Math.floor((Date.parse(to) - Date.parse(from)) / 60_000)

function besides(orderId: string, row: OrderRow): Pick<LineFile, 'order' | 'proof'> {
  const { signedInAt, signedOutAt, confirmedAt, confirmedWay } = row
  return {
    order: {
      ...{ code: orderCodeOf(orderId), itemName: row.itemName, stage: orderStages.words[row.stage] },
      ...{ priceFen: row.priceFen, plannedFrom: row.plannedFrom, plannedTo: row.plannedTo },
      ...{ split: row.split, timeMinutes: row.timeMinutes, standardMinutes: row.standardMinutes },
    },
    proof: {
      ...{ signedInAt, signedOutAt, confirmedAt, minutes: minutesBetween(signedInAt, signedOutAt) },
      ...{ hasPlace: row.hasPlace, hasVitals: row.hasVitals, photos: row.photos, workerName: row.workerName },
      confirmedBy: confirmedWay === null ? null : confirmationWays.words[confirmedWay],
    },
  }
}

/** `providerId`: whose lines the caller may see; every one of her area without it. */
export async function getLine(
  context: Context,
  { countyCode, id }: Key,
  providerId?: string,
): Promise<LineFile> {
  const { tx, actor } = context
  const own = providerId === undefined ? sql`true` : sql`l.provider_id = ${providerId}`
  const { rows } = await readLines(context, sql`l.county_code = ${countyCode} and l.id = ${id} and ${own}`, {
    limit: 1,
  })
  const [line] = rows
  if (!line) throw unknownLine()
  const order = line.orderId === null ? null : await readOrder(context, countyCode, line.orderId)
  const told = await sql<LineFile['events'][number] & { byId: string | null }>`
    select ev.id, ev.deed, ev.words, who.name as by_name, ev.happened_at as at, ev.by_account_id as by_id
    from claim_line_events ev left join accounts who on who.id = ev.by_account_id
    where ev.county_code = ${countyCode} and ev.claim_line_id = ${id}
    order by ev.happened_at, ev.id`.execute(tx)
  const first = told.rows.findLast(event => event.deed === 'admitFirst')
  return {
    line,
    ...(order && line.orderId ? besides(line.orderId, order) : { order: null, proof: null }),
    events: told.rows.map(({ byId: _, ...event }) => event),
    mayDecide: !(line.state === 'awaitsSecondYes' && first?.byId === actor.accountId),
  }
}

async function lockLine({ tx }: Context, { countyCode, id }: Key) {
  const line = await tx
    .selectFrom('claimLines')
    .select(['state', 'amountFen', 'firstBy', 'regionCode', 'elderId', 'providerId'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!line) throw unknownLine()
  return line
}

async function tell(
  { tx, actor, now }: Context,
  line: Key & { regionCode: string },
  { deed, words }: { deed: LineDeed; words: string },
): Promise<void> {
  await tx
    .insertInto('claimLineEvents')
    .values({
      ...{ countyCode: line.countyCode, regionCode: line.regionCode, claimLineId: line.id, deed, words },
      id: uuidV7(now.getTime(), randomBytes(10)),
      ...{ byAccountId: actor.accountId, happenedAt: now.toISOString() },
    })
    .execute()
}

export async function decideLine(
  context: Context,
  { countyCode, id, deed, words }: InputOf<Table['claimLine.decide']>,
): Promise<LineFile> {
  const { tx, actor, setting } = context
  const line = await lockLine(context, { countyCode, id })
  const secondPersonFen = setting('settlement.secondPersonFen', line.regionCode)
  const next = afterDeed(line, deed, { by: actor.accountId, secondPersonFen })
  await tx
    .updateTable('claimLines')
    .set({
      ...{ state: next.state, lastWords: words },
      firstBy: next.deed === 'admitFirst' ? actor.accountId : null,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await tell(context, { countyCode, id, regionCode: line.regionCode }, { deed: next.deed, words })
  return getLine(context, { countyCode, id })
}

export async function answerLine(
  context: Context,
  { countyCode, id, words }: InputOf<Table['myClaimLine.answer']>,
): Promise<LineFile> {
  const { tx } = context
  const { providerId } = await ownProvider(context, countyCode)
  const line = await lockLine(context, { countyCode, id })
  if (line.providerId !== providerId) throw unknownLine()
  if (line.state !== 'awaitsProvider')
    throw new Refused('rule_broken', '县里没有在等这一行的说明，没有保存。请刷新后查看。')
  await tx
    .updateTable('claimLines')
    .set({ state: 'inQuestion', lastWords: words })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await tell(context, { countyCode, id, regionCode: line.regionCode }, { deed: 'providerAnswers', words })
  noteElders(context, [{ countyCode, elderId: line.elderId }])
  return getLine(context, { countyCode, id }, providerId)
}
