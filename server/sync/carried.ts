// What was carried, for the office it concerns: whose records, who brought them, what became of them.
import { sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { syncApi } from '../../domain/sync/api.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'

type List = (typeof syncApi)['sync.carriedList']

export async function listCarried(
  { tx }: Context,
  { regionCode, outcome, acts, after, limit }: InputOf<List>,
): Promise<OutputOf<List>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<OutputOf<List>['rows'][number]>`
    select c.id, c.region_code, case place.level when 'village' then place.short_name else place.name end as place_name,
      maker.name as maker_name, carrier.name as carrier_name, c.carrier_device_id is null as at_desk,
      c.outcome, c.refusal, c.arrived_at
    from carried_acts c
    join regions place on place.code = c.region_code
    join accounts maker on maker.id = c.account_id
    join accounts carrier on carrier.id = c.carrier_account_id
    where c.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and c.region_code between ${area.from} and ${area.to}
      and ${outcome === undefined ? sql`true` : sql`c.outcome = ${outcome}`}
      and ${acts === undefined ? sql`true` : sql`c.id = any(${acts}::uuid[])`}
      and ${place === null ? sql`true` : sql`(c.arrived_at, c.id) < (${place.sort}::timestamptz, ${place.id}::uuid)`}
    order by c.arrived_at desc, c.id desc
    limit ${limit + 1}`.execute(tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? cursorOf(last.arrivedAt, last.id) : null }
}
