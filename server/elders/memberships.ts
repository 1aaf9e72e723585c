// Recording that an elder belongs to a key group from a day on, and ending it.
import { elderGroups, type RecordedGroup } from '../../domain/elders/elder.ts'
import { checkMembership, checkMembershipEnd } from '../../domain/elders/memberships.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { unknownElder } from './record.ts'
import { noteOpenMonths } from './register.ts'
import type { ElderKey } from './rows.ts'

interface NewMembership extends ElderKey {
  elderId: string
  group: RecordedGroup
  validFrom: Day
  evidence: string
}

export async function recordMembership(context: Context, given: NewMembership): Promise<void> {
  const { tx, now, today, actor } = context
  const { countyCode, elderId, group, validFrom } = given
  const elder = await tx
    .selectFrom('elders')
    .select(['regionCode', 'endedOn'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .executeTakeFirst()
  if (!elder) throw unknownElder()
  checkMembership({ validFrom, endedOn: elder.endedOn, today })
  const recorded = await tx
    .insertInto('elderMemberships')
    .values({
      ...given,
      regionCode: elder.regionCode,
      validTo: null,
      confirmedBy: actor.accountId,
      batchId: null,
      recordedAt: now.toISOString(),
    })
    .onConflict(conflict =>
      conflict.columns(['countyCode', 'elderId', 'group']).where('validTo', 'is', null).doNothing(),
    )
    .executeTakeFirst()
  if (recorded.numInsertedOrUpdatedRows === 0n)
    throw new Refused('conflict', `这位老年人已认定为“${elderGroups.words[group]}”，不用重复认定。`)
  context.concerns(countyCode, [elderId])
  await noteOpenMonths(context, elder.regionCode, validFrom)
}

export async function endMembership(context: Context, given: ElderKey & { validTo: Day }): Promise<void> {
  const { tx } = context
  const { countyCode, id, validTo } = given
  const membership = await tx
    .selectFrom('elderMemberships')
    .select(['elderId', 'regionCode', 'validFrom', 'validTo'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!membership) throw new Refused('not_found', '没有这项类别记录，或者不在您的辖区内。请刷新档案后重试。')
  checkMembershipEnd({ ...membership, endsOn: validTo })
  await tx
    .updateTable('elderMemberships')
    .set({ validTo })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  context.concerns(countyCode, [membership.elderId])
  await noteOpenMonths(context, membership.regionCode, validTo)
}
