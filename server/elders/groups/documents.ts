// Photos of the papers behind a membership, for who may read the record.
import { createHash } from 'node:crypto'
import { documentLimitBytes, type groupApi } from '../../../domain/elders/groups/api.ts'
import type { InputOf } from '../../../domain/kernel/operation.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../../photos/photos.ts'
import { unknownMembership } from '../memberships.ts'

type Attach = InputOf<(typeof groupApi)['membership.attach']>

const kind = 'documents'

export async function attachDocument(context: Context, given: Attach): Promise<Record<string, never>> {
  const { tx, now, actor } = context
  const { countyCode, id, documentId, contentType } = given
  const membership = await tx
    .selectFrom('elderMemberships')
    .select(['elderId', 'regionCode'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!membership) throw unknownMembership()
  context.concerns(countyCode, [membership.elderId])
  const bytes = await uploadedPhoto(context, contentType, documentLimitBytes)
  // The file first: a row without its bytes would promise a photo, a file without a row is nobody's.
  await keepPhoto(context, { kind, countyCode, id: documentId }, bytes)
  await tx
    .insertInto('membershipDocuments')
    .values({
      countyCode,
      id: documentId,
      regionCode: membership.regionCode,
      membershipId: id,
      contentType,
      sizeBytes: bytes.length,
      contentHash: createHash('sha256').update(bytes).digest('hex'),
      addedBy: actor.accountId,
      addedAt: now.toISOString(),
    })
    .execute()
  return {}
}

export async function readDocument(
  context: Context,
  given: InputOf<(typeof groupApi)['membership.document']>,
): Promise<Record<string, never>> {
  const { countyCode, id, documentId } = given
  const found = await context.tx
    .selectFrom('membershipDocuments as d')
    .innerJoin('elderMemberships as m', join =>
      join.onRef('m.countyCode', '=', 'd.countyCode').onRef('m.id', '=', 'd.membershipId'),
    )
    .select(['d.contentType', 'm.elderId'])
    .where('d.countyCode', '=', countyCode)
    .where('d.id', '=', documentId)
    .where('d.membershipId', '=', id)
    .executeTakeFirst()
  if (!found) throw new Refused('not_found', '没有找到这张照片，或它不在您的辖区内。请刷新后重试。')
  context.concerns(countyCode, [found.elderId])
  await handOutPhoto(
    context,
    { kind, countyCode, id: documentId },
    { called: '证件照片', contentType: found.contentType },
  )
  return {}
}
