// What the office and a provider do with one order.
import { sql } from 'kysely'
import { dayOf } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { CertificateKind, ConfirmationWay } from '../../domain/service-orders/catalogue.ts'
import type { serviceOrderApi } from '../../domain/service-orders/order-api.ts'
import { checkWindow } from '../../domain/service-orders/pattern.ts'
import { checkFollows } from '../../domain/service-orders/stage.ts'
import { checkConfirmation } from '../../domain/service-orders/steps.ts'
import type { Context } from '../kernel/context.ts'
import { checkElder, checkProvider, checkWorker } from './arranging.ts'
import { notYours, ownProviders } from './membership.ts'
import { type LockedOrder, lockOrder, turnOrder, writerOf } from './story.ts'

type Table = typeof serviceOrderApi
type Key = { countyCode: string; id: string }

async function order(context: Context, key: Key): Promise<LockedOrder> {
  const found = await lockOrder(context, key)
  context.concerns(key.countyCode, [found.elderId])
  return found
}

/** Of the caller's own organisation, or not found. */
async function ownOrder(context: Context, key: Key): Promise<LockedOrder & { providerName: string }> {
  const own = await ownProviders(context, key.countyCode)
  const found = await lockOrder(context, key)
  const provider = own.find(one => one.id === found.providerId)
  if (!provider) throw notYours()
  context.concerns(key.countyCode, [found.elderId])
  return { ...found, providerName: provider.name }
}

interface ItemFacts {
  confirmations: ConfirmationWay[]
  certificates: CertificateKind[]
}

async function itemOf({ tx }: Context, { countyCode, itemId }: LockedOrder): Promise<ItemFacts> {
  const found = await sql<ItemFacts>`
    select confirmations, certificates from service_items
    where county_code = ${countyCode} and id = ${itemId}::uuid`.execute(tx)
  return found.rows[0] ?? { confirmations: [], certificates: [] }
}

function checkVersion(found: LockedOrder, version: number): void {
  if (found.version !== version)
    throw new Refused('conflict', '这个订单刚被别人改过，没有保存。请刷新后核对再改。')
}

export async function rescheduleOrder(
  context: Context,
  { version, plannedFrom, plannedTo, why, ...key }: InputOf<Table['order.reschedule']>,
): Promise<void> {
  checkWindow(plannedFrom, plannedTo)
  const found = await order(context, key)
  checkVersion(found, version)
  if (Date.parse(plannedFrom) < context.now.getTime()) throw new Refused('invalid', '改到的时间已经过去了。')
  const plannedOn = dayOf(new Date(plannedFrom))
  await checkElder(context, found, plannedOn)
  if (found.workerId !== null)
    await checkWorker(context, {
      ...{ countyCode: found.countyCode, providerId: found.providerId, workerId: found.workerId },
      ...{ item: await itemOf(context, found), day: plannedOn },
    })
  await turnOrder(writerOf(context), found, {
    ...{ kind: 'reschedule', to: null, details: { from: plannedFrom, says: why } },
    set: { plannedOn, plannedFrom, plannedTo },
  })
}

export async function rearrangeOrder(
  context: Context,
  { version, providerId, workerId, ...key }: InputOf<Table['order.rearrange']>,
): Promise<void> {
  const found = await order(context, key)
  checkVersion(found, version)
  if (Date.parse(found.plannedFrom) < context.now.getTime())
    throw new Refused('rule_broken', '这个订单的时间已经过去。请取消它，再按需求重新安排。')
  const { countyCode, itemCode } = found
  await checkElder(context, found, found.plannedOn)
  const providerName = await checkProvider(context, { countyCode, providerId, itemCode })
  const asked = { countyCode, providerId, item: await itemOf(context, found), day: found.plannedOn }
  const workerName = workerId === null ? null : await checkWorker(context, { ...asked, workerId })
  await turnOrder(writerOf(context), found, {
    ...{ kind: 'arrange', to: 'requested', set: { providerId, workerId } },
    details: { providerName, ...(workerName !== null && { workerName }) },
  })
}

/** Ways of a desk: whoever confirms was asked by somebody who does not serve her. */
export async function confirmOrder(
  context: Context,
  { way, byName, rating, says, ...key }: InputOf<Table['order.confirm']>,
): Promise<void> {
  const found = await order(context, key)
  checkFollows(found.stage, 'confirm')
  checkConfirmation(await itemOf(context, found), { way, byName, signature: null })
  await turnOrder(writerOf(context), found, {
    ...{ kind: 'confirm', to: 'confirmed', set: { rating, confirmedAt: context.now.toISOString() } },
    details: {
      way,
      ...(byName !== null && { byName }),
      ...(rating !== null && { rating }),
      ...(says !== null && { says }),
    },
  })
}

export async function acceptOrder(
  context: Context,
  { workerId, ...key }: InputOf<Table['order.accept']>,
): Promise<void> {
  const found = await ownOrder(context, key)
  const chosen = workerId ?? found.workerId
  const workerName = chosen === null ? null : await checkOwnWorker(context, found, chosen)
  await turnOrder(writerOf(context), found, {
    ...{ kind: 'accept', to: 'promised', set: { workerId: chosen } },
    details: { providerName: found.providerName, ...(workerName !== null && { workerName }) },
  })
}

async function checkOwnWorker(context: Context, found: LockedOrder, workerId: string): Promise<string> {
  const { countyCode, providerId, plannedOn } = found
  const item = await itemOf(context, found)
  return checkWorker(context, { countyCode, providerId, workerId, item, day: plannedOn })
}

export async function handBackOrder(
  context: Context,
  { why, ...key }: InputOf<Table['order.handBack']>,
): Promise<void> {
  const found = await ownOrder(context, key)
  await turnOrder(writerOf(context), found, {
    ...{ kind: 'turnDown', to: 'handedBack', set: { workerId: null } },
    details: { providerName: found.providerName, says: why },
  })
}

export async function dispatchOrder(
  context: Context,
  { workerId, ...key }: InputOf<Table['order.dispatch']>,
): Promise<void> {
  const found = await ownOrder(context, key)
  const workerName = await checkOwnWorker(context, found, workerId)
  await turnOrder(writerOf(context), found, {
    ...{ kind: 'dispatch', to: 'promised', set: { workerId } },
    details: { workerName },
  })
}
