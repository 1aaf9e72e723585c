// Entering kin and neighbours, changing what is known of them, ending and reordering; each leaves a fact behind.
import { sql } from 'kysely'
import {
  checkKin,
  checkKinEnd,
  type KinChange,
  type KinEnding,
  type KinInput,
  kinDifferences,
  kinEndings,
  kinshipBack,
  kinships,
  sexOfKinship,
} from '../../../domain/elders/kin.ts'
import { readTelephone } from '../../../domain/elders/telephone.ts'
import type { Day } from '../../../domain/kernel/day.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { proposeFor } from '../groups/proposing.ts'
import { unknownElder } from '../record.ts'
import { noteOpenMonthsFor } from '../register.ts'
import type { ElderKey } from '../rows.ts'
import { phoneColumns } from '../sealed-fields.ts'

interface NewKin extends ElderKey {
  elderId: string
  kin: KinInput
}

export async function recordKin(context: Context, given: NewKin): Promise<void> {
  const { tx, today } = context
  const { countyCode, id, elderId } = given
  const elder = await elderToWriteOn(context, { countyCode, id: elderId })
  checkKin(given.kin, today)
  const linked = await linkedElder(context, given)
  await refuseTwice(context, given)
  const row = rowOf(context, given.kin)
  await insertKin(context, { countyCode, id, regionCode: elder.regionCode, elderId }, row)
  if (linked) await insertBack(context, elder, linked, given)
  await tx
    .insertInto('kinChanges')
    .values(factOf(context, { ...given, regionCode: elder.regionCode }, 'added', kinDifferences(null, row)))
    .execute()
  const touched = linked ? [elderId, linked.id] : [elderId]
  context.concerns(countyCode, touched)
  await proposeAfter(context, countyCode, touched)
}

type KinRow = ReturnType<typeof rowOf>

function rowOf({ sealer, now, actor }: Context, kin: KinInput) {
  const { phone, relation, sex, ...rest } = kin
  return {
    ...rest,
    ...phoneColumns(sealer, phone === null ? null : readTelephone(phone, kin.country)),
    relation: relation ?? kinships.words[kin.kinship],
    sex: sex === 'unknown' ? sexOfKinship(kin.kinship) : sex,
    recordedBy: actor.accountId,
    recordedAt: now.toISOString(),
  }
}

/** Last in the order of calling; somebody puts them further up. */
async function insertKin(
  { tx }: Context,
  key: { countyCode: string; id: string; regionCode: string; elderId: string },
  row: KinRow,
): Promise<void> {
  await tx
    .insertInto('elderContacts')
    .values(given => ({
      ...row,
      ...key,
      callOrder: given
        .selectFrom('elderContacts as other')
        .select(last => sql<number>`coalesce(${last.fn.max('other.callOrder')}, 0) + 1`.as('next'))
        .where('other.countyCode', '=', key.countyCode)
        .where('other.elderId', '=', key.elderId),
    }))
    .execute()
}

interface WritableElder extends ElderKey {
  regionCode: string
  name: string
  sex: KinInput['sex']
  endedOn: string | null
}

/** A visitor writes on the elders she carries; officers on all of their area. */
async function elderToWriteOn(context: Context, key: ElderKey): Promise<WritableElder> {
  const { tx, actor, today } = context
  const elder = await tx
    .selectFrom('elders')
    .select(['countyCode', 'id', 'regionCode', 'name', 'sex', 'endedOn'])
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .executeTakeFirst()
  if (!elder) throw unknownElder()
  if (elder.endedOn !== null)
    throw new Refused('rule_broken', `这份档案已于 ${elder.endedOn} 结束，不能再登记家人。`)
  if (actor.rights.includes('elder:edit')) return elder
  const carried = await tx
    .selectFrom('visitorAssignments')
    .select('id')
    .where('countyCode', '=', key.countyCode)
    .where('elderId', '=', key.id)
    .where('accountId', '=', actor.accountId)
    .where('validFrom', '<=', today)
    .where(one => one.or([one('validTo', 'is', null), one('validTo', '>=', today)]))
    .executeTakeFirst()
  if (carried) return elder
  throw new Refused(
    'not_allowed',
    '这位老人不由您负责探访，不能登记家人。记录仍保留在手机上，请联系乡镇核对分工。',
  )
}

async function linkedElder({ tx }: Context, { countyCode, elderId, kin }: NewKin) {
  if (kin.linkedElderId === null) return null
  if (kin.linkedElderId === elderId)
    throw new Refused('rule_broken', '不能把老人登记为自己的家人。请重新选择。')
  const linked = await tx
    .selectFrom('elders')
    .select(['countyCode', 'id', 'regionCode', 'name', 'householdId'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', kin.linkedElderId)
    .where('mergedInto', 'is', null)
    .executeTakeFirst()
  if (!linked) throw new Refused('not_found', '要关联的老年人不在您的辖区台账里。请重新选择，或不关联。')
  return linked
}

async function refuseTwice({ tx }: Context, { countyCode, elderId, kin }: NewKin): Promise<void> {
  const same = await tx
    .selectFrom('elderContacts')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', elderId)
    .where('endedOn', 'is', null)
    .where(one =>
      one.or([
        one.and([one('name', '=', kin.name), one('kinship', '=', kin.kinship)]),
        ...(kin.linkedElderId === null ? [] : [one('linkedElderId', '=', kin.linkedElderId)]),
      ]),
    )
    .executeTakeFirst()
  if (same)
    throw new Refused(
      'conflict',
      `${kinships.words[kin.kinship]}${kin.name}已经登记过了。要改电话或住处，请在原来那一条上更改。`,
    )
}

/** The other record says the same from its own side, unless it does already. */
async function insertBack(
  context: Context,
  elder: WritableElder,
  linked: { countyCode: string; id: string; regionCode: string },
  { kin }: NewKin,
): Promise<void> {
  const kinship = kinshipBack(kin.kinship, elder.sex)
  if (kinship === null) return
  await sql`
    insert into elder_contacts (county_code, id, region_code, elder_id, name, relation, kinship, sex, whereabouts,
      linked_elder_id, call_order, recorded_by, recorded_at)
    select ${linked.countyCode}, gen_random_uuid(), ${linked.regionCode}, ${linked.id}::uuid, ${elder.name},
      ${kinships.words[kinship]}, ${kinship}, ${elder.sex}, ${kin.whereabouts},
      ${elder.id}::uuid,
      (select coalesce(max(call_order), 0) + 1 from elder_contacts
        where county_code = ${linked.countyCode} and elder_id = ${linked.id}::uuid),
      ${context.actor.accountId}::uuid, ${context.now.toISOString()}::timestamptz
    where not exists (
      select from elder_contacts c where c.county_code = ${linked.countyCode} and c.elder_id = ${linked.id}::uuid
        and c.linked_elder_id = ${elder.id}::uuid and c.ended_on is null)`.execute(context.tx)
}

export async function changeKin(
  context: Context,
  given: ElderKey & { version: number; kin: KinChange },
): Promise<void> {
  const { tx, sealer, today } = context
  const before = await lockKin(context, given)
  await elderToWriteOn(context, { countyCode: given.countyCode, id: before.elderId })
  context.concerns(given.countyCode, [before.elderId])
  if (before.endedOn !== null)
    throw new Refused('conflict', `这个人已于 ${before.endedOn} 登记为不再联系，不能更改。`)
  if (before.version !== given.version)
    throw new Refused('conflict', '这个人的情况刚刚被别人改过，您的更改还没有保存。请刷新后对照再改。')
  const { phone, relation, ...change } = definedOnly(given.kin)
  const after: typeof before = { ...before, ...(change as Partial<typeof before>) }
  checkKin(after, today)
  const written = {
    ...change,
    ...(relation !== undefined && { relation: relation ?? kinships.words[after.kinship] }),
    ...(phone !== undefined &&
      phoneColumns(sealer, phone === null ? null : readTelephone(phone, after.country))),
  }
  const changes = kinDifferences(before, { ...after, ...written })
  if (changes.length === 0) return
  await tx
    .updateTable('elderContacts')
    .set({ ...written, version: before.version + 1 })
    .where('countyCode', '=', given.countyCode)
    .where('id', '=', given.id)
    .execute()
  await tx
    .insertInto('kinChanges')
    .values(factOf(context, before, 'corrected', changes))
    .execute()
  await proposeAfter(context, given.countyCode, [before.elderId])
}

/** Who has left or died decides what key groups the records suggest. */
export async function proposeAfter(
  context: Context,
  countyCode: string,
  elderIds: readonly string[],
): Promise<void> {
  await proposeFor(
    context,
    elderIds.map(id => ({ countyCode, id })),
  )
  await noteHeardOf(context, countyCode, elderIds)
}

/** Boards count the elders whose children were long not heard of, in every month that is still open. */
async function noteHeardOf(context: Context, countyCode: string, elderIds: readonly string[]): Promise<void> {
  if (elderIds.length === 0) return
  const elders = await context.tx
    .selectFrom('elders')
    .where('countyCode', '=', countyCode)
    .where('id', 'in', elderIds)
    .select(['regionCode', 'registeredOn as since'])
    .execute()
  await noteOpenMonthsFor(context, elders)
}

function definedOnly(change: KinChange): KinChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

async function lockKin({ tx }: Context, { countyCode, id }: ElderKey) {
  const kept = await tx
    .selectFrom('elderContacts')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!kept) throw new Refused('not_found', '没有这个联系人，或者不在您的辖区内。请刷新后重试。')
  return kept
}

/** Nobody is deleted: the row ends with a day and a reason, on the other record too where the two are linked. */
export async function endKin(context: Context, given: ElderKey & { on: Day; why: KinEnding }): Promise<void> {
  const { tx, today } = context
  const { countyCode, on, why } = given
  const kin = await lockKin(context, given)
  checkKinEnd({ endedOn: kin.endedOn, on, today })
  const ended = await tx
    .updateTable('elderContacts')
    .set(one => ({ endedOn: on, endedWhy: why, version: one('version', '+', 1) }))
    .where('countyCode', '=', countyCode)
    .where('endedOn', 'is', null)
    .where(one =>
      one.or([
        one('id', '=', given.id),
        ...(kin.linkedElderId === null
          ? []
          : [one.and([one('elderId', '=', kin.linkedElderId), one('linkedElderId', '=', kin.elderId)])]),
      ]),
    )
    .returning(['id', 'regionCode', 'elderId'])
    .execute()
  const said = [{ field: 'ended', before: null, after: `${on} ${kinEndings.words[why]}` }]
  await tx
    .insertInto('kinChanges')
    .values(ended.map(row => factOf(context, { ...row, countyCode }, 'stopped', said)))
    .execute()
  const touched = [...new Set(ended.map(row => row.elderId))]
  context.concerns(countyCode, touched)
  await proposeAfter(context, countyCode, touched)
}

export async function reorderKin(
  context: Context,
  { countyCode, elderId, ids }: { countyCode: string; elderId: string; ids: readonly string[] },
): Promise<void> {
  const { tx } = context
  const elder = await elderToWriteOn(context, { countyCode, id: elderId })
  const standing = await sql<{ id: string }>`
    select c.id from elder_contacts c
    join elders e on e.county_code = c.county_code and e.id = ${elderId}::uuid
    where c.county_code = ${countyCode} and c.elder_id = any(e.id || e.merged_ids) and c.ended_on is null
    for update of c`.execute(tx)
  const known = new Set(standing.rows.map(row => row.id))
  if (new Set(ids).size !== ids.length || !ids.every(id => known.has(id)))
    throw new Refused('conflict', '联系人名单刚刚有变化，先后没有保存。请刷新后重新排列。')
  await sql`
    update elder_contacts c set call_order = wanted.position
    from unnest(${ids}::uuid[]) with ordinality as wanted (id, position)
    where c.county_code = ${countyCode} and c.id = wanted.id`.execute(tx)
  await tx
    .insertInto('kinChanges')
    .values(factOf(context, { countyCode, regionCode: elder.regionCode, elderId, id: null }, 'reordered', []))
    .execute()
  context.concerns(countyCode, [elderId])
}

function factOf(
  { actor, now }: Context,
  of: { countyCode: string; regionCode: string; elderId: string; id: string | null },
  kind: 'added' | 'corrected' | 'stopped' | 'reordered',
  changes: readonly { field: string; before: string | null; after: string | null }[],
) {
  return {
    countyCode: of.countyCode,
    id: sql<string>`gen_random_uuid()`,
    regionCode: of.regionCode,
    elderId: of.elderId,
    contactId: of.id,
    kind,
    changes: sql<unknown[]>`${JSON.stringify(changes)}::jsonb`,
    recordedBy: actor.accountId,
    recordedAt: now.toISOString(),
  }
}
