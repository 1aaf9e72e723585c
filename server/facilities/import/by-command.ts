// A whole table of places in one go for the command line: read, told, and taken in unless it is only a trial.
import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { areaOf } from '../../../domain/kernel/area.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { uuidV7 } from '../../../domain/kernel/id.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Actor, System } from '../../kernel/context.ts'
import { reportOf, type SheetReport, takenOrTried } from '../../sheet-imports/sheet-imports.ts'
import { columnsOf, lockBatch, openBatch, type Work } from './batches.ts'
import { commitBatch } from './committing.ts'

export interface PlaceFileImport {
  path: string
  regionCode: string
  dryRun: boolean
  errorsPath: string | null
  /** Whose account the batch carries; nobody's where none was named. */
  actor: Actor | null
}

export async function importPlaces(system: System, wanted: PlaceFileImport): Promise<SheetReport> {
  const { regionCode, actor } = wanted
  const known = await system.connections.db
    .selectFrom('regions')
    .select('code')
    .where('code', '=', regionCode)
    .executeTakeFirst()
  if (!known) throw new Refused('not_found', `没有 ${regionCode} 这个区划。请写吉林省内的 12 位区划代码。`)
  const now = system.clock.now()
  const scope = { area: areaOf(regionCode), accountId: actor?.accountId ?? null }
  return takenOrTried(system, scope, tx =>
    takeIn({ tx, sealer: system.sealer, now, today: dayOf(now), accountId: scope.accountId }, wanted),
  )
}

async function takeIn(
  work: Work,
  { path, regionCode, dryRun, errorsPath }: PlaceFileImport,
): Promise<SheetReport> {
  const id = uuidV7(work.now.getTime(), randomBytes(10))
  const decided = await openBatch(work, { id, regionCode, fileName: basename(path) }, path)
  const batch = await lockBatch(work.tx, id)
  const report = await reportOf(work.sealer, batch, { decided, columns: columnsOf(batch), errorsPath })
  const takes = !dryRun && report.new + report.changed > 0
  if (takes) await commitBatch(work, batch, false)
  return { ...report, batch: takes ? id : null, seconds: 0 }
}
