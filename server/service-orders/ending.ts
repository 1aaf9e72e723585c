// What a life brings to orders: who died or moved away is served no more, who is away is not called on for nothing.
import { type RawBuilder, sql } from 'kysely'
import type { Writer } from './story.ts'

/** Orders ahead under a condition, cancelled without a fee in one statement with their facts; answers how many. */
export async function annulWhere(
  { tx, now, by }: Writer,
  condition: RawBuilder<unknown>,
  why: RawBuilder<unknown>,
): Promise<number> {
  const at = now.toISOString()
  const { rows } = await sql`
    with chosen as (
      select o.county_code, o.id, o.region_code, ${why} as why from service_orders o
      where ${condition} and o.stage in ('requested', 'promised', 'handedBack') and o.planned_from > ${at}::timestamptz
      for update of o),
    told as (
      insert into order_events (county_code, id, region_code, order_id, kind, happened_at, recorded_at, by_account_id,
        details)
      select county_code, gen_random_uuid(), region_code, id, 'cancel', ${at}::timestamptz, ${at}::timestamptz,
        ${by}::uuid, json_build_object('byElder', false, 'says', why) from chosen)
    update service_orders o set stage = 'annulled', stage_at = ${at}::timestamptz, version = o.version + 1
    from chosen where o.county_code = chosen.county_code and o.id = chosen.id returning o.id`.execute(tx)
  return rows.length
}
