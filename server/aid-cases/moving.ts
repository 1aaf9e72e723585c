// Moves one case: reads it under lock, asks the table of stages, writes the acts and the new stage.
import { sql } from 'kysely'
import type { AidCase, AidCaseActKind } from '../../domain/aid-cases/aid-case.ts'
import {
  type AidCaseFacts,
  type AidCaseMove,
  actsOf,
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
  const locked = await lockedCase(context, countyCode, id)
  const { facts, version } = locked
  const no = whyNot(move, facts, context.actor)
  if (no !== null) throw new Refused('rule_broken', no)
  if (version !== input.version)
    throw new Refused('conflict', '这个个案刚被别人更新过，没有写入。请刷新看过最新进展后再办理。')
  if (move === 'reopened') await checkNoneStanding(context, { ...input, ...locked })
  if (input.toAccountId !== undefined) await checkReceiver(context, facts.regionCode, input.toAccountId)
  await write(context, move, locked, input)
  await noteChanges(context, [{ regionCode: facts.regionCode, month: monthOf(context.today) }])
  return getCase(context, countyCode, id)
}

async function lockedCase(context: Context, countyCode: string, id: string) {
  const { tx } = context
  const row = await tx
    .selectFrom('aidCases')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .select(['level', 'stage', 'regionCode', 'ownerId', 'version', 'elderId', 'field'])
    .select(['signalKey', 'trouble'])
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
  const { version, elderId, field, signalKey, trouble, ...rest } = row
  const names = await namesOf(tx, [row.ownerId])
  const facts: AidCaseFacts = {
    ...rest,
    ownerName: names.get(row.ownerId) ?? '',
    openedBy: acts.find(act => act.kind === 'opened')?.byAccountId ?? null,
    resolvedBy: acts.findLast(act => act.kind === 'resolved')?.byAccountId ?? null,
  }
  return { facts, version, elderId, field, signalKey, trouble }
}

/** The same trouble may have been found again since: then the newer case is the one to work. */
async function checkNoneStanding(
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
    .where('stage', 'not in', ['closed', 'rejected'])
    .select('id')
    .executeTakeFirst()
  if (newer) throw new Refused('rule_broken', '同一问题已有新的个案在办，请在新的个案里继续办理。')
}

async function checkReceiver(context: Context, regionCode: string, toAccountId: string): Promise<void> {
  const owners = await possibleOwners(context.tx, [regionCode], context.today)
  if (!owners.some(owner => owner.id === toAccountId))
    throw new Refused('rule_broken', '接办人没有负责这个村的岗位，不能转交。请从可接办人员中选择。')
}

async function write(
  context: Context,
  move: AidCaseMove,
  { facts, elderId, trouble }: Awaited<ReturnType<typeof lockedCase>>,
  input: MoveInput,
): Promise<void> {
  const { tx } = context
  const { countyCode, id, note, toAccountId } = input
  const kinds = actsOf(move)
  if (move === 'handedOver' && toAccountId !== undefined)
    await ownersChanged(workOf(context), [
      { ...facts, countyCode, caseId: id, elderId, trouble, kind: move, note, ownerId: toAccountId },
    ])
  else await keepActs(context, kinds, { ...facts, ...input })
  await tx
    .updateTable('aidCases')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .set(eb => ({
      stage: kinds.reduce(stageAfter, facts.stage),
      version: eb('version', '+', 1),
      ...(toAccountId !== undefined && { ownerId: toAccountId }),
    }))
    .execute()
}

async function keepActs(
  { tx, now, actor }: Context,
  kinds: readonly AidCaseActKind[],
  { countyCode, regionCode, id, note }: MoveInput & { regionCode: string },
): Promise<void> {
  await tx
    .insertInto('aidCaseActs')
    .values(
      kinds.map((kind, index) => ({
        ...{ countyCode, regionCode, kind, caseId: id, id: nextActId(now) },
        note: index === kinds.length - 1 ? note : null,
        byAccountId: actor.accountId,
        toAccountId: null,
        doneAt: now.toISOString(),
      })),
    )
    .execute()
}
