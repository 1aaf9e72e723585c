// Opens a batch for a file, and reads it anew when a person corrects what the columns mean.

import { sql } from 'kysely'
import type { ImportMapping } from '../../../domain/elders/import/batch.ts'
import { countyCodeOf } from '../../../domain/kernel/area.ts'
import type { Actor, System } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'
import { fileOf, findBatch, type StoredBatch } from './batches.ts'
import { recallMapping } from './mappings.ts'
import { clearProgress } from './progress.ts'
import { fileHashOf, type Sample, sampleFile } from './sampling.ts'
import { clearRows, noCounts } from './staging.ts'

export interface Opening {
  id: string
  regionCode: string
  fileName: string
  sheet?: string | undefined
  mapping?: ImportMapping | undefined
  createdBy: string | null
  createdAt: string
  asked: Asked
  /** The region of the post, whose corrections are remembered; null on the command line. */
  office: string | null
}

/** On whose behalf the work of a batch is done; its audit entries carry it. */
export interface Asked {
  askedBy: string | null
  askedPost: string | null
  askedDevice: string | null
}

export function askedBy({ accountId, postId, deviceId }: Actor): Asked {
  return { askedBy: accountId, askedPost: postId, askedDevice: deviceId }
}

export interface Opened {
  batch: StoredBatch
  isSmall: boolean
}

export async function openBatch(tx: Transaction, given: Opening, path: string): Promise<Opened> {
  const { office } = given
  const sample = await sampleFile(path, {
    sheet: given.sheet,
    corrected: given.mapping,
    ...(office !== null && { recall: fingerprints => recallMapping(tx, office, fingerprints) }),
  })
  await tx
    .insertInto('elderImports')
    .values({
      countyCode: countyCodeOf(given.regionCode),
      id: given.id,
      regionCode: given.regionCode,
      fileName: given.fileName,
      fileHash: await fileHashOf(path),
      stage: 'reading',
      ...understoodColumns(sample),
      suspiciousTaken: false,
      createdBy: given.createdBy,
      createdAt: given.createdAt,
      ...given.asked,
    })
    .execute()
  return { batch: await findBatch(tx, given.id), isSmall: sample.isSmall }
}

/** Everything read so far is forgotten: another column may make another person of every row. */
export async function reopenBatch(
  tx: Transaction,
  system: System,
  batch: StoredBatch,
  given: { sheet?: string | undefined; mapping?: ImportMapping | undefined; asked: Asked },
): Promise<Opened> {
  const sheet = given.sheet ?? batch.sheet ?? undefined
  const sample = await sampleFile(fileOf(system, batch.id), { sheet, corrected: given.mapping })
  await clearRows(tx, batch)
  await clearProgress(tx, batch)
  await tx
    .updateTable('elderImports')
    .set({ stage: 'reading', failure: null, ...understoodColumns(sample), ...given.asked })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .execute()
  return { batch: await findBatch(tx, batch.id), isSmall: sample.isSmall }
}

function understoodColumns(sample: Sample) {
  const { encoding, sheet, sheets, headerRow, columns, mapping } = sample
  return {
    fileBytes: sample.fileBytes,
    fingerprint: sample.fingerprint,
    mappingSource: sample.mappingSource,
    encoding,
    sheet,
    sheets,
    headerRow,
    columns: sql<StoredBatch['columns']>`${JSON.stringify(columns)}::jsonb`,
    mapping: sql<StoredBatch['mapping']>`${JSON.stringify(mapping)}::jsonb`,
    readTo: 0,
    counts: sql<StoredBatch['counts']>`${JSON.stringify(noCounts)}::jsonb`,
  }
}

/** Nothing is left of it but that it was once there. */
export async function cancelBatch(tx: Transaction, batch: StoredBatch): Promise<void> {
  await clearRows(tx, batch)
  await clearProgress(tx, batch)
  await tx
    .updateTable('elderImports')
    .set({ stage: 'cancelled' })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .execute()
}
