// One order as it reads: from the need that led to it to the proof that it was done.
import { sql } from 'kysely'
import { ageOn, type Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import {
  type EventDetails,
  eventText,
  type Order,
  type OrderEvent,
  type OrderEventKind,
  type OrderRow,
  type Signature,
} from '../../domain/service-orders/order.ts'
import { missingProofs } from '../../domain/service-orders/proofs.ts'
import type { Vitals } from '../../domain/service-orders/vitals.ts'
import type { Context } from '../kernel/context.ts'
import { notYours, ownProviders } from './membership.ts'
import { orderFrom, orderTables, termsNow } from './reading.ts'

type Key = { countyCode: string; id: string }

type Row = Omit<OrderRow, 'isLate'> &
  Omit<
    Order,
    keyof OrderRow | 'elderAge' | 'cancelTerms' | 'minutes' | 'proofsMissing' | 'events' | 'photos'
  > & {
    bornOn: Day | null
    signedInAt: string | null
    signedOutAt: string | null
  }

interface EventRow {
  id: string
  kind: OrderEventKind
  happenedAt: string
  recordedAt: string
  byName: string | null
  km: number | null
  hasPlace: boolean
  clockOffsetMs: number | null
  details: EventDetails
  vitalsSealed: string | null
  vitalsHalt: boolean | null
  signatureSealed: string | null
}

export async function getOrder(context: Context, key: Key): Promise<Order> {
  const order = await readOrder(context, key)
  context.concerns(key.countyCode, [order.elderId])
  return order
}

/** Of another provider: not found, as if it did not exist. */
export async function getOwnOrder(context: Context, key: Key): Promise<Order> {
  const own = await ownProviders(context, key.countyCode)
  const order = await readOrder(context, key)
  if (!own.some(provider => provider.id === order.providerId)) throw notYours()
  context.concerns(key.countyCode, [order.elderId])
  return order
}

async function readOrder(context: Context, { countyCode, id }: Key): Promise<Order> {
  const { tx, today } = context
  const found = await sql<Row>`
    select o.county_code, o.id, o.region_code, village.short_name as place_name, o.elder_id, e.name as elder_name,
      i.name as item_name, o.item_code, o.item_kind, o.provider_id, p.name as provider_name, o.worker_id, w.name as worker_name,
      o.planned_on, o.planned_from, o.planned_to, o.price_fen, o.stage, o.stage_at, o.fee_fen, o.rating,
      o.need_id, o.series_id, e.born_on, h.address, h.hamlet, i.unit, i.standard_minutes, o.split, o.time_minutes, i.proofs,
      i.halt_rule, o.note, o.version, o.signed_in_at, o.signed_out_at
    from ${orderTables}
    join households h on h.county_code = e.county_code and h.id = e.household_id
    where o.county_code = ${countyCode} and o.id = ${id}::uuid`.execute(tx)
  const [row] = found.rows
  if (!row) throw unknownOrder()
  const { bornOn, signedInAt, signedOutAt, ...rest } = row
  const events = await eventsOf(context, { countyCode, id })
  const photos = await tx
    .selectFrom('orderPhotos')
    .select(['id', 'kind', 'addedAt'])
    .where('countyCode', '=', countyCode)
    .where('orderId', '=', id)
    .orderBy('addedAt')
    .execute()
  return {
    ...rest,
    ...orderFrom(context, row),
    cancelTerms: termsNow(context, row),
    elderAge: bornOn === null ? null : ageOn(bornOn, today),
    minutes: minutesBetween(signedInAt, signedOutAt),
    proofsMissing: missingProofs(row.proofs, {
      events: events.map(event => ({ ...event, hasVitals: event.vitals !== null })),
      photos: photos.map(photo => photo.kind),
    }),
    events,
    photos,
  }
}

const minutesBetween = (from: string | null, to: string | null) =>
  from === null || to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / 60_000)

async function eventsOf({ tx, sealer }: Context, { countyCode, id }: Key): Promise<OrderEvent[]> {
  const found = await sql<EventRow>`
    select v.id, v.kind, v.happened_at, v.recorded_at, a.name as by_name, v.lon is not null as has_place,
      crow_km(v.lon, v.lat, village.lon, village.lat) as km, v.clock_offset_ms, v.details, v.vitals_sealed,
      v.vitals_halt, v.signature_sealed
    from order_events v
    join service_orders o on o.county_code = v.county_code and o.id = v.order_id
    join regions village on village.code = o.region_code
    left join accounts a on a.id = v.by_account_id
    where v.county_code = ${countyCode} and v.order_id = ${id}::uuid
    order by v.happened_at, v.number`.execute(tx)
  return found.rows.map(({ km, details, vitalsSealed, vitalsHalt, signatureSealed, ...row }) => ({
    ...row,
    metersFromVillage: km === null ? null : Math.round(km * 1000),
    says: eventText(row.kind, details),
    vitals: vitalsSealed === null ? null : (JSON.parse(sealer.open(vitalsSealed)) as Vitals),
    halts: vitalsHalt === true,
    signature: signatureSealed === null ? null : (JSON.parse(sealer.open(signatureSealed)) as Signature),
  }))
}

export function unknownOrder(): Refused {
  return new Refused('not_found', '没有这个订单，或者它不在您的辖区内。请返回列表重新选择。')
}
