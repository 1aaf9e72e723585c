// An import batch: how the file was understood, what each row would do, what became of it.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../../kernel/choice.ts'
import { Count, Id, Instant, RegionCode } from '../../kernel/shapes.ts'

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
  undone: '已撤销',
  cancelled: '已放弃',
  failed: '未能读取',
})
export type ImportStage = KeyOf<typeof importStages>

/** Column number in the file (from 0) → field name, or null for a column that is left out. */
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

export const ImportBatch = z.object({
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  fileName: z.string(),
  stage: importStages.schema,
  encoding: z.nullable(z.string()),
  sheet: z.nullable(z.string()),
  sheets: z.array(z.string()),
  headerRow: z.nullable(z.int()),
  columns: z.array(ImportColumn),
  counts: z.object({
    rows: Count,
    new: Count,
    changed: Count,
    unchanged: Count,
    suspicious: Count,
    refused: Count,
    skipped: Count,
  }),
  /** Suspicious rows that were taken all the same when the batch was committed. */
  suspiciousTaken: z.boolean(),
  failure: z.nullable(z.string()),
  createdBy: z.string(),
  createdAt: Instant,
  committedAt: z.nullable(Instant),
  undoneAt: z.nullable(Instant),
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
  problems: z.array(z.object({ field: z.nullable(z.string()), code: z.string(), message: z.string() })),
  /** Field by field, what would change on the record in the ledger. */
  changes: z.array(
    z.object({ field: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) }),
  ),
})
export type ImportRow = z.output<typeof ImportRow>
