// The acts on a project of public money: drawn up, agreed to, paid, built, accepted by two, tied to its site.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  batchStates,
  Fen,
  FundAct,
  FundPaper,
  FundPayment,
  FundProjectRow,
  FundPromise,
  fundKinds,
  fundProjectStates,
  fundSites,
  fundSources,
  fundThings,
  Milestone,
  milestoneKinds,
  paperKinds,
} from './fund.ts'
import { FundStanding, ProjectServed } from './overview.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const key = { countyCode, id: Id }
const note = z._default(z.nullable(text(400)), null)

export const paperTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const paperLimitBytes = 8_000_000
/** A plan of siting for three prefectures; one statement writes them. */
export const projectsAtOnce = 300

/** What a project is before anybody agreed to it. */
export const ProjectPlan = z.strictObject({
  id: Id,
  regionCode: RegionCode,
  kind: fundKinds.schema,
  name: text(80),
  lon: z._default(z.nullable(z.number().check(z.gte(70), z.lte(140))), null),
  lat: z._default(z.nullable(z.number().check(z.gte(15), z.lte(60))), null),
  plannedFen: Fen,
  /** When its door is to open; the milestones before it follow from this day. */
  opensOn: DayText,
  promise: z._default(z.nullable(FundPromise), null),
})
export type ProjectPlan = z.output<typeof ProjectPlan>

/** What lists of projects can be narrowed by; the same in the address bar, the list and the export. */
export const projectFilter = {
  regionCode: RegionCode,
  state: z.optional(fundProjectStates.schema),
  kind: z.optional(fundKinds.schema),
  programme: z.optional(text(80)),
  /** What stands out. */
  flag: z.optional(z.enum(['late', 'unspent', 'outlier', 'unlinked'])),
  shareId: z.optional(Id),
}
export const ProjectFilter = z.strictObject(projectFilter)
export type ProjectFilter = z.output<typeof ProjectFilter>

const version = z.int().check(z.gte(1))

export const fundProjectApi = {
  'fundProject.list': query({
    input: z.strictObject({ ...projectFilter, ...Page }),
    output: z.object({ rows: z.array(FundProjectRow), next: z.nullable(z.string()), standing: FundStanding }),
    may: 'fund:read',
    says: '查看资金项目',
  }),
  'fundProject.export': query({
    input: ProjectFilter,
    output: Nothing,
    may: 'fund:read',
    says: '导出资金项目',
    bytes: 'out',
  }),
  'fundProject.get': query({
    input: z.strictObject(key),
    output: z.object({
      project: z.extend(FundProjectRow, {
        ...{ version: z.number(), lon: z.nullable(z.number()), lat: z.nullable(z.number()) },
        ...{ promise: z.nullable(FundPromise), source: fundSources.schema, batchTitle: z.string() },
        ...{ documentNumber: z.nullable(z.string()), draftedOn: DayText, draftedBy: z.nullable(Id) },
        ...{ draftedByName: z.nullable(z.string()), approvedOn: z.nullable(DayText) },
        ...{ approvedBy: z.nullable(Id), approvedByName: z.nullable(z.string()) },
        ...{ acceptedOn: z.nullable(DayText), openedOn: z.nullable(DayText) },
        ...{ siteName: z.nullable(z.string()), batchState: batchStates.schema },
      }),
      milestones: z.array(Milestone),
      payments: z.array(FundPayment),
      signatures: z.array(
        z.object({ byName: z.string(), note: z.string(), on: DayText, isMine: z.boolean() }),
      ),
      papers: z.array(FundPaper),
      acts: z.array(FundAct),
      served: z.nullable(ProjectServed),
      /** What may still be paid before two people have accepted the works. */
      payableFen: z.number(),
    }),
    may: 'fund:read',
    says: '查看资金项目',
  }),
  'fundProject.draft': command({
    input: z.strictObject({ ...ProjectPlan.shape, countyCode, shareId: Id }),
    output: Nothing,
    may: 'fund:plan',
    says: '编报资金项目',
  }),
  /** Many at once from a plan of siting: from a sum not yet split (a batch is drawn up too) or from a county's share. */
  'fund.planProjects': command({
    input: z.strictObject({
      from: z.union([
        z.strictObject({ appropriation: z.strictObject(key), batchId: Id, title: text(80) }),
        z.strictObject({ share: z.strictObject(key) }),
      ]),
      projects: z.array(ProjectPlan).check(z.minLength(1), z.maxLength(projectsAtOnce)),
    }),
    output: z.object({
      projects: z.array(z.object({ countyCode: z.string(), id: Id })),
      batch: z.nullable(z.object({ countyCode: z.string(), id: Id })),
    }),
    may: 'fund:plan',
    says: '按布点方案编报资金项目',
  }),
  'fundProject.approve': command({
    input: z.strictObject({ ...key, version, note }),
    output: Nothing,
    may: 'fund:approve',
    says: '审批资金项目立项',
  }),
  'fundProject.drop': command({
    input: z.strictObject({ ...key, version, reason: text(200) }),
    output: Nothing,
    may: 'fund:approve',
    says: '退回资金项目',
  }),
  'fundProject.reach': command({
    input: z.strictObject({ ...key, version, milestone: milestoneKinds.schema, on: DayText, note }),
    output: Nothing,
    may: 'fund:accept',
    says: '报资金项目进度',
  }),
  'fundProject.sign': command({
    input: z.strictObject({ ...key, version, note: text(400) }),
    output: Nothing,
    may: 'fund:accept',
    says: '签字验收资金项目',
  }),
  'fundProject.findShortcoming': command({
    input: z.strictObject({ ...key, version, note: text(400) }),
    output: Nothing,
    may: 'fund:accept',
    says: '资金项目验收未通过',
  }),
  'fundProject.linkSite': command({
    input: z.strictObject({ ...key, version, siteKind: fundSites.schema, siteId: Id }),
    output: Nothing,
    may: 'fund:accept',
    says: '登记资金项目建成的场所',
  }),
  'fundProject.sites': query({
    input: z.strictObject({ ...key, siteKind: fundSites.schema }),
    output: z.object({ rows: z.array(z.object({ id: Id, name: z.string(), placeName: z.string() })) }),
    may: 'fund:read',
    says: '查找项目建成的场所',
  }),
  /** What is left goes back to the county's share. */
  'fundProject.close': command({
    input: z.strictObject({ ...key, version, note }),
    output: Nothing,
    may: 'fund:pay',
    says: '结清资金项目',
  }),
  'fundPayment.pay': command({
    input: z.strictObject({
      ...key,
      projectId: Id,
      version,
      amountFen: Fen,
      paidOn: DayText,
      payee: text(80),
      voucher: text(60),
      note,
      /** Into the till of this canteen, where its open account shows it. */
      canteenId: z._default(z.nullable(Id), null),
    }),
    output: Nothing,
    may: 'fund:pay',
    says: '拨付专项资金',
  }),
  'fundPayment.takeBack': command({
    input: z.strictObject({ ...key, reason: text(200) }),
    output: Nothing,
    may: 'fund:pay',
    says: '收回专项资金付款',
  }),
  'fundPaper.add': command({
    input: z.strictObject({
      ...key,
      thing: fundThings.schema,
      thingId: Id,
      kind: paperKinds.schema,
      milestone: z._default(z.nullable(milestoneKinds.schema), null),
      title: text(60),
      contentType: z.enum(paperTypes),
    }),
    output: Nothing,
    may: 'fund:read',
    says: '上传资金材料',
    bytes: 'in',
  }),
  'fundPaper.read': query({
    input: z.strictObject(key),
    output: Nothing,
    may: 'fund:read',
    says: '查看资金材料',
    bytes: 'out',
  }),
}
