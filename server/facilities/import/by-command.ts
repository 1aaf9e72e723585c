// A whole table of places in one go for the command line: read, told, and taken in unless it is only a trial.
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { PlaceCounts } from '../../../domain/facilities/import/api.ts'
import { areaOf } from '../../../domain/kernel/area.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { uuidV7 } from '../../../domain/kernel/id.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Actor, System } from '../../kernel/context.ts'
import { within } from '../../kernel/database.ts'
import { writeXlsx } from '../../spreadsheets/spreadsheets.ts'
import { columnsOf, countsOf, lockBatch, openBatch, type Work } from './batches.ts'
import { commitBatch } from './committing.ts'
import { problemSheet } from './imports.ts'

export interface PlaceFileImport {
  path: string
  regionCode: string
  dryRun: boolean
  errorsPath: string | null
  /** Whose account the batch carries; nobody's where none was named. */
  actor: Actor | null
}

/** The shape is a contract (docs/import-report.md). */
export interface PlaceReport extends PlaceCounts {
  encoding: string | null
  headerRow: number | null
  columns: Record<string, string>
  problems: { row: number; field: string | null; code: string; message: string }[]
  /** Null after a trial or where nothing was to be taken in. */
  batch: string | null
  seconds: number
}

/** Thrown to roll back a trial that went well. */
class TrialOver extends Error {
  readonly report: PlaceReport

  constructor(report: PlaceReport) {
    super('trial over')
    this.report = report
  }
}

export async function importPlaces(system: System, wanted: PlaceFileImport): Promise<PlaceReport> {
  const began = performance.now()
  const { regionCode, actor } = wanted
  const known = await system.connections.db
    .selectFrom('regions')
    .select('code')
    .where('code', '=', regionCode)
    .executeTakeFirst()
  if (!known) throw new Refused('not_found', `没有 ${regionCode} 这个区划。请写吉林省内的 12 位区划代码。`)
  const scope = { area: areaOf(regionCode), accountId: actor?.accountId ?? null }
  try {
    const report = await within(system.connections.db, scope, true, async tx => {
      const now = system.clock.now()
      const work = { tx, sealer: system.sealer, now, today: dayOf(now), accountId: scope.accountId }
      const told = await takeIn(work, wanted)
      if (told.batch === null) throw new TrialOver(told)
      return told
    })
    return timed(report, began)
  } catch (error) {
    if (error instanceof TrialOver) return timed(error.report, began)
    throw error
  }
}

function timed(report: PlaceReport, began: number): PlaceReport {
  return { ...report, seconds: Math.round((performance.now() - began) / 10) / 100 }
}

async function takeIn(
  work: Work,
  { path, regionCode, dryRun, errorsPath }: PlaceFileImport,
): Promise<PlaceReport> {
  const id = uuidV7(work.now.getTime(), randomBytes(10))
  const decided = await openBatch(work, { id, regionCode, fileName: basename(path) }, path)
  const batch = await lockBatch(work.tx, id)
  if (errorsPath)
    await pipeline(writeXlsx([problemSheet(work, batch, decided)]), createWriteStream(errorsPath))
  const counts = countsOf(decided)
  const takes = !dryRun && counts.new + counts.changed > 0
  if (takes) await commitBatch(work, batch, false)
  return {
    ...counts,
    ...{ encoding: batch.encoding, headerRow: batch.headerRow, batch: takes ? id : null, seconds: 0 },
    columns: Object.fromEntries(
      columnsOf(batch).flatMap(one => (one.field ? [[one.header, one.field]] : [])),
    ),
    problems: decided.flatMap(({ row, problems }) =>
      problems.map(({ field, code, message }) => ({ row, field, code, message })),
    ),
  }
}
