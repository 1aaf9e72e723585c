// Money that goes back after a complaint: all sides have their part back, or the elder hers.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { Context } from '../kernel/context.ts'
import { post, reverse } from '../ledger/ledger.ts'
import { countyRegion } from './claims.ts'

interface GivenBack {
  countyCode: string
  /** Of the complaint. */
  id: string
  orderId: string
  words: string
}

interface Order {
  priceFen: number
  refundFen: number
  providerId: string
  regionCode: string
  personId: string
  transferIds: string[]
  /** Money moved, and not time alone. */
  hasMoney: boolean
}

async function readOrder({ tx }: Context, { countyCode, id }: GivenBack): Promise<Order> {
  const found = await sql<Order>`
    select o.price_fen, c.refund_fen, o.provider_id, o.region_code, coalesce(e.merged_into, e.id) as person_id,
      array(select t.id from ledger_transfers t
        where t.county_code = o.county_code and t.subject_id = o.id and t.reverses is null
          and not exists (select from ledger_transfers r
            where r.county_code = t.county_code and r.reverses = t.id)) as transfer_ids,
      exists (select from ledger_transfers t
        where t.county_code = o.county_code and t.subject_id = o.id and t.reverses is null and t.unit = 'fen'
          and not exists (select from ledger_transfers r
            where r.county_code = t.county_code and r.reverses = t.id)) as has_money
    from service_complaints c
    join service_orders o on o.county_code = c.county_code and o.id = c.order_id
    join elders e on e.county_code = o.county_code and e.id = o.elder_id
    where c.county_code = ${countyCode} and c.id = ${id}`.execute(tx)
  const [order] = found.rows
  if (!order) throw new Error('the complaint that is being made good is not there')
  return order
}

/**
 * What has been booked is taken back, and then the provider's account says what she owes. What has not been booked
 * must never be: a line that claims a service whose money was returned is turned down.
 */
export async function giveBack(context: Context, given: GivenBack): Promise<void> {
  const { countyCode, id, orderId, words } = given
  const order = await readOrder(context, given)
  if (order.refundFen === order.priceFen) {
    if (order.transferIds.length > 0)
      await reverse(context, {
        ...{ countyCode, transferIds: order.transferIds, day: context.today, reason: words },
      })
    await turnDown(context, given)
    return
  }
  // Time is never paid out in money.
  if (!order.hasMoney) return
  await post(context, [
    {
      ...{
        id,
        countyCode,
        regionCode: order.regionCode,
        unit: 'fen',
        amount: order.refundFen,
        day: context.today,
      },
      from: { kind: 'providerPayable', ownerId: order.providerId, regionCode: countyRegion(countyCode) },
      to: { kind: 'elderCare', ownerId: order.personId, regionCode: order.regionCode },
      ...{ purpose: 'serviceReturn', subjectKind: 'order', subjectId: orderId, voucherId: null, note: words },
    },
  ])
}

async function turnDown(
  { tx, actor, now }: Context,
  { countyCode, orderId, words }: GivenBack,
): Promise<void> {
  const lines = await tx
    .updateTable('claimLines')
    .set({ state: 'turnedOff', lastWords: words, firstBy: null })
    .where('countyCode', '=', countyCode)
    .where('orderId', '=', orderId)
    .where('billId', 'is', null)
    .where('state', '<>', 'turnedOff')
    .returning(['id', 'regionCode'])
    .execute()
  if (lines.length === 0) return
  await tx
    .insertInto('claimLineEvents')
    .values(
      lines.map(line => ({
        ...{ countyCode, regionCode: line.regionCode, claimLineId: line.id, deed: 'deny' as const, words },
        id: uuidV7(now.getTime(), randomBytes(10)),
        ...{ byAccountId: actor.accountId, happenedAt: now.toISOString() },
      })),
    )
    .execute()
}
