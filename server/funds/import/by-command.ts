// A whole table of public money in one go for the command line: read, told, and drawn up unless it is only a trial.
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { PlaceCounts } from '../../../domain/facilities/import/api.ts'
import { areaOf } from '../../../domain/kernel/area.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { uuidV7 } from '../../../domain/kernel/id.ts'
import type { Actor, System } from '../../kernel/context.ts'
import { within } from '../../kernel/database.ts'
import { writeXlsx } from '../../spreadsheets/spreadsheets.ts'
import { columnsOf, countsOf, lockBatch, openBatch, type Work } from './batches.ts'
import { commitBatch } from './committing.ts'
import { problemSheet } from './imports.ts'

export interface FundFileImport {
  path: string
  regionCode: string
  dryRun: boolean
  errorsPath: string | null
  /** Who draws it up; somebody else has to agree. */
  actor: Actor
}

/** The shape is a contract (docs/import-report.md). */
export interface FundReport extends PlaceCounts {
  encoding: string | null
  headerRow: number | null
  columns: Record<string, string>
  /** Totals that the lines do not bear out. */
  told: string[]
  problems: { row: number; field: string | null; code: string; message: string }[]
  /** Null after a trial or where nothing was to be drawn up. */
  batch: string | null
  seconds: number
}

/** Thrown to roll back a trial that went well. */
class TrialOver extends Error {
  readonly report: FundReport

  constructor(report: FundReport) {
    super('trial over')
    this.report = report
  }
}

export async function importFunds(system: System, wanted: FundFileImport): Promise<FundReport> {
  const began = performance.now()
  const { regionCode, actor } = wanted
  const timed = (report: FundReport) => ({
    ...report,
    seconds: Math.round((performance.now() - began) / 10) / 100,
  })
  await system.settings.refresh()
  const scope = { area: areaOf(regionCode), accountId: actor.accountId }
  try {
    const report = await within(system.connections.db, scope, true, async tx => {
      const now = system.clock.now()
      const today = dayOf(now)
      const told = await takeIn(
        {
          ...{ tx, sealer: system.sealer, now, today, actor },
          setting: (key, region) => system.settings.value(key, region, today),
        },
        wanted,
      )
      if (told.batch === null) throw new TrialOver(told)
      return told
    })
    return timed(report)
  } catch (error) {
    if (error instanceof TrialOver) return timed(error.report)
    throw error
  }
}

async function takeIn(
  work: Work,
  { path, regionCode, dryRun, errorsPath }: FundFileImport,
): Promise<FundReport> {
  const id = uuidV7(work.now.getTime(), randomBytes(10))
  const { rows, told } = await openBatch(work, { id, regionCode, fileName: basename(path) }, path)
  const batch = await lockBatch(work.tx, id)
  if (errorsPath) await pipeline(writeXlsx([problemSheet(work, batch, rows)]), createWriteStream(errorsPath))
  const counts = countsOf(rows)
  const takes = !dryRun && counts.new > 0
  if (takes) await commitBatch(work, batch, false)
  return {
    ...{ ...counts, told },
    ...{ encoding: batch.encoding, headerRow: batch.headerRow, batch: takes ? id : null, seconds: 0 },
    columns: Object.fromEntries(
      columnsOf(batch).flatMap(one => (one.field ? [[one.header, one.field]] : [])),
    ),
    problems: rows.flatMap(({ row, problems }) =>
      problems.map(({ field, code, message }) => ({ row, field, code, message })),
    ),
  }
}
