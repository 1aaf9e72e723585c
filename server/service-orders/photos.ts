// Photos of what a service left behind; never of somebody bathing.
import { createHash } from 'node:crypto'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { orderPhotoKinds } from '../../domain/service-orders/order.ts'
import { orderPhotoLimitBytes, type serviceOrderApi } from '../../domain/service-orders/order-api.ts'
import type { Context } from '../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'
import { unknownOrder } from './detail.ts'
import { notYours, ownWorker } from './membership.ts'

type Table = typeof serviceOrderApi

const photosAtMost = 8

export async function addOrderPhoto(
  context: Context,
  input: InputOf<Table['order.addPhoto']>,
): Promise<void> {
  const { countyCode, id, photoId, kind, contentType } = input
  const { tx, now, actor } = context
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
  // A photo that was sent twice over a bad line is the same photo.
  if (kept.some(photo => photo.id === photoId.toLowerCase())) return
  if (kept.length >= photosAtMost) throw new Refused('rule_broken', `一个订单最多 ${photosAtMost} 张照片。`)
  const bytes = await uploadedPhoto(context, contentType, orderPhotoLimitBytes)
  await keepPhoto(context, { kind: 'orders', countyCode, id: photoId }, bytes)
  await tx
    .insertInto('orderPhotos')
    .values({
      ...{ countyCode, id: photoId, regionCode: order.regionCode, orderId: id, kind, contentType },
      ...{ sizeBytes: bytes.length, contentHash: createHash('sha256').update(bytes).digest('hex') },
      ...{ addedBy: actor.accountId, addedAt: now.toISOString() },
    })
    .execute()
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
