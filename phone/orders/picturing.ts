// Pictures of a service: each with a note in the order's story, sealed before the note is and sent after it. Those of
// a visit to a bed lie sealed until she leaves, and follow the step that says so.
import { type BedStepInput, picturesKept } from '../../domain/home-care/bed-step.ts'
import { type Attachment, measuredBytes } from '../attachments.ts'
import { freshlyKept, type KeptAct } from '../outbox.ts'
import type { OpenStore } from '../store.ts'
import type { Kept } from '../work.ts'

interface PicturingParts {
  opened: OpenStore
  inTurn<Value>(write: () => Promise<Value>): Promise<Value>
  newId(): string
  now(): Date
  add(kept: KeptAct, picture?: Attachment): void
  read(): { attachments: readonly Attachment[] }
  become(change: { attachments: Attachment[] }): void
}

export interface Pictured {
  note: Record<string, unknown>
  about: KeptAct['about']
  of: Pick<Attachment, 'elderId' | 'countyCode'> & { order: NonNullable<Attachment['order']> }
}

export interface BedVisitOf {
  countyCode: string
  elderId: string
  bedId: string
  visitId: string
}

export function openPicturing({ opened, inTurn, newId, now, add, read, become }: PicturingParts) {
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

    /** Sealed when it returns. What lies there of an earlier visit that was never ended goes: nothing announces it. */
    async keepBedPicture(of: BedVisitOf, { blob, contentType, preview = null }: Kept): Promise<void> {
      const { bytes, ...measured } = await measuredBytes(blob)
      const picture: Attachment = {
        ...{ id: newId(), actId: null, kind: 'photo', contentType, preview, ...of, ...measured },
        ...{ state: 'draft', receivedBytes: 0, epoch: null, refusal: null, sentAt: null },
      }
      const old = read().attachments.filter(
        one => one.bedId === of.bedId && one.visitId !== of.visitId && one.state === 'draft',
      )
      await inTurn(() => opened.attachments.add(picture, bytes))
      become({ attachments: [...read().attachments, picture] })
      await drop(old.map(({ id }) => id))
    },

    dropBedPicture: (id: string) => drop([id]),

    /** The step and its pictures in one write; those nobody may take along go. */
    async leaveBed(input: BedStepInput, about: KeptAct['about']): Promise<void> {
      const own = read().attachments.filter(one => one.visitId === input.visitId && one.state === 'draft')
      const photoIds = picturesKept({ tasks: input.tasks, photoIds: own.map(({ id }) => id) })
      const act = {
        ...{ id: newId(), operation: 'homeBed.step', doneAt: now().toISOString() },
        input: { ...input, photoIds },
      }
      const kept = freshlyKept(act, about)
      const queued = own
        .filter(({ id }) => photoIds.includes(id))
        .map(one => ({ ...one, actId: act.id, state: 'queued' as const }))
      await inTurn(() => opened.saveVisit([kept], queued, null))
      add(kept)
      become({ attachments: read().attachments.map(one => queued.find(({ id }) => id === one.id) ?? one) })
      await drop(own.map(({ id }) => id).filter(id => !photoIds.includes(id)))
    },
  }

  async function drop(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await inTurn(() => opened.attachments.remove(ids))
    become({ attachments: read().attachments.filter(({ id }) => !ids.includes(id)) })
  }
}
