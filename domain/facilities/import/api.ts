// The acts on spreadsheets of places: upload, look, correct the columns, take in, drop, undo.
import * as z from 'zod/mini'
import { importOutcomes } from '../../elders/import/batch.ts'
import { choice, type KeyOf } from '../../kernel/choice.ts'
import { command, query } from '../../kernel/operation.ts'
import { Count, Id, Instant, Nothing, RegionCode, text } from '../../kernel/shapes.ts'

export const placeImportStages = choice({
  understood: '待确认',
  committed: '已导入',
  undone: '已撤销',
  cancelled: '已放弃',
})
export type PlaceImportStage = KeyOf<typeof placeImportStages>

/** Every place of a province and then some; a larger table is split by county. */
export const placeRowsAtMost = 20_000
export const shownRows = 200

export const PlaceCounts = z.object({
  rows: Count,
  new: Count,
  changed: Count,
  unchanged: Count,
  suspicious: Count,
  refused: Count,
})
export type PlaceCounts = z.output<typeof PlaceCounts>

export const PlaceUndo = z.object({ removed: Count, restored: Count, kept: Count })
export type PlaceUndo = z.output<typeof PlaceUndo>

export const PlaceBatch = z.object({
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  fileName: z.string(),
  stage: placeImportStages.schema,
  headerRow: Count,
  columns: z.array(
    z.object({
      index: Count,
      header: z.string(),
      field: z.nullable(z.string()),
      examples: z.array(z.string()),
    }),
  ),
  counts: PlaceCounts,
  undo: z.nullable(PlaceUndo),
  createdByName: z.nullable(z.string()),
  createdAt: Instant,
})
export type PlaceBatch = z.output<typeof PlaceBatch>

export const PlaceImportRow = z.object({
  row: Count,
  outcome: importOutcomes.schema,
  name: z.nullable(z.string()),
  place: z.nullable(z.string()),
  problems: z.array(z.string()),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
})
export type PlaceImportRow = z.output<typeof PlaceImportRow>

const may = 'facility:manage' as const

export const facilityImportApi = {
  'facilityImport.upload': command({
    input: z.strictObject({ id: Id, regionCode: RegionCode, fileName: text(200) }),
    output: Nothing,
    may,
    says: '上传设施表格',
    bytes: 'in',
  }),
  'facilityImport.list': query({
    input: z.strictObject({}),
    output: z.array(PlaceBatch),
    may,
    says: '查看设施导入批次',
  }),
  /** The first rows that end so, as they would be taken today. */
  'facilityImport.get': query({
    input: z.strictObject({ id: Id, outcome: z.optional(importOutcomes.schema) }),
    output: z.object({ batch: PlaceBatch, rows: z.array(PlaceImportRow).check(z.maxLength(shownRows)) }),
    may,
    says: '查看设施导入批次',
  }),
  'facilityImport.remap': command({
    input: z.strictObject({
      id: Id,
      fields: z.record(z.string().check(z.regex(/^\d{1,3}$/)), z.nullable(z.string().check(z.maxLength(40)))),
    }),
    output: Nothing,
    may,
    says: '调整设施表格列的含义',
  }),
  'facilityImport.commit': command({
    input: z.strictObject({ id: Id, withSuspicious: z._default(z.boolean(), false) }),
    output: PlaceCounts,
    may,
    says: '确认导入设施表格',
  }),
  'facilityImport.cancel': command({
    input: z.strictObject({ id: Id }),
    output: Nothing,
    may,
    says: '放弃导入设施表格',
  }),
  'facilityImport.undo': command({
    input: z.strictObject({ id: Id }),
    output: PlaceUndo,
    may,
    says: '撤销导入设施表格',
  }),
  'facilityImport.problemRows': query({
    input: z.strictObject({ id: Id }),
    output: Nothing,
    may,
    says: '下载未导入的设施行',
    bytes: 'out',
  }),
  'facilityImport.template': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: Nothing,
    may,
    says: '下载设施表格模板',
    bytes: 'out',
  }),
}
