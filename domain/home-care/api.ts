// The acts on homes made fit for old age; those on beds of care at home stand in bed-api.ts.
import * as z from 'zod/mini'
import { AdaptationNumber } from '../assessments/adaptation.ts'
import { toldWays } from '../assessments/stages.ts'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { bedApi } from './bed-api.ts'
import {
  FallRecord,
  funders,
  PlanLineInput,
  Project,
  ProjectRow,
  photoMoments,
  projectReasons,
  projectStages,
} from './project.ts'

export const homePhotoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const homePhotoLimitBytes = 8_000_000

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }
/** version: what the caller saw; if the project has moved on since, the act is refused and shown again. */
const Act = { ...Key, version: z.int() }
const note = (most: number) => z._default(z.nullable(text(most)), null)

/** Ways to narrow the list that are no stage of their own. */
export const projectQueues = ['lookBackDue', 'toPay', 'waitsLong', 'accepted'] as const
const Narrowing = {
  regionCode: RegionCode,
  stage: z.optional(projectStages.schema),
  queue: z.optional(z.enum(projectQueues)),
}

const reading = {
  'adaptation.list': query({
    input: z.strictObject({ ...Narrowing, ...Page }),
    output: z.object({ rows: z.array(ProjectRow), next: z.nullable(z.string()) }),
    may: 'homeCare:read',
    says: '查看居家改造项目',
    personal: true,
  }),
  'adaptation.counts': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      stages: z.record(z.string(), Count),
      lookBackDue: Count,
      toPay: Count,
      waitsLong: Count,
      acceptedHomes: Count,
      acceptedItems: Count,
      acceptedFen: z.number(),
      acceptedGovernmentFen: z.number(),
      /** Of the homes looked back on: falls on record before and after. */
      lookedBack: Count,
      fallsBefore: Count,
      fallsAfter: Count,
    }),
    may: 'homeCare:read',
    says: '查看居家改造进度',
  }),
  'adaptation.get': query({
    input: z.strictObject(Key),
    output: Project,
    may: 'homeCare:read',
    says: '查看居家改造项目',
    personal: true,
  }),
  'adaptation.ofElder': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({ rows: z.array(ProjectRow) }),
    may: 'homeCare:read',
    says: '查看居家改造项目',
    personal: true,
  }),
  /** Who may be given works or beds: the county's register of providers. */
  'adaptation.providers': query({
    input: z.strictObject({ countyCode }),
    output: z.object({ rows: z.array(z.object({ id: Id, name: z.string() })) }),
    may: 'homeCare:work',
    says: '查看服务机构',
  }),
  'adaptation.falls': query({
    input: z.strictObject(Key),
    output: z.object({
      beforeFrom: DayText,
      beforeUntil: DayText,
      afterFrom: DayText,
      afterUntil: DayText,
      fallsBefore: Count,
      fallsAfter: Count,
      records: z.array(FallRecord),
    }),
    may: 'homeCare:read',
    says: '查看改造前后的摔倒记录',
    personal: true,
  }),
  'adaptation.export': query({
    input: z.strictObject(Narrowing),
    output: Nothing,
    may: 'homeCare:work',
    says: '导出居家改造项目',
    personal: true,
    bytes: 'out',
  }),
  'adaptation.photo': query({
    input: z.strictObject({ ...Key, photoId: Id }),
    output: Nothing,
    may: 'homeCare:read',
    says: '查看居家改造照片',
    personal: true,
    bytes: 'out',
  }),
}

const planning = {
  'adaptation.open': command({
    input: z.strictObject({
      ...Key,
      elderId: Id,
      reason: projectReasons.schema,
      reasonNote: note(200),
      /** The plan starts from what was seen then. */
      homeCheckId: z._default(z.nullable(Id), null),
    }),
    output: Nothing,
    may: 'homeCare:work',
    says: '居家改造立项',
    personal: true,
  }),
  'adaptation.plan': command({
    input: z.strictObject({
      ...Act,
      plan: z.array(PlanLineInput).check(z.maxLength(30)),
      expectedDays: z._default(z.nullable(z.int().check(z.gte(1), z.lte(365))), null),
    }),
    output: Nothing,
    may: 'homeCare:work',
    says: '编制居家改造方案',
    personal: true,
  }),
  'adaptation.submit': command({
    input: z.strictObject({ ...Act, note: note(200) }),
    output: Nothing,
    may: 'homeCare:work',
    says: '居家改造方案报批',
    personal: true,
  }),
  'adaptation.approve': command({
    input: z.strictObject({ ...Act, note: note(200) }),
    output: Nothing,
    may: 'homeCare:work',
    says: '批准居家改造方案',
    personal: true,
  }),
  'adaptation.return': command({
    input: z.strictObject({ ...Act, note: text(200) }),
    output: Nothing,
    may: 'homeCare:work',
    says: '退回居家改造方案',
    personal: true,
  }),
  'adaptation.cancel': command({
    input: z.strictObject({ ...Act, note: text(200) }),
    output: Nothing,
    may: 'homeCare:work',
    says: '取消居家改造',
    personal: true,
  }),
}

const works = {
  'adaptation.start': command({
    input: z.strictObject({
      ...Act,
      providerId: Id,
      on: DayText,
    }),
    output: Nothing,
    may: 'homeCare:work',
    says: '安排居家改造施工',
    personal: true,
  }),
  'adaptation.finish': command({
    input: z.strictObject({ ...Act, on: DayText, note: note(200) }),
    output: Nothing,
    may: 'homeCare:work',
    says: '报告居家改造完工',
    personal: true,
  }),
  'adaptation.makeGood': command({
    input: z.strictObject({ ...Act, note: text(200) }),
    output: Nothing,
    may: 'homeCare:work',
    says: '登记居家改造整改完毕',
    personal: true,
  }),
  'adaptation.acceptByElder': command({
    input: z.strictObject({ ...Act, way: toldWays.schema, withName: text(40), note: note(200) }),
    output: Nothing,
    may: 'homeCare:accept',
    says: '登记老年人对居家改造的验收',
    personal: true,
  }),
  'adaptation.acceptByOffice': command({
    input: z.strictObject({ ...Act, note: note(200) }),
    output: Nothing,
    may: 'homeCare:accept',
    says: '乡镇验收居家改造',
    personal: true,
  }),
  'adaptation.findDefects': command({
    input: z.strictObject({
      ...Act,
      defects: z.array(z.strictObject({ item: AdaptationNumber, defect: text(200) })).check(z.maxLength(30)),
    }),
    output: Nothing,
    may: 'homeCare:accept',
    says: '对居家改造提出整改',
    personal: true,
  }),
  'adaptation.addPhoto': command({
    input: z.strictObject({
      ...Key,
      photoId: Id,
      item: AdaptationNumber,
      moment: photoMoments.schema,
      contentType: z.enum(homePhotoTypes),
    }),
    output: Nothing,
    may: 'homeCare:accept',
    says: '上传居家改造照片',
    personal: true,
    bytes: 'in',
  }),
  'adaptation.pay': command({
    input: z.strictObject({
      ...Act,
      paymentId: Id,
      funder: funders.schema,
      amountFen: z.int().check(z.gte(1), z.lte(100_000_000)),
      on: DayText,
      voucher: text(60),
    }),
    output: Nothing,
    may: 'claim:pay',
    says: '支付居家改造款',
    personal: true,
  }),
  /** Recorded by mistake, or sent back: what it paid is owed again. */
  'adaptation.takeBackPayment': command({
    input: z.strictObject({ ...Act, paymentId: Id, reason: text(200) }),
    output: Nothing,
    may: 'claim:pay',
    says: '撤回居家改造付款',
    personal: true,
  }),
  'adaptation.lookBack': command({
    input: z.strictObject({
      ...Act,
      toldFalls: z.int().check(z.gte(0), z.lte(99)),
      stillUsed: z.boolean(),
      note: note(500),
    }),
    output: Nothing,
    may: 'homeCare:work',
    says: '登记居家改造一年回访',
    personal: true,
  }),
}

export const homeCareApi = { ...reading, ...planning, ...works, ...bedApi }
