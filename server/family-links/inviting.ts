// The office lets a member of the family in, with the elder's consent, and ends it again.
import { createHash, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { ConsentAnswer } from '../../domain/consents/consent.ts'
import type { familyLinkApi } from '../../domain/family-links/api.ts'
import {
  checkInvitation,
  codeAlphabet,
  codeLength,
  codeShown,
  linkStateOf,
} from '../../domain/family-links/family-link.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { namesOf } from '../accounts/accounts.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'

type Api = typeof familyLinkApi

/** What is kept of a code: 49 random bits cannot be found from their hash before the code has lapsed. */
export function codeHash(code: string): string {
  return createHash('sm3').update(`family:${code}`).digest('hex')
}

function newCode(): string {
  return Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('')
}

/** What the elder answered last about being seen from afar; null when nobody has asked. */
export async function standingConsent(
  { tx }: Pick<Context, 'tx'>,
  countyCode: string,
  elderIds: readonly string[],
): Promise<ConsentAnswer | null> {
  const row = await tx
    .selectFrom('elderConsents')
    .select('answer')
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', sql<string>`any(${[...elderIds]}::uuid[])`)
    .where('purpose', '=', 'familyLink')
    .orderBy('answeredOn', 'desc')
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.answer ?? null
}

export async function inviteFamily(
  context: Context,
  given: InputOf<Api['familyLink.invite']>,
): Promise<OutputOf<Api['familyLink.invite']>> {
  const { tx, now, actor } = context
  const { countyCode } = given
  const person = await personOf(context, { countyCode, id: given.elderId })
  const consent = await standingConsent(context, countyCode, person.ids)
  const open = await tx
    .selectFrom('familyLinks')
    .select(given => given.fn.countAll<number>().as('count'))
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', person.ids)
    .where('endedAt', 'is', null)
    .where(link => link.or([link('acceptedAt', 'is not', null), link('codeUntil', '>', now.toISOString())]))
    .executeTakeFirstOrThrow()
  const most = context.setting('familyLink.most', person.regionCode)
  checkInvitation(consent, person.endedOn, Number(open.count), most)
  const days = context.setting('familyLink.codeDays', person.regionCode)
  const codeUntil = new Date(now.getTime() + days * 86_400_000).toISOString()
  const code = newCode()
  const place = { countyCode, regionCode: person.regionCode }
  await tx
    .insertInto('familyLinks')
    .values({
      ...place,
      ...{ id: given.id, elderId: person.id, name: given.name, kinship: given.kinship },
      ...{ mayOrder: given.mayOrder, invitedBy: actor.accountId, invitedAt: now.toISOString(), codeUntil },
      ...{ accountId: null, timeZone: null, acceptedAt: null },
      ...{ endedAt: null, endedBy: null, endReason: null },
    })
    .execute()
  await tx
    .insertInto('familyKeys')
    .values({
      ...{ countyCode, villageCode: person.regionCode, codeHash: codeHash(code), linkId: given.id },
      ...{ accountId: null, expiresAt: codeUntil },
    })
    .execute()
  context.concerns(countyCode, [person.id])
  return { code: codeShown(code), codeUntil }
}

export async function linksOfElder(
  context: Context,
  { countyCode, elderId }: InputOf<Api['familyLink.ofElder']>,
): Promise<OutputOf<Api['familyLink.ofElder']>> {
  const { tx, now } = context
  const person = await personOf(context, { countyCode, id: elderId })
  const consent = await standingConsent(context, countyCode, person.ids)
  const rows = await tx
    .selectFrom('familyLinks')
    .leftJoin('accounts', 'accounts.id', 'familyLinks.accountId')
    .select(['familyLinks.id', 'familyLinks.name', 'kinship', 'mayOrder', 'timeZone', 'invitedBy', 'login'])
    .select(['invitedAt', 'codeUntil', 'acceptedAt', 'endedAt', 'endReason'])
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', person.ids)
    .orderBy('invitedAt', 'desc')
    .execute()
  context.concerns(countyCode, [person.id])
  const names = await namesOf(
    tx,
    rows.flatMap(row => row.invitedBy ?? []),
  )
  return {
    agreed: consent === 'agrees',
    links: rows.map(row => ({
      ...row,
      invitedBy: names.get(row.invitedBy ?? '') ?? null,
      state: linkStateOf(row, consent, now.toISOString()),
    })),
  }
}

export async function endLink(
  context: Context,
  { countyCode, id, reason }: InputOf<Api['familyLink.end']>,
): Promise<Record<string, never>> {
  await closeLink(context, countyCode, id, reason)
  return {}
}

/** By the office or by the family herself; what was written stays, nobody looks any more. */
export async function closeLink(
  context: Context,
  countyCode: string,
  id: string,
  reason: string,
): Promise<void> {
  const { tx, now, actor } = context
  const ended = await tx
    .updateTable('familyLinks')
    .set({ endedAt: now.toISOString(), endedBy: actor.accountId, endReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .returning('elderId')
    .executeTakeFirst()
  if (!ended) throw new Refused('not_found', '没有这条亲情关联，或者它已经结束。请刷新后核对。')
  context.concerns(countyCode, [ended.elderId], reason)
}
