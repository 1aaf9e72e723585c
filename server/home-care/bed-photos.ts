// Pictures of visits to beds at home: only what the worker's own visit announced, in pieces, seen at the desk.
import { sql } from 'kysely'
import type { homeCareApi } from '../../domain/home-care/api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { PieceAnswer } from '../../domain/kernel/pieces.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context, System } from '../kernel/context.ts'
import { handOutPhoto } from '../photos/photos.ts'
import { clearUnfinished, takePiece } from '../pieces/pieces.ts'
import { ownWorker } from '../service-orders/service-orders.ts'

type Api = typeof homeCareApi
type Piece = InputOf<Api['homeBed.appendPhoto']>

/** The folder of the data folder. */
const kind = 'bed-visits'

/** Nobody can fill the disk with what no visit of her own announced. */
async function checkAnnounced(
  context: Context,
  { countyCode, visitId, photoId }: Pick<Piece, 'countyCode' | 'visitId' | 'photoId'>,
): Promise<{ regionCode: string }> {
  const worker = await ownWorker(context)
  const visit = await context.tx
    .selectFrom('homeBedVisits as v')
    .innerJoin('homeBedCalls as c', join =>
      join.onRef('c.countyCode', '=', 'v.countyCode').onRef('c.id', '=', 'v.id'),
    )
    .select(['v.regionCode', 'v.elderId', 'v.photoIds', 'c.workerId'])
    .where('v.countyCode', '=', countyCode)
    .where('v.id', '=', visitId)
    .executeTakeFirst()
  if (!visit || worker === null || visit.workerId !== worker.id)
    throw new Refused('not_found', '对应的上门记录还没有送到，照片会在记录之后自动上传，请稍后。')
  if (!visit.photoIds.includes(photoId.toLowerCase()))
    throw new Refused('rule_broken', '这张照片不属于这次上门，没有上传。')
  context.concerns(countyCode, [visit.elderId])
  return visit
}

export async function appendBedPhoto(context: Context, input: Piece): Promise<PieceAnswer> {
  const { tx, now } = context
  const { countyCode, photoId } = input
  const { regionCode } = await checkAnnounced(context, input)
  const before = await arrived(context, input, regionCode)
  const after = await takePiece(context, { kind, countyCode, id: photoId }, input, before)
  if (after === before) return before
  const at = now.toISOString()
  await tx
    .updateTable('homeBedPhotos')
    .set({
      ...{ receivedBytes: after.receivedBytes, lastPieceAt: at },
      completedAt: after.complete ? at : null,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', photoId)
    .execute()
  return after
}

/**
 * Locked: two pieces of one picture come one after the other. Made and locked by one statement: between two of them the
 * clearing at night could take the row away, and the phone be told that its picture is another's.
 */
async function arrived(
  { tx, now, actor, sealer }: Context,
  input: Piece,
  regionCode: string,
): Promise<PieceAnswer> {
  const { countyCode, visitId, photoId, contentType, sizeBytes, contentHash, preview } = input
  const at = now.toISOString()
  const row = await tx
    .insertInto('homeBedPhotos')
    .values({
      ...{ countyCode, id: photoId, regionCode, visitId, contentType, sizeBytes, contentHash },
      ...{ receivedBytes: 0, previewSealed: preview === undefined ? null : sealer.seal(preview) },
      ...{ completedAt: null, accountId: actor.accountId, createdAt: at, lastPieceAt: at },
    })
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doUpdateSet({ lastPieceAt: at }))
    .returning(['visitId', 'contentHash', 'sizeBytes', 'receivedBytes', 'completedAt'])
    .executeTakeFirstOrThrow()
  if (row.visitId !== visitId.toLowerCase() || row.contentHash !== contentHash || row.sizeBytes !== sizeBytes)
    throw new Refused('conflict', '这个编号已经用于另一张照片，没有覆盖。请重新拍摄。')
  return { receivedBytes: row.receivedBytes, complete: row.completedAt !== null }
}

/** At night: what stopped arriving goes; the visit still says that it announced it. */
export function clearUnfinishedBedPhotos(system: System): Promise<number> {
  return clearUnfinished(system, kind, { table: 'home_bed_photos', isUnfinished: sql`completed_at is null` })
}

export async function readBedPhoto(
  context: Context,
  { countyCode, photoId }: InputOf<Api['homeBed.photo']>,
): Promise<Record<string, never>> {
  const photo = await context.tx
    .selectFrom('homeBedPhotos as p')
    .innerJoin('homeBedVisits as v', join =>
      join.onRef('v.countyCode', '=', 'p.countyCode').onRef('v.id', '=', 'p.visitId'),
    )
    .select(['p.contentType', 'p.completedAt', 'v.elderId', 'v.visitedOn'])
    .where('p.countyCode', '=', countyCode)
    .where('p.id', '=', photoId)
    .executeTakeFirst()
  if (!photo) throw new Refused('not_found', '没有找到这张照片，或它不在您的辖区内。')
  if (photo.completedAt === null)
    throw new Refused('not_found', '照片没有传完，等护理员的手机联网后会自动补传，请稍后再看。')
  context.concerns(countyCode, [photo.elderId])
  const called = `上门照片-${photo.visitedOn}`
  await handOutPhoto(context, { kind, countyCode, id: photoId }, { called, contentType: photo.contentType })
  return {}
}
