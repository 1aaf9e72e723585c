// The movements of one account, of money or of time, with the service each is about.
import { sql } from 'kysely'
import type { AccountLine } from '../../domain/care-accounts/account-line.ts'
import type { LedgerAccountKind, LedgerUnit } from '../../domain/ledger/accounts.ts'
import type { Context } from '../kernel/context.ts'

/** Some years of one person; older lines are read in the ledger. */
const linesAtMost = 200

export interface OwnAccount {
  countyCode: string
  ownerId: string
  kind: LedgerAccountKind
  unit: LedgerUnit
}

/** Newest first; what the account held after each is reckoned back from what it holds. */
export async function accountLines(
  { tx }: Pick<Context, 'tx'>,
  { countyCode, ownerId, kind, unit }: OwnAccount,
  balance: number,
): Promise<AccountLine[]> {
  const side = (end: 'to_id' | 'from_id', sign: 1 | -1) => sql`(
    select t.*, ${sql.lit(sign)} * t.amount as change from ledger_accounts a
    join ledger_transfers t on t.county_code = a.county_code and t.${sql.ref(end)} = a.id
    where a.county_code = ${countyCode} and a.owner_id = ${ownerId} and a.kind = ${kind} and a.unit = ${unit}
    order by t.day desc, t.serial desc limit ${linesAtMost})`
  const { rows } = await sql<Omit<AccountLine, 'after'>>`
    select t.id, t.day, t.purpose, t.change::bigint as change, t.note, t.reverses is not null as is_reversal,
      exists (select from ledger_transfers r where r.county_code = t.county_code and r.reverses = t.id) as is_reversed,
      o.id as order_id, i.name as item_name, o.planned_on as served_on
    from (${side('to_id', 1)} union all ${side('from_id', -1)}) t
    left join service_orders o on t.subject_kind = 'order' and o.county_code = t.county_code and o.id = t.subject_id
    left join service_items i on i.county_code = o.county_code and i.id = o.item_id
    order by t.day desc, t.serial desc limit ${linesAtMost}`.execute(tx)
  let after = balance
  return rows.map(row => {
    const line = { ...row, after }
    after -= row.change
    return line
  })
}
