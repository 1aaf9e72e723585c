// The list of elders to be rung, and what they said.
import { type RawBuilder, sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { truthJob, type visitTruthApi } from '../../domain/visit-truth/api.ts'
import { type CallBack, checkCallBack, isClosed } from '../../domain/visit-truth/call-back.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { closedCall } from './draws.ts'

type Table = typeof visitTruthApi

export async function listCalls(
  context: Context,
  { regionCode, drawId, state, open, limit, after }: InputOf<Table['callBack.list']>,
): Promise<OutputOf<Table['callBack.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const triesAtMost = context.setting('callBack.triesAtMost', regionCode)
  const rows = await readCalls(
    context,
    sql`c.county_code >= ${countyCodeOf(area.from)} and c.county_code <= ${countyCodeOf(area.to)}
      and c.region_code >= ${area.from} and c.region_code <= ${area.to}
      and ${drawId === undefined ? sql`true` : sql`c.draw_id = ${drawId}`}
      and ${state === undefined ? sql`true` : sql`c.state = ${state}`}
      and ${open ? sql`not ${closedCall(triesAtMost)}` : sql`true`}
      and ${place === null ? sql`true` : sql`(c.region_code, c.id) > (${place.sort}, ${place.id}::uuid)`}`,
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  for (const countyCode of new Set(page.map(row => row.countyCode)))
    context.concerns(
      countyCode,
      page.filter(row => row.countyCode === countyCode).map(row => row.elderId),
    )
  return { rows: page, next: last ? cursorOf(last.regionCode, last.id) : null }
}

type FoundCall = Omit<CallBack, 'regionName' | 'visitorName' | 'note' | 'calledBy'> & {
  noteSealed: string | null
  calledById: string | null
}

async function readCalls(context: Context, wanted: RawBuilder<unknown>, limit: number): Promise<CallBack[]> {
  const { tx, sealer } = context
  const found = await sql<FoundCall>`
    select c.county_code, c.id, c.draw_id, c.region_code, c.elder_id, e.name as elder_name, e.phone_tail,
      coalesce(person.ended_on, e.ended_on) as left_on, c.visit_id, c.visitor_id, v.started_at, c.state, c.tries,
      c.came, c.came_when as "when", c.satisfied, c.note_sealed, c.called_at, c.called_by as called_by_id
    from call_backs c
    join visits v on v.county_code = c.county_code and v.id = c.visit_id
    join elders e on e.county_code = c.county_code and e.id = c.elder_id
    left join elders person on person.county_code = e.county_code and person.id = e.merged_into
    where ${wanted}
    order by c.region_code, c.id limit ${limit}`.execute(tx)
  const regions = await regionNamesOf(
    tx,
    found.rows.map(row => row.regionCode),
  )
  const names = await namesOf(
    tx,
    found.rows.flatMap(row => [row.visitorId, row.calledById ?? []].flat()),
  )
  return found.rows.map(({ noteSealed, calledById, ...row }) => ({
    ...row,
    regionName: regions.get(row.regionCode) ?? '',
    visitorName: names.get(row.visitorId) ?? '',
    note: noteSealed === null ? null : sealer.open(noteSealed),
    calledBy: calledById === null ? null : (names.get(calledById) ?? null),
  }))
}

export async function answerCall(
  context: Context,
  { countyCode, id, ...answer }: InputOf<Table['callBack.answer']>,
): Promise<CallBack> {
  const { tx, actor, now, sealer, system } = context
  const call = await tx
    .selectFrom('callBacks')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select(['state', 'tries', 'visitorId', 'regionCode', 'elderId'])
    .forUpdate()
    .executeTakeFirst()
  if (!call) throw new Refused('not_found', '没有找到这条回访，或它不在您的辖区内。请刷新名单后重试。')
  checkCallBack(answer)
  const triesAtMost = context.setting('callBack.triesAtMost', call.regionCode)
  if (isClosed(call.state, call.tries, triesAtMost))
    throw new Refused('conflict', '这条回访已经有结果，没有覆盖。请刷新名单核对。')
  if (call.visitorId === actor.accountId)
    throw new Refused('rule_broken', '不能回访自己的探访，请换一位工作人员打电话。')
  await tx
    .updateTable('callBacks')
    .set({
      ...{ state: answer.state, came: answer.came, cameWhen: answer.when, satisfied: answer.satisfied },
      noteSealed: answer.note === null ? null : sealer.seal(answer.note),
      tries: call.tries + 1,
      calledBy: actor.accountId,
      calledAt: now.toISOString(),
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  context.concerns(countyCode, [call.elderId])
  context.afterCommit(() => system.wake(truthJob))
  const [row] = await readCalls(context, sql`c.county_code = ${countyCode} and c.id = ${id}`, 1)
  if (!row) throw new Error('the call that was just answered is not there')
  return row
}
