// Who is entitled since when: written when a list is approved, ended when a decision or an event ends it.
import { sql } from 'kysely'
import { addMonths, type Month } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'
import type { RowKey } from './rules.ts'

/** The approved list decides: who is on it is entitled from this month, who is no longer on it was until the last. */
export async function grantFromRun(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { countyCode, id, month }: RowKey & { month: Month },
): Promise<void> {
  await sql`
    update benefit_entitlements t set to_month = ${addMonths(month, -1)},
      end_cause = coalesce((
        select '改为每月' || trim(to_char(p.amount_fen / 100.0, 'FM999999990.##'), '.') || '元' from benefit_payments p
        where p.county_code = t.county_code and p.elder_id = t.elder_id and p.month = ${month}
          and p.benefit_id = t.benefit_id), ${`${month}名单中不再发放`})
    where t.county_code = ${countyCode} and t.to_month is null and t.from_month < ${month}
      and not exists (
        select from benefit_payments p where p.county_code = t.county_code and p.elder_id = t.elder_id
          and p.month = ${month} and p.benefit_id = t.benefit_id and p.amount_fen = t.amount_fen)`.execute(tx)
  await sql`
    insert into benefit_entitlements (county_code, id, region_code, elder_id, benefit_id, rule_id, amount_fen, from_month,
      to_month, cause, end_cause, noted_at)
    select p.county_code, gen_random_uuid(), p.region_code, p.elder_id, p.benefit_id, p.rule_id, p.amount_fen, p.month,
      null, p.sentence, null, ${now.toISOString()}::timestamptz
    from benefit_payments p
    where p.county_code = ${countyCode} and p.run_id = ${id}
      and not exists (
        select from benefit_entitlements t where t.county_code = p.county_code and t.elder_id = p.elder_id
          and t.benefit_id = p.benefit_id and t.to_month is null)`.execute(tx)
}
