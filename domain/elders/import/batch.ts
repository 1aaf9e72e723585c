// An import batch: how the file was understood, what each row would do, what became of it.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../../kernel/choice.ts'
import { Count, DayText, Id, Instant, RegionCode } from '../../kernel/shapes.ts'

/** Every data row ends in exactly one of these. */
export const importOutcomes = choice({
  new: '新增',
  changed: '有变化',
  unchanged: '无变化',
  suspicious: '待核实',
  refused: '不能导入',
})
export type ImportOutcome = KeyOf<typeof importOutcomes>

export const importStages = choice({
  reading: '正在读取',
  understood: '待确认',
  committing: '正在导入',
  committed: '已导入',
  undoing: '正在撤销',
  undone: '已撤销',
  cancelled: '已放弃',
  failed: '未能读取',
})
export type ImportStage = KeyOf<typeof importStages>

/** What is being done inside a stage that takes minutes, in the order it is done. */
export const importSteps = choice({
  readingRows: '逐行读取和比对',
  findingDoubles: '查找重复的行',
  checkingAgain: '与台账再核对一遍',
  writingHouseholds: '写入户',
  writingElders: '写入老年人',
  changingElders: '更新有变化的档案',
  claimingNumbers: '登记身份证号',
  writingGroups: '登记老人类别',
  writingContacts: '写入联系人',
  notingFigures: '更新统计',
  findingTouched: '查找导入后有人动过的档案',
  puttingBack: '恢复改动过的档案',
  removingNew: '移除新增的人员',
})
export type ImportStep = KeyOf<typeof importSteps>

/** How it came that a column means what it means. */
export const mappingSources = choice({
  automatic: '自动识别',
  remembered: '按上次的列对应',
  byHand: '人工改过',
})
export type MappingSource = KeyOf<typeof mappingSources>

/** Column number in the file (from 0) → field name, or null for a column that is left out; header row from 1. */
export const ImportMapping = z.strictObject({
  headerRow: z.int().check(z.gte(0), z.lte(1000)),
  fields: z.record(z.string().check(z.regex(/^\d{1,3}$/)), z.nullable(z.string().check(z.maxLength(40)))),
})
export type ImportMapping = z.output<typeof ImportMapping>

export const ImportColumn = z.object({
  index: z.int(),
  header: z.string(),
  /** Field it was taken for, null when nothing fits. */
  field: z.nullable(z.string()),
  /** 0 to 1: how sure the program is. */
  confidence: z.number(),
  /** A few values as they stand, so that a person can judge. */
  examples: z.array(z.string()),
})

export const ImportCounts = z.object({
  /** Data rows; each ends in exactly one of the five outcomes. */
  rows: Count,
  new: Count,
  changed: Count,
  unchanged: Count,
  suspicious: Count,
  refused: Count,
  /** Headers, totals, notes and blank lines: no data rows. */
  skipped: Count,
})
export type ImportCounts = z.output<typeof ImportCounts>

/** What undoing did; kept are those somebody has visited or edited since. */
export const ImportUndo = z.object({
  reason: z.string(),
  removed: Count,
  restored: Count,
  kept: Count,
  sentence: z.string(),
})
export type ImportUndo = z.output<typeof ImportUndo>

/** How far a stage has come, and what follows from its pace. */
export const ImportProgress = z.object({
  step: importSteps.schema,
  /** Of the whole stage, 0 to 1. */
  share: z.number(),
  rowsPerSecond: z.nullable(z.int()),
  /** Null while nobody can know. */
  secondsLeft: z.nullable(z.int()),
})
export type ImportProgress = z.output<typeof ImportProgress>

export const ImportProblem = z.object({
  field: z.nullable(z.string()),
  code: z.string(),
  message: z.string(),
})
export type ImportProblem = z.output<typeof ImportProblem>

export const ImportChange = z.object({
  field: z.string(),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
})
export type ImportChange = z.output<typeof ImportChange>

export const ImportBatch = z.object({
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  fileName: z.string(),
  stage: importStages.schema,
  encoding: z.nullable(z.string()),
  sheet: z.nullable(z.string()),
  sheets: z.array(z.string()),
  /** As the spreadsheet program numbers rows; 0 when the table has no header. */
  headerRow: z.nullable(z.int()),
  columns: z.array(ImportColumn),
  mappingSource: mappingSources.schema,
  fileBytes: Count,
  /** Null outside the stages that take minutes. */
  progress: z.nullable(ImportProgress),
  counts: ImportCounts,
  /** Suspicious rows that were taken all the same when the batch was committed. */
  suspiciousTaken: z.boolean(),
  failure: z.nullable(z.string()),
  createdBy: z.string(),
  createdAt: Instant,
  committedAt: z.nullable(Instant),
  undoneAt: z.nullable(Instant),
  undo: z.nullable(ImportUndo),
  /** The last day on which it can be undone and its rows be seen; null while nothing is decided, past when gone. */
  keptUntil: z.nullable(DayText),
  isForgotten: z.boolean(),
})
export type ImportBatch = z.output<typeof ImportBatch>

export const ImportRow = z.object({
  rowNumber: z.int(),
  outcome: importOutcomes.schema,
  /** Masked as on every list. */
  name: z.nullable(z.string()),
  numberMask: z.nullable(z.string()),
  bornOn: z.nullable(z.string()),
  villageName: z.nullable(z.string()),
  groups: z.array(z.string()),
  problems: z.array(ImportProblem),
  /** Field by field, what would change on the record in the ledger. */
  changes: z.array(ImportChange),
})
export type ImportRow = z.output<typeof ImportRow>

/** A header some office once corrected, and what it has meant there since. */
export const RememberedMapping = z.object({
  regionCode: RegionCode,
  regionName: z.string(),
  fingerprint: z.string(),
  columns: z.array(z.object({ header: z.string(), field: z.nullable(z.string()) })),
  usedAt: Instant,
  usedBy: z.string(),
  times: Count,
})
export type RememberedMapping = z.output<typeof RememberedMapping>
