// A whole import in one go for the command line: read, told, and taken in unless it is only a trial.
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ImportCounts, ImportMapping, ImportProblem } from '../../../domain/elders/import/batch.ts'
import { columnWords } from '../../../domain/elders/import/columns.ts'
import { uuidV7 } from '../../../domain/kernel/id.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Actor, System } from '../../kernel/context.ts'
import { refusalFrom, type Transaction, within } from '../../kernel/database.ts'
import { writeXlsx } from '../../spreadsheets/spreadsheets.ts'
import { findBatch, type StoredBatch, scopeOf } from './batches.ts'
import { dropFile, keepFile } from './files.ts'
import { interruptedBatch } from './interrupted.ts'
import { askedBy, type Opening, openBatch } from './opening.ts'
import { problemSheet } from './preview.ts'
import { shareOf, type Watch } from './progress.ts'
import { readBatch } from './reading.ts'
import { sampleFile } from './sampling.ts'
import { commitInOwnTransaction, holding, isAway, noteFailure, readingOf } from './working.ts'

export interface FileImport {
  path: string
  regionCode: string
  dryRun: boolean
  /** Where the rows not taken go, as a spreadsheet to mend. */
  errorsPath: string | null
  /** { headerRow, fields } as on the wire, or header → field. */
  mapping: unknown
  /** An interrupted batch to go on with; without one the same file finds its own. */
  resume: string | null
  /** Whose account the audit entries carry; nobody's where none was named. */
  actor: Actor | null
  watch: Watch
  /** The batch as soon as there is one, and whether its work was begun by an earlier run. */
  opened(batch: string, isResumed: boolean): void
}

/** The shape is a contract (docs/import-report.md). */
export interface ImportReport extends Omit<ImportCounts, 'skipped'> {
  encoding: string | null
  headerRow: number | null
  columns: Record<string, string>
  problems: ({ row: number } & ImportProblem)[]
  /** Null after a trial: there is no batch. */
  batch: string | null
  seconds: number
}

export async function importFile(given: System, wanted: FileImport): Promise<ImportReport> {
  const system = await inItsSpace(given)
  const began = performance.now()
  await checkRegion(system, wanted.regionCode)
  const told = await (wanted.dryRun ? tryOut : takeIn)(system, wanted)
  return { ...told, seconds: Math.round((performance.now() - began) / 10) / 100 }
}

async function openingFor({ clock }: System, wanted: FileImport): Promise<Opening> {
  const now = clock.now()
  const { actor } = wanted
  return {
    id: uuidV7(now.getTime(), randomBytes(10)),
    regionCode: wanted.regionCode,
    fileName: basename(wanted.path),
    mapping: await mappingFor(wanted),
    createdBy: actor?.accountId ?? null,
    createdAt: now.toISOString(),
    asked: actor === null ? { askedBy: null, askedPost: null, askedDevice: null } : askedBy(actor),
    office: actor?.regionCode ?? null,
  }
}

type Told = Omit<ImportReport, 'seconds'>

/** Thrown to roll back a trial that went well. */
class TrialOver extends Error {
  readonly told: Told

  constructor(told: Told) {
    super('trial over')
    this.told = told
  }
}

async function tryOut(system: System, wanted: FileImport): Promise<Told> {
  const opening = await openingFor(system, wanted)
  await keepFile(system, opening.id, wanted.path)
  wanted.opened(opening.id, false)
  try {
    return await within(system.connections.db, scopeOf(opening), false, async tx => {
      const { batch } = await openBatch(tx, opening, wanted.path)
      checkHasNames(batch)
      const progress = (rows: number, share: number) =>
        wanted.watch('readingRows', shareOf('readingRows', share), rows)
      await readBatch({ system, transact: work => work(tx), concerns: () => {}, progress }, batch)
      throw new TrialOver({ ...(await tell(tx, system, batch.id, wanted.errorsPath)), batch: null })
    })
  } catch (error) {
    if (error instanceof TrialOver) return error.told
    throw error
  } finally {
    await dropFile(system, opening.id)
  }
}

async function takeIn(system: System, wanted: FileImport): Promise<Told> {
  const { db } = system.connections
  const interrupted = await interruptedBatch(system, wanted)
  const batch = interrupted ?? (await openNew(system, wanted))
  wanted.opened(batch.id, interrupted !== null)
  const scope = scopeOf(batch)
  let told: Told | null = null
  const isOurs = await holding(system, batch.id, async () => {
    try {
      if (batch.stage === 'reading') await readBatch(await readingOf(system, batch, wanted.watch), batch)
      await within(db, scope, true, tx => beginCommit(tx, batch))
      await commitInOwnTransaction(system, { ...batch, stage: 'committing' }, wanted.watch)
    } catch (error) {
      // Stopped in the middle: what is read stays, and the next run goes on with it.
      if (isAway(error)) throw error
      const stored = await within(db, scope, false, tx => findBatch(tx, batch.id))
      const sentence = refusalFrom(error)?.message ?? '系统处理这个文件时出错，没有写入台账。'
      await noteFailure(system, stored, sentence)
      throw error
    }
    told = await within(db, scope, false, tx => tell(tx, system, batch.id, wanted.errorsPath))
  })
  if (!isOurs || told === null)
    throw new Refused('conflict', '正在运行的服务已接手这个文件，请在网页的“表格导入”里查看结果。')
  return told
}

async function openNew(system: System, wanted: FileImport): Promise<StoredBatch> {
  const opening = await openingFor(system, wanted)
  await keepFile(system, opening.id, wanted.path)
  try {
    return await within(system.connections.db, scopeOf(opening), true, async tx => {
      const { batch } = await openBatch(tx, opening, wanted.path)
      checkHasNames(batch)
      return batch
    })
  } catch (error) {
    await dropFile(system, opening.id)
    throw error
  }
}

/** Nobody sits here to say which column holds the names. */
function checkHasNames({ columns }: StoredBatch): void {
  if (columns.some(({ field }) => field === 'name')) return
  const known = columns.filter(({ field }) => field !== null).map(({ header }) => header)
  throw new Refused(
    'invalid',
    `没有认出“姓名”一列，认出的列：${known.join('、')}。请改正列名，或用 --mapping 指明，如 {"列名":"name"}。`,
  )
}

async function beginCommit(tx: Transaction, batch: StoredBatch): Promise<void> {
  await tx
    .updateTable('elderImports')
    .set({ stage: 'committing' })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .where('stage', '=', 'understood')
    .execute()
}

async function tell(tx: Transaction, system: System, id: string, errorsPath: string | null): Promise<Told> {
  const batch = await findBatch(tx, id)
  if (errorsPath !== null) {
    const sheet = problemSheet(tx, system.sealer, batch, ['refused', 'suspicious'])
    await pipeline(writeXlsx([sheet]), createWriteStream(errorsPath, { mode: 0o600 }))
  }
  const { skipped: _skipped, ...counts } = batch.counts
  return {
    ...counts,
    encoding: batch.encoding,
    headerRow: batch.headerRow,
    columns: Object.fromEntries(
      batch.columns.flatMap(({ header, field }) => (field === null ? [] : [[header, field]])),
    ),
    problems: await problemsOf(tx, batch),
    batch: id,
  }
}

async function problemsOf(tx: Transaction, batch: StoredBatch): Promise<ImportReport['problems']> {
  const rows = await tx
    .selectFrom('elderImportRows')
    .select(['rowNumber', 'problems'])
    .where('countyCode', '=', batch.countyCode)
    .where('batchId', '=', batch.id)
    .where('problems', 'is not', null)
    .orderBy('rowNumber')
    .execute()
  return rows.flatMap(({ rowNumber, problems }) =>
    (problems ?? []).map(({ field, code, message }) => ({ row: rowNumber, field, code, message })),
  )
}

/** Whoever runs a command need not repeat how the server was started: the ledger shows which people it holds. */
async function inItsSpace(system: System): Promise<System> {
  const first = await system.connections.db
    .selectFrom('elders')
    .select('synthetic')
    .limit(1)
    .executeTakeFirst()
  if (!first) return system
  const { demo } = system.config
  const fitting = first.synthetic ? (demo === 'none' ? 'county' : demo) : 'none'
  return { ...system, config: { ...system.config, demo: fitting } }
}

async function checkRegion(system: System, code: string): Promise<void> {
  const found = await system.connections.db
    .selectFrom('regions')
    .select('code')
    .where('code', '=', code)
    .executeTakeFirst()
  if (!found) throw new Refused('not_found', `没有 ${code} 这个区划。请写吉林省内的 12 位区划代码。`)
}

const badMapping = () =>
  new Refused('invalid', '列对应文件应是 JSON，如 {"身份证号":"citizenNumber","姓名":"name"}。请改正后重试。')

async function mappingFor({
  path,
  mapping,
}: Pick<FileImport, 'path' | 'mapping'>): Promise<ImportMapping | undefined> {
  if (mapping === null) return undefined
  if (typeof mapping !== 'object' || Array.isArray(mapping)) throw badMapping()
  const given = mapping as Record<string, unknown>
  const sample = await sampleFile(path, { isMapped: true })
  const { headerRow = sample.headerRow, fields = given } = given as { headerRow?: unknown; fields?: unknown }
  if (typeof headerRow !== 'number' || typeof fields !== 'object' || fields === null) throw badMapping()
  const named = { ...sample.mapping }
  for (const [key, field] of Object.entries(fields)) {
    if (key === 'headerRow') continue
    if (field !== null && !(typeof field === 'string' && field in columnWords))
      throw new Refused(
        'invalid',
        `没有“${String(field)}”这个字段。可用：${Object.keys(columnWords).join('、')}。`,
      )
    const index = sample.columns.find(({ header }) => header === key)?.index ?? Number(key)
    if (!Number.isInteger(index)) throw new Refused('invalid', `表里没有“${key}”这一列。请核对列名。`)
    for (const other of Object.keys(named)) if (field !== null && named[other] === field) named[other] = null
    named[String(index)] = field as string | null
  }
  return { headerRow, fields: named }
}
