// Who looks after an elder, as rows with from and to; whether they may is decided by visits.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { Context } from '../kernel/context.ts'

export interface Assignment {
  countyCode: string
  elders: readonly { id: string; regionCode: string }[]
  accountId: string
  from: Day
}

/** What an assignment did, so that it can be taken back. */
export interface AssignmentEffects {
  made: { id: string; elderId: string }[]
  /** Rows that were open and now end the day before. */
  ended: { id: string; elderId: string; validTo: Day }[]
  /** Rows that had not come into force and are gone. */
  removed: Omit<AssignmentRow, 'assignedBy'>[]
}

interface AssignmentRow {
  id: string
  elderId: string
  regionCode: string
  accountId: string
  validFrom: Day
  assignedBy: string | null
}

/** The visitor of the day before keeps the elder until then; one who has the elder already goes on. */
export async function assignVisitor(context: Context, given: Assignment): Promise<AssignmentEffects> {
  const { countyCode, accountId, from } = given
  const { kept, ended, removed } = await endOthers(context, given)
  const elders = given.elders
    .filter(elder => !kept.has(elder.id))
    .map(elder => ({ ...elder, assignmentId: uuidV7(context.now.getTime(), randomBytes(10)) }))
  const effects = {
    made: elders.map(elder => ({ id: elder.assignmentId, elderId: elder.id })),
    ended,
    removed,
  }
  if (elders.length === 0) return effects
  await context.tx
    .insertInto('visitorAssignments')
    .values(
      elders.map(({ id: elderId, regionCode, assignmentId }) => ({
        countyCode,
        id: assignmentId,
        regionCode,
        elderId,
        accountId,
        validFrom: from,
        validTo: null,
        assignedBy: context.actor.accountId,
      })),
    )
    .execute()
  return effects
}

/** Ends what others hold; `kept` are the elders this visitor has already. */
async function endOthers({ tx }: Context, { countyCode, elders, accountId, from }: Assignment) {
  const held = await tx
    .selectFrom('visitorAssignments')
    .where('countyCode', '=', countyCode)
    .where(
      'elderId',
      'in',
      elders.map(elder => elder.id),
    )
    .where('validTo', 'is', null)
    .forUpdate()
    .select(['id', 'elderId', 'regionCode', 'accountId', 'validFrom'])
    .execute()
  const others = held.filter(one => one.accountId !== accountId)
  const begun = others.filter(one => one.validFrom < from)
  // Assigned from a later or the same day: it never came into force.
  const unbegun = others.filter(one => one.validFrom >= from)
  if (begun.length > 0)
    await tx
      .updateTable('visitorAssignments')
      .where('countyCode', '=', countyCode)
      .where(
        'id',
        'in',
        begun.map(one => one.id),
      )
      .set({ validTo: addDays(from, -1) })
      .execute()
  if (unbegun.length > 0)
    await tx
      .deleteFrom('visitorAssignments')
      .where('countyCode', '=', countyCode)
      .where(
        'id',
        'in',
        unbegun.map(one => one.id),
      )
      .execute()
  return {
    kept: new Set(held.filter(one => one.accountId === accountId).map(one => one.elderId)),
    ended: begun.map(({ id, elderId }) => ({ id, elderId, validTo: addDays(from, -1) })),
    removed: unbegun,
  }
}

/**
 * Takes assignments back where nothing has happened to them since: the visitor of before has the elder again.
 * Answers with the elders given back.
 */
export async function unassignVisitor(
  { tx }: Context,
  countyCode: string,
  { made, ended, removed }: AssignmentEffects,
): Promise<string[]> {
  const undone = await sql<{ elderId: string }>`
    delete from visitor_assignments a using unnest(${made.map(one => one.id)}::uuid[]) as made (id)
    where a.county_code = ${countyCode} and a.id = made.id and a.valid_to is null
    returning a.elder_id`.execute(tx)
  const free = undone.rows.map(row => row.elderId)
  const reopened = ended.filter(one => free.includes(one.elderId))
  await sql`
    update visitor_assignments a set valid_to = null
    from unnest(${reopened.map(one => one.id)}::uuid[], ${reopened.map(one => one.validTo)}::date[])
      as before (id, valid_to)
    where a.county_code = ${countyCode} and a.id = before.id and a.valid_to = before.valid_to`.execute(tx)
  const back = removed.filter(one => free.includes(one.elderId))
  if (back.length > 0)
    await tx
      .insertInto('visitorAssignments')
      .values(back.map(row => ({ ...row, countyCode, validTo: null, assignedBy: null })))
      .execute()
  return free
}
