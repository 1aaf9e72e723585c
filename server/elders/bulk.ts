// What acts on many elders at once read and write in the ledger.
import { sql } from 'kysely'
import type { BulkFacts } from '../../domain/elder-lists/bulk.ts'
import { openMonths } from '../../domain/indicators/months.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { noteChanges } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'

export interface LockedFacts extends BulkFacts {
  regionCode: string
  confirmedBy: string | null
}

/** Locks the records, in one order, so that two acts at once follow one another. Those outside the area are missing. */
export async function bulkFacts(
  { tx, today }: Context,
  countyCode: string,
  elderIds: readonly string[],
  lock: boolean,
): Promise<LockedFacts[]> {
  const found = await sql<LockedFacts>`
    select e.id, e.name, e.region_code, e.ended_on, e.confirmed_on, e.confirmed_by,
      (
        select a.account_id from visitor_assignments a
        where a.county_code = e.county_code and a.elder_id = e.id and a.valid_to is null
          and a.valid_from <= ${today}::date
      ) as visitor_id
    from elders e
    where e.county_code = ${countyCode} and e.id = any(${[...elderIds]}::uuid[])
    order by e.id ${lock ? sql`for update of e` : sql``}`.execute(tx)
  return found.rows
}

export interface ConfirmedBefore {
  id: string
  confirmedOn: Day | null
  confirmedBy: string | null
}

/** The entries are right as they stand today. */
export async function confirmEntries(
  context: Context,
  countyCode: string,
  elders: readonly LockedFacts[],
): Promise<ConfirmedBefore[]> {
  const { tx, today, actor } = context
  await tx
    .updateTable('elders')
    .set({ confirmedOn: today, confirmedBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where(
      'id',
      'in',
      elders.map(elder => elder.id),
    )
    .execute()
  await noteVillages(context, elders)
  return elders.map(({ id, confirmedOn, confirmedBy }) => ({ id, confirmedOn, confirmedBy }))
}

/** Puts back what stood before, unless somebody has confirmed the entry again since. */
export async function unconfirmEntries(
  context: Context,
  countyCode: string,
  confirmed: { on: Day; by: string; before: readonly ConfirmedBefore[] },
): Promise<string[]> {
  const { on, by, before } = confirmed
  const restored = await sql<{ id: string; regionCode: string }>`
    update elders e set confirmed_on = before.confirmed_on, confirmed_by = before.confirmed_by
    from unnest(${before.map(one => one.id)}::uuid[], ${before.map(one => one.confirmedOn)}::date[],
      ${before.map(one => one.confirmedBy)}::uuid[]) as before (id, confirmed_on, confirmed_by)
    where e.county_code = ${countyCode} and e.id = before.id and e.confirmed_on = ${on}::date
      and e.confirmed_by = ${by}::uuid
    returning e.id, e.region_code`.execute(context.tx)
  await noteVillages(context, restored.rows)
  return restored.rows.map(row => row.id)
}

async function noteVillages(context: Context, elders: readonly { regionCode: string }[]): Promise<void> {
  const villages = [...new Set(elders.map(elder => elder.regionCode))]
  const months = openMonths(context.today)
  await noteChanges(
    context,
    villages.flatMap(regionCode => months.map(month => ({ regionCode, month }))),
  )
}
