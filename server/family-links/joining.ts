// With the code from the slip: an account, or one more elder for an account there is.
import type { familyLinkApi } from '../../domain/family-links/api.ts'
import { codeFrom, type TimeZone } from '../../domain/family-links/family-link.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { makeFamilyAccount } from '../accounts/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { enterScope } from '../kernel/database.ts'
import { codeHash } from './inviting.ts'

type Api = typeof familyLinkApi

const unknownCode = '邀请码不对、已经用过或者过期了。请核对纸条上的 10 位字母和数字；过期的请村里重新邀请。'

/** The invitation of a code; from here on the transaction sees the elder's village, for nobody has signed in yet. */
async function invitationOf({ tx, now }: Context, typed: string, accountId: string | null) {
  const code = codeFrom(typed)
  if (code === null) throw new Refused('not_found', unknownCode, { fields: ['code'] })
  const key = await tx
    .selectFrom('familyKeys')
    .selectAll()
    .where('codeHash', '=', codeHash(code))
    .where('accountId', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .forUpdate()
    .executeTakeFirst()
  if (!key) throw new Refused('not_found', unknownCode, { fields: ['code'] })
  await enterScope(tx, { area: areaOf(key.villageCode), accountId })
  const link = await tx
    .selectFrom('familyLinks')
    .select(['id', 'name', 'elderId', 'invitedBy'])
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.linkId)
    .where('endedAt', 'is', null)
    .where('acceptedAt', 'is', null)
    .executeTakeFirst()
  if (!link) throw new Refused('not_found', unknownCode, { fields: ['code'] })
  return { key, link }
}

type Invitation = Awaited<ReturnType<typeof invitationOf>>

async function accept(
  { tx, now }: Context,
  { key, link }: Invitation,
  accountId: string,
  timeZone: TimeZone,
): Promise<void> {
  await tx
    .updateTable('familyKeys')
    .set({ accountId })
    .where('countyCode', '=', key.countyCode)
    .where('linkId', '=', link.id)
    .execute()
  await tx
    .updateTable('familyLinks')
    .set({ accountId, timeZone, acceptedAt: now.toISOString() })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', link.id)
    .execute()
}

export async function joinFamily(
  context: Context,
  given: InputOf<Api['family.join']>,
): Promise<Record<string, never>> {
  const invitation = await invitationOf(context, given.code, null)
  const { key, link } = invitation
  const accountId = await makeFamilyAccount(context, {
    ...{ login: given.login, password: given.password, language: given.language },
    ...{ name: link.name, regionCode: key.villageCode, grantedBy: link.invitedBy },
  })
  await accept(context, invitation, accountId, given.timeZone)
  context.concerns(key.countyCode, [link.elderId], '家人凭邀请码开通')
  return {}
}

export async function addCode(
  context: Context,
  { code }: InputOf<Api['family.addCode']>,
): Promise<Record<string, never>> {
  const { tx, actor } = context
  const other = await tx
    .selectFrom('familyLinks')
    .select('timeZone')
    .where('accountId', '=', actor.accountId)
    .where('timeZone', 'is not', null)
    .executeTakeFirst()
  const invitation = await invitationOf(context, code, actor.accountId)
  await accept(context, invitation, actor.accountId, other?.timeZone ?? 'beijing')
  await enterScope(tx, actor)
  context.concerns(invitation.key.countyCode, [invitation.link.elderId], '家人凭邀请码关联')
  return {}
}
