// Writes notices in the caller's own transaction, so that what happened and its telling stand or fall together.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { NoticeKind, NoticeUrgency } from '../../domain/notices/notice.ts'
import { hasCitizenNumber, outsideText } from '../../domain/notices/wording.ts'
import type { Transaction } from '../kernel/database.ts'

/** Woken by every notice; the minute is for ladders that go on. */
export const noticesJob = 'notices.send'

export interface NewNotice {
  countyCode: string
  regionCode: string
  toAccountId: string
  kind: NoticeKind
  urgency: NoticeUrgency
  subject: { module: string; id: string }
  /** As it is read inside the platform. */
  text: string
  /** Names in the text: cut down to the surname outside. */
  names?: readonly string[]
  /** For life: whom to tell next when she does not answer, in this order. */
  standIns?: readonly string[]
  /** Sets a second notice of the same kind on the same subject apart from the first. */
  occasion?: string
}

export interface RaisingParts {
  now: Date
  /** Asks a job to run once this transaction has committed. */
  wake?(job: string): void
}

/** Idempotent by subject, kind, person and occasion; returns how many were new. */
export async function raiseNotices(
  tx: Transaction,
  { now, wake }: RaisingParts,
  raised: readonly NewNotice[],
): Promise<number> {
  if (raised.length === 0) return 0
  const rows = raised.map(one => rowOf(one, now))
  const kept = await tx
    .insertInto('notices')
    .values(rows)
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .execute()
  if (kept.length > 0) wake?.(noticesJob)
  return kept.length
}

export function rowOf(one: NewNotice, now: Date) {
  const { subject, names = [], standIns = [], occasion = '', ...plain } = one
  if (hasCitizenNumber(plain.text)) throw new Error('a notice may not hold a citizen number')
  const at = now.toISOString()
  return {
    ...plain,
    id: uuidV7(now.getTime(), randomBytes(10)),
    subjectModule: subject.module,
    subjectId: subject.id,
    occasion,
    outsideText: outsideText(plain.text, names),
    state: 'unseen' as const,
    step: 0,
    steppedAt: null,
    hasFailed: false,
    moveAt: at,
    standIns: [...new Set(standIns)].filter(id => id !== plain.toAccountId),
    raisedAt: at,
    seenAt: null,
    takenAt: null,
  }
}

/** The matter is in hand or over: nobody need be told any more, and what waits in a queue is not sent. */
export async function settleNotices(
  tx: Transaction,
  { now }: { now: Date },
  subjects: readonly { countyCode: string; module: string; id: string }[],
): Promise<void> {
  if (subjects.length === 0) return
  await sql`
    with settled as (
      update notices set state = 'inHand', move_at = null, taken_at = ${now.toISOString()}
      from unnest(${subjects.map(one => one.countyCode)}::text[], ${subjects.map(one => one.module)}::text[],
        ${subjects.map(one => one.id)}::text[]) as over (county_code, module, id)
      where notices.county_code = over.county_code and notices.subject_module = over.module
        and notices.subject_id = over.id and notices.state in ('unseen', 'seen', 'unanswered')
      returning notices.county_code, notices.id
    )
    update notice_sends set try_at = null, state = 'dropped'
    from settled where notice_sends.county_code = settled.county_code
      and notice_sends.notice_id = settled.id and notice_sends.state = 'queued'`.execute(tx)
}
