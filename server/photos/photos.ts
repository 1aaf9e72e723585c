// Photos and scans of papers: looked at, sealed before they touch the disk, opened only for who may read the record.
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { openedRecords, sealedRecord } from '../sealed-bytes.ts'

type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'
type PaperType = PhotoType | 'application/pdf'

const starts = (bytes: Buffer, text: string, at = 0) =>
  bytes.subarray(at, at + text.length).toString('latin1') === text

const looksLike: Readonly<Record<PaperType, (bytes: Buffer) => boolean>> = {
  'image/jpeg': bytes => starts(bytes, '\xff\xd8\xff'),
  'image/png': bytes => starts(bytes, '\x89PNG\r\n\x1a\n'),
  'image/webp': bytes => starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8),
  // Whole from its head to its end mark: one cut off on the way opens nowhere.
  'application/pdf': bytes =>
    starts(bytes, '%PDF-') && bytes.subarray(-1024).toString('latin1').includes('%%EOF'),
}

/** `kind` is a folder of the data folder; one photo a file, named by its id. */
interface KeptPhoto {
  kind: string
  countyCode: string
  id: string
}

/** What keeping a photo needs of whoever keeps it: a request, or whoever loads a demonstration. */
type Kept = Pick<Context, 'config' | 'sealer' | 'requestId'>

const pathOf = (context: Kept, { kind, countyCode, id }: KeptPhoto) =>
  join(context.config.folder, kind, countyCode, id.toLowerCase())

export async function uploadedPhoto(
  { upload }: Context,
  contentType: PaperType,
  limitBytes: number,
): Promise<Buffer> {
  if (!upload || upload.bytes === 0) throw new Refused('invalid', '没有收到文件，请重新选择。')
  if (upload.bytes > limitBytes)
    throw new Refused('too_large', '文件超过 8 MB。请缩小、重新拍摄或分开扫描后上传。')
  const bytes = await readFile(upload.path)
  if (!looksLike[contentType](bytes))
    throw new Refused(
      'invalid',
      contentType === 'application/pdf'
        ? '这不是完整的 PDF 文件，没有保存。请重新扫描或换一个文件。'
        : '这不是照片，没有保存。请选择 JPEG、PNG 或 WebP 图片。',
    )
  return bytes
}

const pieceBytes = 262_144

export async function keepPhoto(context: Kept, photo: KeptPhoto, bytes: Buffer): Promise<void> {
  const path = pathOf(context, photo)
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes)
    pieces.push(sealedRecord(context.sealer, bytes.subarray(at, at + pieceBytes)))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${context.requestId.replace(/[^\w-]/g, '')}`
  await writeFile(draft, Buffer.concat(pieces), { mode: 0o600 })
  await rename(draft, path)
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
}

/** `called`: the first part of the name the file is saved under. */
export async function handOutPhoto(
  context: Context,
  photo: KeptPhoto,
  { called, contentType }: { called: string; contentType: string },
): Promise<void> {
  const path = pathOf(context, photo)
  if (!(await stat(path).catch(() => null)))
    throw new Refused('not_found', '照片文件不在服务器上，可能还没有随备份恢复。请联系管理员。')
  context.download({
    fileName: `${called}-${photo.id.slice(-6)}.${extensions[contentType] ?? 'bin'}`,
    contentType,
    stream: Readable.from(openedRecords(context.sealer, path)),
  })
}
