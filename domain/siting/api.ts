// The siting desk: ask for a plan, follow it, read it, compare two, pin and ask again, turn it into projects.
import * as z from 'zod/mini'
import { projectsAtOnce } from '../funds/project-api.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  SitingMapVillage,
  SitingPick,
  SitingPlanRow,
  SitingQuestion,
  SitingSummary,
  sitingHosts,
  sitingStates,
} from './plan.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const key = { countyCode, id: Id }

export const SitingSpot = z.object({
  id: z.string(),
  host: sitingHosts.schema,
  name: z.string(),
  regionCode: RegionCode,
  placeName: z.string(),
  lon: z.number(),
  lat: z.number(),
  costFen: z.number(),
  isBorder: z.boolean(),
  isDormant: z.boolean(),
  isChosen: z.boolean(),
})
export type SitingSpot = z.output<typeof SitingSpot>

const Gains = z.array(z.object({ code: RegionCode, name: z.string(), people: z.number() }))
const SideOfTwo = z.object({
  plan: SitingPlanRow,
  summary: SitingSummary,
  onlyHere: z.array(SitingSpot),
  /** Villages that the other does not reach. */
  gains: Gains,
})

export const sitingApi = {
  /** How many people, sites and eligible places there are before anything is asked. */
  'siting.offer': query({
    input: z.strictObject({ regionCodes: z.array(RegionCode).check(z.minLength(1), z.maxLength(30)) }),
    output: z.object({
      hosts: z.record(z.string(), z.number()),
      elders: z.number(),
      census: z.number(),
      running: z.number(),
    }),
    may: 'siting:plan',
    says: '查看布点规划的底数',
  }),
  'siting.ask': command({
    input: z.strictObject({ id: Id, question: SitingQuestion, basedOn: z._default(z.nullable(Id), null) }),
    output: z.object({ countyCode, id: Id }),
    may: 'siting:plan',
    says: '提出布点规划',
  }),
  'siting.callOff': command({
    input: z.strictObject(key),
    output: Nothing,
    may: 'siting:plan',
    says: '取消布点计算',
  }),
  'siting.list': query({
    input: z.strictObject({ regionCode: RegionCode, state: z.optional(sitingStates.schema), ...Page }),
    output: z.object({ rows: z.array(SitingPlanRow), next: z.nullable(z.string()) }),
    may: 'siting:plan',
    says: '查看布点规划',
  }),
  'siting.get': query({
    input: z.strictObject(key),
    output: z.object({
      plan: SitingPlanRow,
      summary: z.nullable(SitingSummary),
      picks: z.array(SitingPick),
      pinned: z.array(SitingSpot),
      forbidden: z.array(SitingSpot),
      projects: z.array(z.object({ countyCode, id: Id, candidateId: z.string() })),
    }),
    may: 'siting:plan',
    says: '查看布点规划',
  }),
  'siting.map': query({
    input: z.strictObject(key),
    output: z.object({ villages: z.array(SitingMapVillage) }),
    may: 'siting:plan',
    says: '查看布点规划地图',
  }),
  /** Places to pin or forbid, by name or of one village. */
  'siting.spots': query({
    input: z.strictObject({ ...key, text: z.optional(text(40)), regionCode: z.optional(RegionCode) }),
    output: z.object({ rows: z.array(SitingSpot) }),
    may: 'siting:plan',
    says: '查找可以设点的地方',
  }),
  'siting.compare': query({
    input: z.strictObject({ one: z.strictObject(key), other: z.strictObject(key) }),
    output: z.object({ one: SideOfTwo, other: SideOfTwo, both: z.array(SitingSpot) }),
    may: 'siting:plan',
    says: '比较两个布点规划',
  }),
  'siting.adopt': command({
    input: z.strictObject({
      ...key,
      from: z.union([
        z.strictObject({ appropriation: z.strictObject(key), batchId: Id, title: text(80) }),
        z.strictObject({ share: z.strictObject(key) }),
      ]),
      opensOn: DayText,
      projects: z
        .array(z.strictObject({ candidateId: z.string().check(z.maxLength(60)), id: Id }))
        .check(z.minLength(1), z.maxLength(projectsAtOnce)),
    }),
    output: z.object({ batch: z.nullable(z.object({ countyCode, id: Id })) }),
    may: 'siting:plan',
    says: '把布点规划转成项目',
  }),
  'siting.export': query({
    input: z.strictObject(key),
    output: Nothing,
    may: 'siting:plan',
    says: '导出布点规划',
    bytes: 'out',
  }),
  /** The problem as a file for `wanqing plan sites`, so that anybody can solve it again. */
  'siting.file': query({
    input: z.strictObject(key),
    output: Nothing,
    may: 'siting:plan',
    says: '下载选址问题文件',
    bytes: 'out',
  }),
}
