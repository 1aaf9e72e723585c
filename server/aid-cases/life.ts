// Aid cases when a life changes: what is open, who could take it over, and ending or handing over with a word.
import { sql } from 'kysely'
import type { AidCaseLevel } from '../../domain/aid-cases/aid-case.ts'
import type { Change } from '../../domain/life-events/effects.ts'
import type { OpenCase } from '../../domain/life-events/facts.ts'
import type { Context } from '../kernel/context.ts'
import { nextActId } from './act-ids.ts'
import { dueAtAfter } from './due.ts'
import { answerersFor, firstOwner } from './owners.ts'
import { type NewOwner, ownersChanged } from './owning.ts'
import { workOf } from './work.ts'

interface Whose {
  countyCode: string
  elderIds: readonly string[]
}

/** Open cases of a person, each with the owner it would have in another village, where the present one has no post. */
export async function openCasesOf(
  context: Context,
  { countyCode, elderIds }: Whose,
  destination: string | null,
): Promise<(OpenCase & { level: AidCaseLevel; openedAt: string })[]> {
  const cases = await context.tx
    .selectFrom('aidCases')
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [...elderIds])
    .where('stage', 'not in', ['closed', 'rejected', 'joined'])
    .orderBy('openedAt')
    .select(['id', 'trouble', 'stage', 'ownerId', 'level', 'openedAt'])
    .execute()
  if (cases.length === 0 || destination === null) return cases.map(one => ({ ...one, newOwner: null }))
  const answerers = await answerersFor(context.tx, [destination], context.now)
  const people = answerers.people
  return cases.map(one => {
    const stays = people.some(owner => owner.id === one.ownerId)
    const next = firstOwner(answerers, one.level, destination, one.ownerId)
    const name = people.find(owner => owner.id === next)?.name ?? ''
    return { ...one, newOwner: stays || next === one.ownerId ? null : { id: next, name } }
  })
}

interface Turn {
  countyCode: string
  regionCode: string
  /** Written into the case's acts. */
  reason: string
}

export async function applyToCases(context: Context, at: Turn, changes: readonly Change[]): Promise<void> {
  const done = await setCases(
    context,
    at,
    changes.map(({ id, before, after }) => ({ id, from: before, to: after })),
  )
  await keepActs(
    context,
    at,
    changes.filter(({ id }) => done.has(id)),
    done,
    'elderLeft',
  )
}

/** Back to the stage and owner of before, where nobody has moved the case since; returns the others. */
export async function revertCases(context: Context, at: Turn, changes: readonly Change[]): Promise<Change[]> {
  const done = await setCases(
    context,
    at,
    changes.map(({ id, before, after }) => ({ id, from: after, to: before })),
  )
  const reverted = changes.filter(({ id }) => done.has(id))
  await keepActs(context, at, reverted, done, 'resumed')
  return changes.filter(({ id }) => !done.has(id))
}

type Moved = Pick<NewOwner, 'elderId' | 'level' | 'trouble' | 'ownerId'>

/** Only cases that stand as `from` says; and none is taken up again beside a newer one of the same trouble. */
async function setCases(
  { tx, now }: Context,
  { countyCode }: Turn,
  turns: readonly { id: string; from: Change['before']; to: Change['before'] }[],
): Promise<Map<string, Moved>> {
  if (turns.length === 0) return new Map()
  const done = await sql<Moved & { id: string }>`
    update aid_cases c set stage = "to" ->> 'stage', owner_id = ("to" ->> 'ownerId')::uuid, version = c.version + 1,
      due_at = ${dueAtAfter(sql`"to" ->> 'stage'`)}, recheck_owed = false,
      ended_at = case when "to" ->> 'stage' = 'closed' then ${now.toISOString()}::timestamptz end,
      ending = case when "to" ->> 'stage' = 'closed' then 'elderLeft' end
    from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb) as turn (id uuid, "from" jsonb, "to" jsonb)
    where c.county_code = ${countyCode} and c.id = turn.id and c.stage = "from" ->> 'stage'
      and c.owner_id = ("from" ->> 'ownerId')::uuid
      and not (c.stage = 'closed' and exists (select from aid_cases o
        where o.county_code = c.county_code and o.elder_id = c.elder_id and o.id <> c.id
          and (o.field = c.field or o.signal_key = c.signal_key)
          and o.stage not in ('closed', 'rejected', 'joined')))
    returning c.id, c.elder_id, c.level, c.trouble, c.owner_id`.execute(tx)
  return new Map(done.rows.map(row => [row.id, row]))
}

/** An ending is noted; a case that has come to somebody else is told like every other. */
async function keepActs(
  context: Context,
  { countyCode, regionCode, reason }: Turn,
  changes: readonly Change[],
  moved: ReadonlyMap<string, Moved>,
  ending: 'elderLeft' | 'resumed',
): Promise<void> {
  const isEnding = (change: Change) => change.after?.stage === 'closed'
  await ownersChanged(
    workOf(context),
    changes.flatMap(change => {
      const one = moved.get(change.id)
      if (!one || isEnding(change)) return []
      const at = { countyCode, regionCode, caseId: change.id, note: reason, kind: 'handedOver' as const }
      return [{ ...at, ...one, reachedId: one.ownerId }]
    }),
  )
  const ended = changes.filter(isEnding)
  if (ended.length === 0) return
  await context.tx
    .insertInto('aidCaseActs')
    .values(
      ended.map(change => ({
        ...{ countyCode, regionCode, caseId: change.id, kind: ending, note: reason },
        id: nextActId(context.now),
        byAccountId: context.actor.accountId,
        toAccountId: change.after?.ownerId ?? null,
        doneAt: context.now.toISOString(),
      })),
    )
    .execute()
}
