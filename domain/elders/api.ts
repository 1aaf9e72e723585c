// The acts on the ledger of elders.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  birthCalendars,
  Elder,
  ElderRow,
  numberKinds,
  readLanguages,
  sexes,
  spokenLanguages,
} from './elder.ts'
import { elderFilterFields } from './filter.ts'
import { homeApi } from './home-api.ts'
import { identityApi } from './identity-api.ts'
import { ImportBatch, ImportMapping, ImportRow, importOutcomes, RememberedMapping } from './import/batch.ts'

const Key = { countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id }
const optionalText = (maximum: number) => z.nullable(text(maximum))

const fields = {
  name: text(40),
  sex: sexes.schema,
  bornOn: z.nullable(DayText),
  birthCalendar: birthCalendars.schema,
  ethnicity: z.string().check(z.regex(/^\d{2}$/)),
  spokenLanguage: spokenLanguages.schema,
  readLanguage: z.nullable(readLanguages.schema),
  hardOfHearing: z.boolean(),
  weakSight: z.boolean(),
  numberKind: numberKinds.schema,
  citizenNumber: optionalText(30),
  phone: optionalText(40),
  address: z.string().check(z.maxLength(200)),
  hamlet: optionalText(40),
  note: optionalText(500),
  willingToBeVisited: z.boolean(),
}

/** What a person may type about an elder; the number is checked by the rule, not by the shape. */
export const ElderInput = z.strictObject({
  ...fields,
  birthCalendar: z._default(fields.birthCalendar, 'solar'),
  ethnicity: z._default(fields.ethnicity, '01'),
  spokenLanguage: z._default(fields.spokenLanguage, 'zh'),
  readLanguage: z._default(fields.readLanguage, null),
  hardOfHearing: z._default(fields.hardOfHearing, false),
  weakSight: z._default(fields.weakSight, false),
  citizenNumber: z._default(fields.citizenNumber, null),
  phone: z._default(fields.phone, null),
  address: z._default(fields.address, ''),
  hamlet: z._default(fields.hamlet, null),
  note: z._default(fields.note, null),
  willingToBeVisited: z._default(fields.willingToBeVisited, true),
})
export type ElderInput = z.output<typeof ElderInput>

/** Only what changed. Made without defaults: z.partial would fill them in and empty every field not sent. */
export const ElderChange = z.partial(z.strictObject(fields))
export type ElderChange = z.output<typeof ElderChange>

export const elderApi = {
  ...homeApi,
  ...identityApi,
  'elder.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      ...elderFilterFields,
      ...Page,
    }),
    output: z.object({
      rows: z.array(ElderRow),
      next: z.nullable(z.string()),
      total: z.nullable(z.number()),
    }),
    may: 'elder:read',
    says: '查看老年人名单',
    personal: true,
  }),
  'elder.get': query({
    input: z.strictObject(Key),
    output: Elder,
    may: 'elder:read',
    says: '查看老年人档案',
    personal: true,
  }),
  'elder.unmask': command({
    input: z.strictObject({ ...Key, reason: text(200) }),
    output: z.object({
      name: z.string(),
      citizenNumber: z.nullable(z.string()),
      phone: z.nullable(z.string()),
      contacts: z.array(z.object({ id: Id, phone: z.nullable(z.string()) })),
    }),
    may: 'elder:unmask',
    says: '查看完整证件号和电话',
    personal: true,
  }),
  'elder.register': command({
    input: z.strictObject({ id: Id, householdId: Id, regionCode: RegionCode, elder: ElderInput }),
    output: Nothing,
    may: 'elder:edit',
    says: '登记老年人',
    personal: true,
  }),
  'elder.update': command({
    /** `version` is what the person saw; if it moved on, both sides are shown. */
    input: z.strictObject({ ...Key, version: z.int(), elder: ElderChange }),
    output: z.object({ version: z.int() }),
    may: 'elder:edit',
    says: '修改老年人档案',
    personal: true,
  }),
  'elderImport.upload': command({
    input: z.strictObject({
      id: Id,
      regionCode: RegionCode,
      fileName: text(200),
      sheet: z.optional(text(100)),
    }),
    output: ImportBatch,
    may: 'elder:import',
    says: '上传台账表格',
    personal: true,
    bytes: 'in',
  }),
  'elderImport.list': query({
    input: z.strictObject({ ...Page }),
    output: z.object({ rows: z.array(ImportBatch), next: z.nullable(z.string()) }),
    may: 'elder:import',
    says: '查看导入批次',
  }),
  'elderImport.get': query({
    input: z.strictObject({ id: Id }),
    output: ImportBatch,
    may: 'elder:import',
    says: '查看导入批次',
  }),
  'elderImport.remap': command({
    /** Without a mapping the program's own proposal is taken, also where an office had corrected it before. */
    input: z.strictObject({ id: Id, sheet: z.optional(text(100)), mapping: z.optional(ImportMapping) }),
    output: ImportBatch,
    may: 'elder:import',
    says: '调整列的含义',
    personal: true,
  }),
  'elderImport.rows': query({
    input: z.strictObject({ id: Id, outcome: z.optional(importOutcomes.schema), ...Page }),
    output: z.object({ rows: z.array(ImportRow), next: z.nullable(z.string()) }),
    may: 'elder:import',
    says: '预览导入的行',
    personal: true,
  }),
  'elderImport.commit': command({
    input: z.strictObject({ id: Id, withSuspicious: z.boolean() }),
    output: ImportBatch,
    may: 'elder:import',
    says: '确认导入',
    personal: true,
  }),
  'elderImport.cancel': command({
    input: z.strictObject({ id: Id }),
    output: ImportBatch,
    may: 'elder:import',
    says: '放弃导入',
  }),
  'elderImport.undo': command({
    input: z.strictObject({ id: Id, reason: text(200) }),
    output: ImportBatch,
    may: 'elder:import',
    says: '撤销导入',
    personal: true,
  }),
  'elderImport.problemRows': query({
    /** The rows not taken, as a spreadsheet with a reason column, to mend and send again. */
    input: z.strictObject({ id: Id, outcomes: z._default(z.array(importOutcomes.schema), ['refused']) }),
    output: Nothing,
    may: 'elder:import',
    says: '下载未导入的行',
    personal: true,
    bytes: 'out',
  }),

  'elderImport.template': query({
    /** An empty spreadsheet with the villages of a region to choose from. */
    input: z.strictObject({ regionCode: RegionCode }),
    output: Nothing,
    may: 'elder:import',
    says: '下载导入模板',
    bytes: 'out',
  }),
  'elderImport.mappings': query({
    input: z.strictObject({ ...Page }),
    output: z.object({ rows: z.array(RememberedMapping), next: z.nullable(z.string()) }),
    may: 'elder:import',
    says: '查看记住的列对应',
  }),
  'elderImport.forgetMapping': command({
    input: z.strictObject({
      regionCode: RegionCode,
      fingerprint: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    }),
    output: Nothing,
    may: 'elder:import',
    says: '忘记一个列对应',
  }),
}
