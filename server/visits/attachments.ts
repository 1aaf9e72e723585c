// Photos and voice notes follow their visit on their own: resumable by offset, checked at both ends.
import { readFile } from 'node:fs/promises'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { attachmentChunkBytes, type visitApi } from '../../domain/visits/api.ts'
import type { Context } from '../kernel/context.ts'
import {
  type AttachmentPlace,
  dropPieces,
  isWhatItSays,
  joinPieces,
  keepPiece,
  readWhole,
} from './attachment-files.ts'

type Append = (typeof visitApi)['attachment.append']
type Input = InputOf<Append>
type State = OutputOf<Append>

export async function appendAttachment(context: Context, input: Input): Promise<State> {
  const regionCode = await checkAnnounced(context, input)
  const { receivedBytes, complete } = await stateOf(context, input, regionCode)
  // A repeated or a lost piece: the phone is told where to go on, and nothing is written.
  if (complete || input.offset !== receivedBytes) return { receivedBytes, complete }
  const bytes = await checkedBytes(context, input)
  const place = placeOf(context, input)
  await keepPiece(context.sealer, place, input.offset, bytes)
  const received = input.offset + bytes.length
  if (received < input.sizeBytes) return keepState(context, input, received, false)
  const isWhole = await joinPieces(context.sealer, place, input)
  context.afterCommit(() => void dropPieces(place).catch(() => {}))
  // What arrived is not what the phone announced: it starts over; refusing here would keep the bad pieces.
  return keepState(context, input, isWhole ? received : 0, isWhole)
}

function placeOf(context: Context, { countyCode, id }: { countyCode: string; id: string }): AttachmentPlace {
  return { folder: context.config.folder, countyCode, id: id.toLowerCase() }
}

/** Only what the visitor's own visit announced: nobody can fill the disk with anything else. */
async function checkAnnounced(context: Context, input: Input): Promise<string> {
  const visit = await context.tx
    .selectFrom('visits')
    .where('countyCode', '=', input.countyCode)
    .where('id', '=', input.visitId)
    .select(['regionCode', 'visitorId', 'elderId', 'attachmentIds'])
    .executeTakeFirst()
  if (!visit || visit.visitorId !== context.actor.accountId)
    throw new Refused('not_found', '对应的探访记录还没有送到，照片和录音会在记录之后自动上传，请稍后。')
  if (!visit.attachmentIds.includes(input.id.toLowerCase()))
    throw new Refused('rule_broken', '这张照片或录音不属于这次探访，没有上传。请在探访记录里重新添加。')
  if (!input.contentType.startsWith(input.kind === 'voice' ? 'audio/' : 'image/'))
    throw new Refused('invalid', notWhatItSays(input.kind))
  context.concerns(input.countyCode, [visit.elderId])
  return visit.regionCode
}

async function stateOf(context: Context, input: Input, regionCode: string): Promise<State> {
  const { id, countyCode, visitId, kind, contentType, sizeBytes, contentHash, preview } = input
  await context.tx
    .insertInto('attachments')
    .values({
      countyCode,
      id,
      regionCode,
      visitId,
      kind,
      contentType,
      sizeBytes,
      receivedBytes: 0,
      contentHash,
      previewSealed: preview === undefined ? null : context.sealer.seal(preview),
      completedAt: null,
      accountId: context.actor.accountId,
      createdAt: context.now.toISOString(),
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const row = await context.tx
    .selectFrom('attachments')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .select(['visitId', 'kind', 'sizeBytes', 'contentHash', 'receivedBytes', 'completedAt'])
    .executeTakeFirst()
  const isSame =
    row?.visitId === visitId.toLowerCase() &&
    row.kind === kind &&
    row.sizeBytes === sizeBytes &&
    row.contentHash === contentHash
  if (!isSame)
    throw new Refused('conflict', '这个编号已经用于另一张照片或录音，没有覆盖。请在探访记录里重新添加。')
  return { receivedBytes: row.receivedBytes, complete: row.completedAt !== null }
}

async function checkedBytes(context: Context, input: Input): Promise<Buffer> {
  const { upload } = context
  if (!upload || upload.bytes === 0) throw new Refused('invalid', '没有收到照片或录音的内容，请稍后重试。')
  if (upload.bytes > attachmentChunkBytes)
    throw new Refused('too_large', `每次最多上传 ${attachmentChunkBytes / 1024} KB，请升级应用后重试。`)
  if (input.offset + upload.bytes > input.sizeBytes)
    throw new Refused('invalid', '收到的内容比声明的大，没有保存。请在探访记录里重新添加。')
  const bytes = await readFile(upload.path)
  if (input.offset === 0 && !isWhatItSays(input.contentType, bytes))
    throw new Refused('invalid', notWhatItSays(input.kind))
  return bytes
}

function notWhatItSays(kind: Input['kind']): string {
  return kind !== 'voice'
    ? '这不是照片，没有保存。请用相机重新拍摄，或选择 JPEG、PNG、WebP 图片。'
    : '这不是录音，没有保存。请在应用里重新录音。'
}

async function keepState(
  context: Context,
  { countyCode, id }: Input,
  receivedBytes: number,
  complete: boolean,
): Promise<State> {
  await context.tx
    .updateTable('attachments')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .set({ receivedBytes, completedAt: complete ? context.now.toISOString() : null })
    .execute()
  return { receivedBytes, complete }
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/png': 'png',
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
}

export async function readAttachment(
  context: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<void> {
  const row = await context.tx
    .selectFrom('attachments')
    .innerJoin('visits', join =>
      join
        .onRef('visits.countyCode', '=', 'attachments.countyCode')
        .onRef('visits.id', '=', 'attachments.visitId'),
    )
    .where('attachments.countyCode', '=', countyCode)
    .where('attachments.id', '=', id)
    .select(['attachments.contentType', 'attachments.completedAt', 'visits.elderId', 'visits.visitedOn'])
    .executeTakeFirst()
  if (!row) throw new Refused('not_found', '没有找到这张照片或录音，或它不在您的辖区内。')
  if (row.completedAt === null)
    throw new Refused('not_found', '照片或录音还没有传完，等探访员的手机联网后会自动补传，请稍后再看。')
  const stream = await readWhole(context.sealer, placeOf(context, { countyCode, id }))
  if (!stream)
    throw new Refused('not_found', '照片或录音的文件不在服务器上，可能还没有随备份恢复。请联系管理员。')
  context.concerns(countyCode, [row.elderId])
  const fileName = `${row.visitedOn}-${id.slice(-6)}.${extensions[row.contentType] ?? 'bin'}`
  context.download({ fileName, contentType: row.contentType, stream })
}
