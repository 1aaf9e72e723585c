// A table that an office uploads: looked at, its columns corrected, taken in or dropped, taken back. What its lines
// become is the business of the module whose table it is.
import * as z from 'zod/mini'
import { importOutcomes } from '../elders/import/batch.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Count, Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const sheetStages = choice({
  understood: '待确认',
  committed: '已导入',
  undone: '已撤销',
  cancelled: '已放弃',
})
export type SheetStage = KeyOf<typeof sheetStages>

/** Of the lines that end one way, so many are shown. */
export const shownRows = 200

export const SheetCounts = z.object({
  rows: Count,
  new: Count,
  changed: Count,
  unchanged: Count,
  suspicious: Count,
  refused: Count,
})
export type SheetCounts = z.output<typeof SheetCounts>

export const SheetUndo = z.object({ removed: Count, restored: Count, kept: Count })
export type SheetUndo = z.output<typeof SheetUndo>

export const SheetBatch = z.object({
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  fileName: z.string(),
  stage: sheetStages.schema,
  headerRow: Count,
  columns: z.array(
    z.object({
      index: Count,
      header: z.string(),
      field: z.nullable(z.string()),
      examples: z.array(z.string()),
    }),
  ),
  counts: SheetCounts,
  undo: z.nullable(SheetUndo),
  createdByName: z.nullable(z.string()),
  createdAt: Instant,
})
export type SheetBatch = z.output<typeof SheetBatch>

export const SheetRow = z.object({
  row: Count,
  outcome: importOutcomes.schema,
  name: z.nullable(z.string()),
  place: z.nullable(z.string()),
  problems: z.array(z.string()),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
})
export type SheetRow = z.output<typeof SheetRow>
