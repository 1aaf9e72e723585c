// What the phone tells the office of itself: what it has not sent, nobody else can know.
import type { PhoneReport } from '../domain/accounts/account.ts'
import type { Attachment } from './attachments.ts'
import type { Room } from './device.ts'
import type { KeptAct } from './outbox.ts'

/** The number a visitor reads out over the telephone, and the office finds in its list. */
export const codeOf = (actId: string): string => actId.slice(-8).toUpperCase()

const refusalsTold = 5

export function selfReport(
  acts: readonly KeptAct[],
  attachments: readonly Attachment[],
  room: Room | null,
): PhoneReport {
  const waiting = acts.filter(({ state }) => state === 'waiting')
  const refused = acts
    .filter(({ state }) => state === 'refused')
    .toSorted((one, other) => (one.act.doneAt < other.act.doneAt ? 1 : -1))
  return {
    waiting: waiting.length,
    refused: refused.length,
    photos: attachments.filter(({ state }) => state === 'queued').length,
    oldestAt: waiting.map(({ act }) => act.doneAt).sort()[0] ?? null,
    freeMegabytes: room?.freeMegabytes ?? null,
    refusals: refused.slice(0, refusalsTold).map(({ act, refusal }) => ({
      code: codeOf(act.id),
      operation: act.operation,
      message: (refusal?.message ?? '').slice(0, 300),
    })),
  }
}
