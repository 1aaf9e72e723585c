// Photos of a place; one taken there is also a sign that it lives.
import { createHash } from 'node:crypto'
import { type facilityApi, facilityPhotoLimitBytes } from '../../domain/facilities/api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'
import { noteActivity } from './activity.ts'
import { unknownFacility } from './facts.ts'

type Input<Name extends keyof typeof facilityApi> = InputOf<(typeof facilityApi)[Name]>

const kind = 'facilities'

export async function addFacilityPhoto(
  context: Context,
  { countyCode, id, photoId, subject, takenOn, contentType }: Input<'facility.addPhoto'>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor } = context
  const place = await tx
    .selectFrom('facilities')
    .select('regionCode')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!place) throw unknownFacility()
  if (takenOn > today) throw new Refused('invalid', '拍照日期还没到，请核对。')
  const bytes = await uploadedPhoto(context, contentType, facilityPhotoLimitBytes)
  // The file first: a row without its bytes would promise a photo, a file without a row is nobody's.
  await keepPhoto(context, { kind, countyCode, id: photoId }, bytes)
  await tx
    .insertInto('facilityPhotos')
    .values({
      ...{
        countyCode,
        id: photoId,
        regionCode: place.regionCode,
        facilityId: id,
        subject,
        takenOn,
        contentType,
      },
      ...{ sizeBytes: bytes.length, contentHash: createHash('sha256').update(bytes).digest('hex') },
      ...{ addedBy: actor.accountId, addedAt: now.toISOString() },
    })
    .execute()
  await noteActivity(context, [{ countyCode, facilityId: id, day: takenOn, way: 'photoTaken' }])
  return {}
}

export async function readFacilityPhoto(
  context: Context,
  { countyCode, id, photoId }: Input<'facility.photo'>,
): Promise<Record<string, never>> {
  const photo = await context.tx
    .selectFrom('facilityPhotos')
    .select('contentType')
    .where('countyCode', '=', countyCode)
    .where('id', '=', photoId)
    .where('facilityId', '=', id)
    .executeTakeFirst()
  if (!photo) throw new Refused('not_found', '没有找到这张照片，或它不在您的辖区内。请刷新后重试。')
  await handOutPhoto(
    context,
    { kind, countyCode, id: photoId },
    { called: '设施照片', contentType: photo.contentType },
  )
  return {}
}
