// Photos of each item before and after the works, sealed like every photo of a home.
import { createHash } from 'node:crypto'
import { type homeCareApi, homePhotoLimitBytes } from '../../domain/home-care/api.ts'
import { photoMoments } from '../../domain/home-care/project.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'
import { projectFor } from './projects.ts'

type Api = typeof homeCareApi

const kind = 'home-care'

export async function addPhoto(
  context: Context,
  { countyCode, id, photoId, item, moment, contentType }: InputOf<Api['adaptation.addPhoto']>,
): Promise<Record<string, never>> {
  const { tx, now, actor } = context
  const project = await projectFor(context, { countyCode, id }, null)
  if (!project.lines.some(line => line.item === item))
    throw new Refused('rule_broken', '方案里没有这一项，不能上传它的照片。请先保存方案。')
  if (['worksAccepted', 'lookedBack', 'worksCancelled'].includes(project.stage))
    throw new Refused('rule_broken', '这个项目已经办结，不能再补照片。')
  if (moment === 'beforeWorks' && project.startedOn !== null)
    throw new Refused('rule_broken', '已经开工，不能再补改造前的照片。')
  const bytes = await uploadedPhoto(context, contentType, homePhotoLimitBytes)
  // The file first: a row without its bytes would promise a photo, a file without a row is nobody's.
  await keepPhoto(context, { kind, countyCode, id: photoId }, bytes)
  await tx
    .insertInto('adaptationPhotos')
    .values({
      ...{
        countyCode,
        id: photoId,
        regionCode: project.regionCode,
        projectId: id,
        item,
        moment,
        contentType,
      },
      ...{ sizeBytes: bytes.length, contentHash: createHash('sha256').update(bytes).digest('hex') },
      ...{ addedBy: actor.accountId, addedAt: now.toISOString() },
    })
    .execute()
  return {}
}

export async function readPhoto(
  context: Context,
  { countyCode, id, photoId }: InputOf<Api['adaptation.photo']>,
): Promise<Record<string, never>> {
  const photo = await context.tx
    .selectFrom('adaptationPhotos')
    .innerJoin('adaptationProjects as p', join =>
      join
        .onRef('p.countyCode', '=', 'adaptationPhotos.countyCode')
        .onRef('p.id', '=', 'adaptationPhotos.projectId'),
    )
    .select(['adaptationPhotos.contentType', 'adaptationPhotos.moment', 'p.elderId'])
    .where('adaptationPhotos.countyCode', '=', countyCode)
    .where('adaptationPhotos.id', '=', photoId)
    .where('adaptationPhotos.projectId', '=', id)
    .executeTakeFirst()
  if (!photo) throw new Refused('not_found', '没有找到这张照片，或它不在您的辖区内。请刷新后重试。')
  context.concerns(countyCode, [photo.elderId])
  await handOutPhoto(
    context,
    { kind, countyCode, id: photoId },
    { called: photoMoments.words[photo.moment], contentType: photo.contentType },
  )
  return {}
}
