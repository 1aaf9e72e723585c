// How far a batch is, for whoever watches: noted beside the work, on a connection of its own, twice a second.
import { sql } from 'kysely'
import type { ImportStep } from '../../../domain/elders/import/batch.ts'
import type { System } from '../../kernel/context.ts'
import { type Transaction, within } from '../../kernel/database.ts'
import { type StoredBatch, scopeOf } from './batches.ts'

/** Where a step begins within its stage; measured on a province. */
const beginsAt: Record<ImportStep, number> = {
  readingRows: 0,
  findingDoubles: 0.96,
  checkingAgain: 0,
  writingHouseholds: 0.03,
  writingElders: 0.14,
  changingElders: 0.58,
  claimingNumbers: 0.6,
  writingGroups: 0.71,
  writingContacts: 0.8,
  notingFigures: 0.95,
  findingTouched: 0,
  puttingBack: 0.3,
  removingNew: 0.4,
}

export interface ProgressNoter {
  /** @param within how much of the step is done, 0 to 1 */
  note(step: ImportStep, within?: number, rows?: number): void
  /** Whatever is being written has been written. */
  settled(): Promise<void>
}

/** Told of every note, however soon after the last; a terminal draws it. */
export type Watch = (step: ImportStep, share: number, rows: number) => void

const pauseMs = 500

export function shareOf(step: ImportStep, part: number): number {
  const end = step === 'readingRows' ? beginsAt.findingDoubles : beginsAt[step]
  return Math.min(1, beginsAt[step] + (end - beginsAt[step]) * part)
}

/** Watching must never slow down or stop the work: a note that cannot be written is only logged. */
export function progressNoter(system: System, batch: StoredBatch, watch?: Watch): ProgressNoter {
  const begun = system.clock.now()
  let writing: Promise<void> | null = null
  let notedAt = Number.NEGATIVE_INFINITY
  let lastStep: ImportStep | null = null
  let beganShare: number | null = null
  return {
    note(step, part = 0, rows = 0) {
      const share = shareOf(step, part)
      watch?.(step, share, rows)
      const now = performance.now()
      if (writing !== null || (step === lastStep && now - notedAt < pauseMs)) return
      beganShare ??= share
      notedAt = now
      lastStep = step
      const noted = { step, share, rows, beganShare, beganAt: begun, notedAt: system.clock.now() }
      writing = writeNote(system, batch, noted)
        .catch(error => system.log.warn({ err: error, batch: batch.id }, 'progress not noted'))
        .finally(() => {
          writing = null
        })
    },
    settled: async () => {
      await writing
    },
  }
}

interface Note {
  step: ImportStep
  share: number
  rows: number
  beganShare: number
  beganAt: Date
  notedAt: Date
}

/** Only of a batch that is still at it: of one given up meanwhile nothing may stay behind. */
async function writeNote(system: System, batch: StoredBatch, note: Note): Promise<void> {
  await within(system.connections.db, scopeOf(batch), false, tx =>
    sql`
      insert into elder_import_progress (county_code, batch_id, region_code, step, share, rows, began_share,
        began_at, noted_at)
      select county_code, id, region_code, ${note.step}, ${note.share}::float8, ${note.rows}::int,
        ${note.beganShare}::float8, ${note.beganAt.toISOString()}::timestamptz,
        ${note.notedAt.toISOString()}::timestamptz
      from elder_imports
      where county_code = ${batch.countyCode} and id = ${batch.id} and stage = ${batch.stage}
      on conflict (county_code, batch_id) do update set step = excluded.step, share = excluded.share,
        rows = excluded.rows, began_share = excluded.began_share, began_at = excluded.began_at,
        noted_at = excluded.noted_at`.execute(tx),
  )
}

export async function clearProgress(
  tx: Transaction,
  batch: Pick<StoredBatch, 'countyCode' | 'id'>,
): Promise<void> {
  await tx
    .deleteFrom('elderImportProgress')
    .where('countyCode', '=', batch.countyCode)
    .where('batchId', '=', batch.id)
    .execute()
}
