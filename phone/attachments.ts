// Photos and voice notes on their way: after their record, in small pieces, going on where the line was cut.
import { type PieceAnswer, pieceBytes } from '../domain/kernel/pieces.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import type { OrderPhotoKind } from '../domain/service-orders/order.ts'
import { orderPhotoTypes } from '../domain/service-orders/order-api.ts'
import type { attachmentTypes } from '../domain/visits/api.ts'
import type { AttachmentKind } from '../domain/visits/visit.ts'

export type AttachmentType = (typeof attachmentTypes)[number]
type OrderPhotoType = (typeof orderPhotoTypes)[number]
/** draft: its visit is not saved yet; queued: on its way; sent: the server has all of it. */
export type AttachmentState = 'draft' | 'queued' | 'sent' | 'refused'

/** Everything but the bytes, which are only fetched while they are being sent or shown. */
export interface Attachment {
  id: string
  /** The act it follows; null while the visit is a draft. */
  actId: string | null
  visitId: string
  elderId: string
  countyCode: string
  /** Of a service's work instead of a visit; `visitId` is empty then. */
  order?: { id: string; kind: OrderPhotoKind }
  /** Taken at a bed at home; `visitId` is the visit to it. */
  bedId?: string
  kind: AttachmentKind
  /** The blur that lists show; none for a voice, and on attachments of an older app. */
  preview?: string | null
  contentType: AttachmentType
  sizeBytes: number
  /** SHA-256 in hexadecimal. */
  contentHash: string
  state: AttachmentState
  receivedBytes: number
  epoch: string | null
  refusal: string | null
  sentAt: string | null
}

export interface AttachmentStore {
  list(): Promise<Attachment[]>
  put(attachment: Attachment): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  bytesOf(id: string): Promise<Uint8Array<ArrayBuffer> | null>
}

interface PieceOf {
  countyCode: string
  sizeBytes: number
  contentHash: string
  offset: number
}

type Send<Input> = (input: Input & PieceOf, chunk: Uint8Array<ArrayBuffer>) => Promise<PieceAnswer>

export interface AttachmentParts {
  store: AttachmentStore
  append: Send<{
    id: string
    visitId: string
    kind: AttachmentKind
    preview?: string
    contentType: AttachmentType
  }>
  /** A picture of a service: `id` is its order. */
  appendPhoto: Send<{ id: string; photoId: string; kind: OrderPhotoKind; contentType: OrderPhotoType }>
  /** A picture of a visit to a bed at home. */
  appendBedPhoto: Send<{ visitId: string; photoId: string; preview?: string; contentType: OrderPhotoType }>
  now(): Date
}

/** Sent bytes stay this long in case the server is restored; records, which are small, stay thirty days. */
const keptDays = 7
/** A server that asks for the same piece this often in a row will not be satisfied by a fourth. */
const repeatsBeforeStop = 3

export interface UploadOutcome {
  sent: number
  waiting: number
  stopped: Refused | null
  /** The server does not know the record of one: it may have been restored since it was asked last. */
  doubted: boolean
}

/**
 * `recorded`: acts the server has, with the epoch of their receipt. `mustYield`: a new record is waiting and
 * goes first; what is left of the photos follows in the next round. `isFresh`: the server's epoch was learnt in this
 * round; where it was not, a record it does not know may only have to be sent again, and the photo waits for it.
 */
export async function uploadAttachments(
  parts: AttachmentParts,
  recorded: ReadonlyMap<string, string>,
  mustYield: () => boolean = () => false,
  isFresh = true,
): Promise<UploadOutcome> {
  const { store } = parts
  await offerAgain(store, recorded)
  const outcome: UploadOutcome = { sent: 0, waiting: 0, stopped: null, doubted: false }
  const queued = (await store.list()).filter(one => one.state === 'queued')
  for (const attachment of queued) {
    const epoch = attachment.actId === null ? undefined : recorded.get(attachment.actId)
    if (outcome.stopped || epoch === undefined || mustYield()) {
      outcome.waiting += 1
      continue
    }
    try {
      await uploadOne(parts, attachment, epoch)
      outcome.sent += 1
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (['unavailable', 'too_many', 'not_signed_in', 'not_allowed'].includes(error.code))
        outcome.stopped = error
      else if (error.code === 'not_found' && !isFresh) outcome.doubted = true
      else {
        await refuse(store, attachment.id, error.message)
        continue
      }
      outcome.waiting += 1
    }
  }
  return outcome
}

async function uploadOne(parts: AttachmentParts, attachment: Attachment, epoch: string): Promise<void> {
  const { store, now } = parts
  const bytes = await store.bytesOf(attachment.id)
  if (!bytes) throw new Refused('not_found', '手机里找不到这个文件的内容，请重新拍摄或录音。')
  const send = sendingOf(parts, attachment)
  const { sizeBytes } = attachment
  let receivedBytes = attachment.receivedBytes
  let repeats = 0
  for (let complete = false; !complete; ) {
    const chunk = bytes.slice(receivedBytes, receivedBytes + pieceBytes)
    const said = await send(receivedBytes, chunk).catch((error: unknown) => resumePoint(error, sizeBytes))
    repeats = said.receivedBytes > receivedBytes ? 0 : repeats + 1
    if (repeats >= repeatsBeforeStop)
      throw new Refused('unavailable', '照片或录音暂时传不上去，稍后会自动再传。')
    receivedBytes = said.receivedBytes
    complete = said.complete
    await store.put({
      ...attachment,
      receivedBytes,
      ...(complete && { state: 'sent' as const, epoch, sentAt: now().toISOString() }),
    })
  }
}

/** To whom the pieces go: the visit they belong to, the order, or the visit to a bed. */
function sendingOf(
  { append, appendPhoto, appendBedPhoto }: Pick<AttachmentParts, 'append' | 'appendPhoto' | 'appendBedPhoto'>,
  one: Attachment,
) {
  const { id, countyCode, visitId, kind, contentType, sizeBytes, contentHash, preview, order, bedId } = one
  const whole = { countyCode, sizeBytes, contentHash }
  return (offset: number, chunk: Uint8Array<ArrayBuffer>): Promise<PieceAnswer> => {
    const blur = offset === 0 && preview ? { preview } : {}
    if (!order && !bedId) return append({ ...whole, ...blur, id, visitId, kind, contentType, offset }, chunk)
    const picture = orderPhotoTypes.find(type => type === contentType)
    if (!picture) throw new Refused('invalid', '这不是照片，请用相机重新拍摄。')
    if (!order)
      return appendBedPhoto({ ...whole, ...blur, visitId, photoId: id, contentType: picture, offset }, chunk)
    const said = { ...whole, id: order.id, photoId: id, kind: order.kind, contentType: picture, offset }
    return appendPhoto(said, chunk)
  }
}

/** What a file is known by before and after its way. */
export async function measuredBytes(blob: Blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const contentHash = [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return { bytes, contentHash, sizeBytes: bytes.length }
}

/** A piece at the wrong place is answered with where to go on. */
function resumePoint(error: unknown, sizeBytes: number): { receivedBytes: number; complete: boolean } {
  if (error instanceof Refused && typeof error.details.receivedBytes === 'number') {
    const { receivedBytes } = error.details
    if (receivedBytes >= 0 && receivedBytes <= sizeBytes) return { receivedBytes, complete: false }
  }
  throw error
}

/** A restored server may lack what it once had; its own answer to the first piece says how much. */
async function offerAgain(store: AttachmentStore, recorded: ReadonlyMap<string, string>): Promise<void> {
  for (const attachment of await store.list()) {
    const epoch = attachment.actId === null ? undefined : recorded.get(attachment.actId)
    if (attachment.state === 'sent' && epoch !== undefined && epoch !== attachment.epoch)
      await store.put({ ...attachment, state: 'queued', receivedBytes: 0 })
  }
}

async function refuse(store: AttachmentStore, id: string, refusal: string): Promise<void> {
  const attachment = (await store.list()).find(one => one.id === id)
  if (attachment) await store.put({ ...attachment, state: 'refused', refusal })
}

/** Removes sent attachments after a week, or at once when the phone is nearly full. */
export async function clearSentAttachments(
  { store, now }: Pick<AttachmentParts, 'store' | 'now'>,
  nearlyFull: boolean,
): Promise<void> {
  const oldest = new Date(now().getTime() - keptDays * 86_400_000).toISOString()
  const old = (await store.list()).filter(
    one => one.state === 'sent' && (nearlyFull || (one.sentAt !== null && one.sentAt < oldest)),
  )
  if (old.length > 0) await store.remove(old.map(one => one.id))
}
