// Moves between counties as an inbox, an outbox, and one page each.
import { sql } from 'kysely'
import { areaOf, isWithin } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { lifeEventApi } from '../../domain/life-events/api.ts'
import type { Transfer, TransferState } from '../../domain/life-events/transfer.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { unknownTransfer } from './refusals.ts'
import { openPayload, shownOf } from './transfers.ts'

type List = (typeof lifeEventApi)['transfer.list']

interface Found {
  countyCode: string
  id: string
  regionCode: string
  fromRegionName: string
  toRegionCode: string
  toRegionName: string
  elderId: string
  movedOn: string
  reason: string
  state: TransferState
  answerBy: string
  proposedByName: string | null
  proposedAt: string
  answeredByName: string | null
  answeredAt: string | null
  answer: string | null
  acceptedElderId: string | null
  acceptedRegionCode: string | null
  payloadSealed: string
}

/** The row lies in the old county; row policies let the addressed side see it too. */
const columns = sql`
  select t.county_code, t.id, t.region_code, t.to_region_code, t.elder_id, t.moved_on, t.reason, t.state,
    t.answer_by, proposer.name as proposed_by_name, t.proposed_at, answerer.name as answered_by_name,
    t.answered_at, t.answer, t.accepted_elder_id, t.accepted_region_code, t.payload_sealed,
    old_county.short_name || case when t.region_code = old_county.code then '' else old_place.short_name end
      as from_region_name,
    new_county.short_name || case when t.to_region_code = new_county.code then '' else new_place.short_name end
      as to_region_name
  from elder_transfers t
  join regions old_county on old_county.code = left(t.region_code, 6) || '000000'
  join regions old_place on old_place.code = t.region_code
  join regions new_county on new_county.code = left(t.to_region_code, 6) || '000000'
  join regions new_place on new_place.code = t.to_region_code
  left join accounts proposer on proposer.id = t.proposed_by
  left join accounts answerer on answerer.id = t.answered_by`

export async function listTransfers(context: Context, input: InputOf<List>): Promise<OutputOf<List>> {
  const { regionCode, way, state = null, limit, after } = input
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const column = sql.ref(way === 'in' ? 't.to_region_code' : 't.region_code')
  const found = await sql<Found>`${columns}
    where ${column} between ${area.from} and ${area.to}
      and (${state}::text is null or t.state = ${state})
      and (${place?.sort ?? null}::text is null
        or (t.proposed_at, t.id) < (${place?.sort ?? null}::timestamptz, ${place?.id ?? null}::uuid))
    order by t.proposed_at desc, t.id desc limit ${limit + 1}`.execute(context.tx)
  const page = found.rows.slice(0, limit)
  for (const row of page) context.concerns(row.countyCode, [row.elderId])
  const last = page.at(-1)
  return {
    rows: page.map(row => shownTransfer(context, row)),
    next: found.rows.length > limit && last ? cursorOf(last.proposedAt, last.id) : null,
  }
}

export async function getTransfer(
  context: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<Transfer> {
  const found = await sql<Found>`${columns}
    where t.county_code = ${countyCode} and t.id = ${id}::uuid`.execute(context.tx)
  const row = found.rows[0]
  if (!row) throw unknownTransfer()
  context.concerns(countyCode, [row.elderId])
  return shownTransfer(context, row)
}

function shownTransfer(context: Context, row: Found): Transfer {
  const { acceptedElderId, acceptedRegionCode, payloadSealed, regionCode, ...rest } = row
  const isMine = acceptedRegionCode !== null && isWithin(acceptedRegionCode, context.actor.area)
  return {
    ...rest,
    ...shownOf(context, openPayload(context, payloadSealed), regionCode),
    isOverdue: row.state === 'toReceive' && row.answerBy < context.today,
    acceptedElder:
      isMine && acceptedElderId !== null
        ? { countyCode: acceptedRegionCode.slice(0, 6), id: acceptedElderId }
        : null,
  }
}
