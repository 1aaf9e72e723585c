// Pictures of a service: each with a note in the order's story, sealed before the note is and sent after it.
import { type Attachment, measuredBytes } from '../attachments.ts'
import { freshlyKept, type KeptAct } from '../outbox.ts'
import type { OpenStore } from '../store.ts'
import type { Kept } from '../work.ts'

interface PicturingParts {
  opened: OpenStore
  inTurn<Value>(write: () => Promise<Value>): Promise<Value>
  newId(): string
  now(): Date
  add(kept: KeptAct, picture: Attachment): void
}

export interface Pictured {
  note: Record<string, unknown>
  about: KeptAct['about']
  of: Pick<Attachment, 'elderId' | 'countyCode'> & { order: NonNullable<Attachment['order']> }
}

export function openPicturing({ opened, inTurn, newId, now, add }: PicturingParts) {
  return {
    /** Durable when it returns; a picture whose note was not written any more is a draft and goes nowhere. */
    async keepPictured({ note, about, of }: Pictured, { blob, contentType, preview = null }: Kept) {
      const { bytes, ...measured } = await measuredBytes(blob)
      const act = { id: newId(), operation: 'order.step', input: note, doneAt: now().toISOString() }
      const kept = freshlyKept(act, about)
      const picture: Attachment = {
        ...{ id: newId(), actId: act.id, visitId: '', kind: 'photo', contentType, preview },
        ...{ ...of, ...measured, receivedBytes: 0, epoch: null, refusal: null, sentAt: null },
        state: 'draft',
      }
      const queued = { ...picture, state: 'queued' as const }
      await inTurn(() => opened.attachments.add(picture, bytes))
      await inTurn(() => opened.saveVisit([kept], [queued], null))
      add(kept, queued)
    },
  }
}
