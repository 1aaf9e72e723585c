// What people do with a notice: read it, take the matter on, send it once more.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { noticeApi } from '../../domain/notices/api.ts'
import type { NoticeRow } from '../../domain/notices/notice.ts'
import { overStates } from '../../domain/notices/notice.ts'
import type { Context } from '../kernel/context.ts'
import { noticesJob } from './raising.ts'
import { getNotice, noSuchNotice } from './reading.ts'

type Table = typeof noticeApi

export async function seeNotices(
  { tx, now, actor }: Context,
  { notices }: InputOf<Table['notice.see']>,
): Promise<Record<string, never>> {
  if (notices.length === 0) return {}
  await sql`
    with seen as (
      update notices n set state = 'seen', seen_at = ${now.toISOString()},
        -- What concerns a life climbs until somebody has taken it on.
        move_at = case when n.urgency = 'p0' then n.move_at end
      from unnest(${notices.map(one => one.countyCode)}::text[], ${notices.map(one => one.id)}::uuid[])
        as wanted (county_code, id)
      where n.county_code = wanted.county_code and n.id = wanted.id
        and n.to_account_id = ${actor.accountId} and n.state in ('unseen', 'told')
      returning n.county_code, n.id
    )
    update notice_sends s set state = 'arrived', arrived_at = ${now.toISOString()}
    from seen where s.county_code = seen.county_code and s.notice_id = seen.id
      and s.channel = 'inApp' and s.state = 'inChannel'`.execute(tx)
  return {}
}

/** Others who were told of the same matter need not be rung up any more. */
export async function takeNotice(
  { tx, now, actor }: Context,
  { countyCode, id }: InputOf<Table['notice.take']>,
): Promise<Record<string, never>> {
  const found = await tx
    .selectFrom('notices')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('toAccountId', '=', actor.accountId)
    .forUpdate()
    .select(['state', 'kind', 'urgency', 'subjectModule', 'subjectId'])
    .executeTakeFirst()
  if (!found) throw noSuchNotice()
  if (found.state === 'taken' || found.state === 'inHand') return {}
  const at = now.toISOString()
  await tx
    .updateTable('notices')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .set({ state: 'taken', takenAt: at, seenAt: sql`coalesce(seen_at, ${at})`, moveAt: null })
    .execute()
  if (found.urgency !== 'p0') return {}
  await tx
    .updateTable('notices')
    .where('countyCode', '=', countyCode)
    .where('subjectModule', '=', found.subjectModule)
    .where('subjectId', '=', found.subjectId)
    .where('kind', '=', found.kind)
    .where('state', 'in', ['unseen', 'seen', 'unanswered'])
    .set({ state: 'inHand', moveAt: null })
    .execute()
  return {}
}

export async function resendNotice(
  context: Context,
  { countyCode, id, sendId }: InputOf<Table['notice.resend']>,
): Promise<NoticeRow> {
  const { tx, now } = context
  const notice = await tx
    .selectFrom('notices')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .select(['regionCode', 'state'])
    .executeTakeFirst()
  if (!notice) throw noSuchNotice()
  const sends = await tx
    .selectFrom('noticeSends')
    .where('countyCode', '=', countyCode)
    .where('noticeId', '=', id)
    .select(['id', 'step', 'turn', 'channel', 'state'])
    .execute()
  const failed = sends.find(send => send.id === sendId)
  if (!failed) throw noSuchNotice()
  const turns = sends.filter(send => send.step === failed.step)
  const latest = Math.max(...turns.map(send => send.turn))
  if (failed.state !== 'notSent' || failed.turn !== latest)
    throw new Refused('conflict', '这一次已经发出或正在重发，不用再发。请刷新后查看。')
  if (overStates.includes(notice.state) && notice.state !== 'unanswered')
    throw new Refused('rule_broken', '这件事已经有人接手或办完，不用再发。')
  const at = now.toISOString()
  await tx
    .insertInto('noticeSends')
    .values({
      ...{ countyCode, id: uuidV7(now.getTime(), randomBytes(10)), regionCode: notice.regionCode },
      ...{ noticeId: id, step: failed.step, turn: latest + 1, channel: failed.channel },
      ...{ state: 'queued' as const, tries: 0, queuedAt: at, tryAt: at, handedAt: null },
      ...{ arrivedAt: null, reason: null },
    })
    .execute()
  context.afterCommit(() => context.system.wake(noticesJob))
  return getNotice(context, countyCode, id)
}
