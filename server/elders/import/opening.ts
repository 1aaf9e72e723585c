// Opens a batch for a file, and reads it anew when a person corrects what the columns mean.

import { sql } from 'kysely'
import type { ImportMapping } from '../../../domain/elders/import/batch.ts'
import { countyCodeOf } from '../../../domain/kernel/area.ts'
import type { System } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'
import { fileOf, findBatch, type StoredBatch } from './batches.ts'
import { fileHashOf, type Sample, sampleFile } from './sampling.ts'
import { noCounts } from './staging.ts'
import { clearRows } from './working.ts'

export interface Opening {
  id: string
  regionCode: string
  fileName: string
  sheet?: string | undefined
  mapping?: ImportMapping | undefined
  createdBy: string | null
  createdAt: string
}

export interface Opened {
  batch: StoredBatch
  isSmall: boolean
}

export async function openBatch(tx: Transaction, given: Opening, path: string): Promise<Opened> {
  const sample = await sampleFile(path, { sheet: given.sheet, corrected: given.mapping })
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
    })
    .execute()
  return { batch: await findBatch(tx, given.id), isSmall: sample.isSmall }
}

/** Everything read so far is forgotten: another column may make another person of every row. */
export async function reopenBatch(
  tx: Transaction,
  system: System,
  batch: StoredBatch,
  given: { sheet?: string | undefined; mapping: ImportMapping },
): Promise<Opened> {
  const sheet = given.sheet ?? batch.sheet ?? undefined
  const sample = await sampleFile(fileOf(system, batch.id), { sheet, corrected: given.mapping })
  await clearRows(tx, batch)
  await tx
    .updateTable('elderImports')
    .set({ stage: 'reading', failure: null, ...understoodColumns(sample) })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .execute()
  return { batch: await findBatch(tx, batch.id), isSmall: sample.isSmall }
}

function understoodColumns({ encoding, sheet, sheets, headerRow, columns, mapping }: Sample) {
  return {
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
