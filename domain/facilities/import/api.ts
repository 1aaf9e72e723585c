// The acts on spreadsheets of places: upload, look, correct the columns, take in, drop, undo.
import * as z from 'zod/mini'
import { importOutcomes } from '../../elders/import/batch.ts'
import { command, query } from '../../kernel/operation.ts'
import { Id, Nothing, RegionCode, text } from '../../kernel/shapes.ts'
import { SheetBatch, SheetCounts, SheetRow, SheetUndo, shownRows } from '../../sheet-imports/batch.ts'

/** Every place of a province and then some; a larger table is split by county. */
export const placeRowsAtMost = 20_000

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
    output: z.array(SheetBatch),
    may,
    says: '查看设施导入批次',
  }),
  /** The first rows that end so, as they would be taken today. */
  'facilityImport.get': query({
    input: z.strictObject({ id: Id, outcome: z.optional(importOutcomes.schema) }),
    output: z.object({ batch: SheetBatch, rows: z.array(SheetRow).check(z.maxLength(shownRows)) }),
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
    output: SheetCounts,
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
    output: SheetUndo,
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
