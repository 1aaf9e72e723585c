// The acts on whole lists of elders: keeping one, doing one thing to many, taking one out of the system.
import * as z from 'zod/mini'
import { elderColumns } from '../elders/columns.ts'
import { elderFilterFields } from '../elders/filter.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { BulkAct, BulkDeed, bulkLimit } from './bulk.ts'
import { ListExport } from './export.ts'
import { SavedList } from './saved-list.ts'

const Key = { countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id }
const filter = z.strictObject(elderFilterFields)
const columns = z.array(elderColumns.schema).check(z.minLength(1, { error: '至少选一列' }))
const chosen = z
  .array(Id)
  .check(
    z.minLength(1, { error: '还没有选人' }),
    z.maxLength(bulkLimit, { error: `一次最多 ${bulkLimit} 人` }),
  )

export const elderListApi = {
  'savedList.list': query({
    input: Nothing,
    output: z.array(SavedList),
    may: 'elder:read',
    says: '查看常用名单',
  }),
  'savedList.keep': command({
    /** The same id again replaces what was kept under it. */
    input: z.strictObject({
      id: Id,
      name: text(40),
      listRegionCode: RegionCode,
      filter,
      columns,
      shared: z.boolean(),
    }),
    output: SavedList,
    may: 'elder:read',
    says: '保存常用名单',
  }),
  'savedList.forget': command({
    input: z.strictObject(Key),
    output: Nothing,
    may: 'elder:read',
    says: '删除常用名单',
  }),

  'bulkAct.choose': query({
    /** Everyone a filter finds, to be ticked together; refused when there are too many. */
    input: z.strictObject({ regionCode: RegionCode, filter }),
    output: z.object({ countyCode: z.string(), elderIds: z.array(Id) }),
    may: 'elder:edit',
    says: '选中名单上的全部老年人',
    personal: true,
  }),
  'bulkAct.preview': query({
    input: z.strictObject({ countyCode: Key.countyCode, elderIds: chosen, deed: BulkDeed }),
    output: z.object({
      touched: z.number(),
      sentence: z.string(),
      leftAlone: z.array(z.object({ id: Id, name: z.string(), why: z.string() })),
    }),
    may: 'elder:edit',
    says: '预览批量办理',
    personal: true,
  }),
  'bulkAct.do': command({
    /** `expected`: how many the preview said; if the records have moved on since, nothing is done. */
    input: z.strictObject({ ...Key, elderIds: chosen, deed: BulkDeed, expected: z.int() }),
    output: BulkAct,
    may: 'elder:edit',
    says: '批量办理',
    personal: true,
  }),
  'bulkAct.undo': command({
    input: z.strictObject({ ...Key, reason: text(200) }),
    output: BulkAct,
    may: 'elder:edit',
    says: '撤销批量办理',
    personal: true,
  }),
  'bulkAct.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(BulkAct), next: z.nullable(z.string()) }),
    may: 'elder:edit',
    says: '查看批量办理记录',
  }),

  'listExport.ask': command({
    input: z.strictObject({
      id: Id,
      regionCode: RegionCode,
      filter,
      columns,
      reason: text(200),
      /** The ledger of a past day instead of today's; of the filter only the group is asked then. */
      asOf: z._default(z.nullable(DayText), null),
    }),
    output: ListExport,
    may: 'elder:export',
    says: '提出导出名单',
  }),
  'listExport.decide': command({
    input: z.strictObject({ ...Key, agreed: z.boolean(), note: text(200) }),
    output: ListExport,
    may: 'elder:approve',
    says: '审批导出名单',
  }),
  'listExport.list': query({
    input: z.strictObject({ regionCode: RegionCode, waiting: z._default(z.boolean(), false), ...Page }),
    output: z.object({ rows: z.array(ListExport), next: z.nullable(z.string()) }),
    may: 'elder:export',
    says: '查看导出记录',
  }),
  'listExport.take': query({
    input: z.strictObject(Key),
    output: Nothing,
    may: 'elder:export',
    says: '导出老年人名单',
    personal: true,
    bytes: 'out',
  }),
}
