// Declares a surge: head, villages, duties and the telling of visitors and officers, all in one transaction.
import { sql } from 'kysely'
import { areaOf, pathOf, smallestRegion } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { surgeApi } from '../../domain/surges/api.ts'
import { checkPlaces, checkSurge, outermost } from '../../domain/surges/rules.ts'
import { type SurgeInput, surgeKinds } from '../../domain/surges/surge.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { type NewNotice, raiseNotices } from '../notices/notices.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { type Called, calledBy } from './calling.ts'
import { momentText } from './wording.ts'

type Table = typeof surgeApi

export async function previewSurge(
  context: Context,
  aim: InputOf<Table['surge.preview']>,
): Promise<OutputOf<Table['surge.preview']>> {
  checkPlaces(aim)
  for (const code of aim.regionCodes) checkInArea(context, code)
  const called = await calledBy(context, aim)
  return {
    total: called.length,
    villages: new Set(called.map(one => one.regionCode)).size,
    visitors: new Set(called.flatMap(one => one.visitorId ?? [])).size,
    withoutVisitor: called.filter(one => one.visitorId === null).length,
    criteria: aim.criteria.map(criterion => ({
      criterion,
      elders: called.filter(one => one.reasons.includes(criterion)).length,
    })),
  }
}

/** What declaring needs of a request; the weather feed's job has it too. */
export interface SurgeWork extends Pick<Context, 'tx' | 'now' | 'today' | 'setting'> {
  /** Null where a feed declares. */
  byAccountId: string | null
  wake(job: string): void
}

/** Returns how many it calls on. */
export async function writeSurge(work: SurgeWork, surge: SurgeInput): Promise<number> {
  const { tx, now } = work
  checkSurge(surge, now)
  const called = await calledBy(work, surge)
  if (called.length === 0)
    throw new Refused(
      'rule_broken',
      '这些地方没有符合条件的老年人，没有发布。请多选几条“要看望谁”，或换一个范围。',
    )
  const regionCodes = outermost(surge.regionCodes)
  const head = {
    countyCode: surge.countyCode,
    ...{ kind: surge.kind, criteria: [...new Set(surge.criteria)], checks: [...new Set(surge.checks)] },
    ...{ word: surge.word, places: await placesOf(tx, regionCodes), until: surge.until },
    ...{ declaredAt: now.toISOString(), declaredBy: work.byAccountId },
    ...{ endedAt: null, endedBy: null, ending: null, endNote: null },
  }
  await tx
    .insertInto('surges')
    .values({ ...head, id: surge.id, regionCode: smallestRegion(regionCodes), regionCodes })
    .execute()
  const villages = [...new Set(called.map(one => one.regionCode))]
  await tx
    .insertInto('surgeVillages')
    .values(villages.map(regionCode => ({ ...head, surgeId: surge.id, regionCode })))
    .execute()
  await writeDuties(tx, surge, called)
  await raiseNotices(tx, { now, wake: work.wake }, [
    ...forVisitors(surge, called),
    ...(await forOfficers(work, surge, called, head.places)),
  ])
  return called.length
}

async function writeDuties(tx: Transaction, surge: SurgeInput, called: readonly Called[]): Promise<void> {
  const duties = called.map(({ elderId, regionCode, reasons, pressure }) => ({
    ...{ elderId, regionCode, reasons, pressure },
  }))
  await sql`
    insert into surge_duties (county_code, surge_id, elder_id, region_code, reasons, pressure, state, by_phone)
    select ${surge.countyCode}, ${surge.id}, duty."elderId", duty."regionCode", duty.reasons, duty.pressure,
      'unreached', false
    from jsonb_to_recordset(${JSON.stringify(duties)}::jsonb)
      as duty ("elderId" uuid, "regionCode" text, reasons text[], pressure integer)`.execute(tx)
}

async function placesOf(tx: Transaction, codes: readonly string[]): Promise<string> {
  const names = await regionNamesOf(tx, codes)
  const shown = codes.slice(0, 3).map(code => names.get(code) ?? code)
  return codes.length > 3 ? `${shown.join('、')}等 ${codes.length} 处` : shown.join('、')
}

function forVisitors(surge: SurgeInput, called: readonly Called[]): NewNotice[] {
  const byVisitor = new Map<string, Called[]>()
  for (const one of called)
    if (one.visitorId !== null) byVisitor.set(one.visitorId, [...(byVisitor.get(one.visitorId) ?? []), one])
  return [...byVisitor].map(([toAccountId, own]) => ({
    countyCode: surge.countyCode,
    regionCode: smallestRegion(own.map(one => one.regionCode)),
    toAccountId,
    kind: 'surgeCalled',
    urgency: 'urgent',
    subject: { module: 'surges', id: surge.id },
    text:
      `${surgeKinds.words[surge.kind]}：请在 ${momentText(surge.until)} 前看望您负责的 ${own.length} 位老年人，` +
      `手机上已排好先后。${surge.word ?? ''}`,
  }))
}

/** Whoever holds a post over or in the places called on, from the village up to the county. */
async function forOfficers(
  { tx, today, byAccountId }: SurgeWork,
  surge: SurgeInput,
  called: readonly Called[],
  places: string,
): Promise<NewNotice[]> {
  const villages = [...new Set(called.map(one => one.regionCode))]
  const posts = await tx
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.accountId')
    .where('posts.regionCode', 'in', [...new Set(villages.flatMap(pathOf))])
    .where('posts.role', 'in', ['villageOfficer', 'townshipOfficer', 'countyOfficer'])
    .where('posts.validFrom', '<=', today)
    .where(eb => eb.or([eb('posts.validTo', 'is', null), eb('posts.validTo', '>=', today)]))
    .where('accounts.disabledAt', 'is', null)
    .select(['posts.accountId', 'posts.regionCode'])
    .execute()
  return posts
    .filter(post => post.accountId !== byAccountId)
    .map(post => {
      const { from, to } = areaOf(post.regionCode)
      const own = called.filter(one => one.regionCode >= from && one.regionCode <= to)
      const alone = own.filter(one => one.visitorId === null).length
      return {
        countyCode: surge.countyCode,
        regionCode: smallestRegion(own.map(one => one.regionCode)),
        toAccountId: post.accountId,
        kind: 'surgeCalled',
        urgency: 'urgent',
        subject: { module: 'surges', id: surge.id },
        text:
          `${surgeKinds.words[surge.kind]}应急看望（${places}）：您的辖区要看望 ${own.length} 人，` +
          `${alone > 0 ? `其中 ${alone} 人还没有探访员，请安排人，` : ''}${momentText(surge.until)} 前完成。`,
      }
    })
}
