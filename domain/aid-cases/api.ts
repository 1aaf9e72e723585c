// The acts that move an aid case.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Page, RegionCode, text } from '../kernel/shapes.ts'
import { AidCaseRow, aidCaseLevels, aidCaseSources, aidCaseStages } from './aid-case.ts'
import { recheckVerdicts } from './case-work.ts'
import { AidCase, CaseContact, LinkedCase } from './record.ts'

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
      /** The two gravest levels together. */
      grave: z._default(z.boolean(), false),
      source: z.optional(aidCaseSources.schema),
      elderId: z.optional(Id),
      overdue: z._default(z.boolean(), false),
      ended: z._default(z.boolean(), false),
      /** Open and ended ones alike. */
      everyStage: z._default(z.boolean(), false),
      /** Opened, or solved and closed, within these days, both included: what the figures of a board count. */
      openedFrom: z.optional(DayText),
      openedTo: z.optional(DayText),
      solvedFrom: z.optional(DayText),
      solvedTo: z.optional(DayText),
      /** Solved, of those opened within the days. */
      solved: z._default(z.boolean(), false),
      /** No case after all, merged, or ended with the elder: what leaves the closure rate. */
      leftOut: z._default(z.boolean(), false),
      repeated: z._default(z.boolean(), false),
      recheckOwed: z._default(z.boolean(), false),
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
  /** Who could be at the door first, with telephone; asking them is an act of its own. */
  'aidCase.contacts': query({
    input: z.strictObject(Key),
    output: z.array(CaseContact),
    may: 'elder:unmask',
    says: '查看个案中老人的邻居和联系人电话',
    personal: true,
  }),
  'aidCase.askNeighbour': move('已请邻居先去看', 'aidCase:work', 500),
  'aidCase.handOver': command({
    input: z.strictObject({ ...Act, toAccountId: Id, note: text(1000) }),
    output: AidCase,
    may: 'aidCase:work',
    says: '转交个案',
    personal: true,
  }),
  'aidCase.resolve': move('报告个案已解决', 'aidCase:work'),
  /** Seen to be solved, by a second person for P0 and P1; closing may follow later. */
  'aidCase.verify': move('核实个案', 'aidCase:close'),
  /** By a second person for P0 and P1; what nobody has verified is verified and closed in one. */
  'aidCase.close': move('核实并结案', 'aidCase:close'),
  'aidCase.reject': move('不予立案', 'aidCase:close'),
  'aidCase.reopen': move('重新办理个案', 'aidCase:work'),
  /** Open cases of the same person, the same house or the same signal, into which this one could be merged. */
  'aidCase.mergeable': query({
    input: z.strictObject(Key),
    output: z.array(LinkedCase),
    may: 'aidCase:work',
    says: '查看可并案的个案',
    personal: true,
  }),
  'aidCase.merge': command({
    input: z.strictObject({ ...Act, intoId: Id, note: text(500) }),
    output: AidCase,
    may: 'aidCase:work',
    says: '并案',
    personal: true,
  }),
  'aidCase.unmerge': move('撤销并案', 'aidCase:work', 500),
  'aidCase.recheck': command({
    input: z.strictObject({
      ...Key,
      recheckId: Id,
      verdict: recheckVerdicts.schema,
      checkedOn: DayText,
      note: z._default(z.nullable(text(500)), null),
    }),
    output: AidCase,
    may: 'aidCase:work',
    says: '复核个案问题是否消除',
    personal: true,
  }),
  'aidCase.possibleOwners': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.array(z.object({ id: Id, name: z.string(), role: z.string(), regionName: z.string() })),
    may: 'aidCase:work',
    says: '查看可接办人员',
  }),
}
