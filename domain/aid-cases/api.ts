// The acts that move an aid case.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Id, Page, RegionCode, text } from '../kernel/shapes.ts'
import { AidCase, AidCaseRow, aidCaseLevels, aidCaseStages } from './aid-case.ts'

const Key = { countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id }
/** version: what the caller saw; if the case has moved on since, the act is refused and shown again. */
const Act = { ...Key, version: z.int() }

const move = (says: string, may: 'aidCase:work' | 'aidCase:close', noteLength = 1000) =>
  command({
    input: z.strictObject({ ...Act, note: text(noteLength) }),
    output: AidCase,
    may,
    says,
    personal: true,
  })

export const aidCaseApi = {
  'aidCase.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      mine: z._default(z.boolean(), false),
      /** Open cases when nothing is asked for. */
      stage: z.optional(aidCaseStages.schema),
      level: z.optional(aidCaseLevels.schema),
      elderId: z.optional(Id),
      overdue: z._default(z.boolean(), false),
      ended: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({ rows: z.array(AidCaseRow), next: z.nullable(z.string()), total: z.number() }),
    may: 'aidCase:read',
    says: '查看帮扶个案',
    personal: true,
  }),
  'aidCase.get': query({
    input: z.strictObject(Key),
    output: AidCase,
    may: 'aidCase:read',
    says: '查看帮扶个案',
    personal: true,
  }),
  'aidCase.open': command({
    input: z.strictObject({ ...Key, elderId: Id, level: aidCaseLevels.schema, trouble: text(500) }),
    output: AidCase,
    may: 'aidCase:work',
    says: '立案',
    personal: true,
  }),
  'aidCase.acknowledge': command({
    input: z.strictObject({ ...Act, note: z._default(z.nullable(text(1000)), null) }),
    output: AidCase,
    may: 'aidCase:work',
    says: '响应个案',
    personal: true,
  }),
  'aidCase.note': move('记录个案进展', 'aidCase:work'),
  'aidCase.arrive': move('记录到场', 'aidCase:work'),
  'aidCase.handOver': command({
    input: z.strictObject({ ...Act, toAccountId: Id, note: text(1000) }),
    output: AidCase,
    may: 'aidCase:work',
    says: '转交个案',
    personal: true,
  }),
  'aidCase.resolve': move('报告个案已解决', 'aidCase:work'),
  /** By a second person for P0 and P1; verifying and closing are one act on the screen. */
  'aidCase.close': move('核实并结案', 'aidCase:close'),
  'aidCase.reject': move('不予立案', 'aidCase:close'),
  'aidCase.reopen': move('重新办理个案', 'aidCase:work'),
  'aidCase.possibleOwners': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.array(z.object({ id: Id, name: z.string(), role: z.string(), regionName: z.string() })),
    may: 'aidCase:work',
    says: '查看可接办人员',
  }),
}
