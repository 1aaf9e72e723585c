// The minutes of a bill: which lines owe time, who gave it, and what of it the elders themselves have saved.
import { sql } from 'kysely'
import { type TimeToPost, timeMovementsOf } from '../../domain/settlements/time-postings.ts'
import type { Context } from '../kernel/context.ts'
import { lockFreeMinutes } from '../meal-accounts/meal-accounts.ts'
import { countyRegion } from './claims.ts'
import type { Key } from './reading.ts'

type Moved = ReturnType<typeof timeMovementsOf>

/** To be posted in one call with the money of the bill. */
export async function timeOfBill(context: Context, { countyCode, id }: Key): Promise<Moved> {
  const { tx } = context
  const { rows } = await sql<Omit<TimeToPost, 'worker'> & { workerId: string | null; workerRegion: string }>`
    select l.id, l.order_id, coalesce(e.merged_into, e.id) as elder_id, l.region_code, l.time_minutes, w.id as worker_id,
      w.region_code as worker_region
    from claim_lines l
    join elders e on e.county_code = l.county_code and e.id = l.elder_id
    join service_orders o on o.county_code = l.county_code and o.id = l.order_id
    left join service_workers w on w.county_code = o.county_code and w.id = o.worker_id
    where l.county_code = ${countyCode} and l.bill_id = ${id} and l.time_minutes > 0
    order by l.served_on, l.id`.execute(tx)
  if (rows.length === 0) return []
  const elderIds = [...new Set(rows.map(row => row.elderId))]
  return timeMovementsOf(
    rows.map(({ workerId, workerRegion, ...line }) => ({
      ...line,
      worker: workerId === null ? null : { id: workerId, regionCode: workerRegion },
    })),
    countyRegion(countyCode),
    await lockFreeMinutes(tx, countyCode, elderIds),
  )
}

/** What moved, as the bill keeps it. */
export function minutesOf(time: Moved): { timeMinutes: number; savedMinutes: number } {
  const sum = (part?: Moved[number]['part']) =>
    time.reduce((all, one) => (part === undefined || one.part === part ? all + one.amount : all), 0)
  return { timeMinutes: sum(), savedMinutes: sum('timeSaved') }
}
