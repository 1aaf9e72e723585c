// Whether an elder wants to be called on: the mark on her record, and the written refusal that takes her out of the rate.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { Context } from '../kernel/context.ts'
import { noteOpenMonths } from './register.ts'
import type { ElderKey } from './rows.ts'

interface Willingness extends ElderKey {
  regionCode: string
  willing: boolean
  on: Day
  /** Only what was put in writing takes somebody out of the visit rate (domain.md §1.7). */
  written: boolean
  reason: string
}

export async function setWillingness(context: Context, given: Willingness): Promise<void> {
  const { tx, now } = context
  const { countyCode, id, regionCode, willing, on } = given
  await tx
    .updateTable('elders')
    .set(elder => ({
      willingToBeVisited: willing,
      version: elder('version', '+', 1),
      updatedAt: now.toISOString(),
    }))
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('willingToBeVisited', '!=', willing)
    .execute()
  if (willing) await endRefusal(context, given)
  else if (given.written) await openRefusal(context, given)
  await noteOpenMonths(context, regionCode, on)
}

async function openRefusal(context: Context, { countyCode, id, regionCode, on, reason }: Willingness) {
  const { tx, now, actor } = context
  const open = await tx
    .selectFrom('elderAbsences')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', id)
    .where('kind', '=', 'refusal')
    .where('validTo', 'is', null)
    .executeTakeFirst()
  if (open) return
  await tx
    .insertInto('elderAbsences')
    .values({
      countyCode,
      id: uuidV7(now.getTime(), randomBytes(10)),
      regionCode,
      elderId: id,
      kind: 'refusal',
      validFrom: on,
      validTo: null,
      reason,
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
    })
    .execute()
}

/** A refusal of the very day that is taken back the same day never was. */
async function endRefusal({ tx }: Context, { countyCode, id, on }: Willingness): Promise<void> {
  await sql`
    delete from elder_absences
    where county_code = ${countyCode} and elder_id = ${id} and kind = 'refusal' and valid_to is null
      and valid_from >= ${on}::date`.execute(tx)
  await tx
    .updateTable('elderAbsences')
    .set({ validTo: addDays(on, -1) })
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', id)
    .where('kind', '=', 'refusal')
    .where('validTo', 'is', null)
    .execute()
}
