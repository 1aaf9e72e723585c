// Care accounts of an area, village by village: whoever has paid ahead, and whoever has a share to pay.
import { sql } from 'kysely'
import type { careAccountApi } from '../../domain/care-accounts/api.ts'
import { shortOf } from '../../domain/care-accounts/care-account.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { ownShare } from '../service-orders/service-orders.ts'

type Table = typeof careAccountApi

interface Row {
  countyCode: string
  elderId: string
  regionCode: string
  name: string
  villageName: string
  balanceFen: number
  owedFen: number
  lastTopUpOn: Day | null
}

export async function listCareAccounts(
  context: Context,
  { regionCode, shortOnly, limit, after }: InputOf<Table['careAccount.list']>,
): Promise<OutputOf<Table['careAccount.list']>> {
  checkInArea(context, regionCode)
  const area = areaOf(regionCode)
  const place = placeFrom(after) ?? firstPlace
  const { rows: found } = await sql<Row>`
    select e.county_code, e.id as elder_id, e.region_code, e.name, village.short_name as village_name,
      s.balance_fen, s.owed_fen, (select max(u.day) from care_top_ups u where u.county_code = e.county_code
        and u.elder_id = e.id and u.kind = 'paidIn' and u.cancelled_at is null) as last_top_up_on
    from (
      select county_code, elder_id, sum(balance_fen)::bigint as balance_fen, sum(owed_fen)::bigint as owed_fen
      from (
        select a.county_code, a.owner_id as elder_id, coalesce(a.balance, 0) as balance_fen, 0::bigint as owed_fen
        from ledger_accounts a
        where a.kind = 'elderCare' and a.unit = 'fen' and a.region_code between ${area.from} and ${area.to}
        union all
        select o.county_code, coalesce(who.merged_into, who.id), 0, ${ownShare.fen}
        from service_orders o
        join elders who on who.county_code = o.county_code and who.id = o.elder_id
        where o.region_code between ${area.from} and ${area.to} and ${ownShare.isUnpaid}) each_sum
      group by 1, 2) s
    join elders e on e.county_code = s.county_code and e.id = s.elder_id
    join regions village on village.code = e.region_code
    where (e.region_code, e.id) > (${place.sort}, ${place.id}::uuid)
      and (e.ended_on is null or s.balance_fen > 0)
      ${shortOnly ? sql`and s.owed_fen > greatest(s.balance_fen, 0)` : sql``}
    order by e.region_code, e.id limit ${limit + 1}`.execute(context.tx)
  const rows = found.slice(0, limit)
  for (const row of rows) context.concerns(row.countyCode, [row.elderId])
  const last = rows.at(-1)
  return {
    rows: rows.map(({ regionCode: _village, ...row }) => ({
      ...row,
      shortFen: shortOf(row.balanceFen, row.owedFen),
    })),
    next: found.length > limit && last ? cursorOf(last.regionCode, last.elderId) : null,
  }
}
