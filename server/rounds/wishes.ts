// How elders want to be called on: written down at the desk or at the door, the last word counts.
import { sql } from 'kysely'
import type { OutputOf } from '../../domain/kernel/operation.ts'
import type { roundApi } from '../../domain/rounds/api.ts'
import { checkWish, type WishInput } from '../../domain/rounds/wish.ts'
import { namesOf } from '../accounts/accounts.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'

/** One or two among the visits of a push. */
export async function recordWishes(
  context: Context,
  inputs: readonly WishInput[],
): Promise<Record<string, never>[]> {
  for (const input of inputs) await recordWish(context, input)
  return inputs.map(() => ({}))
}

async function recordWish(context: Context, given: WishInput): Promise<void> {
  const { tx, now, today, actor } = context
  const person = await personOf(context, { countyCode: given.countyCode, id: given.elderId })
  checkWish(given, today)
  await tx
    .insertInto('visitWishes')
    .values({
      ...given,
      regionCode: person.regionCode,
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
    })
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doNothing())
    .execute()
  context.concerns(given.countyCode, [person.id])
}

export async function wishesOfElder(
  context: Context,
  { countyCode, elderId }: { countyCode: string; elderId: string },
): Promise<OutputOf<(typeof roundApi)['wish.ofElder']>> {
  const { tx, today } = context
  const person = await personOf(context, { countyCode, id: elderId })
  const rows = await tx
    .selectFrom('visitWishes')
    .select([
      ...(['id', 'saidOn', 'weekdays', 'dayPart', 'way', 'language', 'visitorSex', 'notWeekdays'] as const),
      ...(['note', 'recordedBy', 'recordedAt'] as const),
      // The driver would read an array of days as instants.
      sql<string[]>`not_days::text[]`.as('notDays'),
    ])
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', sql<string>`any(${[...person.ids]}::uuid[])`)
    .orderBy('saidOn', 'desc')
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const planned = await sql<{ plannedOn: string }>`
    select distinct p.planned_on from planned_visits p
    where p.county_code = ${countyCode} and p.in_force and p.elder_id = any(${[...person.ids]}::uuid[])
      and p.planned_on >= ${today}
    order by 1`.execute(tx)
  context.concerns(countyCode, [person.id])
  const names = await namesOf(
    tx,
    rows.flatMap(row => row.recordedBy ?? []),
  )
  return {
    wishes: rows.map(row => ({
      ...row,
      recordedBy: row.recordedBy === null ? null : (names.get(row.recordedBy) ?? null),
    })),
    plannedOn: planned.rows.map(row => row.plannedOn),
  }
}
