// Moves one case: reads it under lock, asks the table of stages, writes the acts and the new stage.
import { sql } from 'kysely'
import type { AidCaseActKind, AidCaseStage } from '../../domain/aid-cases/aid-case.ts'
import { owesRecheck } from '../../domain/aid-cases/case-work.ts'
import { dueAtOf } from '../../domain/aid-cases/deadlines.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import {
  type AidCaseFacts,
  type AidCaseMove,
  actsOf,
  isEnded,
  stageAfter,
  whyNot,
} from '../../domain/aid-cases/stages.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { namesOf } from '../accounts/accounts.ts'
import { noteChanges } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { nextActId } from './act-ids.ts'
import { possibleOwners } from './owners.ts'
import { ownersChanged } from './owning.ts'
import { getCase, noSuchCase } from './reading.ts'
import { hushCase } from './telling.ts'
import { workOf } from './work.ts'

export interface MoveInput {
  countyCode: string
  id: string
  /** The version the person saw. */
  version: number
  note: string | null
  toAccountId?: string
}

export async function moveCase(context: Context, move: AidCaseMove, input: MoveInput): Promise<AidCase> {
  const { countyCode, id } = input
  const locked = await lockedCase(context, countyCode, id, move)
  checkVersion(locked, input.version)
  if (move === 'reopened') await checkNoneStanding(context, { ...input, ...locked })
  if (input.toAccountId !== undefined) await checkReceiver(context, locked.regionCode, input.toAccountId)
  await write(context, move, locked, input)
  await noteMoved(context, locked.regionCode)
  return getCase(context, countyCode, id)
}

export function checkVersion({ version }: LockedCase, seen: number): void {
  if (version !== seen)
    throw new Refused('conflict', '这个个案刚被别人更新过，没有写入。请刷新看过最新进展后再办理。')
}

export function noteMoved(context: Context, regionCode: string): Promise<void> {
  return noteChanges(context, [{ regionCode, month: monthOf(context.today) }])
}

export type LockedCase = Awaited<ReturnType<typeof lockedCase>>

/** The case under lock; refuses where the rule forbids the act to this person at this stage. */
export async function lockedCase(context: Context, countyCode: string, id: string, move: AidCaseMove) {
  const { tx } = context
  const row = await tx
    .selectFrom('aidCases')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .selectAll()
    .executeTakeFirst()
  if (!row) throw noSuchCase()
  const acts = await tx
    .selectFrom('aidCaseActs')
    .where('countyCode', '=', countyCode)
    .where('caseId', '=', id)
    .where('kind', 'in', ['opened', 'resolved'])
    .orderBy('doneAt')
    .orderBy('id')
    .select(['kind', 'byAccountId'])
    .execute()
  const names = await namesOf(tx, [row.ownerId])
  const facts: AidCaseFacts = {
    ...row,
    ownerName: names.get(row.ownerId) ?? '',
    openedBy: acts.find(act => act.kind === 'opened')?.byAccountId ?? null,
    resolvedBy: acts.findLast(act => act.kind === 'resolved')?.byAccountId ?? null,
  }
  const no = whyNot(move, facts, context.actor)
  if (no !== null) throw new Refused('rule_broken', no)
  return { ...row, facts }
}

/** The same trouble may have been found again since: then the newer case is the one to work. */
export async function checkNoneStanding(
  context: Context,
  one: { countyCode: string; id: string; elderId: string; field: string | null; signalKey: string | null },
): Promise<void> {
  const { field, signalKey } = one
  if (field === null && signalKey === null) return
  const newer = await context.tx
    .selectFrom('aidCases')
    .where('countyCode', '=', one.countyCode)
    .where(
      'elderId',
      '=',
      sql<string>`any(array(
        select unnest(person.id || person.merged_ids) from elders e
        join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
        where e.county_code = ${one.countyCode} and e.id = ${one.elderId}))`,
    )
    .where(eb => eb.or([eb('field', '=', field), eb('signalKey', '=', signalKey)]))
    .where('id', '<>', one.id)
    .where('stage', 'not in', ['closed', 'rejected', 'joined'])
    .select('id')
    .executeTakeFirst()
  if (newer) throw new Refused('rule_broken', '同一问题已有新的个案在办，请在新的个案里继续办理。')
}

export async function checkReceiver(
  context: Context,
  regionCode: string,
  toAccountId: string,
): Promise<void> {
  const owners = await possibleOwners(context.tx, [regionCode], context.today)
  if (!owners.some(owner => owner.id === toAccountId))
    throw new Refused('rule_broken', '接办人没有负责这个村的岗位，不能转交。请从可接办人员中选择。')
}

async function write(
  context: Context,
  move: AidCaseMove,
  locked: LockedCase,
  input: MoveInput,
): Promise<void> {
  const { countyCode, id, note, toAccountId } = input
  const kinds = actsOf(move, locked.stage)
  // A person has moved: before the next owner is told, whoever was told falls silent.
  if (move !== 'noted' && move !== 'reopened') await hushCase(context, input)
  if (move === 'handedOver' && toAccountId !== undefined)
    await ownersChanged(workOf(context), [
      { ...locked, caseId: id, kind: move, note, ownerId: toAccountId, reachedId: toAccountId },
    ])
  else
    await keepActs(
      context,
      { countyCode, regionCode: locked.regionCode, caseId: id },
      kinds.map((kind, index) => ({ kind, note: index === kinds.length - 1 ? note : null })),
    )
  const stage = kinds.reduce(stageAfter, locked.stage)
  await context.tx
    .updateTable('aidCases')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .set(eb => ({
      ...standingAt(context, stage, locked),
      version: eb('version', '+', 1),
      ...(toAccountId !== undefined && { ownerId: toAccountId }),
    }))
    .execute()
}

/** What follows from the stage a case comes to: its next clock, its end, and whether a look is owed. */
export function standingAt({ now }: Pick<Context, 'now'>, stage: AidCaseStage, locked: LockedCase) {
  const ended = isEnded(stage)
  const ending = stage === 'closed' || stage === 'rejected' || stage === 'joined' ? stage : null
  return {
    stage,
    dueAt: dueAtOf(stage, locked),
    endedAt: ended ? (isEnded(locked.stage) ? locked.endedAt : now.toISOString()) : null,
    ending,
    recheckOwed: stage === 'closed' && owesRecheck(locked.recheck),
  }
}

export interface OneAct {
  kind: AidCaseActKind
  note: string | null
}

/** Acts of the person who asks, in this order. */
export async function keepActs(
  { tx, now, actor }: Context,
  at: { countyCode: string; regionCode: string; caseId: string },
  acts: readonly OneAct[],
): Promise<void> {
  await tx
    .insertInto('aidCaseActs')
    .values(
      acts.map(act => ({
        ...{ ...at, ...act, id: nextActId(now) },
        byAccountId: actor.accountId,
        toAccountId: null,
        doneAt: now.toISOString(),
      })),
    )
    .execute()
}
