// The acts on public money: plan, issue, split, put into projects, pay, build, accept, send back what is left.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  Appropriation,
  batchStates,
  Fen,
  FundAct,
  FundBatch,
  FundPaper,
  FundProgramme,
  FundProjectRow,
  FundShare,
  fundKinds,
  fundSources,
  Year,
} from './fund.ts'
import { LetterFigureShown } from './letter.ts'
import { FundOverview } from './overview.ts'
import { fundProjectApi, projectsAtOnce } from './project-api.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const key = { countyCode, id: Id }
const note = z._default(z.nullable(text(400)), null)

const sumApi = {
  'fund.overview': query({
    input: z.strictObject({ regionCode: RegionCode, programme: z.optional(text(80)) }),
    output: FundOverview,
    may: 'fund:read',
    says: '查看专项资金总览',
  }),
  'fund.export': query({
    input: z.strictObject({ regionCode: RegionCode, programme: z.optional(text(80)) }),
    output: Nothing,
    may: 'fund:read',
    says: '导出专项资金总览',
    bytes: 'out',
  }),
  'fund.letter': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({ rows: z.array(LetterFigureShown), isEntered: z.boolean() }),
    may: 'fund:read',
    says: '查看来信四十个数',
  }),
  /** The sums of the letter as programmes and plans; somebody else then records that they were issued. */
  'fund.enterLetter': command({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({ entered: z.number() }),
    may: 'fund:plan',
    says: '把来信里的资金记入账',
  }),
  'fundProgramme.list': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({ rows: z.array(FundProgramme) }),
    may: 'fund:read',
    says: '查看资金项目目录',
  }),
  'fundProgramme.get': query({
    input: z.strictObject(key),
    output: z.object({
      programme: FundProgramme,
      appropriations: z.array(Appropriation),
      batches: z.array(FundBatch),
    }),
    may: 'fund:read',
    says: '查看专项资金',
  }),
  'fundProgramme.save': command({
    input: z.strictObject({
      ...{ id: Id, regionCode: RegionCode, title: text(80), says: text(400) },
      isFrame: z._default(z.boolean(), false),
    }),
    output: Nothing,
    may: 'fund:plan',
    says: '登记专项资金',
  }),
  'fundAppropriation.get': query({
    input: z.strictObject(key),
    output: z.object({
      appropriation: Appropriation,
      batches: z.array(FundBatch),
      shares: z.array(FundShare),
      papers: z.array(FundPaper),
      acts: z.array(FundAct),
    }),
    may: 'fund:read',
    says: '查看资金安排',
  }),
  'fundAppropriation.plan': command({
    input: z.strictObject({
      ...key,
      programmeId: Id,
      source: fundSources.schema,
      kind: fundKinds.schema,
      yearFrom: z.nullable(Year),
      yearTo: z.nullable(Year),
      scope: z._default(z.nullable(text(80)), null),
      amountFen: Fen,
    }),
    output: Nothing,
    may: 'fund:plan',
    says: '把资金列入计划',
  }),
  'fundAppropriation.issue': command({
    input: z.strictObject({ ...key, documentNumber: text(60), issuedOn: DayText }),
    output: Nothing,
    may: 'fund:approve',
    says: '登记资金下达文件',
  }),
  'fundAppropriation.withdraw': command({
    input: z.strictObject({ ...key, reason: text(200) }),
    output: Nothing,
    may: 'fund:plan',
    says: '撤销资金计划',
  }),
}

const batchApi = {
  'fundBatch.get': query({
    input: z.strictObject(key),
    output: z.object({
      batch: FundBatch,
      appropriation: Appropriation,
      shares: z.array(FundShare),
      projects: z.array(FundProjectRow),
      acts: z.array(FundAct),
      papers: z.array(FundPaper),
    }),
    may: 'fund:read',
    says: '查看资金批次',
  }),
  'fundBatch.list': query({
    input: z.strictObject({ regionCode: RegionCode, state: z.optional(batchStates.schema), ...Page }),
    output: z.object({ rows: z.array(FundBatch), next: z.nullable(z.string()) }),
    may: 'fund:read',
    says: '查看资金批次',
  }),
  'fundBatch.draft': command({
    input: z.strictObject({
      ...key,
      appropriationId: Id,
      title: text(80),
      shares: z
        .array(z.strictObject({ id: Id, regionCode: RegionCode, kind: fundKinds.schema, amountFen: Fen }))
        .check(z.minLength(1), z.maxLength(projectsAtOnce)),
    }),
    output: Nothing,
    may: 'fund:plan',
    says: '编报资金批次',
  }),
  /** Its shares reach the counties, and the projects drawn up with it are agreed to. */
  'fundBatch.approve': command({
    input: z.strictObject({ ...key, documentNumber: text(60), note }),
    output: Nothing,
    may: 'fund:approve',
    says: '审批资金批次',
  }),
  'fundBatch.drop': command({
    input: z.strictObject({ ...key, reason: text(200) }),
    output: Nothing,
    may: 'fund:approve',
    says: '退回资金批次',
  }),
  'fundShare.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(FundShare), next: z.nullable(z.string()) }),
    may: 'fund:read',
    says: '查看到县资金',
  }),
  'fundShare.sendBack': command({
    input: z.strictObject({ ...key, returnId: Id, amountFen: Fen, reason: text(200) }),
    output: Nothing,
    may: 'fund:pay',
    says: '上交结余资金',
  }),
  'fundReturn.list': query({
    input: z.strictObject({ regionCode: RegionCode, waiting: z._default(z.boolean(), false) }),
    output: z.object({
      rows: z.array(
        z.object({
          ...{ countyCode: z.string(), id: Id, regionName: z.string(), programmeTitle: z.string() },
          ...{ batchTitle: z.string(), amountFen: z.number(), reason: z.string(), sentOn: DayText },
          ...{ receivedOn: z.nullable(DayText), mayReceive: z.boolean() },
        }),
      ),
    }),
    may: 'fund:read',
    says: '查看上交的结余资金',
  }),
  'fundReturn.receive': command({
    input: z.strictObject(key),
    output: Nothing,
    may: 'fund:pay',
    says: '收到结余资金',
  }),
}

export const fundApi = { ...sumApi, ...batchApi, ...fundProjectApi }
