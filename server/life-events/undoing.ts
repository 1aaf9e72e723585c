// Takes an event back: every row stands again as before, except those somebody has changed since; these are named.
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import { checkUndo } from '../../domain/life-events/checks.ts'
import { type Change, changesOf, type Effect } from '../../domain/life-events/effects.ts'
import { lifeEventKinds } from '../../domain/life-events/life-event.ts'
import { staysJob } from '../../domain/stays/follow.ts'
import { revertCases } from '../aid-cases/aid-cases.ts'
import { resumeBenefits } from '../benefits/benefits.ts'
import { moveHomeBack, noteOpenMonths, proposeFor, revertLedger } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { withdrawOwedVisits } from '../visits/visits.ts'
import { ofPart } from './recording.ts'
import { unknownEvent } from './refusals.ts'

interface Undoing {
  countyCode: string
  id: string
  reason: string
}

export async function undoEvent(context: Context, given: Undoing): Promise<{ kept: string[] }> {
  const event = await lockEvent(context, given)
  checkUndo(event)
  context.concerns(given.countyCode, [event.elderId])
  context.afterCommit(() => context.system.wake(staysJob))
  return { kept: await takeBack(context, event, given.reason) }
}

export type StoredEvent = Awaited<ReturnType<typeof lockEvent>>

/** The record first, as recording does: two officers at once wait for each other and cannot deadlock. */
export async function lockEvent({ tx }: Context, { countyCode, id }: Omit<Undoing, 'reason'>) {
  const known = await tx
    .selectFrom('lifeEvents')
    .innerJoin('elders', join =>
      join
        .onRef('elders.countyCode', '=', 'lifeEvents.countyCode')
        .onRef('elders.id', '=', 'lifeEvents.elderId'),
    )
    .where('lifeEvents.countyCode', '=', countyCode)
    .where('lifeEvents.id', '=', id)
    .selectAll('lifeEvents')
    .select(['elders.mergedInto'])
    .forUpdate()
    .executeTakeFirst()
  if (!known) throw unknownEvent()
  return known
}

/** Newest first: what followed last goes first, and the person moves home last of all. */
export async function takeBack(context: Context, event: StoredEvent, reason: string): Promise<string[]> {
  const { countyCode, elderId, regionCode, kind, happenedOn } = event
  if (event.mergedInto !== null)
    throw new Refused('rule_broken', '这份档案已并入另一份档案，请先撤销合并，再撤销这次登记。')
  const changes = changesOf(event.effects)
  const at = { countyCode, elderId, regionCode, reason: `撤销“${lifeEventKinds.words[kind]}”：${reason}` }
  const kept = [
    ...(await revertLedger(context, at, changes)),
    ...(await revertCases(context, at, ofPart(changes, 'aidCase'))),
  ]
  const money = await resumeBenefits(context, event.benefitEffects)
  await withdrawOwedVisits(context, at, ofPart(changes, 'dueVisit'))
  await noteOpenMonths(context, regionCode, happenedOn)
  await proposeAgain(context, event)
  const named = [...namesOf(event.effects, kept), ...money.kept]
  await markUndone(context, event, reason, named)
  const stayed = await moveHomeBack(
    context,
    { countyCode, elderId, eventId: event.id },
    ofPart(changes, 'dwelling')[0],
  )
  return [...named, ...namesOf(event.effects, stayed)]
}

/** What was suggested because of the event lapses with it. */
async function proposeAgain(context: Context, { countyCode, elderId }: StoredEvent): Promise<void> {
  const people = await context.tx
    .selectFrom('elders')
    .innerJoin('elders as one', join =>
      join
        .onRef('one.countyCode', '=', 'elders.countyCode')
        .onRef('one.householdId', '=', 'elders.householdId'),
    )
    .where('one.countyCode', '=', countyCode)
    .where('one.id', '=', elderId)
    .select(['elders.countyCode', 'elders.id'])
    .execute()
  await proposeFor(context, people)
}

function namesOf(effects: readonly Effect[], kept: readonly Change[]): string[] {
  return effects.flatMap(({ change, says }) =>
    kept.some(one => one.part === change?.part && one.id === change.id)
      ? [`${says}（之后又有改动，保留）`]
      : [],
  )
}

async function markUndone(
  { tx, now, actor }: Context,
  { countyCode, id }: StoredEvent,
  undoReason: string,
  kept: readonly string[],
): Promise<void> {
  await tx
    .updateTable('lifeEvents')
    .set({
      undoneBy: actor.accountId,
      undoneAt: now.toISOString(),
      undoReason,
      kept: sql`${JSON.stringify(kept)}::jsonb`,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}
