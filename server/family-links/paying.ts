// Money from afar: reported by the family, counted by the office only when it has arrived.
import { sql } from 'kysely'
import type { familyLinkApi } from '../../domain/family-links/api.ts'
import { checkPayment, type FamilyPayment } from '../../domain/family-links/family-link.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { recordCareTopUp } from '../care-accounts/care-accounts.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { recordTopUp } from '../meal-accounts/meal-accounts.ts'
import { checkInArea } from '../regions/regions.ts'
import { openLink } from './links.ts'

type Api = typeof familyLinkApi

/** Written down by whoever paid, where she is; nothing stands on the elder's account yet. */
export async function reportPayment(
  context: Context,
  given: InputOf<Api['family.pay']>,
): Promise<Record<string, never>> {
  const { tx, now, today } = context
  checkPayment(given.paidOn, today)
  const link = await openLink(context, given)
  await tx
    .insertInto('familyPayments')
    .values({
      ...{ countyCode: link.countyCode, regionCode: link.regionCode, id: given.id },
      ...{
        elderId: link.elderId,
        linkId: link.linkId,
        account: given.account,
        fen: given.fen,
        way: given.way,
      },
      ...{ paidOn: given.paidOn, reference: given.reference, reportedAt: now.toISOString() },
      ...{ state: 'moneyReported', settledBy: null, settledAt: null, answer: null },
    })
    .execute()
  return {}
}

/** What an account has to show for a payment: its slip, under the payment's own id. Of `family_payments p`. */
const slipOf = sql`
  left join lateral (
    select serial, cancel_reason from meal_top_ups m
      where p.account = 'elderMeals' and m.county_code = p.county_code and m.id = p.id
    union all select serial, cancel_reason from care_top_ups c
      where p.account = 'elderCare' and c.county_code = p.county_code and c.id = p.id) slip on true`

/** Of one link, newest first. */
export async function paymentsOf(
  { tx }: Context,
  { countyCode, linkId }: { countyCode: string; linkId: string },
): Promise<FamilyPayment[]> {
  const { rows } = await sql<FamilyPayment>`
    select p.id, p.account, p.fen, p.way, p.paid_on, p.reference, p.state, p.answer, slip.serial as receipt_serial,
      slip.cancel_reason
    from family_payments p ${slipOf}
    where p.county_code = ${countyCode} and p.link_id = ${linkId}
    order by p.reported_at desc, p.id desc limit 20`.execute(tx)
  return rows
}

type PaymentRow = OutputOf<Api['familyPayment.list']>['rows'][number]

export async function listPayments(
  context: Context,
  { regionCode, state, limit, after }: InputOf<Api['familyPayment.list']>,
): Promise<OutputOf<Api['familyPayment.list']>> {
  checkInArea(context, regionCode)
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const from = place
    ? sql`and (p.reported_at, p.id) < (${place.sort}::timestamptz, ${place.id}::uuid)`
    : sql``
  const found = await sql<PaymentRow>`
    select p.id, p.county_code, p.elder_id, e.name as elder_name, village.short_name as village,
      l.name as payer, p.account, p.fen, p.way, p.paid_on, p.reference, p.reported_at, p.state, p.answer,
      slip.serial as receipt_serial, slip.cancel_reason
    from family_payments p ${slipOf}
    join elders e on e.county_code = p.county_code and e.id = p.elder_id
    join family_links l on l.county_code = p.county_code and l.id = p.link_id
    join regions village on village.code = p.region_code
    where p.region_code between ${area.from} and ${area.to} and p.state = ${state} ${from}
    order by p.reported_at desc, p.id desc limit ${limit + 1}`.execute(context.tx)
  const rows = found.rows.slice(0, limit)
  for (const row of rows) context.concerns(row.countyCode, [row.elderId])
  const last = rows.at(-1)
  return { rows, next: found.rows.length > limit && last ? cursorOf(last.reportedAt, last.id) : null }
}

export async function settlePayment(
  context: Context,
  { countyCode, id, outcome, answer }: InputOf<Api['familyPayment.settle']>,
): Promise<OutputOf<Api['familyPayment.settle']>> {
  const { tx, now, actor, today } = context
  if (outcome === 'moneyMissing' && answer === null)
    throw new Refused('invalid', '请写明为什么没有收到，家人会看到这句话。', { fields: ['answer'] })
  const settled = await tx
    .updateTable('familyPayments')
    .set({ state: outcome, settledBy: actor.accountId, settledAt: now.toISOString(), answer })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('state', '=', 'moneyReported')
    .returning(['elderId', 'linkId', 'account', 'fen', 'reference'])
    .executeTakeFirst()
  if (!settled) throw new Refused('conflict', '这笔汇款已经核对过，或者不在您的辖区内。请刷新后查看。')
  context.concerns(countyCode, [settled.elderId])
  if (outcome === 'moneyMissing') return { receipt: null }
  const payer = await tx
    .selectFrom('familyLinks')
    .select('name')
    .where('countyCode', '=', countyCode)
    .where('id', '=', settled.linkId)
    .executeTakeFirstOrThrow()
  const slip = {
    ...({ countyCode, id, elderId: settled.elderId, kind: 'paidIn', way: 'byFamily' } as const),
    // Booked on the day it was seen to have arrived: the month it was sent in may be closed.
    ...{ amountFen: settled.fen, day: today, payerName: payer.name, note: settled.reference },
  }
  const receipt =
    settled.account === 'elderCare'
      ? await recordCareTopUp(context, slip)
      : await recordTopUp(context, { ...slip, canteenId: null })
  return { receipt }
}
