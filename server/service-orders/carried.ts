// What a worker's phone carries: her orders of today and tomorrow and what is not finished from the days before.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, ageOn, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { CarriedOrder, CarriedOrders } from '../../domain/service-orders/carried.ts'
import { type CertificateKind, certificateKinds } from '../../domain/service-orders/catalogue.ts'
import type { serviceOrderApi } from '../../domain/service-orders/order-api.ts'
import type { Split } from '../../domain/service-orders/payers.ts'
import {
  certificateStateOn,
  type HeldCertificate,
  missingCertificates,
  missingSentence,
} from '../../domain/service-orders/provider.ts'
import type { Context } from '../kernel/context.ts'
import { type OwnWorker, ownWorker } from './membership.ts'
import { limitsAt } from './steps.ts'
import { certificatesOf } from './workers.ts'

type Carried = (typeof serviceOrderApi)['order.carried']

type Row = Omit<CarriedOrder, 'elderAge' | 'phone' | 'barred' | 'elderFen'> & {
  bornOn: Day | null
  phoneSealed: string | null
  split: Split
  certificates: CertificateKind[]
}

/** Unfinished work older than this is the office's to clear up, no longer the phone's. */
const daysBack = 3

export async function carryOrders(
  context: Context,
  { fingerprint }: InputOf<Carried>,
): Promise<OutputOf<Carried>> {
  const worker = await ownWorker(context)
  if (worker === null) return { unchanged: false, carried: null }
  const carried = await carriedOf(context, worker)
  const unchanged = carried.fingerprint === fingerprint
  return { unchanged, carried: unchanged ? null : carried }
}

async function carriedOf(context: Context, worker: OwnWorker): Promise<CarriedOrders> {
  const { today, setting } = context
  const countyRegion = `${worker.countyCode}000000`
  const held = (await certificatesOf(context, worker.countyCode, [worker.id])).get(worker.id) ?? []
  const orders = (await readOrders(context, worker)).map(row => orderFrom(context, row, held))
  context.concerns(
    worker.countyCode,
    orders.map(order => order.elderId),
  )
  const content = {
    ...{ today, workerName: worker.name, providerName: worker.providerName },
    warnings: warningsOf(held, today, setting('worker.certificateWarningDays', countyRegion)),
    limits: limitsAt(context, countyRegion),
    orders,
  }
  const fingerprint = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)
  return { ...content, fingerprint }
}

async function readOrders({ tx, today }: Context, { countyCode, id }: OwnWorker): Promise<Row[]> {
  const found = await sql<Row>`
    select o.county_code, o.id, o.elder_id, o.region_code, e.name as elder_name, e.born_on, e.phone_sealed,
      e.spoken_language, e.hard_of_hearing, e.weak_sight, village.short_name as village_name, h.hamlet, h.address,
      i.name as item_name, o.item_kind, i.standard_minutes, o.price_fen, o.split, i.proofs, i.confirmations,
      i.halt_rule, i.certificates, o.planned_on, o.planned_from, o.planned_to, o.stage, o.signed_in_at,
      o.signed_out_at, o.note,
      (select v.vitals_halt from order_events v where v.county_code = o.county_code and v.order_id = o.id
        and v.kind = 'takeVitals' order by v.happened_at desc, v.number desc limit 1) as last_vitals_halt,
      array(select f.kind from order_photos f where f.county_code = o.county_code and f.order_id = o.id
        order by f.kind) as photos
    from service_orders o
    join elders e on e.county_code = o.county_code and e.id = o.elder_id
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = o.region_code
    join service_items i on i.county_code = o.county_code and i.id = o.item_id
    where o.county_code = ${countyCode} and o.worker_id = ${id}::uuid
      and o.planned_on between ${addDays(today, -daysBack)} and ${addDays(today, 1)}
      and o.stage in ('promised', 'onTheWay', 'inService', 'finished', 'confirmed', 'halted', 'nobodyHome')
      and (o.planned_on >= ${today} or o.stage in ('onTheWay', 'inService', 'finished'))
    order by o.planned_from, o.id limit 120`.execute(tx)
  return found.rows
}

function orderFrom({ sealer, today }: Context, row: Row, held: readonly HeldCertificate[]): CarriedOrder {
  const { bornOn, phoneSealed, split, certificates, ...rest } = row
  const missing = missingCertificates(certificates, held, row.plannedOn)
  return {
    ...rest,
    elderAge: bornOn === null ? null : ageOn(bornOn, today),
    phone: phoneSealed === null ? null : sealer.open(phoneSealed),
    elderFen: split.elder,
    barred: missing.length === 0 ? null : `${missingSentence(missing, held)}，不能做这项服务。请联系机构。`,
  }
}

function warningsOf(held: readonly HeldCertificate[], today: Day, warningDays: number): string[] {
  const newest = new Map<CertificateKind, HeldCertificate>()
  for (const one of held) if (one.revokedOn === null && !newest.has(one.kind)) newest.set(one.kind, one)
  return [...newest.values()].flatMap(one => {
    const state = certificateStateOn(one, today, warningDays)
    const word = certificateKinds.words[one.kind]
    if (state === 'certificateOver') return [`${word}已于 ${one.expiresOn} 到期`]
    return state === 'certificateEnding' ? [`${word} ${one.expiresOn} 到期，请尽快换证`] : []
  })
}
