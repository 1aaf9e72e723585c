// My notices, and the log of everybody's with what became of each.
import { sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { noticeApi } from '../../domain/notices/api.ts'
import type { NoticeRow, NoticeSend } from '../../domain/notices/notice.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { regionNamesOf } from '../regions/regions.ts'

type Table = typeof noticeApi

export async function countMine({ tx, actor }: Context): Promise<OutputOf<Table['notice.count']>> {
  const found = await sql<{ unseen: number; toTake: number }>`
    select count(*) filter (where state = 'unseen') as unseen,
      count(*) filter (where urgency = 'p0') as to_take
    from notices where to_account_id = ${actor.accountId} and state in ('unseen', 'seen')
      and (state = 'unseen' or urgency = 'p0')`.execute(tx)
  return found.rows[0] ?? { unseen: 0, toTake: 0 }
}

const mineColumns = [
  ...(['countyCode', 'id', 'kind', 'urgency', 'state', 'text', 'raisedAt'] as const),
  ...(['subjectModule', 'subjectId'] as const),
]

export async function listMine(
  context: Context,
  { unseen, limit, after }: InputOf<Table['notice.mine']>,
): Promise<OutputOf<Table['notice.mine']>> {
  const place = placeFrom(after)
  const found = await context.tx
    .selectFrom('notices')
    .select(mineColumns)
    .where('toAccountId', '=', context.actor.accountId)
    .$if(unseen, query =>
      query.where(eb =>
        eb.or([eb('state', '=', 'unseen'), eb.and([eb('state', '=', 'seen'), eb('urgency', '=', 'p0')])]),
      ),
    )
    .$if(place !== null, query =>
      query.where(sql<boolean>`(raised_at, id) < (${place?.sort}::timestamptz, ${place?.id}::uuid)`),
    )
    .orderBy('raisedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return {
    rows: rows.map(({ subjectModule: module, subjectId: id, ...row }) => ({
      ...row,
      kind: row.kind as NoticeRow['kind'],
      subject: { module, id },
    })),
    next: last ? cursorOf(last.raisedAt, last.id) : null,
  }
}

export async function listNotices(
  context: Context,
  input: InputOf<Table['notice.list']>,
): Promise<OutputOf<Table['notice.list']>> {
  const { regionCode, state, urgency, channel, failed, limit, after } = input
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<{ countyCode: string; id: string; raisedAt: string }>`
    select n.county_code, n.id, n.raised_at from notices n
    where n.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and n.region_code between ${area.from} and ${area.to}
      ${state ? sql`and n.state = ${state}` : sql``}
      ${urgency ? sql`and n.urgency = ${urgency}` : sql``}
      ${
        channel || failed
          ? sql`and exists (select from notice_sends s where s.county_code = n.county_code and s.notice_id = n.id
              ${channel ? sql`and s.channel = ${channel}` : sql``}
              ${failed ? sql`and s.state = 'notSent'` : sql``})`
          : sql``
      }
      ${place ? sql`and (n.raised_at, n.id) < (${place.sort}::timestamptz, ${place.id}::uuid)` : sql``}
    order by n.raised_at desc, n.id desc limit ${limit + 1}`.execute(context.tx)
  const page = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  return { rows: await noticesOf(context, page), next: last ? cursorOf(last.raisedAt, last.id) : null }
}

export async function getNotice(context: Context, countyCode: string, id: string): Promise<NoticeRow> {
  const [row] = await noticesOf(context, [{ countyCode, id }])
  if (!row) throw noSuchNotice()
  return row
}

export function noSuchNotice(): Refused {
  return new Refused('not_found', '没有找到这条通知，或它不在您的辖区内。请刷新后重试。')
}

/** In the order they were asked for. */
async function noticesOf(
  { tx }: Context,
  keys: readonly { countyCode: string; id: string }[],
): Promise<NoticeRow[]> {
  if (keys.length === 0) return []
  const counties = [...new Set(keys.map(key => key.countyCode))]
  const ids = keys.map(key => key.id)
  const rows = await tx
    .selectFrom('notices')
    .innerJoin('accounts', 'accounts.id', 'notices.toAccountId')
    .where('notices.countyCode', 'in', counties)
    .where('notices.id', 'in', ids)
    .select([
      ...(['notices.countyCode', 'notices.id', 'kind', 'urgency', 'state', 'text', 'raisedAt'] as const),
      ...(['subjectModule', 'subjectId', 'notices.regionCode', 'seenAt', 'takenAt'] as const),
      'accounts.name as toName',
    ])
    .execute()
  const sends = await tx
    .selectFrom('noticeSends')
    .where('countyCode', 'in', counties)
    .where('noticeId', 'in', ids)
    .orderBy('queuedAt')
    .orderBy('step')
    .orderBy('turn')
    .select([
      ...(['id', 'noticeId', 'channel', 'state', 'tries', 'queuedAt', 'handedAt', 'arrivedAt'] as const),
      'reason',
    ])
    .execute()
  const names = await regionNamesOf(
    tx,
    rows.map(row => row.regionCode),
  )
  const order = new Map(ids.map((id, index) => [id, index]))
  return rows
    .sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0))
    .map(({ subjectModule: module, subjectId: id, ...row }) => ({
      ...row,
      kind: row.kind as NoticeRow['kind'],
      subject: { module, id },
      regionName: names.get(row.regionCode) ?? row.regionCode,
      sends: sends.filter(send => send.noticeId === row.id) as NoticeSend[],
    }))
}
