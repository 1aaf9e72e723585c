// A whole table of public money in one go for the command line: read, told, and drawn up unless it is only a trial.
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

export interface FundFileImport {
  path: string
  regionCode: string
  dryRun: boolean
  errorsPath: string | null
  /** Lines that look odd and are to be taken all the same, by their number in the table. */
  takeOdd?: readonly number[]
  /** Who draws it up; somebody else has to agree. */
  actor: Actor
}

export interface FundReport extends SheetReport {
  /** Totals that the lines do not bear out. */
  told: string[]
}

export async function importFunds(system: System, wanted: FundFileImport): Promise<FundReport> {
  const { regionCode, actor } = wanted
  await system.settings.refresh()
  const now = system.clock.now()
  const today = dayOf(now)
  return takenOrTried(system, { area: areaOf(regionCode), accountId: actor.accountId }, tx =>
    takeIn(
      {
        ...{ tx, sealer: system.sealer, now, today, actor },
        setting: (key, region) => system.settings.value(key, region, today),
      },
      wanted,
    ),
  )
}

async function takeIn(
  work: Work,
  { path, regionCode, dryRun, errorsPath, takeOdd = [] }: FundFileImport,
): Promise<FundReport> {
  const id = uuidV7(work.now.getTime(), randomBytes(10))
  const { rows, told } = await openBatch(work, { id, regionCode, fileName: basename(path) }, path)
  const batch = await lockBatch(work.tx, id)
  const report = await reportOf(work.sealer, batch, { decided: rows, columns: columnsOf(batch), errorsPath })
  const odd = new Set(rows.filter(one => one.outcome === 'suspicious').map(one => one.row))
  const wrong = takeOdd.filter(row => !odd.has(row))
  if (wrong.length > 0)
    throw new Refused(
      'invalid',
      `第 ${wrong.join('、')} 行不是待核实的行，没有导入。请先加 --dry-run 看哪几行待核实，再写进 --take-odd。`,
    )
  const takes = !dryRun && report.new + takeOdd.length > 0
  if (takes) await commitBatch(work, batch, takeOdd)
  return { ...report, told, batch: takes ? id : null, seconds: 0 }
}
