// What an elder asks about her own record: written down, answered by a person, with a day by which.
import type { consentApi } from '../../domain/consents/api.ts'
import { checkAnswer, checkRequest, type SubjectRequest } from '../../domain/consents/requests.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { noteConcerns, personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'

type Table = typeof consentApi

export async function recordRequest(
  context: Context,
  given: InputOf<Table['subjectRequest.record']>,
): Promise<SubjectRequest> {
  const { tx, now, today, actor } = context
  const { countyCode, id, elderId, askedOn } = given
  const person = await personOf(context, { countyCode, id: elderId })
  checkRequest({ askedOn, today })
  await tx
    .insertInto('subjectRequests')
    .values({
      ...given,
      regionCode: person.regionCode,
      dueOn: addDays(askedOn, context.setting('subjectRequest.answerDays', person.regionCode)),
      state: 'pending',
      answer: null,
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
      answeredBy: null,
      answeredAt: null,
    })
    .execute()
  return getRequest(context, countyCode, id)
}

export async function settleRequest(
  context: Context,
  { countyCode, id, fulfilled, answer }: InputOf<Table['subjectRequest.settle']>,
): Promise<SubjectRequest> {
  const { tx, now, actor } = context
  const kept = await tx
    .selectFrom('subjectRequests')
    .select('state')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!kept) throw unknownRequest()
  checkAnswer(kept.state)
  await tx
    .updateTable('subjectRequests')
    .set({
      state: fulfilled ? 'fulfilled' : 'notFulfilled',
      answer,
      answeredBy: actor.accountId,
      answeredAt: now.toISOString(),
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return getRequest(context, countyCode, id)
}

function unknownRequest(): Refused {
  return new Refused('not_found', '没有这项请求，或者不在您的辖区内。请刷新后查看。')
}

function namedRequests({ tx }: Context) {
  return tx
    .selectFrom('subjectRequests as r')
    .innerJoin('elders as e', join =>
      join.onRef('e.countyCode', '=', 'r.countyCode').onRef('e.id', '=', 'r.elderId'),
    )
    .innerJoin('regions', 'regions.code', 'r.regionCode')
    .leftJoin('accounts', 'accounts.id', 'r.answeredBy')
    .select([
      ...(['r.countyCode', 'r.id', 'r.regionCode', 'r.elderId', 'r.kind', 'r.wish', 'r.askedBy'] as const),
      ...(['r.askedOn', 'r.dueOn', 'r.state', 'r.answer', 'r.answeredAt'] as const),
      'regions.shortName as villageName',
      'e.name as elderName',
      'accounts.name as answeredBy',
    ])
}

function masked(context: Context, rows: readonly SubjectRequest[]): SubjectRequest[] {
  noteConcerns(
    context,
    rows.map(({ countyCode, elderId }) => ({ countyCode, id: elderId })),
  )
  return rows.map(row => ({ ...row, elderName: nameFor(context.actor.role, row.elderName) }))
}

async function getRequest(context: Context, countyCode: string, id: string): Promise<SubjectRequest> {
  const row = await namedRequests(context)
    .where('r.countyCode', '=', countyCode)
    .where('r.id', '=', id)
    .executeTakeFirst()
  if (!row) throw unknownRequest()
  return masked(context, [row])[0] as SubjectRequest
}

export async function listRequests(
  context: Context,
  { regionCode, elderId, pending, limit, after }: InputOf<Table['subjectRequest.list']>,
): Promise<OutputOf<Table['subjectRequest.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const rows = await namedRequests(context)
    .where('r.countyCode', '>=', countyCodeOf(area.from))
    .where('r.countyCode', '<=', countyCodeOf(area.to))
    .where('r.regionCode', '>=', area.from)
    .where('r.regionCode', '<=', area.to)
    .$if(elderId !== undefined, query => query.where('r.elderId', '=', elderId ?? ''))
    .$if(pending, query => query.where('r.state', '=', 'pending'))
    .$if(place !== null, query =>
      query.where(given =>
        given(given.refTuple('r.dueOn', 'r.id'), '>', given.tuple(place?.sort ?? '', place?.id ?? '')),
      ),
    )
    .orderBy('r.dueOn')
    .orderBy('r.id')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: masked(context, page), next: last ? cursorOf(last.dueOn, last.id) : null }
}
