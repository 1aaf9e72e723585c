// Photos of filled sheets: what the clerk types from, kept as the evidence behind the visits.
import { createHash } from 'node:crypto'
import { type dutySheetApi, sheetPhotoLimitBytes } from '../../domain/duty-sheets/api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'
import { unknownSheet } from './reading.ts'

type Table = typeof dutySheetApi

const kind = 'duty-sheets'

export async function addSheetPhoto(
  context: Context,
  { countyCode, id, photoId, contentType }: InputOf<Table['dutySheet.addPhoto']>,
): Promise<Record<string, never>> {
  const { tx, now, actor } = context
  const sheet = await tx
    .selectFrom('dutySheets')
    .select('regionCode')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!sheet) throw unknownSheet()
  const bytes = await uploadedPhoto(context, contentType, sheetPhotoLimitBytes)
  await noteLines(context, countyCode, id)
  // The file first: a row without its bytes would promise a photo, a file without a row is nobody's.
  await keepPhoto(context, { kind, countyCode, id: photoId }, bytes)
  await tx
    .insertInto('dutySheetPhotos')
    .values({
      ...{ countyCode, id: photoId, regionCode: sheet.regionCode, sheetId: id, contentType },
      ...{ sizeBytes: bytes.length, contentHash: createHash('sha256').update(bytes).digest('hex') },
      ...{ addedBy: actor.accountId, addedAt: now.toISOString() },
    })
    .execute()
  return {}
}

export async function readSheetPhoto(
  context: Context,
  { countyCode, id, photoId }: InputOf<Table['dutySheet.photo']>,
): Promise<Record<string, never>> {
  const photo = await context.tx
    .selectFrom('dutySheetPhotos')
    .select('contentType')
    .where('countyCode', '=', countyCode)
    .where('id', '=', photoId)
    .where('sheetId', '=', id)
    .executeTakeFirst()
  if (!photo) throw new Refused('not_found', '没有找到这张照片，或它不在您的辖区内。请刷新后重试。')
  await noteLines(context, countyCode, id)
  await handOutPhoto(
    context,
    { kind, countyCode, id: photoId },
    { called: '探访单照片', contentType: photo.contentType },
  )
  return {}
}

/** The photo shows everybody on the sheet. */
async function noteLines(context: Context, countyCode: string, sheetId: string): Promise<void> {
  const lines = await context.tx
    .selectFrom('dutySheetLines')
    .select('elderId')
    .where('countyCode', '=', countyCode)
    .where('sheetId', '=', sheetId)
    .execute()
  context.concerns(
    countyCode,
    lines.map(line => line.elderId),
  )
}
