// Sends again, under the server's time, what was sent back because this phone's clock was wrong; only when she says so.
import type { Attachment } from './attachments.ts'
import { correctedTimes, isClockWrong, type MeasuredClock } from './clock.ts'
import { closedAct, freshlyKept, type KeptAct } from './outbox.ts'

export interface Correction {
  refused: KeptAct
  /** By the phone's clock, and as the server's would have had it. */
  before: string
  after: string
  input: Record<string, unknown>
}

/** Refused because of their time, as far as the clock measured now explains it. */
export function correctionsOf(acts: readonly KeptAct[], clock: MeasuredClock | null): Correction[] {
  if (!isClockWrong(clock)) return []
  return acts.flatMap(refused => {
    if (refused.state !== 'refused' || !refused.refusal?.message.includes('手机时间')) return []
    const moved = correctedTimes(refused.act.input, clock.offsetMs)
    const [before, after] = [firstTime(refused.act.input), moved && firstTime(moved)]
    if (!moved || !before || !after) return []
    const isVisit = refused.act.operation === 'visit.record'
    return [
      { refused, before, after, input: { ...moved, ...(isVisit && { clockOffsetMs: clock.offsetMs }) } },
    ]
  })
}

function firstTime(input: Readonly<Record<string, unknown>>): string | null {
  const time = input.startedAt ?? input.metAt ?? input.reportedAt
  return typeof time === 'string' ? time : null
}

/** The corrected act under a new id, the refused one closed by it, and its photos following the new one. */
export function correctedActs(
  { refused, input }: Correction,
  attachments: readonly Attachment[],
  { id, now }: { id: string; now: Date },
): { acts: KeptAct[]; queued: Attachment[] } {
  const act = { id, operation: refused.act.operation, input, doneAt: now.toISOString() }
  const acts = [freshlyKept(act, refused.about), closedAct(refused, { kind: 'mended', by: id }, now)]
  const queued = attachments
    .filter(one => one.actId === refused.act.id)
    .map(one => ({ ...one, actId: id, state: 'queued' as const, receivedBytes: 0, refusal: null }))
  return { acts, queued }
}
