// The minutes of a bill: which lines owe time, who gave it, and what of it the elders themselves have saved.
import { sql } from 'kysely'
import { type TimeLine, timeMovementsOf } from '../../domain/settlements/time-postings.ts'
import type { Context } from '../kernel/context.ts'
import { countyRegion } from './claims.ts'
import type { Key } from './reading.ts'

type Moved = ReturnType<typeof timeMovementsOf>

/** To be posted in one call with the money of the bill. */
export async function timeOfBill(context: Context, { countyCode, id }: Key): Promise<Moved> {
  const { tx } = context
  const { rows } = await sql<Omit<TimeLine, 'worker'> & { workerId: string | null; workerRegion: string }>`
    select l.id, l.order_id, coalesce(e.merged_into, e.id) as elder_id, l.region_code, l.time_minutes, w.id as worker_id,
      w.region_code as worker_region
    from claim_lines l
    join elders e on e.county_code = l.county_code and e.id = l.elder_id
    join service_orders o on o.county_code = l.county_code and o.id = l.order_id
    left join service_workers w on w.county_code = o.county_code and w.id = o.worker_id
    where l.county_code = ${countyCode} and l.bill_id = ${id} and l.time_minutes > 0
    order by l.served_on, l.id`.execute(tx)
  if (rows.length === 0) return []
  // Whoever charges meals of the county meanwhile would promise the same minutes to a meal.
  await sql`select pg_advisory_xact_lock(hashtext('meals'), ${Number(countyCode)})`.execute(tx)
  const elderIds = [...new Set(rows.map(row => row.elderId))]
  return timeMovementsOf(
    rows.map(({ workerId, workerRegion, ...line }) => ({
      ...line,
      worker: workerId === null ? null : { id: workerId, regionCode: workerRegion },
    })),
    countyRegion(countyCode),
    await savedBy(context, countyCode, elderIds),
  )
}

/** Minutes eaten in months that are not closed yet have left the table but not the account. */
async function savedBy(
  { tx }: Context,
  countyCode: string,
  elderIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ elderId: string; minutes: number }>`
    select a.owner_id as elder_id, a.balance - coalesce((select sum(b.work_minutes) from meal_bills b
      where b.county_code = a.county_code and b.elder_id = a.owner_id and b.work_minutes > 0
        and not exists (select from meal_closes k where k.county_code = b.county_code
          and k.canteen_id = b.canteen_id and k.month = b.month)), 0) as minutes
    from ledger_accounts a
    where a.county_code = ${countyCode} and a.owner_id = any(${[...elderIds]}::uuid[]) and a.kind = 'workEarned'
      and a.unit = 'minutes'`.execute(tx)
  return new Map(rows.map(row => [row.elderId, Number(row.minutes)]))
}

/** What moved, as the bill keeps it. */
export function minutesOf(time: Moved): { timeMinutes: number; savedMinutes: number } {
  const sum = (part?: Moved[number]['part']) =>
    time.reduce((all, one) => (part === undefined || one.part === part ? all + one.amount : all), 0)
  return { timeMinutes: sum(), savedMinutes: sum('timeSaved') }
}
