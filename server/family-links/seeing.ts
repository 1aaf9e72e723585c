// What family far away is told: visits without findings, and nothing at all once the elder has said no.
import { sql } from 'kysely'
import type { familyLinkApi } from '../../domain/family-links/api.ts'
import { type FamilyElder, linkStateOf, type TimeZone } from '../../domain/family-links/family-link.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { answersFrom } from '../../domain/visits/answers.ts'
import type { VisitMethod } from '../../domain/visits/visit.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { enterScope } from '../kernel/database.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { mealAccountOf, mealsOf } from './eating.ts'
import { closeLink, standingConsent } from './inviting.ts'

type Api = typeof familyLinkApi

/** What she sees goes back half a year: longer is the office's business. */
const visitDays = 183

interface Key {
  countyCode: string
  villageCode: string
  linkId: string
}

function keysOf({ tx, actor }: Context) {
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
  timeZone: TimeZone
  shown: FamilyElder
}

const gone = '这条关联已经结束，或者老人已搬到别处。需要重新关联时，请联系村（社区）。'
const withdrawn = '老人已经撤回同意，近况不再显示。想了解情况，请直接打电话问候老人，或联系村（社区）。'

/** From here on the transaction sees the elder's village and nothing else. Null when the link has ended. */
async function enterLink(context: Context, key: Key): Promise<(OpenLink & { open: boolean }) | null> {
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
    .select(['elders.name', 'elders.regionCode'])
    .where('familyLinks.countyCode', '=', key.countyCode)
    .where('familyLinks.id', '=', key.linkId)
    .where('accountId', '=', actor.accountId)
    .executeTakeFirst()
  if (!link || link.endedAt !== null) return null
  const { countyCode, linkId } = key
  const person = await personOf(context, { countyCode, id: link.elderId })
  const consent = await standingConsent(context, countyCode, person.ids)
  const open = linkStateOf(link, consent, now.toISOString()) === 'active'
  const villages = await regionNamesOf(tx, [link.regionCode])
  const village = villages.get(link.regionCode) ?? ''
  return {
    ...{ linkId, countyCode, elderId: person.id, elderIds: person.ids, regionCode: link.regionCode },
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

export async function listElders(context: Context): Promise<OutputOf<Api['family.elders']>> {
  const rows: FamilyElder[] = []
  // One or two elders, each in a village of its own: the database shows one village at a time.
  for (const key of await keysOf(context)) {
    const link = await enterLink(context, key)
    if (!link) continue
    rows.push(link.shown)
    context.concerns(link.countyCode, [link.elderId])
  }
  await enterScope(context.tx, context.actor)
  return { rows }
}

interface SeenVisit {
  day: string
  endedAt: string
  method: VisitMethod
  result: string
  answers: string | null
}

function summaryOf({ result, answers }: SeenVisit) {
  if (result !== 'met' || answers === null) return 'notMet' as const
  const worries = Object.values(answersFrom(answers)).some(
    level => level === 'attention' || level === 'danger',
  )
  return worries ? ('lookedAfter' as const) : ('well' as const)
}

export async function viewElder(
  context: Context,
  input: InputOf<Api['family.view']>,
): Promise<OutputOf<Api['family.view']>> {
  const { tx, today } = context
  const link = await openLink(context, input)
  const visits = await sql<SeenVisit>`
    select visited_on as day, ended_at, method, result, answers from visits
    where county_code = ${link.countyCode} and elder_id = any(${link.elderIds}::uuid[])
      and visited_on >= ${addDays(today, -visitDays)}
    order by visited_on desc, id desc limit 12`.execute(tx)
  const cases = await sql<{ count: number }>`
    select count(*)::int as count from aid_cases
    where county_code = ${link.countyCode} and elder_id = any(${link.elderIds}::uuid[])
      and stage not in ('closed', 'rejected', 'joined')`.execute(tx)
  const payments = await tx
    .selectFrom('familyPayments')
    .select(['id', 'fen', 'way', 'paidOn', 'reference', 'state', 'answer'])
    .where('countyCode', '=', link.countyCode)
    .where('linkId', '=', link.linkId)
    .orderBy('reportedAt', 'desc')
    .limit(20)
    .execute()
  return {
    ...{ elder: link.shown, mayOrder: link.mayOrder, timeZone: link.timeZone, payments },
    meals: await mealsOf(context, link),
    mealAccount: await mealAccountOf(context, link),
    visits: visits.rows.map(visit => ({ ...visit, summary: summaryOf(visit) })),
    openCases: cases.rows[0]?.count ?? 0,
  }
}

export async function leaveElder(
  context: Context,
  { countyCode, linkId }: InputOf<Api['family.leave']>,
): Promise<Record<string, never>> {
  const key = (await keysOf(context)).find(one => one.linkId === linkId && one.countyCode === countyCode)
  const link = key ? await enterLink(context, key) : null
  if (!link) throw new Refused('not_found', gone)
  await closeLink(context, countyCode, linkId, '家人自己解除')
  return {}
}
