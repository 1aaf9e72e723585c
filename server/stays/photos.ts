// Pictures of signed pages, meetings and tickets: the same way in and out for all of them.
import { createHash } from 'node:crypto'
import { Refused } from '../../domain/kernel/refusal.ts'
import { stayPhotoLimitBytes, type stayPhotoTypes } from '../../domain/stays/stay-api.ts'
import type { Context } from '../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'

type PhotoType = (typeof stayPhotoTypes)[number]
interface Given {
  countyCode: string
  photoId: string
  contentType: PhotoType
}

/** The file first: a row without its bytes would promise a page, a file without a row is nobody's. */
export async function takeIn(context: Context, kind: string, { countyCode, photoId, contentType }: Given) {
  const bytes = await uploadedPhoto(context, contentType, stayPhotoLimitBytes)
  await keepPhoto(context, { kind, countyCode, id: photoId }, bytes)
  return {
    ...{ countyCode, id: photoId, contentType, sizeBytes: bytes.length },
    contentHash: createHash('sha256').update(bytes).digest('hex'),
    ...{ addedBy: context.actor.accountId, addedAt: context.now.toISOString() },
  }
}

export async function handOut(
  context: Context,
  kind: string,
  { countyCode, photoId }: { countyCode: string; photoId: string },
  found: { contentType: string } | undefined,
  called: string,
): Promise<Record<string, never>> {
  if (!found) throw new Refused('not_found', '没有找到这张照片，或它不归您管。请刷新后重试。')
  await handOutPhoto(context, { kind, countyCode, id: photoId }, { called, contentType: found.contentType })
  return {}
}
