// What the ledger says of a sum, a share or a project: every amount by purpose, never a total kept by hand.
import { type RawBuilder, sql } from 'kysely'
import type { LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import type { LedgerPurpose } from '../../domain/ledger/purposes.ts'

/**
 * Net of one purpose on the account of a kind whose owner is `owner` of the statement around it: more than nothing
 * came in. A transfer taken back has the same purpose and so undoes what it added. Each part is a range of an index.
 */
export function netOf(
  kind: LedgerAccountKind,
  owner: { countyCode: RawBuilder<unknown>; id: RawBuilder<unknown> },
  purposes: readonly LedgerPurpose[],
): RawBuilder<number> {
  const account = sql`(select a.id from ledger_accounts a where a.county_code = ${owner.countyCode}
    and a.kind = ${kind} and a.owner_id = ${owner.id} and a.unit = 'fen')`
  const moved = (end: RawBuilder<unknown>) => sql`coalesce((select sum(t.amount) from ledger_transfers t
    where t.county_code = ${owner.countyCode} and t.${end} = ${account}
      and t.purpose = any(${purposes}::text[])), 0)`
  return sql<number>`(${moved(sql.ref('to_id'))} - ${moved(sql.ref('from_id'))})::bigint`
}

/** What is on the account now; all fund accounts with an owner keep their balance. */
export function leftOn(
  kind: LedgerAccountKind,
  owner: { countyCode: RawBuilder<unknown>; id: RawBuilder<unknown> },
): RawBuilder<number> {
  return sql<number>`coalesce((select a.balance from ledger_accounts a where a.county_code = ${owner.countyCode}
    and a.kind = ${kind} and a.owner_id = ${owner.id} and a.unit = 'fen'), 0)::bigint`
}

/** The row of that name in the statement around it. */
export function rowOf(name: string): { countyCode: RawBuilder<unknown>; id: RawBuilder<unknown> } {
  return { countyCode: sql.ref(`${name}.county_code`), id: sql.ref(`${name}.id`) }
}
