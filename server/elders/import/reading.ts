// Reads the file of a batch from where it stopped to its end, a stretch in each transaction.
import { existsSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import type { ImportField } from '../../../domain/elders/import/columns.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { System } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'
import { openSpreadsheet, type Row } from '../../spreadsheets/spreadsheets.ts'
import { fileOf, type StoredBatch } from './batches.ts'
import { clearProgress } from './progress.ts'
import { finishReading, givenUp, type Stretch, stageStretch } from './staging.ts'
import { openReader, type Reader, type UnderstoodRow, understand } from './understanding.ts'

/** Runs work in the transaction of the request, or in one of its own for each stretch. */
export type Transact = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>

export interface Reading {
  system: System
  transact: Transact
  /** Elders whose record was read, for the audit trail. */
  concerns(tx: Transaction, countyCode: string, elderIds: readonly string[]): Promise<void> | void
  /** @param share of the file's bytes */
  progress?(rows: number, share: number): void
  /** Every row is read; now they are compared with each other. */
  finishing?(): Promise<void> | void
}

export async function readBatch(reading: Reading, batch: StoredBatch): Promise<void> {
  const { system, transact } = reading
  const path = fileOf(system, batch.id)
  if (!existsSync(path)) throw new Refused('not_found', '上传的文件已不在服务器上。请重新上传。')
  const spreadsheet = await openSpreadsheet(path, batch.sheet === null ? {} : { sheet: batch.sheet })
  const reader = await transact(tx => readerFor(tx, system, batch))
  const from = Math.max(batch.readTo, batch.headerRow ?? 0)
  let rows = batch.counts.rows
  // The server takes one stretch in while the next is being understood; only one is ever under way.
  let staging: Promise<unknown> = Promise.resolve()
  try {
    for await (const read of spreadsheet.rows()) {
      const fresh = read.filter(({ number }) => number > from)
      if (fresh.length === 0) continue
      const stretch = await understandStretch(reader, fresh)
      await staging
      rows += stretch.rows.length
      staging = stage(reading, reader, batch, stretch)
      // A failure is met at the next await, not as an unhandled one.
      staging.catch(() => {})
      reading.progress?.(rows, spreadsheet.share())
    }
  } finally {
    await staging
  }
  await reading.finishing?.()
  await transact(async tx => {
    await finishReading(tx, batch)
    await clearProgress(tx, batch)
    const { numUpdatedRows } = await tx
      .updateTable('elderImports')
      .set({ stage: 'understood' })
      .where('countyCode', '=', batch.countyCode)
      .where('id', '=', batch.id)
      .where('stage', '=', 'reading')
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw givenUp()
  })
}

async function readerFor(tx: Transaction, system: System, batch: StoredBatch): Promise<Reader> {
  const now = system.clock.now()
  return openReader(tx, {
    regionCode: batch.regionCode,
    today: dayOf(now),
    nowMs: now.getTime(),
    mapping: Object.fromEntries(
      Object.entries(batch.mapping).map(([index, field]) => [index, field as ImportField | null]),
    ),
    demo: system.config.demo !== 'none',
    sealer: system.sealer,
  })
}

const rowsAtOnce = 100

/** Other requests are answered in between: a thousand rows take a tenth of a second. */
async function understandStretch(reader: Reader, read: readonly Row[]): Promise<Stretch> {
  const rows: UnderstoodRow[] = []
  for (let at = 0; at < read.length; at += rowsAtOnce) {
    for (const row of read.slice(at, at + rowsAtOnce)) {
      const understood = understand(reader, row)
      if (understood) rows.push(understood)
    }
    await breathe()
  }
  return { rows, cells: read, readTo: read.at(-1)?.number ?? 0, skipped: read.length - rows.length }
}

async function stage(
  { transact, concerns }: Reading,
  reader: Reader,
  batch: StoredBatch,
  stretch: Stretch,
): Promise<void> {
  await transact(async tx => {
    const { read } = await stageStretch(tx, reader, batch, stretch)
    const counties = new Map<string, string[]>()
    for (const { countyCode, id } of read) counties.set(countyCode, [...(counties.get(countyCode) ?? []), id])
    for (const [countyCode, ids] of counties) await concerns(tx, countyCode, ids)
  })
}
