// From a need to an order, or to a series of them; nobody is sent without a person having chosen.
import { sql } from 'kysely'
import { type Day, dayOf, startOfDay } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { ServiceItem } from '../../domain/service-orders/catalogue.ts'
import type { serviceNeedApi } from '../../domain/service-orders/need-api.ts'
import { checkWindow, isAwayOn, type Stay } from '../../domain/service-orders/pattern.ts'
import { missingCertificates, missingSentence } from '../../domain/service-orders/provider.ts'
import { agreedOf } from '../../domain/service-orders/time-share.ts'
import type { Context } from '../kernel/context.ts'
import { timeStepsIn } from './agreed.ts'
import { itemFor } from './catalogue.ts'
import { isSharingRefused, lockNeed } from './needs.ts'
import { makeOccurrences, type SeriesRow } from './series.ts'
import { insertEvents, writerOf } from './story.ts'
import { certificatesOf } from './workers.ts'

type Table = typeof serviceNeedApi
type Arrange = InputOf<Table['order.arrange']>

export async function arrangeOrder(
  context: Context,
  input: Arrange,
): Promise<OutputOf<Table['order.arrange']>> {
  const { countyCode, needId, itemCode, plannedFrom, plannedTo } = input
  checkWindow(plannedFrom, plannedTo)
  const need = await lockNeed(context, { countyCode, id: needId })
  context.concerns(countyCode, [need.elderId])
  const day = dayOf(new Date(plannedFrom))
  if (Date.parse(plannedFrom) < context.now.getTime()) throw new Refused('invalid', '安排的时间已经过去了。')
  const item = await itemFor(context, countyCode, itemCode, day)
  if (item.kind !== need.kind)
    throw new Refused('rule_broken', '这项服务和老年人提出的需求不是一类，请重新选择。')
  await checkElder(context, { countyCode, elderId: need.elderId }, day)
  const providerName = await checkProvider(context, { countyCode, providerId: input.providerId, itemCode })
  const workerName =
    input.workerId === null
      ? null
      : await checkWorker(context, { ...input, workerId: input.workerId, item, day })
  const names = { providerName, ...(workerName !== null && { workerName }) }
  if (input.weekly === null) {
    await insertOne(context, { input, item, day, need, names })
    return { orderIds: [input.id], seriesId: null }
  }
  return { orderIds: await beginSeries(context, input, need), seriesId: input.id }
}

interface One {
  input: Arrange
  item: ServiceItem
  day: Day
  need: { regionCode: string; elderId: string }
  names: { providerName: string; workerName?: string }
}

async function insertOne(context: Context, { input, item, day, need, names }: One): Promise<void> {
  const { tx, now, actor } = context
  const { countyCode, id, needId, itemCode, providerId, workerId, plannedFrom, plannedTo, note } = input
  const { regionCode, elderId } = need
  const at = now.toISOString()
  await tx
    .insertInto('serviceOrders')
    .values({
      ...{ countyCode, id, regionCode, elderId, needId, seriesId: null, itemId: item.id, itemCode },
      ...{ itemKind: item.kind, providerId, workerId, plannedOn: day, plannedFrom, plannedTo },
      ...{
        ...agreedOf(item, timeStepsIn(context, regionCode)),
        stage: 'requested',
        stageAt: at,
      },
      ...{ signedInAt: null, signedOutAt: null, confirmedAt: null, feeFen: 0, rating: null, version: 1 },
      ...{ arrangedBy: actor.accountId, arrangedAt: at, note, synthetic: false },
    })
    .execute()
  const details = { ...names, ...(note !== null && { says: note }) }
  await insertEvents(writerOf(context), [
    { countyCode, regionCode, id, orderId: id, kind: 'arrange', happenedAt: at, details },
  ])
}

async function beginSeries(
  context: Context,
  input: Arrange,
  need: { regionCode: string; elderId: string },
): Promise<string[]> {
  const { tx, now, actor, setting } = context
  const { countyCode, id, needId, itemCode, providerId, workerId, plannedFrom, plannedTo, weekly, note } =
    input
  const day = dayOf(new Date(plannedFrom))
  const fromMinute = Math.round((Date.parse(plannedFrom) - startOfDay(day).getTime()) / 60_000)
  const minutes = Math.round((Date.parse(plannedTo) - Date.parse(plannedFrom)) / 60_000)
  const series: SeriesRow = {
    ...{
      countyCode,
      id,
      regionCode: need.regionCode,
      elderId: need.elderId,
      needId,
      itemCode,
      providerId,
      workerId,
    },
    ...{ weekdays: [...new Set(weekly?.weekdays)].sort(), fromMinute, minutes, fromOn: day },
    ...{ toOn: weekly?.toOn ?? null, madeUntil: null, note },
  }
  await tx
    .insertInto('orderSeries')
    .values({
      ...series,
      ...{ endedWhy: null, endedBy: null, endedAt: null },
      ...{ arrangedBy: actor.accountId, arrangedAt: now.toISOString() },
    })
    .execute()
  const made = await makeOccurrences(
    {
      ...writerOf(context),
      aheadDays: setting('order.aheadDays', need.regionCode),
      steps: timeStepsIn(context, need.regionCode),
    },
    [series],
  )
  if (made.length === 0)
    throw new Refused(
      'rule_broken',
      '按这个安排，接下来没有一天能上门。请核对星期、起止日期和老年人是否外出。',
    )
  return made
}

/** Nobody is sent to a home that is empty, nor told of an elder who does not want it. */
export async function checkElder(
  context: Context,
  { countyCode, elderId }: { countyCode: string; elderId: string },
  day: Day,
): Promise<void> {
  const elder = await context.tx
    .selectFrom('elders')
    .select(['endedOn'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .executeTakeFirst()
  if (!elder) throw new Refused('not_found', '没有这位老人，或者不在您的辖区内。')
  if (elder.endedOn !== null)
    throw new Refused('rule_broken', `档案显示这位老人已于 ${elder.endedOn} 去世或迁出，不能再安排服务。`)
  const stays = await context.tx
    .selectFrom('elderAbsences')
    .select(['kind', 'validFrom', 'validTo'])
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', elderId)
    .execute()
  if (isAwayOn(stays as Stay[], day))
    throw new Refused('rule_broken', `${day} 老年人住院、外出或住在机构，不在家。请改期，或先登记已回家。`)
  if (await isSharingRefused(context, countyCode, elderId))
    throw new Refused(
      'rule_broken',
      '老年人不愿意把资料告诉上门服务的机构，不能派单。请先当面征得同意并登记。',
    )
}

export async function checkProvider(
  { tx }: Context,
  { countyCode, providerId, itemCode }: { countyCode: string; providerId: string; itemCode: string },
): Promise<string> {
  const provider = await tx
    .selectFrom('serviceProviders')
    .select(['name', 'itemCodes', 'endedOn'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', providerId)
    .executeTakeFirst()
  if (!provider || provider.endedOn !== null)
    throw new Refused('not_found', '这家机构不在名单里或已停用，请另选一家。')
  if (!provider.itemCodes.includes(itemCode))
    throw new Refused('rule_broken', `${provider.name}不提供这项服务，请另选一家。`)
  return provider.name
}

interface WorkerAsked {
  countyCode: string
  providerId: string
  workerId: string
  item: Pick<ServiceItem, 'certificates'>
  day: Day
}

/** Of that provider, still there, and with every certificate in force on the day. */
export async function checkWorker(
  context: Pick<Context, 'tx'>,
  { countyCode, providerId, workerId, item, day }: WorkerAsked,
): Promise<string> {
  const found = await sql<{ name: string }>`
    select name from service_workers where county_code = ${countyCode} and id = ${workerId}::uuid
      and provider_id = ${providerId}::uuid and ended_on is null`.execute(context.tx)
  const [worker] = found.rows
  if (!worker) throw new Refused('not_found', '这位服务人员不在这家机构的名单里，请另选一位。')
  const held = (await certificatesOf(context, countyCode, [workerId])).get(workerId) ?? []
  const missing = missingCertificates(item.certificates, held, day)
  if (missing.length > 0)
    throw new Refused(
      'rule_broken',
      `${worker.name}${missingSentence(missing, held)}，${day} 不能做这项服务。请换一位，或先更新证照。`,
    )
  return worker.name
}
