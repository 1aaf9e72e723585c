// The licence itself beside its number: pages photographed or scanned.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type facilityApi, facilityPhotoLimitBytes } from '../../domain/facilities/api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'

type Input<Name extends keyof typeof facilityApi> = InputOf<(typeof facilityApi)[Name]>

const kind = 'facility-scans'

export async function addScan(
  context: Context,
  { countyCode, id, paperId, scanId, contentType }: Input<'facility.addScan'>,
): Promise<Record<string, never>> {
  const { tx, now, actor } = context
  const paper = await tx
    .selectFrom('facilityPapers')
    .select('regionCode')
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', id)
    .where('id', '=', paperId)
    .where('endedOn', 'is', null)
    .executeTakeFirst()
  if (!paper) throw new Refused('not_found', '没有找到这份证照，可能同事已停用。请刷新。')
  const bytes = await uploadedPhoto(context, contentType, facilityPhotoLimitBytes)
  // The file first: a row without its bytes would promise a page, a file without a row is nobody's.
  await keepPhoto(context, { kind, countyCode, id: scanId }, bytes)
  await tx
    .insertInto('facilityScans')
    .values({
      ...{ countyCode, id: scanId, regionCode: paper.regionCode, paperId, contentType },
      ...{ sizeBytes: bytes.length, contentHash: createHash('sha256').update(bytes).digest('hex') },
      ...{ addedBy: actor.accountId, addedAt: now.toISOString() },
    })
    .execute()
  return {}
}

export async function readScan(
  context: Context,
  { countyCode, id, scanId }: Input<'facility.scan'>,
): Promise<Record<string, never>> {
  const { rows } = await sql<{ contentType: string }>`
    select x.content_type from facility_scans x
    join facility_papers p on p.county_code = x.county_code and p.id = x.paper_id
    where x.county_code = ${countyCode} and x.id = ${scanId}::uuid and p.facility_id = ${id}::uuid`.execute(
    context.tx,
  )
  const [scan] = rows
  if (!scan) throw new Refused('not_found', '没有找到这份扫描件，或它不在您的辖区内。请刷新后重试。')
  await handOutPhoto(context, { kind, countyCode, id: scanId }, { called: '证照', ...scan })
  return {}
}
