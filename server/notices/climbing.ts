// The ladder's own work: whoever has not answered is tried by the next channel, then the next person is told.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import { type NoticeMove, type NoticeTimes, nextMove } from '../../domain/notices/ladder.ts'
import type { NoticeState, NoticeUrgency } from '../../domain/notices/notice.ts'
import type { System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import { everywhere } from './everywhere.ts'
import { handQueued } from './handing.ts'
import { readReceipts } from './receipts.ts'

const noticesAtOnce = 500
/** A channel that fails at once sends its notice up at once; no ladder is longer than this many rounds. */
const mostRounds = 12

/** A job: receipts in, ladders on, messages out. Safe to run twice and on two servers at once. */
export async function sendNotices(system: System): Promise<void> {
  await system.settings.refresh()
  await readReceipts(system)
  for (let round = 0; round < mostRounds; round++) {
    const isMore = await within(system.connections.db, everywhere, true, tx => climb(system, tx))
    const handed = await handQueued(system)
    if (!isMore && handed === 0) return
  }
}

interface DueNotice {
  countyCode: string
  id: string
  regionCode: string
  toAccountId: string
  kind: string
  urgency: NoticeUrgency
  subjectModule: string
  subjectId: string
  occasion: string
  state: NoticeState
  step: number
  steppedAt: string | null
  hasFailed: boolean
  standIns: string[]
}

type Turn = { one: DueNotice; move: NoticeMove }

/** Answers whether there is more to do at once: another page, or somebody who has just been named. */
async function climb(system: System, tx: Transaction): Promise<boolean> {
  const now = system.clock.now()
  const due: DueNotice[] = await tx
    .selectFrom('notices')
    .where('moveAt', '<=', now.toISOString())
    .orderBy('moveAt')
    .limit(noticesAtOnce)
    .forUpdate()
    .skipLocked()
    .select([
      ...(['countyCode', 'id', 'regionCode', 'toAccountId', 'kind', 'urgency', 'subjectModule'] as const),
      ...(['subjectId', 'occasion', 'state', 'step', 'steppedAt', 'hasFailed', 'standIns'] as const),
    ])
    .execute()
  if (due.length === 0) return false
  const turns = due.map(one => ({ one, move: moveOf(system, one, now) }))
  await keepSends(tx, turns, now)
  const told = await tellNext(tx, turns, now)
  await keepTurns(system, tx, turns, told, now)
  return due.length === noticesAtOnce || turns.some(({ move }) => move.do === 'passOn')
}

function timesOf(system: System, regionCode: string, now: Date): NoticeTimes {
  const day = dayOf(now)
  return {
    p0StepMinutes: system.settings.value('notice.p0StepMinutes', regionCode, day),
    urgentStepMinutes: system.settings.value('notice.urgentStepMinutes', regionCode, day),
    normalStepMinutes: system.settings.value('notice.normalStepMinutes', regionCode, day),
    quietFromHour: system.settings.value('notice.quietFromHour', regionCode, day),
    quietUntilHour: system.settings.value('notice.quietUntilHour', regionCode, day),
  }
}

function moveOf(system: System, one: DueNotice, now: Date): NoticeMove {
  return nextMove({ ...one, standIns: one.standIns.length }, now, timesOf(system, one.regionCode, now))
}

async function keepSends(tx: Transaction, turns: readonly Turn[], now: Date): Promise<void> {
  const at = now.toISOString()
  const sends = turns.flatMap(({ one, move }) => {
    if (move.do !== 'send') return []
    const { countyCode, regionCode, id: noticeId, step } = one
    const inApp = move.channel === 'inApp'
    return [
      {
        ...{ countyCode, regionCode, noticeId, step, turn: 0, channel: move.channel },
        id: uuidV7(now.getTime(), randomBytes(10)),
        // Whoever opens the desk or the phone finds it: nothing stands between.
        state: inApp ? ('inChannel' as const) : ('queued' as const),
        ...{ tries: inApp ? 1 : 0, queuedAt: at, tryAt: inApp ? null : at, handedAt: inApp ? at : null },
        ...{ arrivedAt: null, reason: null },
      },
    ]
  })
  if (sends.length === 0) return
  await tx
    .insertInto('noticeSends')
    .values(sends)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Notices to the next person; answers which of the old ones are passed on, for she may have been told already. */
async function tellNext(tx: Transaction, turns: readonly Turn[], now: Date): Promise<Set<string>> {
  const passing = turns.flatMap(({ one, move }) => (move.do === 'passOn' ? [one] : []))
  if (passing.length === 0) return new Set()
  const rows = passing.map(({ countyCode, id, standIns }) => ({
    ...{ countyCode, from: id, to: standIns[0] },
    ...{ id: uuidV7(now.getTime(), randomBytes(10)), rest: standIns.slice(1) },
  }))
  const told = await sql<{ from: string }>`
    with next as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as next ("countyCode" text, "from" uuid, "to" uuid, id uuid, rest uuid[])
    ), told as (
      insert into notices (county_code, id, region_code, to_account_id, kind, urgency, subject_module, subject_id,
        occasion, text, outside_text, state, step, stepped_at, has_failed, move_at, stand_ins, raised_at)
      select n.county_code, next.id, n.region_code, next."to", n.kind, n.urgency, n.subject_module, n.subject_id,
        n.occasion, n.text, n.outside_text, 'unseen', 0, null, false, ${now.toISOString()}, next.rest,
        ${now.toISOString()}
      from next join notices n on n.county_code = next."countyCode" and n.id = next."from"
      on conflict do nothing
      returning id
    )
    select next."from" from told join next on next.id = told.id`.execute(tx)
  return new Set(told.rows.map(row => row.from))
}

async function keepTurns(
  system: System,
  tx: Transaction,
  turns: readonly Turn[],
  told: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const after = turns.map(({ one, move }) => {
    const next = afterMove(one, move, told.has(one.id), now)
    const then = next.state === one.state ? moveOf(system, next, now) : { do: 'rest' as const }
    const moveAt = then.do === 'rest' ? null : then.do === 'wait' ? then.until : now
    const { countyCode, id, state, step, steppedAt, hasFailed, standIns } = next
    return {
      countyCode,
      id,
      state,
      step,
      steppedAt,
      hasFailed,
      standIns,
      moveAt: moveAt?.toISOString() ?? null,
    }
  })
  await sql`
    update notices set state = turn.state, step = turn.step, stepped_at = turn."steppedAt",
      has_failed = turn."hasFailed", stand_ins = turn."standIns", move_at = turn."moveAt"
    from jsonb_to_recordset(${JSON.stringify(after)}::jsonb) as turn ("countyCode" text, id uuid, state text,
      step integer, "steppedAt" timestamptz, "hasFailed" boolean, "standIns" uuid[], "moveAt" timestamptz)
    where notices.county_code = turn."countyCode" and notices.id = turn.id`.execute(tx)
}

function afterMove(one: DueNotice, move: NoticeMove, isTold: boolean, now: Date): DueNotice {
  switch (move.do) {
    case 'send':
      return { ...one, step: one.step + 1, steppedAt: now.toISOString(), hasFailed: false }
    case 'passOn':
      return isTold ? { ...one, state: 'passedOn' } : { ...one, standIns: one.standIns.slice(1) }
    case 'giveUp':
      return { ...one, state: 'unanswered' }
    case 'letBe':
      return { ...one, state: 'told' }
    case 'wait':
    case 'rest':
      return one
  }
}
