// Money received for living in a home: receipts with numbers, taken back by a reversal, never changed.
import { sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { firstDayOf, lastDayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { stayFeeApi } from '../../domain/stays/fee-api.ts'
import type { FeeReceipt } from '../../domain/stays/fees.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { post, reverse } from '../ledger/ledger.ts'
import { checkInArea } from '../regions/regions.ts'
import { type Desk, ofHome, ofStay } from './fees.ts'
import { inArea, owedOf } from './homes.ts'
import { mineOnly } from './place.ts'

type Api = typeof stayFeeApi
type Receive = InputOf<Api['stayFee.receive']>

interface Payer {
  id: string
  facilityId: string
  regionCode: string
  elderId: string
}

export async function receive(context: Context, input: Receive): Promise<OutputOf<Api['stayFee.receive']>> {
  const { today, actor } = context
  if (input.day > today) throw new Refused('invalid', '日期不能晚于今天。请改正。')
  const ids = input.lines.map(line => line.stayId)
  if (new Set(ids).size < ids.length)
    throw new Refused('invalid', '同一位老人在这一批里出现了两次。请合并成一笔。')
  const { rows: stays } = await sql<Payer>`
    select s.id, s.facility_id, s.region_code, s.elder_id from stays s
    where s.county_code = ${input.countyCode} and s.id = any(${ids}::uuid[])
      ${mineOnly(context, 's', 'facility_id')}`.execute(context.tx)
  if (stays.length < ids.length)
    throw new Refused('not_found', '有的入住档案没有找到，或不归您管。请刷新后重试。')
  noteConcerns(
    context,
    stays.map(({ elderId }) => ({ countyCode: input.countyCode, id: elderId })),
  )
  return receiveFor({ ...context, by: actor.accountId }, input, stays)
}

/** Also for the demonstration. */
export async function receiveFor(
  desk: Desk & { by: string | null },
  { countyCode, kind, payer, payerName, way, day, note, lines }: Receive,
  stays: readonly Payer[],
): Promise<OutputOf<Api['stayFee.receive']>> {
  const { tx, now, by } = desk
  const stayOf = new Map(stays.map(stay => [stay.id, stay]))
  const known = lines.flatMap(line => {
    const stay = stayOf.get(line.stayId)
    return stay ? [{ line, stay, place: { countyCode, ...stay } }] : []
  })
  const written = await tx
    .insertInto('stayReceipts')
    .values(
      known.map(({ line, stay }) => ({
        ...{
          countyCode,
          id: line.id,
          regionCode: stay.regionCode,
          stayId: stay.id,
          facilityId: stay.facilityId,
        },
        ...{ kind, payer, payerName, way, amountFen: line.amountFen, day, note },
        ...{ recordedBy: by, recordedAt: now.toISOString(), cancelledBy: null, cancelledAt: null },
        cancelReason: null,
      })),
    )
    .returning('serial')
    .execute()
  await post(
    desk,
    known.map(({ line, place }) => {
      const due =
        payer === 'paidByGovernment' ? ofHome(place, 'stayDueGovernment') : ofStay(place, line.stayId)
      const cash = ofHome(place, 'stationCash')
      return {
        ...{
          id: line.id,
          countyCode,
          regionCode: place.regionCode,
          unit: 'fen' as const,
          amount: line.amountFen,
        },
        ...(kind === 'feeIn' ? { from: due, to: cash } : { from: cash, to: due }),
        ...{ day, purpose: 'stayReceipt' as const, subjectKind: 'stay' as const, subjectId: line.stayId },
        ...{ voucherId: null, note },
      }
    }),
  )
  return { serials: written.map(row => row.serial) }
}

export async function cancelReceipt(
  context: Context,
  { countyCode, id, reason }: InputOf<Api['stayFee.cancel']>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor } = context
  const { rows } = await sql<{ elderId: string; cancelReason: string | null }>`
    select s.elder_id, r.cancel_reason from stay_receipts r
    join stays s on s.county_code = r.county_code and s.id = r.stay_id
    where r.county_code = ${countyCode} and r.id = ${id}::uuid ${mineOnly(context, 'r', 'facility_id')}
    for update of r`.execute(tx)
  const [receipt] = rows
  if (!receipt) throw new Refused('not_found', '没有找到这张收据，或它不归您管。请刷新后重试。')
  context.concerns(countyCode, [receipt.elderId])
  if (receipt.cancelReason !== null) throw new Refused('conflict', '这张收据已经作废，不用重复作废。')
  await reverse(context, { countyCode, transferIds: [id], day: today, reason })
  await tx
    .updateTable('stayReceipts')
    .set({ cancelledBy: actor.accountId, cancelledAt: now.toISOString(), cancelReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

type FoundReceipt = FeeReceipt & { elderId: string }

const receiptColumns = sql`r.county_code, r.id, r.serial, r.stay_id, r.facility_id, f.name as facility_name,
  s.resident_name, s.elder_id, r.kind, r.payer, r.payer_name, r.way, r.amount_fen, r.day, r.note,
  by.name as recorded_by_name, r.recorded_at, r.cancel_reason`
const receiptTables = sql`stay_receipts r
  join stays s on s.county_code = r.county_code and s.id = r.stay_id
  join facilities f on f.county_code = r.county_code and f.id = r.facility_id
  left join accounts by on by.id = r.recorded_by`

function receiptFor(context: Context, { elderId, ...row }: FoundReceipt): FeeReceipt {
  context.concerns(row.countyCode, [elderId])
  const name = (text: string) => nameFor(context.actor.role, text)
  return {
    ...row,
    residentName: name(row.residentName),
    payerName: row.payerName === null ? null : name(row.payerName),
  }
}

export async function listReceipts(
  context: Context,
  input: InputOf<Api['stayFee.receipts']>,
): Promise<OutputOf<Api['stayFee.receipts']>> {
  const { countyCode, facilityId, stayId, month, limit, after } = input
  const place = placeFrom(after)
  const { rows } = await sql<FoundReceipt>`
    select ${receiptColumns} from ${receiptTables}
    where r.county_code = ${countyCode} and r.facility_id = ${facilityId}::uuid
      ${mineOnly(context, 'r', 'facility_id')}
      ${stayId ? sql`and r.stay_id = ${stayId}::uuid` : sql``}
      ${month ? sql`and r.day between ${firstDayOf(month)} and ${lastDayOf(month)}` : sql``}
      ${place ? sql`and (r.day, r.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by r.day desc, r.id desc limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(row => receiptFor(context, row)),
    next: last ? cursorOf(last.day, last.id) : null,
  }
}

export async function getReceipts(
  context: Context,
  { countyCode, ids }: InputOf<Api['stayFee.receipt']>,
): Promise<OutputOf<Api['stayFee.receipt']>> {
  const { rows } = await sql<FoundReceipt>`
    select ${receiptColumns} from ${receiptTables}
    where r.county_code = ${countyCode} and r.id = any(${ids}::uuid[]) ${mineOnly(context, 'r', 'facility_id')}
    order by r.serial`.execute(context.tx)
  if (rows.length === 0) throw new Refused('not_found', '没有找到这张收据，或它不归您管。请刷新后重试。')
  return { rows: rows.map(row => receiptFor(context, row)) }
}

export async function listArrears(
  context: Context,
  { regionCode }: InputOf<Api['stayFee.arrears']>,
): Promise<OutputOf<Api['stayFee.arrears']>> {
  checkInArea(context, regionCode)
  const { rows } = await sql<OutputOf<Api['stayFee.arrears']>['rows'][number]>`
    select * from (
      select s.county_code, s.id as stay_id, s.facility_id, f.name as facility_name, s.elder_id, s.resident_name,
        s.left_on is not null as has_left, ${owedOf} as owed_fen,
        (select max(r.day) from stay_receipts r where r.county_code = s.county_code and r.stay_id = s.id
          and r.cancelled_at is null and r.kind = 'feeIn') as last_paid_on
      from stays s join facilities f on f.county_code = s.county_code and f.id = s.facility_id
      where ${inArea('s', regionCode)} ${mineOnly(context, 's', 'facility_id')}) owing
    where owed_fen > 0 order by owed_fen desc, stay_id limit 500`.execute(context.tx)
  noteConcerns(
    context,
    rows.map(({ countyCode, elderId }) => ({ countyCode, id: elderId })),
  )
  return {
    rows: rows.map(row => ({ ...row, residentName: nameFor(context.actor.role, row.residentName) })),
    owedFen: rows.reduce((sum, row) => sum + row.owedFen, 0),
  }
}
