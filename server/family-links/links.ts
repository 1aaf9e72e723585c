// The links of whoever has signed in, and the one door to the elder behind them: open only while she agrees.
import { type FamilyElder, linkStateOf, type TimeZone } from '../../domain/family-links/family-link.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { enterScope } from '../kernel/database.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { standingConsent } from './inviting.ts'

interface Key {
  countyCode: string
  villageCode: string
  linkId: string
}

export function keysOf({ tx, actor }: Context) {
  return tx
    .selectFrom('familyKeys')
    .select(['countyCode', 'villageCode', 'linkId'])
    .where('accountId', '=', actor.accountId)
    .orderBy('linkId')
    .execute()
}

export interface OpenLink {
  linkId: string
  countyCode: string
  elderId: string
  elderIds: string[]
  regionCode: string
  mayOrder: boolean
  /** Of the member of the family. */
  familyName: string
  timeZone: TimeZone
  shown: FamilyElder
}

export const gone = '这条关联已经结束，或者老人已搬到别处。需要重新关联时，请联系村（社区）。'
const withdrawn = '老人已经撤回同意，近况不再显示。想了解情况，请直接打电话问候老人，或联系村（社区）。'

/** From here on the transaction sees the elder's village and nothing else. Null when the link has ended. */
export async function enterLink(context: Context, key: Key): Promise<(OpenLink & { open: boolean }) | null> {
  const { tx, now, actor } = context
  await enterScope(tx, { area: areaOf(key.villageCode), accountId: actor.accountId })
  const link = await tx
    .selectFrom('familyLinks')
    .innerJoin('elders', join =>
      join
        .onRef('elders.countyCode', '=', 'familyLinks.countyCode')
        .onRef('elders.id', '=', 'familyLinks.elderId'),
    )
    .select(['elderId', 'kinship', 'mayOrder', 'timeZone', 'acceptedAt', 'endedAt', 'codeUntil'])
    .select(['elders.name', 'elders.regionCode', 'familyLinks.name as familyName'])
    .where('familyLinks.countyCode', '=', key.countyCode)
    .where('familyLinks.id', '=', key.linkId)
    .where('accountId', '=', actor.accountId)
    .executeTakeFirst()
  if (!link || link.endedAt !== null) return null
  const { countyCode, linkId } = key
  const person = await personOf(context, { countyCode, id: link.elderId })
  const consent = await standingConsent(context, countyCode, person.ids)
  const open = linkStateOf(link, consent, now.toISOString()) === 'linked'
  const villages = await regionNamesOf(tx, [link.regionCode])
  const village = villages.get(link.regionCode) ?? ''
  return {
    ...{ linkId, countyCode, elderId: person.id, elderIds: person.ids, regionCode: link.regionCode },
    familyName: link.familyName,
    ...{ mayOrder: link.mayOrder, timeZone: link.timeZone ?? 'beijing', open },
    shown: { linkId, countyCode, name: link.name, village, kinship: link.kinship, open },
  }
}

/** The elder behind a link of the caller's, while she agrees; asked anew at every look, so that a no works at once. */
export async function openLink(
  context: Context,
  { countyCode, linkId }: { countyCode: string; linkId: string },
): Promise<OpenLink> {
  const key = (await keysOf(context)).find(one => one.linkId === linkId && one.countyCode === countyCode)
  const link = key ? await enterLink(context, key) : null
  if (!link) throw new Refused('not_found', gone)
  if (!link.open) throw new Refused('not_allowed', withdrawn)
  context.concerns(countyCode, [link.elderId])
  return link
}
