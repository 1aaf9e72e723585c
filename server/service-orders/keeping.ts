// The job of orders: what a life event leaves without sense is cancelled, what a pattern asks for is made ahead.
import { sql } from 'kysely'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { timeStepsIn } from './agreed.ts'
import { annulWhere } from './ending.ts'
import { makeOccurrences, type SeriesRow } from './series.ts'

/** So many series in one transaction: a county has some hundreds. */
const seriesAtOnce = 500

/** Can run twice: everything it does is done once by what it leaves behind. */
export async function keepOrders(system: System): Promise<void> {
  const now = system.clock.now()
  await system.settings.refresh()
  await system.connections.db.transaction().execute(async tx => {
    await endForGone(tx, now)
    await pauseForAway(tx, now)
  })
  const { rows: counties } = await sql<{ countyCode: string }>`
    select distinct county_code from order_series where ended_at is null`.execute(system.connections.db)
  for (const { countyCode } of counties) await makeAhead(system, countyCode)
}

async function endForGone(tx: Transaction, now: Date): Promise<void> {
  const at = now.toISOString()
  await annulWhere(
    { tx, now, by: null },
    sql`exists (select from elders e where e.county_code = o.county_code and e.id = o.elder_id
      and e.ended_on is not null and e.merged_into is null)`,
    sql`'老年人已去世或迁出'::text`,
  )
  await sql`
    update order_series s set ended_at = ${at}::timestamptz, ended_why = '老年人已去世或迁出'
    from elders e where e.county_code = s.county_code and e.id = s.elder_id and e.ended_on is not null
      and e.merged_into is null and s.ended_at is null`.execute(tx)
  // What was done and is not confirmed yet keeps its need open until it is.
  await sql`
    update service_needs n set ended_at = ${at}::timestamptz, ended_as = 'elderGone'
    from elders e where e.county_code = n.county_code and e.id = n.elder_id and e.ended_on is not null
      and e.merged_into is null and n.ended_at is null
      and not exists (select from service_orders o where o.county_code = n.county_code and o.need_id = n.id
        and o.stage in ('onTheWay', 'inService', 'finished'))`.execute(tx)
}

const awayWords = sql`'老年人住院、外出或住进机构，暂停服务'::text`

async function pauseForAway(tx: Transaction, now: Date): Promise<void> {
  await annulWhere(
    { tx, now, by: null },
    sql`exists (select from elder_absences s where s.county_code = o.county_code and s.elder_id = o.elder_id
      and s.kind <> 'refusal' and s.valid_from <= o.planned_on and (s.valid_to is null or s.valid_to >= o.planned_on))`,
    awayWords,
  )
}

async function makeAhead(system: System, countyCode: string): Promise<void> {
  const now = system.clock.now()
  const today = dayOf(now)
  const aheadDays = system.settings.value('order.aheadDays', `${countyCode}000000`, today)
  const steps = timeStepsIn(
    { setting: (key, place) => system.settings.value(key, place, today) },
    `${countyCode}000000`,
  )
  await system.connections.db.transaction().execute(async tx => {
    const { rows } = await sql<SeriesRow>`
      select county_code, id, region_code, elder_id, need_id, item_code, provider_id, worker_id, weekdays,
        from_minute, minutes, from_on, to_on, made_until, note
      from order_series
      where county_code = ${countyCode} and ended_at is null
        and (made_until is null or made_until < ${addDays(today, aheadDays)})
        and (to_on is null or to_on >= ${today})
      order by made_until nulls first, id limit ${seriesAtOnce} for update skip locked`.execute(tx)
    await makeOccurrences({ tx, now, by: null, aheadDays, steps }, rows)
  })
}
