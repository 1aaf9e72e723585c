// The acts on spreadsheets of public money: upload, look, correct the columns, take in, drop, undo.
import * as z from 'zod/mini'
import { importOutcomes } from '../../elders/import/batch.ts'
import { command, query } from '../../kernel/operation.ts'
import { Id, Nothing, RegionCode, text } from '../../kernel/shapes.ts'
import { SheetBatch, SheetCounts, SheetRow, SheetUndo, shownRows } from '../../sheet-imports/batch.ts'

/** A year of a province's projects; all are drawn up in one act. */
export const fundRowsAtMost = 1500

export const FundImport = z.object({
  ...SheetBatch.shape,
  /** Totals that the lines do not bear out, one sentence each. */
  told: z.array(z.string()),
})
export type FundImport = z.output<typeof FundImport>

export const FundImportRow = z.object({ ...SheetRow.shape, becomes: z.nullable(z.string()) })

const may = 'fund:plan' as const

export const fundImportApi = {
  'fundImport.upload': command({
    input: z.strictObject({ id: Id, regionCode: RegionCode, fileName: text(200) }),
    output: Nothing,
    may,
    says: '上传资金表格',
    bytes: 'in',
  }),
  'fundImport.list': query({
    input: z.strictObject({}),
    output: z.array(FundImport),
    may,
    says: '查看资金导入批次',
  }),
  /** The first rows that end so, as they would be taken today. */
  'fundImport.get': query({
    input: z.strictObject({ id: Id, outcome: z.optional(importOutcomes.schema) }),
    output: z.object({ batch: FundImport, rows: z.array(FundImportRow).check(z.maxLength(shownRows)) }),
    may,
    says: '查看资金导入批次',
  }),
  'fundImport.remap': command({
    input: z.strictObject({
      id: Id,
      fields: z.record(z.string().check(z.regex(/^\d{1,3}$/)), z.nullable(z.string().check(z.maxLength(40)))),
    }),
    output: Nothing,
    may,
    says: '调整资金表格列的含义',
  }),
  'fundImport.commit': command({
    input: z.strictObject({ id: Id, withSuspicious: z._default(z.boolean(), false) }),
    output: SheetCounts,
    may,
    says: '确认导入资金表格',
  }),
  'fundImport.cancel': command({
    input: z.strictObject({ id: Id }),
    output: Nothing,
    may,
    says: '放弃导入资金表格',
  }),
  'fundImport.undo': command({
    input: z.strictObject({ id: Id }),
    output: SheetUndo,
    may,
    says: '撤销导入资金表格',
  }),
  'fundImport.problemRows': query({
    input: z.strictObject({ id: Id }),
    output: Nothing,
    may,
    says: '下载未导入的资金行',
    bytes: 'out',
  }),
  'fundImport.template': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: Nothing,
    may,
    says: '下载资金表格模板',
    bytes: 'out',
  }),
}
