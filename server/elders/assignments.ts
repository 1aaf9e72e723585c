// Who looks after an elder, as rows with from and to; whether they may is decided by visits.
import { randomBytes } from 'node:crypto'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { Context } from '../kernel/context.ts'

export interface Assignment {
  countyCode: string
  elders: readonly { id: string; regionCode: string }[]
  accountId: string
  from: Day
}

/** The visitor of the day before keeps the elder until then; one who has the elder already goes on. */
export async function assignVisitor(context: Context, given: Assignment): Promise<void> {
  const { countyCode, accountId, from } = given
  const kept = await endOthers(context, given)
  const elders = given.elders.filter(elder => !kept.has(elder.id))
  if (elders.length === 0) return
  await context.tx
    .insertInto('visitorAssignments')
    .values(
      elders.map(({ id: elderId, regionCode }) => ({
        countyCode,
        id: uuidV7(context.now.getTime(), randomBytes(10)),
        regionCode,
        elderId,
        accountId,
        validFrom: from,
        validTo: null,
        assignedBy: context.actor.accountId,
      })),
    )
    .execute()
}

/** Ends what others hold; returns the elders this visitor has already. */
async function endOthers(
  { tx }: Context,
  { countyCode, elders, accountId, from }: Assignment,
): Promise<Set<string>> {
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
    .select(['id', 'elderId', 'accountId', 'validFrom'])
    .execute()
  const others = held.filter(one => one.accountId !== accountId)
  const begun = others.filter(one => one.validFrom < from).map(one => one.id)
  // Assigned from a later or the same day: it never came into force.
  const unbegun = others.filter(one => one.validFrom >= from).map(one => one.id)
  if (begun.length > 0)
    await tx
      .updateTable('visitorAssignments')
      .where('countyCode', '=', countyCode)
      .where('id', 'in', begun)
      .set({ validTo: addDays(from, -1) })
      .execute()
  if (unbegun.length > 0)
    await tx
      .deleteFrom('visitorAssignments')
      .where('countyCode', '=', countyCode)
      .where('id', 'in', unbegun)
      .execute()
  return new Set(held.filter(one => one.accountId === accountId).map(one => one.elderId))
}
