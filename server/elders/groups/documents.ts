// Photos of the papers behind a membership: sealed before they touch the disk, opened only for who may read the record.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { documentLimitBytes, type documentTypes, type groupApi } from '../../../domain/elders/groups/api.ts'
import type { InputOf } from '../../../domain/kernel/operation.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { openedRecords, sealedRecord } from '../../kernel/sealed-bytes.ts'
import { unknownMembership } from '../memberships.ts'

type Attach = InputOf<(typeof groupApi)['membership.attach']>
type DocumentType = (typeof documentTypes)[number]

const starts = (bytes: Buffer, text: string, at = 0) =>
  bytes.subarray(at, at + text.length).toString('latin1') === text

const looksLike: Readonly<Record<DocumentType, (bytes: Buffer) => boolean>> = {
  'image/jpeg': bytes => starts(bytes, '\xff\xd8\xff'),
  'image/png': bytes => starts(bytes, '\x89PNG\r\n\x1a\n'),
  'image/webp': bytes => starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8),
}

const pathOf = (context: Context, countyCode: string, id: string) =>
  join(context.config.folder, 'documents', countyCode, id.toLowerCase())

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
  const bytes = await checkedBytes(context, contentType)
  // The file first: a row without its bytes would promise a photo, a file without a row is nobody's.
  await keepSealed(context, pathOf(context, countyCode, documentId), bytes)
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

async function checkedBytes({ upload }: Context, contentType: DocumentType): Promise<Buffer> {
  if (!upload || upload.bytes === 0) throw new Refused('invalid', '没有收到照片，请重新选择。')
  if (upload.bytes > documentLimitBytes)
    throw new Refused('too_large', '照片超过 8 MB。请缩小或重新拍摄后上传。')
  const bytes = await readFile(upload.path)
  if (!looksLike[contentType](bytes))
    throw new Refused('invalid', '这不是照片，没有保存。请选择 JPEG、PNG 或 WebP 图片。')
  return bytes
}

const pieceBytes = 262_144

async function keepSealed({ sealer, requestId }: Context, path: string, bytes: Buffer): Promise<void> {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes)
    pieces.push(sealedRecord(sealer, bytes.subarray(at, at + pieceBytes)))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${requestId.replace(/[^\w-]/g, '')}`
  await writeFile(draft, Buffer.concat(pieces), { mode: 0o600 })
  await rename(draft, path)
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
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
  const path = pathOf(context, countyCode, documentId)
  if (!(await stat(path).catch(() => null)))
    throw new Refused('not_found', '照片文件不在服务器上，可能还没有随备份恢复。请联系管理员。')
  context.concerns(countyCode, [found.elderId])
  context.download({
    fileName: `证件照片-${documentId.slice(-6)}.${extensions[found.contentType] ?? 'bin'}`,
    contentType: found.contentType,
    stream: Readable.from(openedRecords(context.sealer, path)),
  })
  return {}
}
