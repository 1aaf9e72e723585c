// Front file of uploaded tables: what every import of an office's table does alike, whatever its lines become.
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { ImportOutcome } from '../../domain/elders/import/batch.ts'
import { placeFinder } from '../../domain/elders/import/villages.ts'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { SheetCounts, SheetStage } from '../../domain/sheet-imports/batch.ts'
import type { SheetColumn } from '../../domain/sheet-imports/headings.ts'
import type { System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import type { Sealer } from '../kernel/sealing.ts'
import { openCells, writeXlsx } from '../spreadsheets/spreadsheets.ts'

interface Kept {
  headerRow: number
  cellsSealed: string | null
  columns: unknown
  mapping: Readonly<Record<string, string | null>>
}

interface Decided {
  row: number
  outcome: ImportOutcome
  problems: readonly { field: string | null; code: string; message: string }[]
}

export function unknownBatch(): Refused {
  return new Refused('not_found', '没有这个导入批次，或它不在您的辖区内。请刷新。')
}

export function checkStage({ stage }: { stage: SheetStage }, wanted: SheetStage, says: string): void {
  if (stage !== wanted) throw new Refused('conflict', says)
}

export function countsOf(rows: readonly Pick<Decided, 'outcome'>[]): SheetCounts {
  const many = (outcome: ImportOutcome) => rows.filter(one => one.outcome === outcome).length
  return {
    ...{ rows: rows.length, new: many('new'), changed: many('changed'), unchanged: many('unchanged') },
    ...{ suspicious: many('suspicious'), refused: many('refused') },
  }
}

/** The data rows as they stood: what lies below the header. */
export function bodyOf(sealer: Sealer, batch: Pick<Kept, 'cellsSealed' | 'headerRow'>) {
  return openCells(sealer, batch.cellsSealed ?? '').filter(one => one.row > batch.headerRow)
}

/** How the columns of a table are read, for one kind of table. */
export function columnsBy<Field extends string>(isField: (word: string) => word is Field) {
  const known = (field: string | null) => (field !== null && isField(field) ? field : null)

  function mappingOf({ mapping }: Pick<Kept, 'mapping'>): Record<number, Field | null> {
    return Object.fromEntries(Object.entries(mapping).map(([index, field]) => [index, known(field)]))
  }

  function columnsOf(batch: Pick<Kept, 'columns' | 'mapping'>): SheetColumn<Field>[] {
    const mapping = mappingOf(batch)
    return (batch.columns as SheetColumn<Field>[]).map(one => ({ ...one, field: mapping[one.index] ?? null }))
  }

  /** What a person chose for the columns: every meaning known, none of them twice. */
  function checkChosen(fields: Readonly<Record<string, string | null>>): Field[] {
    const chosen = Object.values(fields).filter(field => field !== null)
    if (!chosen.every(isField)) throw new Refused('invalid', '有不认识的列含义，请重新选择。')
    if (new Set(chosen).size < chosen.length)
      throw new Refused('invalid', '有两列选了同一个含义，请把多出来的一列改为“不导入这一列”。')
    return chosen
  }

  return { mappingOf, columnsOf, checkChosen }
}

/** Villages by their names, and the counties and townships above them, within the region of a table. */
export async function placeNamesIn(tx: Transaction, batchRegion: string) {
  const { from, to } = areaOf(batchRegion)
  const regions = await tx
    .selectFrom('regions')
    .select(['code', 'name', 'shortName'])
    .where('code', '>=', from)
    .where('code', '<=', to)
    .where('statisticalOnly', '=', false)
    .execute()
  const above = regions.filter(one => levelOf(one.code) === 'county' || levelOf(one.code) === 'township')
  return {
    ...{ findVillage: placeFinder(regions, batchRegion), batchRegion },
    above: new Map(above.map(one => [one.code, one.shortName])),
  }
}

const reasonHeader = '原因'

/** The cells as they stood, and in front why the line was not taken; uploading it again ignores that column. */
export function problemSheet(
  sealer: Sealer,
  batch: Kept,
  decided: readonly Decided[],
): Parameters<typeof writeXlsx>[0][number] {
  const columns = (batch.columns as SheetColumn<string>[]).filter(one => one.header !== reasonHeader)
  const reasons = new Map(
    decided
      .filter(one => one.outcome === 'refused' || one.outcome === 'suspicious')
      .map(one => [one.row, one.problems.map(problem => problem.message).join('')]),
  )
  return {
    name: '有问题的行',
    header: [reasonHeader, ...columns.map(one => one.header)],
    widths: [48, ...columns.map(() => 16)],
    rows: bodyOf(sealer, batch)
      .filter(one => reasons.has(one.row))
      .map(one => [reasons.get(one.row) ?? '', ...columns.map(({ index }) => one.cells[index]?.text ?? '')]),
  }
}

/** What the command line tells of a table. The shape is a contract (docs/import-report.md). */
export interface SheetReport extends SheetCounts {
  encoding: string | null
  headerRow: number | null
  columns: Record<string, string>
  problems: { row: number; field: string | null; code: string; message: string }[]
  /** Null after a trial or where nothing was to be taken in. */
  batch: string | null
  seconds: number
}

/** All of the report but what taking in has to say. */
export async function reportOf(
  sealer: Sealer,
  batch: Kept & { encoding: string },
  {
    decided,
    columns,
    errorsPath,
  }: {
    decided: readonly Decided[]
    columns: readonly SheetColumn<string>[]
    errorsPath: string | null
  },
): Promise<Omit<SheetReport, 'batch' | 'seconds'>> {
  if (errorsPath)
    await pipeline(writeXlsx([problemSheet(sealer, batch, decided)]), createWriteStream(errorsPath))
  return {
    ...countsOf(decided),
    ...{ encoding: batch.encoding, headerRow: batch.headerRow },
    columns: Object.fromEntries(columns.flatMap(one => (one.field ? [[one.header, one.field]] : []))),
    problems: decided.flatMap(({ row, problems }) =>
      problems.map(({ field, code, message }) => ({ row, field, code, message })),
    ),
  }
}

/** Thrown to roll back a trial that went well. */
class TrialOver extends Error {
  readonly report: SheetReport

  constructor(report: SheetReport) {
    super('trial over')
    this.report = report
  }
}

/** In one transaction; a report without a batch was a trial, and nothing of it stays. */
export async function takenOrTried<Report extends SheetReport>(
  system: System,
  scope: Parameters<typeof within>[1],
  takeIn: (tx: Transaction) => Promise<Report>,
): Promise<Report> {
  const began = performance.now()
  const timed = (report: Report): Report => ({
    ...report,
    seconds: Math.round((performance.now() - began) / 10) / 100,
  })
  try {
    const report = await within(system.connections.db, scope, true, async tx => {
      const told = await takeIn(tx)
      if (told.batch === null) throw new TrialOver(told)
      return told
    })
    return timed(report)
  } catch (error) {
    if (error instanceof TrialOver) return timed(error.report as Report)
    throw error
  }
}
