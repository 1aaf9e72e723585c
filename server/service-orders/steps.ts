// What a worker's phone brings, a whole push at once: each step is asked of the rule in its turn, then all are written.
import { sql } from 'kysely'
import { dayOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { CertificateKind, ConfirmationWay, HaltRule } from '../../domain/service-orders/catalogue.ts'
import type { EventDetails, OrderStage, OrderStepInput } from '../../domain/service-orders/order.ts'
import type { HeldCertificate } from '../../domain/service-orders/provider.ts'
import { afterStep, checkStep, type OrderSoFar, vitalsHalt } from '../../domain/service-orders/steps.ts'
import { type VitalLimits, vitalSettings } from '../../domain/service-orders/vitals.ts'
import { workOf } from '../aid-cases/aid-cases.ts'
import type { Context } from '../kernel/context.ts'
import { type LifeSign, noteSigns } from '../silence/silence.ts'
import { ownWorker } from './membership.ts'
import { type EventRow, insertEvents, writerOf } from './story.ts'
import { certificatesOf } from './workers.ts'

type Outcome = { stage: OrderStage } | Refused

interface OrderRow {
  countyCode: string
  id: string
  regionCode: string
  elderId: string
  stage: OrderStage
  haltRule: HaltRule | null
  confirmations: ConfirmationWay[]
  certificates: CertificateKind[]
  lastVitalsHalt: boolean | null
  signedInAt: string | null
  signedOutAt: string | null
}

interface Turned {
  row: OrderRow
  so: OrderSoFar
  steps: OrderStepInput[]
}

interface Known {
  orders: Map<string, OrderRow>
  /** Events that are there already: id → order and kind. */
  before: Map<string, { orderId: string; kind: string }>
  held: readonly HeldCertificate[]
  workerId: string
}

const notHers = () =>
  new Refused(
    'not_found',
    '这个订单不在您名下，可能已改派或取消。记录仍保留在手机上，请联系机构核对后再处理。',
  )

export async function takeSteps(context: Context, inputs: readonly OrderStepInput[]): Promise<Outcome[]> {
  const known = await readKnown(context, inputs)
  if (known === null) return inputs.map(notHers)
  const turned = new Map<string, Turned>()
  const fresh = new Set<string>()
  const outcomes = inputs.map((step): Outcome => {
    const row = known.orders.get(step.orderId.toLowerCase())
    if (!row || row.countyCode !== step.countyCode) return notHers()
    const so = turned.get(row.id)?.so ?? soFar(row)
    const again = known.before.get(step.id.toLowerCase())
    if (again) return again.orderId === row.id && again.kind === step.kind ? { stage: so.stage } : clash()
    if (fresh.has(step.id)) return clash()
    return inTurn(() => {
      const limits = limitsAt(context, row.regionCode)
      const day = dayOf(new Date(step.happenedAt))
      checkStep(so, step, { held: known.held, limits, now: context.now, day })
      const next = afterStep(so, step, limits)
      turned.set(row.id, { row, so: next, steps: [...(turned.get(row.id)?.steps ?? []), step] })
      fresh.add(step.id)
      return { stage: next.stage }
    })
  })
  await writeTurned(context, known.workerId, [...turned.values()])
  return outcomes
}

const clash = () =>
  new Refused('conflict', '这个编号已经用于另一步内容不同的记录，两条都已保留，请联系机构核对。')

/** What a rule refuses is that step's answer; the others of the push go on. */
function inTurn(step: () => Outcome): Outcome {
  try {
    return step()
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

const soFar = (row: OrderRow): OrderSoFar => {
  const { stage, haltRule, confirmations, certificates, lastVitalsHalt, signedInAt, signedOutAt } = row
  return { stage, haltRule, confirmations, certificates, lastVitalsHalt, signedInAt, signedOutAt }
}

export function limitsAt({ setting }: Pick<Context, 'setting'>, regionCode: string): VitalLimits {
  return Object.fromEntries(vitalSettings.map(key => [key, setting(key, regionCode)])) as VitalLimits
}

/** Only her own orders are read, so another's cannot be touched; a post without a worker's entry has none. */
async function readKnown(context: Context, inputs: readonly OrderStepInput[]): Promise<Known | null> {
  const { tx } = context
  const worker = await ownWorker(context)
  if (worker === null) return null
  const { countyCode, id: workerId } = worker
  const orderIds = [...new Set(inputs.map(input => input.orderId))]
  const found = await sql<OrderRow>`
    select o.county_code, o.id, o.region_code, o.elder_id, o.stage, i.halt_rule, i.confirmations, i.certificates,
      o.signed_in_at, o.signed_out_at,
      (select v.vitals_halt from order_events v where v.county_code = o.county_code and v.order_id = o.id
        and v.kind = 'takeVitals' order by v.happened_at desc, v.number desc limit 1) as last_vitals_halt
    from service_orders o
    join service_items i on i.county_code = o.county_code and i.id = o.item_id
    where o.county_code = ${countyCode} and o.worker_id = ${workerId}::uuid and o.id = any(${orderIds}::uuid[])
    order by o.id for update of o`.execute(tx)
  const before = await sql<{ id: string; orderId: string; kind: string }>`
    select id, order_id, kind from order_events
    where county_code = ${countyCode} and id = any(${inputs.map(input => input.id)}::uuid[])`.execute(tx)
  const certificates = await certificatesOf(context, countyCode, [workerId])
  return {
    orders: new Map(found.rows.map(row => [row.id, row])),
    before: new Map(before.rows.map(row => [row.id, row])),
    held: certificates.get(workerId) ?? [],
    workerId,
  }
}

async function writeTurned(context: Context, workerId: string, turned: readonly Turned[]): Promise<void> {
  if (turned.length === 0) return
  const events = turned.flatMap(({ row, steps }) => steps.map(step => eventOf(context, workerId, row, step)))
  await insertEvents(writerOf(context), events)
  const rows = turned.map(({ row, so, steps }) => {
    const confirmed = steps.find(step => step.kind === 'confirm')
    return {
      ...{ countyCode: row.countyCode, id: row.id, stage: so.stage, stageAt: steps.at(-1)?.happenedAt },
      ...{ signedInAt: so.signedInAt, signedOutAt: so.signedOutAt },
      ...{ confirmedAt: confirmed?.happenedAt ?? null, rating: confirmed?.rating ?? null },
      feePercent:
        so.stage === 'nobodyHome' ? context.setting('order.nobodyHomeFeePercent', row.regionCode) : 0,
    }
  })
  await sql`
    update service_orders o set stage = done.stage, stage_at = done."stageAt", signed_in_at = done."signedInAt",
      signed_out_at = done."signedOutAt", confirmed_at = coalesce(done."confirmedAt", o.confirmed_at),
      rating = coalesce(done.rating, o.rating), fee_fen = o.price_fen * done."feePercent" / 100,
      version = o.version + 1
    from json_to_recordset(${JSON.stringify(rows)}::json) as done ("countyCode" text, id uuid, stage text,
      "stageAt" timestamptz, "signedInAt" timestamptz, "signedOutAt" timestamptz, "confirmedAt" timestamptz,
      rating int, "feePercent" int)
    where o.county_code = done."countyCode" and o.id = done.id`.execute(context.tx)
  await noteSigns(
    workOf(context),
    turned.flatMap(({ row, steps }) => signsOf(row, steps)),
  )
  for (const countyCode of new Set(turned.map(({ row }) => row.countyCode)))
    context.concerns(
      countyCode,
      turned.filter(({ row }) => row.countyCode === countyCode).map(({ row }) => row.elderId),
    )
}

/** Whoever was served was at home and alive then. */
function signsOf({ countyCode, elderId }: OrderRow, steps: readonly OrderStepInput[]): LifeSign[] {
  return steps
    .filter(({ kind }) => kind === 'signIn' || kind === 'takeVitals' || kind === 'signOut')
    .map(({ happenedAt }) => ({ countyCode, elderId, kind: 'servedAtHome', at: happenedAt }))
}

function eventOf(context: Context, workerId: string, row: OrderRow, step: OrderStepInput): EventRow {
  const { sealer, actor } = context
  const { vitals, way, byName, signature, rating, says } = step
  const limits = limitsAt(context, row.regionCode)
  const halts = vitalsHalt(row, step, limits)
  const details: EventDetails = {
    ...(way !== null && { way }),
    ...(byName !== null && { byName }),
    ...(rating !== null && { rating }),
    ...(halts && vitals && { reasons: ['超过限值'] }),
    ...(says !== null && { says }),
  }
  return {
    ...{
      countyCode: row.countyCode,
      regionCode: row.regionCode,
      id: step.id,
      orderId: row.id,
      kind: step.kind,
    },
    ...{ happenedAt: step.happenedAt, details, workerId, deviceId: actor.deviceId, place: step.place },
    clockOffsetMs: step.clockOffsetMs ?? null,
    vitalsSealed: vitals === null ? null : sealer.seal(JSON.stringify(vitals)),
    vitalsHalt: halts,
    signatureSealed: signature === null ? null : sealer.seal(JSON.stringify(signature)),
  }
}
