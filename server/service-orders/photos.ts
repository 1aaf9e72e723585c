// Photos of what a service left behind; never of somebody bathing.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { PieceAnswer } from '../../domain/kernel/pieces.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { orderPhotoKinds } from '../../domain/service-orders/order.ts'
import { orderPhotoLimitBytes, type serviceOrderApi } from '../../domain/service-orders/order-api.ts'
import type { Context, System } from '../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'
import { clearUnfinished, takePiece } from '../pieces/pieces.ts'
import { unknownOrder } from './detail.ts'
import { notYours, ownWorker } from './membership.ts'

type Table = typeof serviceOrderApi

const photosAtMost = 8

type PhotoOf = Pick<
  InputOf<Table['order.addPhoto']>,
  'countyCode' | 'id' | 'photoId' | 'kind' | 'contentType'
>

/** Her own order, of a kind that may be photographed, with room for one more; `isThere`: it has arrived already. */
async function checkPhoto(
  context: Context,
  { countyCode, id, photoId }: PhotoOf,
): Promise<{ regionCode: string; isThere: boolean }> {
  const { tx } = context
  const worker = await ownWorker(context)
  const order = await tx
    .selectFrom('serviceOrders')
    .select(['regionCode', 'elderId', 'workerId', 'itemKind'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!order || worker === null || order.workerId !== worker.id) throw notYours()
  if (order.itemKind === 'bath') throw new Refused('rule_broken', '助浴不许拍照，照片没有保存。')
  context.concerns(countyCode, [order.elderId])
  const kept = await tx
    .selectFrom('orderPhotos')
    .select(['id'])
    .where('countyCode', '=', countyCode)
    .where('orderId', '=', id)
    .execute()
  const isThere = kept.some(photo => photo.id === photoId.toLowerCase())
  if (!isThere && kept.length >= photosAtMost)
    throw new Refused('rule_broken', `一个订单最多 ${photosAtMost} 张照片。`)
  return { regionCode: order.regionCode, isThere }
}

async function keepRow(
  { tx, now, actor }: Context,
  { countyCode, id, photoId, kind, contentType }: PhotoOf,
  measured: { regionCode: string; sizeBytes: number; contentHash: string },
): Promise<void> {
  await tx
    .insertInto('orderPhotos')
    .values({
      ...{ countyCode, id: photoId, orderId: id, kind, contentType, ...measured },
      ...{ addedBy: actor.accountId, addedAt: now.toISOString() },
    })
    .execute()
}

/** Whole, as phones sent it before they sent pieces. A photo that was sent twice is the same photo. */
export async function addOrderPhoto(
  context: Context,
  input: InputOf<Table['order.addPhoto']>,
): Promise<void> {
  const { countyCode, photoId, contentType } = input
  const { regionCode, isThere } = await checkPhoto(context, input)
  if (isThere) return
  const bytes = await uploadedPhoto(context, contentType, orderPhotoLimitBytes)
  await keepPhoto(context, { kind: 'orders', countyCode, id: photoId }, bytes)
  const contentHash = createHash('sha256').update(bytes).digest('hex')
  await keepRow(context, input, { regionCode, sizeBytes: bytes.length, contentHash })
}

/** How much of it is here lies in a table of its own: what proves a service is only what is here whole. */
export async function appendOrderPhoto(
  context: Context,
  input: InputOf<Table['order.appendPhoto']>,
): Promise<PieceAnswer> {
  const { tx } = context
  const { countyCode, id, photoId, sizeBytes, contentHash } = input
  const { regionCode, isThere } = await checkPhoto(context, input)
  const whole = { receivedBytes: sizeBytes, complete: true }
  if (isThere) return whole
  const arriving = await arrivingOf(context, input, regionCode)
  // The same piece sent twice at once: the other request made it whole while this one waited, and its row is gone.
  if (arriving === 0 && (await checkPhoto(context, input)).isThere) {
    await forgetArriving(context, input)
    return whole
  }
  const before = { receivedBytes: arriving, complete: false }
  const after = await takePiece(context, { kind: 'orders', countyCode, id: photoId }, input, before)
  if (after === before) return before
  if (after.complete) {
    await keepRow(context, input, { regionCode, sizeBytes, contentHash })
    await forgetArriving(context, input)
    return after
  }
  await tx
    .updateTable('orderPhotosArriving')
    .set({ receivedBytes: after.receivedBytes, lastPieceAt: context.now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('orderId', '=', id)
    .where('id', '=', photoId)
    .execute()
  return after
}

async function forgetArriving({ tx }: Context, { countyCode, photoId }: PhotoOf): Promise<void> {
  await tx
    .deleteFrom('orderPhotosArriving')
    .where('countyCode', '=', countyCode)
    .where('id', '=', photoId)
    .execute()
}

/** Locked by the statement that makes it, so that the clearing at night never comes in between. */
async function arrivingOf(
  { tx, now, actor }: Context,
  input: InputOf<Table['order.appendPhoto']>,
  regionCode: string,
): Promise<number> {
  const { countyCode, id, photoId, sizeBytes, contentHash } = input
  const at = now.toISOString()
  const row = await tx
    .insertInto('orderPhotosArriving')
    .values({
      ...{ countyCode, id: photoId, regionCode, orderId: id, sizeBytes, contentHash, receivedBytes: 0 },
      ...{ accountId: actor.accountId, createdAt: at, lastPieceAt: at },
    })
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doUpdateSet({ lastPieceAt: at }))
    .returning(['orderId', 'contentHash', 'sizeBytes', 'receivedBytes'])
    .executeTakeFirstOrThrow()
  if (row.orderId !== id.toLowerCase() || row.contentHash !== contentHash || row.sizeBytes !== sizeBytes)
    throw new Refused('conflict', '这个编号已经用于另一张照片，没有覆盖。请重新拍摄。')
  return row.receivedBytes
}

/** At night: what stopped arriving goes; it never proved anything. */
export function clearUnfinishedPhotos(system: System): Promise<number> {
  return clearUnfinished(system, 'orders', { table: 'order_photos_arriving', isUnfinished: sql`true` })
}

export async function readOrderPhoto(
  context: Context,
  { countyCode, id, photoId }: InputOf<Table['order.photo']>,
): Promise<void> {
  const photo = await context.tx
    .selectFrom('orderPhotos')
    .innerJoin('serviceOrders', join =>
      join
        .onRef('serviceOrders.countyCode', '=', 'orderPhotos.countyCode')
        .onRef('serviceOrders.id', '=', 'orderPhotos.orderId'),
    )
    .select(['orderPhotos.kind', 'contentType', 'elderId'])
    .where('orderPhotos.countyCode', '=', countyCode)
    .where('orderPhotos.orderId', '=', id)
    .where('orderPhotos.id', '=', photoId)
    .executeTakeFirst()
  if (!photo) throw unknownOrder()
  context.concerns(countyCode, [photo.elderId])
  const called = `服务照片-${orderPhotoKinds.words[photo.kind]}`
  await handOutPhoto(
    context,
    { kind: 'orders', countyCode, id: photoId },
    { called, contentType: photo.contentType },
  )
}
