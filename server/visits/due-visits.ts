// Visits owed because something happened in a life, beside those the rhythm of the risk asks for.
import { sql } from 'kysely'
import type { Change } from '../../domain/life-events/effects.ts'
import type { Context } from '../kernel/context.ts'

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
