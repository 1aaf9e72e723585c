// Recording that an elder belongs to a key group from a day on, proving it, confirming it, ending or voiding it.

import { elderGroups } from '../../domain/elders/elder.ts'
import type { groupApi } from '../../domain/elders/groups/api.ts'
import {
  checkedProof,
  checkMembership,
  checkMembershipEnd,
  checkNotVoided,
  emptySpanFrom,
  lastCountedDay,
} from '../../domain/elders/memberships.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { unknownElder } from './record.ts'
import { noteOpenMonths } from './register.ts'
import type { ElderKey } from './rows.ts'

type Given<Name extends keyof typeof groupApi> = InputOf<(typeof groupApi)[Name]>

export async function recordMembership(
  context: Context,
  given: Given<'membership.record'>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor, sealer } = context
  const { countyCode, id, elderId, group, validFrom, evidence, proof, certificateNumber, expiresOn } = given
  const elder = await lockPerson(context, countyCode, elderId)
  checkMembership({ validFrom, endedOn: elder.endedOn, expiresOn, today })
  const lacksEvidence = checkedProof({
    ...given,
    citizenNumber: elder.citizenNumberSealed === null ? null : sealer.open(elder.citizenNumberSealed),
    leastLevel: context.setting('membership.careDependentLevel', elder.regionCode),
    today,
  })
  await refuseTwice(context, { ...given, validTo: expiresOn, ids: elder.ids })
  await tx
    .insertInto('elderMemberships')
    .values({
      countyCode,
      id,
      elderId,
      regionCode: elder.regionCode,
      group,
      validFrom,
      validTo: expiresOn,
      evidence,
      proof,
      ...certificateColumns(context, certificateNumber),
      expiresOn,
      lacksEvidence,
      confirmedBy: actor.accountId,
      confirmedOn: today,
      batchId: null,
      recordedAt: now.toISOString(),
    })
    .execute()
  context.concerns(countyCode, [elderId])
  await noteOpenMonths(context, elder.regionCode, validFrom)
  return {}
}

/** The person's standing record, locked: two officers cannot give one group twice at once. */
async function lockPerson({ tx }: Context, countyCode: string, elderId: string) {
  const elder = await tx
    .selectFrom('elders')
    .select(['id', 'regionCode', 'endedOn', 'citizenNumberSealed', 'mergedIds'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .forUpdate()
    .executeTakeFirst()
  if (!elder) throw unknownElder()
  return { ...elder, ids: [elder.id, ...elder.mergedIds] }
}

/** A group is held once at a time; a voided or ended membership does not stand in the way. */
async function refuseTwice(
  { tx }: Context,
  span: {
    countyCode: string
    ids: readonly string[]
    group: Given<'membership.record'>['group']
    validFrom: Day
    validTo: Day | null
    besides?: string
  },
): Promise<void> {
  const held = await tx
    .selectFrom('elderMemberships')
    .select(['validFrom', 'validTo'])
    .where('countyCode', '=', span.countyCode)
    .where('elderId', 'in', [...span.ids])
    .where('group', '=', span.group)
    .where('voidedAt', 'is', null)
    .where(given => given.or([given('validTo', 'is', null), given('validTo', '>=', span.validFrom)]))
    .$if(span.validTo !== null, query => query.where('validFrom', '<=', span.validTo ?? ''))
    .$if(span.besides !== undefined, query => query.where('id', '<>', span.besides ?? ''))
    .limit(1)
    .executeTakeFirst()
  if (held)
    throw new Refused(
      'conflict',
      `这位老年人自 ${held.validFrom} 起${held.validTo === null ? '' : `到 ${held.validTo} `}已认定为` +
        `“${elderGroups.words[span.group]}”，不用重复认定。`,
    )
}

export function certificateColumns({ sealer }: Pick<Context, 'sealer'>, number: string | null) {
  return {
    certificateSealed: number === null ? null : sealer.seal(number),
    certificateTail: number === null ? null : number.slice(-4),
  }
}

async function lockMembership(context: Context, { countyCode, id }: ElderKey) {
  const membership = await context.tx
    .selectFrom('elderMemberships')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!membership) throw unknownMembership()
  context.concerns(countyCode, [membership.elderId])
  return membership
}

export function unknownMembership(): Refused {
  return new Refused('not_found', '没有这项类别记录，或者不在您的辖区内。请刷新档案后重试。')
}

/** Fills in what was lacking; what has been proved stays as it is and is corrected by voiding. */
export async function proveMembership(
  context: Context,
  given: Given<'membership.prove'>,
): Promise<Record<string, never>> {
  const { tx, today, sealer } = context
  const { countyCode, id } = given
  const membership = await lockMembership(context, given)
  checkNotVoided(membership)
  if (!membership.lacksEvidence)
    throw new Refused('conflict', '这项类别的证据已经齐全。如有错误，请作废后重新认定。')
  const elder = await lockPerson(context, countyCode, membership.elderId)
  const proof = { ...membership.proof, ...given.proof }
  const certificateNumber =
    given.certificateNumber ??
    (membership.certificateSealed === null ? null : sealer.open(membership.certificateSealed))
  const expiresOn = given.expiresOn ?? membership.expiresOn
  checkMembership({ validFrom: membership.validFrom, endedOn: null, expiresOn, today })
  checkedProof({
    group: membership.group,
    proof,
    certificateNumber,
    expiresOn,
    toFollow: false,
    citizenNumber: elder.citizenNumberSealed === null ? null : sealer.open(elder.citizenNumberSealed),
    leastLevel: context.setting('membership.careDependentLevel', membership.regionCode),
    today,
  })
  await tx
    .updateTable('elderMemberships')
    .set({
      proof,
      ...certificateColumns(context, certificateNumber),
      expiresOn,
      validTo: lastCountedDay(membership.validTo, expiresOn),
      lacksEvidence: false,
      confirmedBy: context.actor.accountId,
      confirmedOn: today,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await noteOpenMonths(context, membership.regionCode, expiresOn ?? today)
  return {}
}

export async function endMembership(
  context: Context,
  given: Given<'membership.end'>,
): Promise<Record<string, never>> {
  const { countyCode, id, validTo } = given
  const membership = await lockMembership(context, given)
  checkMembershipEnd({ ...membership, endsOn: validTo })
  await context.tx
    .updateTable('elderMemberships')
    .set({ validTo })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await noteOpenMonths(context, membership.regionCode, validTo)
  return {}
}

export async function voidMembership(
  context: Context,
  given: Given<'membership.void'>,
): Promise<Record<string, never>> {
  const membership = await lockMembership(context, given)
  checkNotVoided(membership)
  await makeVoid(context, membership, given.reason)
  await noteOpenMonths(context, membership.regionCode, membership.validFrom)
  return {}
}

type Kept = Awaited<ReturnType<typeof lockMembership>>

async function makeVoid({ tx, now, actor }: Context, membership: Kept, reason: string): Promise<void> {
  await tx
    .updateTable('elderMemberships')
    .set({
      validTo: emptySpanFrom(membership.validFrom),
      voidedAt: now.toISOString(),
      voidedBy: actor.accountId,
      voidReason: reason,
      voidedValidTo: membership.validTo,
    })
    .where('countyCode', '=', membership.countyCode)
    .where('id', '=', membership.id)
    .execute()
}

export async function correctMembership(
  context: Context,
  given: Given<'membership.correct'>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor } = context
  const { newId, validFrom, expiresOn } = given
  const membership = await lockMembership(context, given)
  checkNotVoided(membership)
  const elder = await lockPerson(context, membership.countyCode, membership.elderId)
  checkMembership({ validFrom, endedOn: null, expiresOn, today })
  const validTo = lastCountedDay(given.validTo, expiresOn)
  if (validTo !== null && validTo < validFrom)
    throw new Refused('rule_broken', '结束日期早于认定日期。请核对后重试。')
  await refuseTwice(context, { ...membership, ids: elder.ids, validFrom, validTo, besides: membership.id })
  await makeVoid(context, membership, given.reason)
  await tx
    .insertInto('elderMemberships')
    .values({
      ...membership,
      id: newId,
      validFrom,
      validTo,
      expiresOn,
      proof: membership.proof,
      replaces: membership.id,
      confirmedBy: actor.accountId,
      confirmedOn: today,
      batchId: null,
      recordedAt: now.toISOString(),
    })
    .execute()
  const since = validFrom < membership.validFrom ? validFrom : membership.validFrom
  await noteOpenMonths(context, membership.regionCode, since)
  return {}
}

export async function confirmMembership(
  context: Context,
  given: Given<'membership.confirm'>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor } = context
  const { countyCode, id } = given
  const membership = await lockMembership(context, given)
  checkNotVoided(membership)
  if (membership.validTo !== null && membership.validTo < today)
    throw new Refused('conflict', `这项类别已于 ${membership.validTo} 结束，不用复核。`)
  await tx
    .insertInto('membershipConfirmations')
    .values({
      countyCode,
      id: given.confirmationId,
      regionCode: membership.regionCode,
      membershipId: id,
      note: given.note,
      confirmedBy: actor.accountId,
      confirmedOn: today,
      recordedAt: now.toISOString(),
    })
    .execute()
  await tx
    .updateTable('elderMemberships')
    .set({ confirmedOn: today, confirmedBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}
