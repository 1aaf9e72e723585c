// Photos on a bad line: in pieces, on from where it was cut, never before their record.
import { beforeEach, describe, expect, test } from 'vitest'
import { pieceBytes } from '../domain/kernel/pieces.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import {
  type Attachment,
  type AttachmentParts,
  type AttachmentStore,
  clearSentAttachments,
  uploadAttachments,
} from './attachments.ts'

const epoch = 'epoch-1'
const recorded = new Map([['act-1', epoch]])
const whole = Uint8Array.from({ length: pieceBytes * 2 + 10 }, (_, index) => index % 251)
const photo: Attachment = {
  id: 'photo-1',
  actId: 'act-1',
  visitId: 'visit-1',
  elderId: 'elder-1',
  countyCode: '222402',
  kind: 'photo',
  contentType: 'image/jpeg',
  sizeBytes: whole.length,
  contentHash: 'a'.repeat(64),
  state: 'queued',
  receivedBytes: 0,
  epoch: null,
  refusal: null,
  sentAt: null,
}

let kept: Map<string, Attachment>
let received: number[]
let failAfter: number
let calls: number
const now = () => new Date('2026-11-23T03:00:00Z')

const store: AttachmentStore = {
  list: async () => [...kept.values()],
  put: async attachment => void kept.set(attachment.id, attachment),
  remove: async ids => {
    for (const id of ids) kept.delete(id)
  },
  bytesOf: async id => (kept.has(id) ? whole : null),
}

const append: AttachmentParts['append'] = async ({ offset, sizeBytes }, chunk) => {
  calls += 1
  if (calls > failAfter) throw new Refused('unavailable', '没有网络')
  if (offset !== received.length)
    throw new Refused('conflict', '位置不对', { receivedBytes: received.length })
  received.push(...chunk)
  return { receivedBytes: received.length, complete: received.length === sizeBytes }
}

let pictures: unknown[]
const appendPhoto: AttachmentParts['appendPhoto'] = async (input, chunk) => {
  pictures.push(input)
  return append({ ...input, visitId: '', kind: 'photo' }, chunk)
}

const appendBedPhoto: AttachmentParts['appendBedPhoto'] = async (input, chunk) => {
  pictures.push(input)
  return append({ ...input, id: input.photoId, kind: 'photo' }, chunk)
}

beforeEach(() => {
  pictures = []
  kept = new Map([[photo.id, photo]])
  received = []
  failAfter = Number.POSITIVE_INFINITY
  calls = 0
})

const upload = (known: ReadonlyMap<string, string> = recorded) =>
  uploadAttachments({ store, append, appendPhoto, appendBedPhoto, now }, known)

describe('uploading', () => {
  test('a picture of a bed at home goes to its visit, with its blur in the first piece', async () => {
    kept = new Map([[photo.id, { ...photo, bedId: 'bed-1', preview: 'blur' }]])
    expect(await upload()).toMatchObject({ sent: 1 })
    expect(kept.get(photo.id)?.state).toBe('sent')
    expect(pictures).toHaveLength(3)
    expect(pictures[0]).toMatchObject({ visitId: 'visit-1', photoId: 'photo-1', preview: 'blur', offset: 0 })
    expect(pictures[1]).not.toHaveProperty('preview')
  })

  test('a photo goes up in pieces and is marked as sent', async () => {
    expect(await upload()).toEqual({ sent: 1, waiting: 0, stopped: null, doubted: false })
    expect(calls).toBe(3)
    expect(Buffer.compare(Uint8Array.from(received), whole)).toBe(0)
    expect(kept.get(photo.id)).toMatchObject({ state: 'sent', epoch, receivedBytes: whole.length })
  })

  test('cut in the middle, it goes on where it stopped', async () => {
    failAfter = 2
    expect(await upload()).toMatchObject({ sent: 0, waiting: 1, stopped: { code: 'unavailable' } })
    expect(kept.get(photo.id)).toMatchObject({ state: 'queued', receivedBytes: pieceBytes * 2 })
    failAfter = Number.POSITIVE_INFINITY
    await upload()
    expect(calls).toBe(4)
    expect(Buffer.compare(Uint8Array.from(received), whole)).toBe(0)
  })

  test('when only the answer was lost, the server says where to go on', async () => {
    received.push(...whole.slice(0, pieceBytes))
    await upload()
    expect(Buffer.compare(Uint8Array.from(received), whole)).toBe(0)
  })

  test('it waits for its record', async () => {
    expect(await upload(new Map())).toEqual({ sent: 0, waiting: 1, stopped: null, doubted: false })
    expect(calls).toBe(0)
  })

  test('a new record goes before it', async () => {
    expect(
      await uploadAttachments({ store, append, appendPhoto, appendBedPhoto, now }, recorded, () => true),
    ).toMatchObject({
      sent: 0,
      waiting: 1,
    })
    expect(calls).toBe(0)
  })

  describe('a picture of a service', () => {
    const picture: Attachment = {
      ...photo,
      ...{ contentType: 'image/webp', visitId: '', order: { id: 'order-1', kind: 'photoBefore' } },
    }
    beforeEach(() => {
      kept = new Map([[picture.id, picture]])
    })

    test('follows its note in pieces and says to which order it belongs', async () => {
      expect(await upload(new Map())).toMatchObject({ waiting: 1 })
      expect(await upload()).toMatchObject({ sent: 1 })
      expect(pictures).toEqual(
        [0, pieceBytes, pieceBytes * 2].map(offset => ({
          ...{ id: 'order-1', countyCode: photo.countyCode, photoId: photo.id, kind: 'photoBefore' },
          ...{ contentType: 'image/webp', sizeBytes: whole.length, contentHash: photo.contentHash, offset },
        })),
      )
    })

    test('on a line that is cut after every piece loses none and sends none twice', async () => {
      for (let round = 1; round <= 3; round += 1) {
        calls = 0
        failAfter = 1
        await upload()
        expect(kept.get(photo.id)?.receivedBytes).toBe(Math.min(whole.length, pieceBytes * round))
      }
      expect(kept.get(photo.id)).toMatchObject({ state: 'sent', epoch })
      expect(Buffer.compare(Uint8Array.from(received), whole)).toBe(0)
    })
  })

  test('what the server will never take is kept with its reason', async () => {
    const refusing = async () => {
      throw new Refused('invalid', '只接受照片和录音')
    }
    await uploadAttachments({ store, append: refusing, appendPhoto, appendBedPhoto, now }, recorded)
    expect(kept.get(photo.id)).toMatchObject({ state: 'refused', refusal: '只接受照片和录音' })
  })

  test('a server that keeps asking for the same piece does not hold the phone for ever', async () => {
    const stuck = async () => ({ receivedBytes: 0, complete: false })
    const outcome = await uploadAttachments(
      { store, append: stuck, appendPhoto, appendBedPhoto, now },
      recorded,
    )
    expect(outcome).toMatchObject({ sent: 0, stopped: { code: 'unavailable' } })
  })

  test('a record the server does not know may be sent again: only a server asked in this round is believed', async () => {
    const restored = async () => {
      throw new Refused('not_found', '对应的探访记录还没有送到')
    }
    const parts = { store, append: restored, appendPhoto, appendBedPhoto, now }
    expect(await uploadAttachments(parts, recorded, () => false, false)).toEqual({
      ...{ sent: 0, waiting: 1, stopped: null, doubted: true },
    })
    expect(kept.get(photo.id)).toMatchObject({ state: 'queued', refusal: null })
    expect(await uploadAttachments(parts, recorded)).toMatchObject({ waiting: 0, doubted: false })
    expect(kept.get(photo.id)).toMatchObject({ state: 'refused', refusal: '对应的探访记录还没有送到' })
  })

  test('after a restore it is offered again from the beginning', async () => {
    await upload()
    received = []
    await upload(new Map([['act-1', 'epoch-2']]))
    expect(Buffer.compare(Uint8Array.from(received), whole)).toBe(0)
    expect(kept.get(photo.id)).toMatchObject({ state: 'sent', epoch: 'epoch-2' })
  })
})

describe('making room', () => {
  test('sent ones leave after a week, or at once when the phone is nearly full', async () => {
    await upload()
    await clearSentAttachments({ store, now }, false)
    expect(kept.size).toBe(1)
    await clearSentAttachments({ store, now: () => new Date('2026-12-01T03:00:00Z') }, false)
    expect(kept.size).toBe(0)
    kept.set(photo.id, { ...photo, state: 'sent', sentAt: now().toISOString() })
    kept.set('photo-2', { ...photo, id: 'photo-2' })
    await clearSentAttachments({ store, now }, true)
    expect([...kept.keys()]).toEqual(['photo-2'])
  })
})
