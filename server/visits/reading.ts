// Visits as officers read them, with what came with them and what came of them.
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import { answersFrom, type VisitNeed } from '../../domain/visits/answers.ts'
import type { Visit } from '../../domain/visits/visit.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { familyOf, togetherWith } from './company.ts'

function namedVisits(tx: Transaction, countyCode: string) {
  return tx
    .selectFrom('visits')
    .innerJoin('elders', join =>
      join.onRef('elders.countyCode', '=', 'visits.countyCode').onRef('elders.id', '=', 'visits.elderId'),
    )
    .leftJoin('accounts', 'accounts.id', 'visits.visitorId')
    .where('visits.countyCode', '=', countyCode)
    .select([
      'visits.id',
      'visits.countyCode',
      'visits.elderId',
      'elders.name as elderName',
      'visits.regionCode',
      'accounts.name as visitorName',
      'visits.method',
      'visits.result',
      'visits.notReachedReason',
      'visits.refusedReason',
      'visits.toldBy',
      'visits.doorSigns',
      'visits.followUps',
      'visits.seasonal',
      'visits.kinContacts',
      'visits.householdVisitId',
      'visits.visitedOn',
      'visits.startedAt',
      'visits.endedAt',
      'visits.receivedAt',
      'visits.answers',
      'visits.needs',
      'visits.noteSealed',
      'visits.attachmentIds',
      'visits.countsForRate',
      'visits.worst',
      'visits.lon',
    ])
}

type NamedVisit = Awaited<ReturnType<ReturnType<typeof namedVisits>['execute']>>[number]

/** Newest first. */
export async function listVisits(
  context: Context,
  input: { countyCode: string; elderId: string; limit: number; after?: string | undefined },
): Promise<{ rows: Visit[]; next: string | null }> {
  const { countyCode, elderId, limit, after } = input
  const cursor = after === undefined ? null : cursorFrom(after)
  const rows = await namedVisits(context.tx, countyCode)
    // Whoever was visited under a record merged since is the same person.
    .where(
      'visits.elderId',
      '=',
      sql<string>`any(array(select unnest(one.id || one.merged_ids) from elders one
        where one.county_code = ${countyCode} and one.id = ${elderId}))`,
    )
    .$if(cursor !== null, query =>
      query.where(eb =>
        eb(
          eb.refTuple('visits.startedAt', 'visits.id'),
          '<',
          eb.tuple(cursor?.startedAt ?? '', cursor?.id ?? ''),
        ),
      ),
    )
    .orderBy('visits.startedAt', 'desc')
    .orderBy('visits.id', 'desc')
    .limit(limit + 1)
    .execute()
  context.concerns(countyCode, [elderId])
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: await withCompany(context, countyCode, page),
    next: last ? `${last.startedAt} ${last.id}` : null,
  }
}

function cursorFrom(after: string): { startedAt: string; id: string } {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置不对，请回到第一页重试。')
  return { startedAt: match[1] ?? '', id: match[2] ?? '' }
}

export async function getVisit(context: Context, countyCode: string, id: string): Promise<Visit> {
  const rows = await namedVisits(context.tx, countyCode).where('visits.id', '=', id).execute()
  const [visit] = await withCompany(context, countyCode, rows)
  if (!visit) throw new Refused('not_found', '没有找到这次探访，或它不在您的辖区内。请返回列表刷新后重试。')
  context.concerns(countyCode, [visit.elderId])
  return visit
}

/** Photos, voice notes and aid cases of a page of visits, in one question each. */
async function withCompany(
  context: Context,
  countyCode: string,
  visits: readonly NamedVisit[],
): Promise<Visit[]> {
  if (visits.length === 0) return []
  const ids = visits.map(visit => visit.id)
  const attachments = await context.tx
    .selectFrom('attachments')
    .where('countyCode', '=', countyCode)
    .where('visitId', 'in', ids)
    .orderBy('createdAt')
    .orderBy('id')
    .select(['id', 'visitId', 'kind', 'completedAt', 'previewSealed'])
    .execute()
  const cases = await context.tx
    .selectFrom('aidCases')
    .where('countyCode', '=', countyCode)
    .where('visitId', 'in', ids)
    .orderBy('id')
    .select(['id', 'visitId'])
    .execute()
  const family = await familyOf(context, countyCode, visits)
  const together = await togetherWith(context, countyCode, visits)
  return visits.map(({ noteSealed, attachmentIds, lon, householdVisitId, ...visit }) => ({
    ...visit,
    kinContacts: visit.kinContacts.map(({ kinId, when }) => ({
      ...{ kinId, when, name: null, relation: null },
      ...family.get(kinId),
    })),
    household: together.get(householdVisitId ?? '')?.filter(one => one.visitId !== visit.id) ?? [],
    visitorName: visit.visitorName ?? '',
    answers: answersFrom(visit.answers),
    needs: visit.needs as VisitNeed[],
    note: noteSealed === null ? null : context.sealer.open(noteSealed),
    hasPlace: lon !== null,
    attachmentsAnnounced: attachmentIds.length,
    attachments: attachments
      .filter(one => one.visitId === visit.id)
      .map(({ id, kind, completedAt, previewSealed }) => ({
        ...{ id, kind, complete: completedAt !== null },
        preview: previewSealed === null ? null : context.sealer.open(previewSealed),
      })),
    aidCaseIds: cases.filter(one => one.visitId === visit.id).map(one => one.id),
  }))
}
