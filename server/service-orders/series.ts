// Orders of a weekly pattern, made some days ahead; days on which the elder is away have none.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, type Day, dayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { CertificateKind, ServiceKind } from '../../domain/service-orders/catalogue.ts'
import type { serviceNeedApi } from '../../domain/service-orders/need-api.ts'
import { instantOn, isAwayOn, occurrences, type Stay } from '../../domain/service-orders/pattern.ts'
import type { Shares } from '../../domain/service-orders/payers.ts'
import { missingCertificates } from '../../domain/service-orders/provider.ts'
import { agreedOf, type TimeSteps } from '../../domain/service-orders/time-share.ts'
import type { Context } from '../kernel/context.ts'
import { annulWhere } from './ending.ts'
import { type EventRow, insertEvents, type Writer } from './story.ts'
import { certificatesOf } from './workers.ts'

export interface SeriesRow {
  countyCode: string
  id: string
  regionCode: string
  elderId: string
  needId: string
  itemCode: string
  providerId: string
  workerId: string | null
  weekdays: number[]
  fromMinute: number
  minutes: number
  fromOn: Day
  toOn: Day | null
  madeUntil: Day | null
  note: string | null
}

interface ItemRow {
  id: string
  code: string
  countyCode: string
  kind: ServiceKind
  priceFen: number
  standardMinutes: number
  shares: Shares
  certificates: CertificateKind[]
  validFrom: Day
  validTo: Day | null
}

/** What the days of many series need to know, asked once for all. */
async function factsOf({ tx }: Pick<Writer, 'tx'>, series: readonly SeriesRow[], from: Day) {
  const counties = series.map(one => one.countyCode)
  const [countyCode = ''] = counties
  const items = await sql<ItemRow>`
    select id, code, county_code, kind, price_fen, standard_minutes, shares, certificates, valid_from, valid_to from service_items
    where county_code = any(${[...new Set(counties)]}::text[]) and code = any(${series.map(one => one.itemCode)}::text[])
    order by valid_from desc`.execute(tx)
  const stays = await sql<Stay & { elderId: string }>`
    select elder_id, kind, valid_from, valid_to from elder_absences
    where county_code = any(${[...new Set(counties)]}::text[]) and elder_id = any(${series.map(one => one.elderId)}::uuid[])
      and (valid_to is null or valid_to >= ${from})`.execute(tx)
  const workers = series.flatMap(one => (one.workerId === null ? [] : [one.workerId]))
  const certificates = await certificatesOf({ tx }, countyCode, workers)
  return { items: items.rows, stays: stays.rows, certificates }
}

/** All of one county. Ids of the orders made; a day that has its order already is left alone. */
export async function makeOccurrences(
  writer: Writer & { aheadDays: number; steps: TimeSteps },
  series: readonly SeriesRow[],
): Promise<string[]> {
  const { tx, now, by, aheadDays, steps } = writer
  if (series.length === 0) return []
  const today = dayOf(now)
  const until = addDays(today, aheadDays)
  const { items, stays, certificates } = await factsOf(writer, series, today)
  const rows = series.flatMap(one =>
    occurrences({ ...one, madeUntil: laterOf(one.madeUntil, addDays(today, -1)) }, until).flatMap(day => {
      const item = items.find(
        each =>
          each.code === one.itemCode &&
          each.validFrom <= day &&
          (each.validTo === null || each.validTo >= day),
      )
      const plannedFrom = instantOn(day, one.fromMinute)
      const isAway = isAwayOn(
        stays.filter(stay => stay.elderId === one.elderId),
        day,
      )
      if (!item || isAway || Date.parse(plannedFrom) < now.getTime()) return []
      const held = one.workerId === null ? [] : (certificates.get(one.workerId) ?? [])
      // Whoever's certificate ends before the day is not sent: the provider chooses another.
      const mayGo = one.workerId !== null && missingCertificates(item.certificates, held, day).length === 0
      return [
        {
          ...{
            countyCode: one.countyCode,
            id: randomUUID(),
            regionCode: one.regionCode,
            elderId: one.elderId,
          },
          ...{
            needId: one.needId,
            seriesId: one.id,
            itemId: item.id,
            itemCode: item.code,
            itemKind: item.kind,
          },
          ...{
            providerId: one.providerId,
            workerId: mayGo ? one.workerId : null,
            plannedOn: day,
            plannedFrom,
          },
          plannedTo: instantOn(day, one.fromMinute + one.minutes),
          ...{ ...agreedOf(item, steps), note: one.note },
        },
      ]
    }),
  )
  const made = await insertOrders({ tx, now, by }, rows)
  await tx
    .updateTable('orderSeries')
    .set({ madeUntil: until })
    .where('countyCode', '=', series[0]?.countyCode ?? '')
    .where(
      'id',
      'in',
      series.map(one => one.id),
    )
    .execute()
  return made
}

const laterOf = (one: Day | null, other: Day): Day => (one === null || other > one ? other : one)

async function insertOrders(
  writer: Writer,
  rows: readonly (Record<string, unknown> & { id: string; countyCode: string; regionCode: string })[],
): Promise<string[]> {
  if (rows.length === 0) return []
  const at = writer.now.toISOString()
  const inserted = await sql<{ id: string }>`
    insert into service_orders (county_code, id, region_code, elder_id, need_id, series_id, item_id, item_code,
      item_kind, provider_id, worker_id, planned_on, planned_from, planned_to, price_fen, split, time_minutes, stage, stage_at,
      version, arranged_by, arranged_at, note)
    select "countyCode", id, "regionCode", "elderId", "needId", "seriesId", "itemId", "itemCode", "itemKind",
      "providerId", "workerId", "plannedOn", "plannedFrom", "plannedTo", "priceFen", split, "timeMinutes", 'requested',
      ${at}::timestamptz, 1, ${writer.by}::uuid, ${at}::timestamptz, note
    from json_to_recordset(${JSON.stringify(rows)}::json) as made ("countyCode" text, id uuid, "regionCode" text,
      "elderId" uuid, "needId" uuid, "seriesId" uuid, "itemId" uuid, "itemCode" text, "itemKind" text,
      "providerId" uuid, "workerId" uuid, "plannedOn" date, "plannedFrom" timestamptz, "plannedTo" timestamptz,
      "priceFen" int, split jsonb, "timeMinutes" int, note text)
    on conflict do nothing returning id`.execute(writer.tx)
  const ids = new Set(inserted.rows.map(row => row.id))
  const events: EventRow[] = rows
    .filter(row => ids.has(row.id))
    .map(({ countyCode, regionCode, id }) => ({
      ...{ countyCode, regionCode, id: randomUUID(), orderId: id, kind: 'arrange', happenedAt: at },
      details: { says: '按固定服务安排' },
    }))
  await insertEvents(writer, events)
  return events.map(event => event.orderId)
}

export async function endSeries(
  context: Context,
  { countyCode, id, why, on }: InputOf<(typeof serviceNeedApi)['series.end']>,
): Promise<OutputOf<(typeof serviceNeedApi)['series.end']>> {
  const { tx, now, today, actor } = context
  if (on !== null && on < today)
    throw new Refused('invalid', '最后一天不能早于今天。请改选今天或以后的日子。')
  // Until its last day it is made ahead as before.
  const endedAt = on === null || on === today ? now.toISOString() : null
  const ended = await sql<{ elderId: string }>`
    update order_series set ended_at = ${endedAt}::timestamptz, ended_by = ${actor.accountId}, ended_why = ${why},
      to_on = coalesce(${on}::date, to_on)
    where county_code = ${countyCode} and id = ${id}::uuid and ended_at is null returning elder_id`.execute(
    tx,
  )
  const [series] = ended.rows
  if (!series) throw new Refused('not_found', '没有这项固定服务，或者它已经停止了。请刷新。')
  context.concerns(countyCode, [series.elderId])
  const annulled = await annulWhere(
    { tx, now, by: actor.accountId },
    sql`o.county_code = ${countyCode} and o.series_id = ${id}::uuid
      and (${on}::date is null or o.planned_on > ${on}::date)`,
    sql`${`固定服务已停止：${why}`}`,
  )
  return { annulled }
}
