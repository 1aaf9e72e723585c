// Whose an account is. Names are read where they are kept and never copied: a copy in a book that nobody may change
// could be neither corrected nor masked.
import { type RawBuilder, sql } from 'kysely'
import { kindRules, type LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import type { Context } from '../kernel/context.ts'

/** The owner's name of the account under that name in the statement; null where the reader may not see the owner. */
export function ownerName(account: 'a' | 'f' | 'g'): RawBuilder<string | null> {
  const at = sql.raw(account)
  return sql<string | null>`coalesce(
    (select e.name from elders e where e.county_code = ${at}.county_code and e.id = ${at}.owner_id),
    (select c.name from canteens c where c.county_code = ${at}.county_code and c.id = ${at}.owner_id),
    (select home.name from facilities home where home.county_code = ${at}.county_code and home.id = ${at}.owner_id),
    (select home.name from stays stay join facilities home on home.county_code = stay.county_code
      and home.id = stay.facility_id where stay.county_code = ${at}.county_code and stay.id = ${at}.owner_id),
    (select p.name from service_providers p where p.county_code = ${at}.county_code and p.id = ${at}.owner_id),
    (select w.name from service_workers w where w.county_code = ${at}.county_code and w.id = ${at}.owner_id),
    (select c.title from purchase_contracts c where c.county_code = ${at}.county_code and c.id = ${at}.owner_id),
    (select p.name from fund_projects p where p.county_code = ${at}.county_code and p.id = ${at}.owner_id),
    (select s.batch_title from fund_shares s where s.county_code = ${at}.county_code and s.id = ${at}.owner_id),
    (select m.title from fund_appropriations s join fund_programmes m on m.county_code = s.county_code
      and m.id = s.programme_id where s.county_code = ${at}.county_code and s.id = ${at}.owner_id))`
}

interface Read {
  countyCode: string
  kind: LedgerAccountKind
  ownerId: string | null
}

/** Whom the trail names when accounts were read: the elders among their owners. */
export function noteOwners(context: Context, accounts: readonly Read[]): void {
  const elders = new Map<string, Set<string>>()
  for (const { countyCode, kind, ownerId } of accounts)
    if (ownerId !== null && kindRules[kind].owner === 'elder')
      elders.set(countyCode, (elders.get(countyCode) ?? new Set()).add(ownerId))
  for (const [countyCode, ids] of elders) context.concerns(countyCode, [...ids])
}
