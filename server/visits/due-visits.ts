// Visits owed because something happened in a life, beside those the rhythm of the risk asks for.
import { sql } from 'kysely'
import type { Change } from '../../domain/life-events/effects.ts'
import type { OwedReason } from '../../domain/visits/due.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'

export async function oweVisits(
  { tx }: Context,
  { countyCode, regionCode }: { countyCode: string; regionCode: string },
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ id, after }) => ({ id, ...after }))
  await sql`
    insert into due_visits (county_code, id, region_code, elder_id, reason, raised_on, due_on, event_id)
    select ${countyCode}, id, ${regionCode}, "elderId", reason, "raisedOn", "dueOn", "eventId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as owed (id uuid, "elderId" uuid, reason text,
      "raisedOn" date, "dueOn" date, "eventId" uuid)`.execute(tx)
}

/** Nothing is owed any more; a visit made meanwhile stays a visit. */
export async function withdrawOwedVisits(
  { tx, now }: Context,
  { countyCode }: { countyCode: string },
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return
  await tx
    .updateTable('dueVisits')
    .set({ withdrawnAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where(
      'id',
      'in',
      changes.map(({ id }) => id),
    )
    .execute()
}

export interface MealVisit {
  countyCode: string
  id: string
  /** Where she lives: her visitor must see it. */
  regionCode: string
  elderId: string
  reason: Extract<OwedReason, 'missedMeal' | 'ateSuspectMeal'>
  on: string
  eventId: string
}

/** What meals ask for, many people at once; owed once for its id, however often it is said. */
export async function oweVisitsByMeal(tx: Transaction, owed: readonly MealVisit[]): Promise<void> {
  if (owed.length === 0) return
  await sql`
    insert into due_visits (county_code, id, region_code, elder_id, reason, raised_on, due_on, event_id)
    select "countyCode", id, "regionCode", "elderId", reason, "on", "on", "eventId"
    from jsonb_to_recordset(${JSON.stringify(owed)}::jsonb) as owed ("countyCode" text, id uuid, "regionCode" text,
      "elderId" uuid, reason text, "on" date, "eventId" uuid)
    on conflict (county_code, id) do nothing`.execute(tx)
}

/** Somebody has heard of her meanwhile. */
export async function withdrawOwed(
  tx: Transaction,
  now: Date,
  keys: readonly { countyCode: string; id: string }[],
): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update due_visits d set withdrawn_at = ${now.toISOString()}
    from unnest(${keys.map(one => one.countyCode)}::text[], ${keys.map(one => one.id)}::uuid[])
      as over (county_code, id)
    where d.county_code = over.county_code and d.id = over.id and d.withdrawn_at is null`.execute(tx)
}
