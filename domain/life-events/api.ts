// The acts on an old person's life: recorded once, with all that follows; reports from the field; moves between counties.
import * as z from 'zod/mini'
import { choice } from '../kernel/choice.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Instant, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  Consequence,
  LifeEventInput,
  LifeEventRow,
  lifeEventKinds,
  reportedKinds,
  reportStates,
} from './life-event.ts'
import { Transfer, TransferRow, transferStates } from './transfer.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }
const paged = <Row extends z.ZodMiniType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.nullable(z.string()) })

/** What a line of someone's history is about. */
export const historyTopics = choice({
  registration: '建档',
  event: '生活变化',
  membership: '类别认定',
  merge: '档案合并',
  transfer: '跨县迁移',
})

export const HistoryLine = z.object({
  topic: historyTopics.schema,
  id: Id,
  on: DayText,
  says: z.string(),
  more: z.array(z.string()),
  /** Undone, declined or withdrawn: shown struck through. */
  isVoid: z.boolean(),
  /** An event that may still be undone. */
  undoable: z.boolean(),
  /** Another record the line leads to. */
  elder: z.nullable(z.object({ countyCode: z.string(), id: Id })),
  byName: z.nullable(z.string()),
  at: z.nullable(Instant),
})
export type HistoryLine = z.output<typeof HistoryLine>

export const LifeEventReport = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  elderId: Id,
  elderName: z.string(),
  kind: reportedKinds.schema,
  happenedOn: DayText,
  note: z.nullable(z.string()),
  state: reportStates.schema,
  reportedByName: z.string(),
  reportedAt: Instant,
  answer: z.nullable(z.string()),
})
export type LifeEventReport = z.output<typeof LifeEventReport>

export const lifeEventApi = {
  'lifeEvent.preview': query({
    /** What recording this would do, in sentences; refused for the same reasons as recording it. */
    input: LifeEventInput,
    output: z.object({ consequences: z.array(Consequence), late: z.boolean() }),
    may: 'lifeEvent:record',
    says: '预览登记变化的后果',
    personal: true,
  }),
  'lifeEvent.record': command({
    input: LifeEventInput,
    output: z.object({ consequences: z.array(Consequence), late: z.boolean() }),
    may: 'lifeEvent:record',
    says: '登记老年人的变化',
    personal: true,
  }),
  'lifeEvent.undo': command({
    input: z.strictObject({ ...Key, reason: text(200) }),
    /** What somebody has changed since and was left as it is. */
    output: z.object({ kept: z.array(z.string()) }),
    may: 'lifeEvent:record',
    says: '撤销登记的变化',
    personal: true,
  }),
  'lifeEvent.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      month: z.optional(MonthText),
      kind: z.optional(lifeEventKinds.schema),
      late: z._default(z.boolean(), false),
      ...Page,
    }),
    output: paged(LifeEventRow),
    may: 'lifeEvent:read',
    says: '查看老年人变化名单',
    personal: true,
  }),
  'lifeEvent.history': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({ lines: z.array(HistoryLine) }),
    may: 'lifeEvent:read',
    says: '查看老年人经历',
    personal: true,
  }),
  'lifeEvent.destinations': query({
    /** The regions below one, anywhere in the province: where somebody may have moved to. */
    input: z.strictObject({ under: z.nullable(RegionCode) }),
    output: z.array(z.object({ code: RegionCode, name: z.string(), hasMore: z.boolean() })),
    may: 'lifeEvent:record',
    says: '选择迁往哪里',
  }),
  'lifeEvent.report': command({
    input: z.strictObject({
      countyCode,
      id: Id,
      elderId: Id,
      kind: reportedKinds.schema,
      happenedOn: DayText,
      note: z._default(z.nullable(z.string().check(z.maxLength(300))), null),
      reportedAt: Instant,
    }),
    output: Nothing,
    may: 'lifeEvent:report',
    says: '报告老年人的变化',
    personal: true,
    offline: true,
  }),
  'lifeEvent.reports': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: paged(LifeEventReport),
    may: 'lifeEvent:record',
    says: '查看探访员报告的变化',
    personal: true,
  }),
  'lifeEvent.dismiss': command({
    input: z.strictObject({ ...Key, answer: text(200) }),
    output: Nothing,
    may: 'lifeEvent:record',
    says: '认定报告不属实',
    personal: true,
  }),

  'transfer.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      /** `in`: on the way here; `out`: on the way from here. */
      way: z.enum(['in', 'out']),
      state: z.optional(transferStates.schema),
      ...Page,
    }),
    output: paged(TransferRow),
    may: 'lifeEvent:read',
    says: '查看跨县迁移',
    personal: true,
  }),
  'transfer.get': query({
    input: z.strictObject(Key),
    output: Transfer,
    may: 'lifeEvent:read',
    says: '查看迁移档案',
    personal: true,
  }),
  'transfer.accept': command({
    input: z.strictObject({
      ...Key,
      /** The record to be made here; where an earlier record of hers is found it is opened again instead. */
      elderId: Id,
      householdId: Id,
      villageCode: RegionCode,
      address: z._default(z.string().check(z.maxLength(200)), ''),
      hamlet: z._default(z.nullable(text(40)), null),
    }),
    output: z.object({ countyCode: z.string(), elderId: Id }),
    may: 'lifeEvent:record',
    says: '接收迁入的老年人',
    personal: true,
  }),
  'transfer.decline': command({
    input: z.strictObject({ ...Key, answer: text(200) }),
    output: Nothing,
    may: 'lifeEvent:record',
    says: '退回迁入的老年人',
    personal: true,
  }),
  'transfer.withdraw': command({
    input: z.strictObject({ ...Key, answer: text(200) }),
    output: Nothing,
    may: 'lifeEvent:record',
    says: '撤回跨县迁移',
    personal: true,
  }),
}
