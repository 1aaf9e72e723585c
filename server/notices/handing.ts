// Hands queued messages to their channel; what it does not take is tried again, and then the ladder goes on without it.
import { sql } from 'kysely'
import { retryAt } from '../../domain/notices/ladder.ts'
import type { NoticeState, NoticeUrgency, SendState } from '../../domain/notices/notice.ts'
import type { System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import { type Channel, channelOf, type OutgoingMessage } from './channels.ts'
import { everywhere } from './everywhere.ts'

const sendsAtOnce = 200
const handedTogether = 10

interface QueuedSend {
  countyCode: string
  id: string
  noticeId: string
  channel: OutgoingMessage['channel']
  step: number
  tries: number
  raisedAt: string
  urgency: NoticeUrgency
  noticeState: NoticeState
  outsideText: string
  phoneSealed: string | null
}

interface Outcome {
  countyCode: string
  id: string
  state: SendState
  tries: number
  tryAt: string | null
  handedAt: string | null
  reason: string | null
}

/** Returns how many sends ended without hope, so that their ladders go on at once. */
export async function handQueued(system: System): Promise<number> {
  const channel = channelOf(system.config)
  let failed = 0
  for (;;) {
    const round = await within(system.connections.db, everywhere, true, tx => handSome(system, tx, channel))
    failed += round.failed
    if (round.looked < sendsAtOnce) return failed
  }
}

async function handSome(
  system: System,
  tx: Transaction,
  channel: Channel,
): Promise<{ looked: number; failed: number }> {
  const now = system.clock.now()
  const queued = await sql<QueuedSend>`
    select s.county_code, s.id, s.notice_id, s.channel, s.step, s.tries, n.raised_at, n.urgency,
      n.state as notice_state, n.outside_text, p.phone_sealed
    from notice_sends s
    join notices n on n.county_code = s.county_code and n.id = s.notice_id
    left join notice_numbers p on p.account_id = n.to_account_id
    where s.try_at <= ${now.toISOString()}
    order by s.try_at limit ${sendsAtOnce}
    for update of s skip locked`.execute(tx)
  const outcomes: Outcome[] = []
  for (let at = 0; at < queued.rows.length; at += handedTogether)
    outcomes.push(
      ...(await Promise.all(
        queued.rows.slice(at, at + handedTogether).map(one => handOne(system, channel, one, now)),
      )),
    )
  await keepOutcomes(tx, outcomes, now)
  return {
    looked: queued.rows.length,
    failed: outcomes.filter(one => one.state === 'notSent').length,
  }
}

async function handOne(system: System, channel: Channel, one: QueuedSend, now: Date): Promise<Outcome> {
  const { countyCode, id, urgency, raisedAt, outsideText: text } = one
  const ended = { countyCode, id, tries: one.tries + 1, tryAt: null, handedAt: null, reason: null }
  if (['taken', 'inHand'].includes(one.noticeState)) return { ...ended, tries: one.tries, state: 'dropped' }
  if (one.phoneSealed === null)
    return { ...ended, state: 'notSent', reason: '本人没有登记手机号，请在“我的提醒”里登记' }
  try {
    const to = system.sealer.open(one.phoneSealed)
    await channel.hand({ id, channel: one.channel, to, text, urgency, raisedAt })
    return { ...ended, state: 'inChannel', handedAt: now.toISOString() }
  } catch (error) {
    const again = retryAt(ended.tries, now)
    system.log.warn({ err: error, send: id }, 'a notice was not taken by its channel')
    const reason = `通道没有接收（${error instanceof Error ? error.message : '原因不明'}）`.slice(0, 200)
    return again === null
      ? { ...ended, state: 'notSent', reason }
      : { ...ended, state: 'queued', tryAt: again.toISOString(), reason }
  }
}

async function keepOutcomes(tx: Transaction, outcomes: readonly Outcome[], now: Date): Promise<void> {
  if (outcomes.length === 0) return
  await sql`
    with turn as (
      select * from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as turn ("countyCode" text, id uuid,
        state text, tries integer, "tryAt" timestamptz, "handedAt" timestamptz, reason text)
    ), sent as (
      update notice_sends s set state = turn.state, tries = turn.tries, try_at = turn."tryAt",
        handed_at = turn."handedAt", reason = turn.reason
      from turn where s.county_code = turn."countyCode" and s.id = turn.id
      returning s.county_code, s.notice_id, s.step, s.state
    )
    update notices n set has_failed = true, move_at = ${now.toISOString()}
    from sent where sent.state = 'notSent' and n.county_code = sent.county_code and n.id = sent.notice_id
      and n.step = sent.step + 1 and n.state in ('unseen', 'seen')`.execute(tx)
}
