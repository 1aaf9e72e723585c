// What an account holds on a day: the last closed month before it, and what moved since.
import { type RawBuilder, sql } from 'kysely'
import { addDays, addMonths, type Day, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { AccountKey, LedgerUnit } from '../../domain/ledger/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { accountIdOf } from './accounts.ts'

export type AccountAsked = Pick<AccountKey, 'kind' | 'ownerId'> & { countyCode: string; unit: LedgerUnit }

/** The last month that is wholly over at the end of a day. */
export function monthOverOn(day: Day): Month {
  const next = addDays(day, 1)
  return addMonths(monthOf(next), -1)
}

/**
 * Balance of the account `a` of the statement around it, at the end of a day. Written as a scalar so that it can
 * stand in any list; each part is a range of an index.
 */
export function balanceOn(day: Day): RawBuilder<number> {
  const start = sql`coalesce((select ((max(c.month) || '-01')::date + interval '1 month')::date from ledger_closings c
    where c.county_code = a.county_code and c.month <= ${monthOverOn(day)}), '-infinity'::date)`
  const moved = (end: RawBuilder<unknown>) => sql`coalesce((select sum(t.amount) from ledger_transfers t
    where t.county_code = a.county_code and t.${end} = a.id and t.day >= ${start} and t.day <= ${day}::date), 0)`
  return sql<number>`(coalesce((select m.balance from ledger_month_balances m
      where m.county_code = a.county_code and m.account_id = a.id and m.month <= ${monthOverOn(day)}
        and m.month = (select max(c.month) from ledger_closings c
          where c.county_code = a.county_code and c.month <= ${monthOverOn(day)})), 0)
    + ${moved(sql.ref('to_id'))} - ${moved(sql.ref('from_id'))})::bigint`
}

/**
 * In the order asked for. An account that was never used, or that the caller may not see, holds nothing.
 * Without a day: now, from the kept balance where there is one.
 */
export async function balancesOf(
  { tx, today }: Pick<Context, 'tx' | 'today'>,
  asked: readonly AccountAsked[],
  onDay?: Day,
): Promise<number[]> {
  const keys = asked.map(one => ({
    county_code: one.countyCode,
    id: accountIdOf(one.countyCode, one.unit, one),
  }))
  const balance = onDay === undefined ? sql`coalesce(a.balance, ${balanceOn(today)})` : balanceOn(onDay)
  const found = await sql<{ id: string; balance: number }>`
    select a.id, ${balance} as balance
    from json_to_recordset(${JSON.stringify(keys)}) as k (county_code text, id uuid)
    join ledger_accounts a on a.county_code = k.county_code and a.id = k.id`.execute(tx)
  const held = new Map(found.rows.map(row => [row.id, row.balance]))
  return keys.map(key => held.get(key.id) ?? 0)
}
