// Makes two records one person: the survivor takes what the officer chose, the other record steps aside.
import { randomBytes } from 'node:crypto'
import {
  chosenSides,
  joinedText,
  type MergeField,
  type MergeSide,
  survivingFields,
} from '../../../domain/elders/merge-fields.ts'
import { type Merge, type StoredValue, writtenFields } from '../../../domain/elders/merge-forest.ts'
import { checkMerge, type MergeDecision } from '../../../domain/elders/merging.ts'
import type { Day } from '../../../domain/kernel/day.ts'
import { uuidV7 } from '../../../domain/kernel/id.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { closeStays } from '../homes/stays.ts'
import { unknownElder } from '../record.ts'
import { noteOpenMonths } from '../register.ts'
import {
  lockMerging,
  lockRecords,
  type MergingRow,
  mergeRecordOf,
  readRecords,
  writePersons,
  writeValues,
} from './records.ts'

export interface MergeInput extends MergeDecision {
  countyCode: string
  mergeId: string
  survivorId: string
  mergedId: string
  survivorVersion: number
  mergedVersion: number
  take: Partial<Record<MergeField, MergeSide | undefined>>
  reason: string
}

/** What else a merge touched, so that its undo puts back exactly that. */
export interface MergeEffects {
  /** The ending the merged record had before; kept here while it is ended by the merge. */
  endingBefore: {
    kind: 'died' | 'movedOut'
    endedOn: Day
    reason: string
    recordedBy: string | null
    recordedAt: string
  } | null
  assignmentsClosed: { id: string; validTo: Day }[]
  /** The merged record's visitor goes on under the survivor. */
  assignmentMade: string | null
}

export async function mergeElders(
  context: Context,
  input: MergeInput,
): Promise<{ survivorId: string; version: number; personIds: string[] }> {
  const { tx } = context
  const { countyCode, survivorId, mergedId } = input
  await lockMerging(tx, countyCode)
  await lockRecords(tx, countyCode, [survivorId, mergedId])
  const rows = await readRecords(tx, countyCode, [survivorId, mergedId])
  const survivor = rows.get(survivorId)
  const merged = rows.get(mergedId)
  if (!survivor || !merged) throw unknownElder()
  const personIds = [survivorId, ...survivor.mergedIds, mergedId, ...merged.mergedIds]
  context.concerns(countyCode, [survivorId, mergedId], input.reason)
  if (await isDoneAlready(context, input)) return { survivorId, version: survivor.version, personIds }
  checkMerge(mergeRecordOf(context, survivor), mergeRecordOf(context, merged), input)
  if (survivor.version !== input.survivorVersion || merged.version !== input.mergedVersion)
    throw new Refused('conflict', '其中一份档案刚刚被别人修改过，还没有合并。请重新对照后再合并。')
  const fields = fieldsWritten(context, survivor, merged, input.take)
  if (fields.household)
    await closeStays(tx, { countyCode, elderIds: [survivorId], on: context.today, eventId: input.mergeId })
  await writeValues(context, countyCode, rows, valuesOf(survivorId, mergedId, fields))
  const effects = await stepAside(context, survivor, merged, input.reason)
  await keepMerge(context, input, survivor.regionCode, fields, effects)
  await writePersons(tx, countyCode, personIds)
  await noteBoth(context, survivor, merged)
  return { survivorId, version: survivor.version + 1, personIds }
}

/** The same merge sent again under another act: the answer was lost, the merge was not. */
async function isDoneAlready({ tx }: Context, input: MergeInput): Promise<boolean> {
  const before = await tx
    .selectFrom('elderMerges')
    .select(['survivorId', 'mergedId', 'undoneAt'])
    .where('countyCode', '=', input.countyCode)
    .where('id', '=', input.mergeId)
    .executeTakeFirst()
  if (!before) return false
  if (
    before.survivorId === input.survivorId &&
    before.mergedId === input.mergedId &&
    before.undoneAt === null
  )
    return true
  throw new Refused('conflict', '这个编号已经用于另一次合并，没有重复执行。请刷新后核对。')
}

function fieldsWritten(
  context: Context,
  survivor: MergingRow,
  merged: MergingRow,
  take: MergeInput['take'],
): Merge['fields'] {
  const one = mergeRecordOf(context, survivor)
  const other = mergeRecordOf(context, merged)
  const sides = chosenSides(survivingFields(one, other), take)
  const healthNote = joinedText(one.healthNote, other.healthNote)
  return writtenFields(survivor, merged, sides, {
    note: { note: joinedText(one.note, other.note) },
    healthNote: { healthNoteSealed: healthNote === null ? null : context.sealer.seal(healthNote) },
  })
}

/** Both records move a version on, so that nobody saves over what merging has just done. */
function valuesOf(survivorId: string, mergedId: string, fields: Merge['fields']): Map<string, StoredValue> {
  const values: StoredValue = Object.assign({}, ...Object.values(fields).map(({ after }) => after))
  return new Map([
    [survivorId, values],
    [mergedId, {}],
  ])
}

async function stepAside(
  context: Context,
  survivor: MergingRow,
  merged: MergingRow,
  reason: string,
): Promise<MergeEffects> {
  const endingBefore = await endAsMerged(context, merged, reason)
  return { endingBefore, ...(await handOverVisitor(context, survivor, merged)) }
}

async function endAsMerged(
  { tx, now, today, actor }: Context,
  { countyCode, id, regionCode }: MergingRow,
  reason: string,
): Promise<MergeEffects['endingBefore']> {
  const [before] = await tx
    .deleteFrom('elderEndings')
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', id)
    .returning(['kind', 'endedOn', 'reason', 'recordedBy', 'recordedAt'])
    .execute()
  await tx
    .insertInto('elderEndings')
    .values({
      ...{ countyCode, elderId: id, regionCode, kind: 'merged', endedOn: today, reason },
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
    })
    .execute()
  await tx
    .updateTable('elders')
    .set({ endedOn: today })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return (before as MergeEffects['endingBefore'] | undefined) ?? null
}

/** The open assignment closes; where the survivor has no visitor of her own, the same one goes on with her. */
async function handOverVisitor(
  { tx, now, today, actor }: Context,
  survivor: MergingRow,
  merged: MergingRow,
): Promise<Pick<MergeEffects, 'assignmentsClosed' | 'assignmentMade'>> {
  const { countyCode, regionCode } = survivor
  const open = await tx
    .selectFrom('visitorAssignments')
    .select(['id', 'elderId', 'accountId', 'validFrom'])
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [survivor.id, merged.id])
    .where('validTo', 'is', null)
    .forUpdate()
    .execute()
  const closing = open.find(({ elderId }) => elderId === merged.id)
  if (!closing) return { assignmentsClosed: [], assignmentMade: null }
  const validTo = closing.validFrom > today ? closing.validFrom : today
  await tx
    .updateTable('visitorAssignments')
    .set({ validTo })
    .where('countyCode', '=', countyCode)
    .where('id', '=', closing.id)
    .execute()
  const assignmentsClosed = [{ id: closing.id, validTo }]
  if (!visitorFollows(open, survivor, merged)) return { assignmentsClosed, assignmentMade: null }
  const id = uuidV7(now.getTime(), randomBytes(10))
  await tx
    .insertInto('visitorAssignments')
    .values({
      ...{ countyCode, id, regionCode, elderId: survivor.id, accountId: closing.accountId },
      validFrom: today,
      validTo: null,
      assignedBy: actor.accountId,
    })
    .execute()
  return { assignmentsClosed, assignmentMade: id }
}

/** In another village the visitor's post may not reach; there an officer assigns anew. */
export function visitorFollows(
  open: readonly { elderId: string }[],
  survivor: Pick<MergingRow, 'id' | 'regionCode' | 'endedOn'>,
  merged: Pick<MergingRow, 'id' | 'regionCode'>,
): boolean {
  return (
    survivor.endedOn === null &&
    survivor.regionCode === merged.regionCode &&
    open.some(({ elderId }) => elderId === merged.id) &&
    !open.some(({ elderId }) => elderId === survivor.id)
  )
}

async function keepMerge(
  { tx, now, actor }: Context,
  input: MergeInput,
  regionCode: string,
  fields: Merge['fields'],
  effects: MergeEffects,
): Promise<void> {
  const { countyCode, mergeId: id, survivorId, mergedId, reason } = input
  await tx
    .insertInto('elderMerges')
    .values({
      ...{ countyCode, id, regionCode, survivorId, mergedId, fields, reason },
      effects: { ...effects },
      mergedBy: actor.accountId,
      mergedAt: now.toISOString(),
      undoneBy: null,
      undoneAt: null,
      undoReason: null,
    })
    .execute()
}

/** Everything counted from either of the two may have moved. */
export async function noteBoth(context: Context, one: MergingRow, other: MergingRow): Promise<void> {
  await noteOpenMonths(context, one.regionCode, one.registeredOn)
  if (other.regionCode !== one.regionCode || other.registeredOn < one.registeredOn)
    await noteOpenMonths(context, other.regionCode, other.registeredOn)
}
