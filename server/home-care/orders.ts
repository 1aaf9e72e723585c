// Service orders that are a bed's visits: the provider's own, confirmed by the elder, in the days of the bed.
import { sql } from 'kysely'
import type { BedTask } from '../../domain/home-care/home-bed.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'

export interface OrderFound {
  orderId: string
  visitedOn: Day
  minutes: number
  workerName: string
  itemKind: string
}

/** Oldest first. Days in hospital are left out: whatever was done there was not done at home. */
export async function ordersToTake(
  { tx }: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<OrderFound[]> {
  const found = await sql<OrderFound>`
    select o.id as order_id, (o.signed_in_at at time zone 'Asia/Shanghai')::date as visited_on, o.item_kind,
      greatest(1, least(720, round(extract(epoch from o.signed_out_at - o.signed_in_at) / 60)))::int as minutes,
      coalesce(w.name, b.provider_name) as worker_name
    from home_beds b
    join elders given on given.county_code = b.county_code and given.id = b.elder_id
    join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
    join service_orders o on o.county_code = b.county_code and o.elder_id = any(e.id || e.merged_ids)
      and o.provider_id = b.provider_id and o.stage in ('confirmed', 'settled')
      and o.signed_in_at is not null and o.signed_out_at is not null
    left join service_workers w on w.county_code = o.county_code and w.id = o.worker_id
    where b.county_code = ${countyCode} and b.id = ${id}::uuid and b.opened_on is not null
      and (o.signed_in_at at time zone 'Asia/Shanghai')::date between b.opened_on and coalesce(b.ended_on, b.to_on)
      and not exists (select from home_bed_visits v where v.county_code = o.county_code and v.order_id = o.id)
      and not exists (select from elder_absences a where a.county_code = e.county_code
        and a.elder_id = any(e.id || e.merged_ids) and a.kind <> 'refusal'
        and a.valid_from < (o.signed_in_at at time zone 'Asia/Shanghai')::date
        and (a.valid_to is null or a.valid_to > (o.signed_in_at at time zone 'Asia/Shanghai')::date))
    order by o.signed_in_at limit 200`.execute(tx)
  return found.rows
}

const taskOf: Readonly<Record<string, BedTask>> = {
  bath: 'bath',
  rehabilitation: 'rehabilitation',
  comfort: 'comforting',
  doctor: 'checkingVitals',
}

export function taskOfOrder(itemKind: string): BedTask {
  return taskOf[itemKind] ?? 'personalCare'
}
