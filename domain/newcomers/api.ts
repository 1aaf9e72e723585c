// The acts on newcomers: a phone's directory of its villages, the report from the field, and entering her.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { DirectoryPerson, Newcomer, NewcomerInput } from './newcomer.ts'

export const newcomerApi = {
  'directory.pull': query({
    /** The visitor's village and its neighbours; by fingerprint, so that nothing changed costs one small answer. */
    input: z.strictObject({ fingerprint: z.nullable(text(100)) }),
    output: z.object({
      fingerprint: z.string(),
      unchanged: z.boolean(),
      villages: z.array(z.object({ code: RegionCode, name: z.string() })),
      people: z.array(DirectoryPerson),
    }),
    may: 'newcomer:report',
    says: '下载本村和邻村的在册名单',
    personal: true,
  }),
  'newcomer.report': command({
    input: NewcomerInput,
    output: Nothing,
    may: 'newcomer:report',
    says: '报告未登记的老年人',
    personal: true,
    offline: true,
  }),
  'newcomer.waiting': query({
    /** How many wait: asked whenever a list of elders is opened, so nobody's report is opened for it. */
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({ count: z.number() }),
    may: 'elder:edit',
    says: '查看有几位未登记的老年人',
  }),
  'newcomer.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(Newcomer), next: z.nullable(z.string()) }),
    may: 'elder:edit',
    says: '查看手机报告的未登记老年人',
    personal: true,
  }),
  'newcomer.enter': command({
    /** Registers her as reported; `elderId` and `householdId` are chosen here. */
    input: z.strictObject({
      countyCode: z.string().check(z.regex(/^\d{6}$/)),
      id: Id,
      elderId: Id,
      householdId: Id,
    }),
    output: Nothing,
    may: 'elder:edit',
    says: '登记手机报告的老年人',
    personal: true,
  }),
  'newcomer.dismiss': command({
    input: z.strictObject({ countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id, answer: text(200) }),
    output: Nothing,
    may: 'elder:edit',
    says: '不登记手机报告的老年人',
    personal: true,
  }),
}
