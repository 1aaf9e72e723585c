// Takes two records apart again, at any time: what the merge wrote goes back, what changed since stays.
import { sql } from 'kysely'
import type { MergeField } from '../../../domain/elders/merge-fields.ts'
import { type Undoing, undoFields, undoSentence } from '../../../domain/elders/merge-forest.ts'
import { addDays } from '../../../domain/kernel/day.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { type MergeEffects, noteBoth } from './merge.ts'
import {
  lockMerging,
  lockRecords,
  type MergingRow,
  readRecords,
  standingMerges,
  writePersons,
  writeValues,
} from './records.ts'

export interface Unmerged {
  survivorId: string
  mergedId: string
  restored: MergeField[]
  kept: MergeField[]
  sentence: string
  personIds: string[]
}

export async function unmergeElders(
  context: Context,
  { countyCode, mergeId, reason }: { countyCode: string; mergeId: string; reason: string },
): Promise<Unmerged> {
  const { tx } = context
  await lockMerging(tx, countyCode)
  const { survivorId, mergedId, effects } = await standingMerge(context, countyCode, mergeId)
  const personIds = await personOf(context, countyCode, survivorId)
  await lockRecords(tx, countyCode, personIds)
  const rows = await readRecords(tx, countyCode, personIds)
  const survivor = rows.get(survivorId)
  const merged = rows.get(mergedId)
  if (!survivor || !merged) throw unknownMerge()
  context.concerns(countyCode, [survivorId, mergedId], reason)
  const merges = await standingMerges(tx, countyCode, personIds)
  const undone = merges.find(({ id }) => id === mergeId)
  if (!undone) throw unknownMerge()
  const undoing = undoFields(merges, undone, rows)
  await writeValues(context, countyCode, rows, withBoth(undoing.values, survivorId, mergedId))
  if (undoing.restored.includes('household'))
    await tx
      .deleteFrom('householdStays')
      .where('countyCode', '=', countyCode)
      .where('eventId', '=', mergeId)
      .execute()
  await rewriteMerges(context, countyCode, undoing)
  await markUndone(context, { countyCode, mergeId, reason })
  await standAgain(context, merged, effects)
  await writePersons(tx, countyCode, personIds)
  await noteBoth(context, survivor, merged)
  await noteRoot(context, rows, survivor)
  const { restored, kept } = undoing
  const sentence = `${undoSentence(undoing)}${leftSince(survivor, effects)}`
  return { survivorId, mergedId, restored, kept, sentence, personIds }
}

/** A death or a move registered since belongs to one of the two; only the officer can know to which. */
function leftSince({ endedOn, mergedInto }: MergingRow, { endingBefore }: MergeEffects): string {
  if (endedOn === null || mergedInto !== null || endingBefore !== null) return ''
  return `保留的档案在 ${endedOn} 登记了离册，拆出来的档案恢复在册，请核对是哪一位。`
}

/** Both move a version on, whether or not a field goes back. */
function withBoth(values: Undoing['values'], ...ids: string[]): Undoing['values'] {
  return new Map([...ids.map((id): [string, Record<string, unknown>] => [id, {}]), ...values])
}

async function standingMerge({ tx }: Context, countyCode: string, mergeId: string) {
  const merge = await tx
    .selectFrom('elderMerges')
    .select(['survivorId', 'mergedId', 'undoneAt', 'effects'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst()
  if (!merge) throw unknownMerge()
  if (merge.undoneAt !== null)
    throw new Refused('conflict', '这次合并已经拆开过了，不用重复办理。请刷新查看。')
  return { ...merge, effects: merge.effects as unknown as MergeEffects }
}

function unknownMerge(): Refused {
  return new Refused('not_found', '没有这次合并的记录，或者档案不在您的辖区内。请刷新档案后重试。')
}

/** All records of the person the survivor belongs to, itself merged further or not. */
async function personOf({ tx }: Context, countyCode: string, id: string): Promise<string[]> {
  const found = await sql<{ ids: string[] }>`
    select person.id || person.merged_ids as ids
    from elders e
    join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
    where e.county_code = ${countyCode} and e.id = ${id}`.execute(tx)
  return found.rows[0]?.ids ?? []
}

async function rewriteMerges({ tx }: Context, countyCode: string, { rewritten }: Undoing): Promise<void> {
  if (rewritten.size === 0) return
  const rows = [...rewritten].map(([id, fields]) => ({ id, fields }))
  await sql`
    update elder_merges m set fields = r.fields
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, fields jsonb)
    where m.county_code = ${countyCode} and m.id = r.id`.execute(tx)
}

async function markUndone(
  { tx, now, actor }: Context,
  { countyCode, mergeId, reason }: { countyCode: string; mergeId: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('elderMerges')
    .set({ undoneBy: actor.accountId, undoneAt: now.toISOString(), undoReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', mergeId)
    .execute()
}

/** The record that stepped aside stands as it stood: ending, visitor, number. */
async function standAgain(context: Context, merged: MergingRow, effects: MergeEffects): Promise<void> {
  const { tx } = context
  const { countyCode, id, regionCode } = merged
  await tx.deleteFrom('elderEndings').where('countyCode', '=', countyCode).where('elderId', '=', id).execute()
  const { endingBefore } = effects
  if (endingBefore !== null)
    await tx
      .insertInto('elderEndings')
      .values({ countyCode, elderId: id, regionCode, ...endingBefore })
      .execute()
  await tx
    .updateTable('elders')
    .set({ endedOn: endingBefore?.endedOn ?? null })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await giveBackVisitor(context, merged, effects)
  // Moving out gives up every number of the person; one that is still free is this record's again.
  if (endingBefore?.kind !== 'movedOut')
    await sql`
      insert into citizen_number_claims (number_hash, county_code, elder_id)
      select citizen_number_hash, county_code, id from elders
      where county_code = ${countyCode} and id = ${id} and citizen_number_hash is not null
      on conflict do nothing`.execute(tx)
}

async function giveBackVisitor(
  { tx, today }: Context,
  { countyCode, id }: MergingRow,
  { assignmentsClosed, assignmentMade }: MergeEffects,
): Promise<void> {
  if (assignmentMade !== null) {
    await sql`
      delete from visitor_assignments where county_code = ${countyCode} and id = ${assignmentMade}
        and valid_to is null and valid_from >= ${today}`.execute(tx)
    await sql`
      update visitor_assignments set valid_to = ${addDays(today, -1)}
      where county_code = ${countyCode} and id = ${assignmentMade} and valid_to is null`.execute(tx)
  }
  await sql`
    update visitor_assignments a set valid_to = null
    from jsonb_to_recordset(${JSON.stringify(assignmentsClosed)}::jsonb) as closed (id uuid, "validTo" date)
    where a.county_code = ${countyCode} and a.id = closed.id and a.valid_to = closed."validTo"
      and not exists (select from visitor_assignments other where other.county_code = a.county_code
        and other.elder_id = ${id} and other.valid_to is null)`.execute(tx)
}

/** Figures of the person above also lose what they had through this record. */
async function noteRoot(
  context: Context,
  rows: ReadonlyMap<string, MergingRow>,
  survivor: MergingRow,
): Promise<void> {
  const root = survivor.mergedInto === null ? undefined : rows.get(survivor.mergedInto)
  if (root) await noteBoth(context, root, survivor)
}
