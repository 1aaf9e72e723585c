// Money paid in and back over the counter: a slip, a transfer in the ledger, and how a wrong one is put right.
import { sql } from 'kysely'
import type { careAccountApi } from '../../domain/care-accounts/api.ts'
import {
  type CareTopUp,
  checkPayBack,
  checkTopUp,
  whyNotCancel,
} from '../../domain/care-accounts/care-account.ts'
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { balancesOf, postOverCounter, reverse } from '../ledger/ledger.ts'
import { ownShare } from '../service-orders/service-orders.ts'

type Table = typeof careAccountApi

const unknownTopUp = () => new Refused('not_found', '没有这笔充值或退款，或者不在您的辖区内。请刷新后重试。')

/** Also called for a family far away, once its payment has arrived: `way` 'byFamily'. */
export async function recordCareTopUp(
  context: Context,
  given: InputOf<Table['careAccount.topUp']>,
): Promise<CareTopUp> {
  const { tx, now, today, actor } = context
  const { countyCode, id, kind, way, amountFen, day, payerName, note } = given
  const person = await personOf(context, { countyCode, id: given.elderId })
  const { id: elderId, regionCode } = person
  context.concerns(countyCode, [elderId])
  checkTopUp(given, person.endedOn, today)
  if (kind === 'paidBack') await checkHers(context, { countyCode, ids: person.ids, elderId }, amountFen)
  await tx
    .insertInto('careTopUps')
    .values({
      ...{ countyCode, id, regionCode, elderId, kind, way, amountFen, day, payerName, note },
      ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
      ...{ cancelledBy: null, cancelledAt: null, cancelReason: null },
    })
    .execute()
  await postOverCounter(
    context,
    given,
    { kind: 'elderCare', ownerId: elderId, regionCode },
    { paidIn: 'careTopUp', paidBack: 'careRefund' },
  )
  const [made] = await topUpsOf(context, { countyCode, elderIds: [elderId], id })
  if (!made) throw unknownTopUp()
  return made
}

async function checkHers(
  context: Context,
  { countyCode, elderId, ids }: { countyCode: string; elderId: string; ids: readonly string[] },
  amountFen: number,
): Promise<void> {
  const [balance = 0] = await balancesOf(context, [
    { kind: 'elderCare', ownerId: elderId, countyCode, unit: 'fen' },
  ])
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(${ownShare.fen}), 0)::bigint as fen from service_orders o
    where o.county_code = ${countyCode} and o.elder_id = any(${[...ids]}::uuid[]) and ${ownShare.isDone}
      and ${ownShare.isUnpaid}`.execute(context.tx)
  checkPayBack(balance, Number(rows[0]?.fen ?? 0), amountFen)
}

type Row = Omit<CareTopUp, 'whyNotCancel'> & { recordedBy: string | null; recordedAt: string }

const slipsAtMost = 100

export async function topUpsOf(
  context: Context,
  { countyCode, elderIds, id }: { countyCode: string; elderIds: readonly string[]; id?: string },
): Promise<CareTopUp[]> {
  const { rows } = await sql<Row>`
    select t.id, t.serial, t.kind, t.way, t.amount_fen, t.day, t.payer_name, t.note, by.name as recorded_by_name,
      t.cancel_reason, t.recorded_by, t.recorded_at
    from care_top_ups t left join accounts by on by.id = t.recorded_by
    where t.county_code = ${countyCode} and t.elder_id = any(${[...elderIds]}::uuid[])
      ${id === undefined ? sql`` : sql`and t.id = ${id}::uuid`}
    order by t.day desc, t.id desc limit ${slipsAtMost}`.execute(context.tx)
  return rows.map(({ recordedBy, recordedAt, ...row }) => ({
    ...row,
    whyNotCancel: mayNot(context, { recordedBy, recordedAt, cancelled: row.cancelReason !== null }),
  }))
}

function mayNot(
  { actor, today }: Context,
  slip: { recordedBy: string | null; recordedAt: string; cancelled: boolean },
): string | null {
  const recordedOn: Day = dayOf(new Date(slip.recordedAt))
  const asker = { accountId: actor.accountId, mayClose: actor.rights.includes('ledger:close') }
  return whyNotCancel({ ...slip, recordedOn }, asker, today)
}

/** Money already spent cannot be taken back: the ledger refuses what would go below zero. */
export async function cancelCareTopUp(
  context: Context,
  { countyCode, id, reason }: InputOf<Table['careAccount.cancelTopUp']>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor } = context
  const row = await tx
    .selectFrom('careTopUps')
    .select(['elderId', 'recordedBy', 'recordedAt', 'cancelledAt'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw unknownTopUp()
  const why = mayNot(context, { ...row, cancelled: row.cancelledAt !== null })
  if (why !== null) throw new Refused(row.cancelledAt === null ? 'not_allowed' : 'conflict', why)
  context.concerns(countyCode, [row.elderId])
  await reverse(context, { countyCode, transferIds: [id], day: today, reason })
  await tx
    .updateTable('careTopUps')
    .set({ cancelledBy: actor.accountId, cancelledAt: now.toISOString(), cancelReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}
