// The acts on rounds: wishes, a month's plan, who stands in, load and a better share, the roster.
import * as z from 'zod/mini'
import { ElderRow } from '../elders/elder.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, MonthText, Nothing, Page, RegionCode } from '../kernel/shapes.ts'
import { LoadBoard, loadMeasures } from './load.ts'
import { GapRow, PlanHead, PlannedRow } from './plan.ts'
import { ProfileInput, RosterRow } from './roster.ts'
import { StandInAsk, StandInRow, standInStates } from './stand-in.ts'
import { SaidWish, WishInput } from './wish.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const key = { countyCode, id: Id }
const ofMonth = { regionCode: RegionCode, month: MonthText }
const next = z.nullable(z.string())

const planApi = {
  'roundPlan.list': query({
    /** Townships of an area with the plan in force and the draft that waits. */
    input: z.strictObject({ ...ofMonth, ...Page }),
    output: z.object({
      rows: z.array(
        z.object({
          regionCode: RegionCode,
          regionName: z.string(),
          published: z.nullable(PlanHead),
          draft: z.nullable(PlanHead),
          planned: z.number(),
          done: z.number(),
          late: z.number(),
        }),
      ),
      next,
    }),
    may: 'round:read',
    says: '查看巡访计划',
  }),
  'roundPlan.draft': command({
    input: z.strictObject({ countyCode, ...ofMonth, id: Id }),
    output: z.object({ id: Id }),
    may: 'round:plan',
    says: '编排巡访计划',
    personal: true,
  }),
  'roundPlan.get': query({
    input: z.strictObject(key),
    output: z.object({
      plan: PlanHead,
      visitors: z.array(
        z.object({
          accountId: Id,
          name: z.string(),
          visits: z.number(),
          days: z.number(),
          elders: z.number(),
          hardest: z.number(),
          colleagueVisits: z.number(),
        }),
      ),
      days: z.array(z.object({ day: DayText, visits: z.number(), visitors: z.number() })),
      /** Against the plan in force: what is new, gone or on another day. */
      changes: z.nullable(z.object({ added: z.number(), removed: z.number(), kept: z.number() })),
    }),
    may: 'round:read',
    says: '查看巡访计划',
  }),
  'roundPlan.visits': query({
    input: z.strictObject({ ...key, accountId: z.optional(Id), day: z.optional(DayText), ...Page }),
    output: z.object({ rows: z.array(PlannedRow), next }),
    may: 'round:read',
    says: '查看巡访计划',
    personal: true,
  }),
  'roundPlan.gaps': query({
    input: z.strictObject({ ...key, ...Page }),
    output: z.object({ rows: z.array(GapRow), next }),
    may: 'round:read',
    says: '查看排不下的探访',
    personal: true,
  }),
  'roundPlan.publish': command({
    input: z.strictObject(key),
    output: Nothing,
    may: 'round:plan',
    says: '下发巡访计划',
    personal: true,
  }),
  'roundPlan.drop': command({
    input: z.strictObject(key),
    output: Nothing,
    may: 'round:plan',
    says: '放弃巡访计划草稿',
  }),
}

const standInApi = {
  'standIn.ask': command({
    input: StandInAsk,
    output: Nothing,
    may: 'standIn:use',
    says: '请同事代班',
    personal: true,
    offline: true,
  }),
  'standIn.answer': command({
    input: z.strictObject({ ...key, accepts: z.boolean() }),
    output: Nothing,
    may: 'standIn:use',
    says: '答复代班',
    personal: true,
    offline: true,
  }),
  'standIn.withdraw': command({
    input: z.strictObject(key),
    output: Nothing,
    may: 'standIn:use',
    says: '取消代班',
    personal: true,
    offline: true,
  }),
  'standIn.arrange': command({
    /** At the desk: whose elders, all of them, for these dates to this colleague. */
    input: z.strictObject({
      ...z.omit(StandInAsk, { elderIds: true }).shape,
      accountId: Id,
      toAccountId: Id,
    }),
    output: z.object({ elders: z.number() }),
    may: 'round:plan',
    says: '安排代班',
    personal: true,
  }),
  'standIn.end': command({
    input: z.strictObject(key),
    output: Nothing,
    may: 'round:plan',
    says: '取消代班',
    personal: true,
  }),
  'standIn.list': query({
    input: z.strictObject({ regionCode: RegionCode, state: z.optional(standInStates.schema), ...Page }),
    output: z.object({ rows: z.array(StandInRow), next }),
    may: 'round:read',
    says: '查看代班',
  }),
}

const loadApi = {
  'visitorLoad.read': query({
    input: z.strictObject(ofMonth),
    output: LoadBoard,
    may: 'round:read',
    says: '查看探访员负担',
  }),
  'visitorLoad.records': query({
    input: z.strictObject({
      ...ofMonth,
      measure: loadMeasures.schema,
      accountId: z.optional(Id),
      ...Page,
    }),
    output: z.object({
      rows: z.array(z.object({ ...ElderRow.shape, days: z.array(DayText) })),
      next,
    }),
    may: 'round:read',
    says: '查看探访员负担背后的名单',
    personal: true,
  }),
  'visitorLoad.suggest': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.array(
      z.object({
        countyCode: z.string(),
        fromId: z.nullable(Id),
        fromName: z.nullable(z.string()),
        toId: Id,
        toName: z.string(),
        reason: z.string(),
        elders: z.array(z.object({ id: Id, name: z.string(), villageName: z.string() })),
      }),
    ),
    may: 'visit:assign',
    says: '查看调整分工的建议',
    personal: true,
  }),
}

const rosterApi = {
  'visitorProfile.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(RosterRow), next }),
    may: 'visit:assign',
    says: '查看探访员名册',
  }),
  'visitorProfile.save': command({
    input: ProfileInput,
    output: Nothing,
    may: 'round:plan',
    says: '登记探访员名册',
  }),
  'visitorProfile.export': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: Nothing,
    may: 'elder:export',
    says: '导出探访员名册',
    bytes: 'out',
  }),
  'contactPerson.list': query({
    /** 联系人台账: whose fixed contact is whom, and since when. */
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({
      rows: z.array(
        z.object({ ...ElderRow.shape, since: z.nullable(DayText), standInName: z.nullable(z.string()) }),
      ),
      next,
    }),
    may: 'elder:read',
    says: '查看联系人台账',
    personal: true,
  }),
  'contactPerson.export': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: Nothing,
    may: 'elder:export',
    says: '导出联系人台账',
    personal: true,
    bytes: 'out',
  }),
}

export const roundApi = {
  'wish.record': command({
    input: WishInput,
    output: Nothing,
    may: 'wish:record',
    says: '登记探访意愿',
    personal: true,
    offline: true,
  }),
  'wish.ofElder': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    /** Newest first; the first is the one in force. */
    output: z.object({ wishes: z.array(SaidWish), plannedOn: z.array(DayText) }),
    may: 'elder:read',
    says: '查看探访意愿',
    personal: true,
  }),
  ...planApi,
  ...standInApi,
  ...loadApi,
  ...rosterApi,
}
