// The acts on beds of care at home: contract, opening, visits, months, renewing, ending.
import * as z from 'zod/mini'
import { abilityLevels } from '../assessments/ability.ts'
import { toldWays } from '../assessments/stages.ts'
import { command, query } from '../kernel/operation.ts'
import { PhotoPreview, PieceAnswer, PieceOf } from '../kernel/pieces.ts'
import { Count, DayText, Id, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { BedStepInput, CarriedBeds } from './bed-step.ts'
import { Bed, BedContract, BedRow, BedVisit, bedEndings, bedStandings, bedTasks, OwnBed } from './home-bed.ts'

export const bedPhotoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }
const Act = { ...Key, version: z.int() }
const Preview = z.optional(PhotoPreview)
const note = (most: number) => z._default(z.nullable(text(most)), null)

/** The two figures of the programme, and what needs a look. */
export const bedQueues = ['inPeriod', 'enoughVisits', 'tooFewVisits', 'behindThisMonth'] as const
const Narrowing = {
  regionCode: RegionCode,
  standing: z.optional(bedStandings.schema),
  queue: z.optional(z.enum(bedQueues)),
  /** The funding period in which visits are counted; the calendar year unless given. */
  from: z.optional(DayText),
  to: z.optional(DayText),
}

const reading = {
  'homeBed.list': query({
    input: z.strictObject({ ...Narrowing, ...Page }),
    output: z.object({
      rows: z.array(BedRow),
      next: z.nullable(z.string()),
      from: DayText,
      to: DayText,
      visitsToCount: Count,
    }),
    may: 'homeCare:read',
    says: '查看家庭养老床位',
    personal: true,
  }),
  'homeBed.counts': query({
    input: z.strictObject({
      regionCode: RegionCode,
      from: z.optional(DayText),
      to: z.optional(DayText),
    }),
    output: z.object({
      standings: z.record(z.string(), Count),
      from: DayText,
      to: DayText,
      visitsToCount: Count,
      /** Beds opened up to the end of the period and not ended before it began. */
      beds: Count,
      /** Elders with as many counted visits as the programme asks, whatever became of their bed. */
      eldersWithEnough: Count,
      eldersWithFewer: Count,
      behindThisMonth: Count,
      visits: Count,
    }),
    may: 'homeCare:read',
    says: '查看家庭养老床位数字',
  }),
  'homeBed.get': query({
    input: z.strictObject(Key),
    output: Bed,
    may: 'homeCare:read',
    says: '查看家庭养老床位',
    personal: true,
  }),
  'homeBed.visits': query({
    input: z.strictObject({ ...Key, ...Page }),
    output: z.object({ rows: z.array(BedVisit), next: z.nullable(z.string()) }),
    may: 'homeCare:read',
    says: '查看家庭养老床位上门记录',
    personal: true,
  }),
  'homeBed.photo': query({
    input: z.strictObject({ countyCode, photoId: Id }),
    output: Nothing,
    may: 'homeCare:read',
    says: '查看家庭养老床位上门照片',
    personal: true,
    bytes: 'out',
  }),
  'homeBed.ofElder': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({
      rows: z.array(BedRow),
      /** Null where a bed may be agreed on; else why not, as it is said to the officer. */
      whyNot: z.nullable(z.string()),
      assessmentId: z.nullable(Id),
      level: z.nullable(abilityLevels.schema),
    }),
    may: 'homeCare:read',
    says: '查看家庭养老床位',
    personal: true,
  }),
  'homeBed.export': query({
    input: z.strictObject(Narrowing),
    output: Nothing,
    may: 'homeCare:work',
    says: '导出家庭养老床位',
    personal: true,
    bytes: 'out',
  }),
}

const acting = {
  'homeBed.register': command({
    input: z.strictObject({ ...Key, elderId: Id, termId: Id, contract: BedContract }),
    output: Nothing,
    may: 'homeCare:work',
    says: '签订家庭养老床位合同',
    personal: true,
  }),
  /** Opens the bed; whatever is missing has to be explained. */
  'homeBed.activate': command({
    input: z.strictObject({ ...Act, on: DayText, noWorksWhy: note(200), noDeviceWhy: note(200) }),
    output: Nothing,
    may: 'homeCare:accept',
    says: '启用家庭养老床位',
    personal: true,
  }),
  'homeBed.addVisit': command({
    input: z.strictObject({
      ...Key,
      visitId: Id,
      visitedOn: DayText,
      minutes: z.int().check(z.gte(1), z.lte(720)),
      tasks: z.array(bedTasks.schema).check(z.minLength(1, { error: '请至少选一项服务内容' })),
      workerName: text(40),
      note: note(300),
    }),
    output: z.object({ counts: z.boolean() }),
    may: 'homeCare:work',
    says: '登记家庭养老床位上门服务',
    personal: true,
  }),
  /** Service orders of the bed's provider that the elder has confirmed are visits too: no need to type them again. */
  'homeBed.takeOrders': command({
    input: z.strictObject(Key),
    output: z.object({ taken: Count, counted: Count }),
    may: 'homeCare:work',
    says: '把已确认的服务订单计入家庭养老床位',
    personal: true,
  }),
  'homeBed.closeMonth': command({
    input: z.strictObject({
      ...Key,
      month: MonthText,
      summary: text(500),
      way: toldWays.schema,
      withName: text(40),
    }),
    output: Nothing,
    may: 'homeCare:work',
    says: '登记家庭养老床位月度服务记录',
    personal: true,
  }),
  'homeBed.renew': command({
    input: z.strictObject({ ...Act, termId: Id, contract: BedContract }),
    output: Nothing,
    may: 'homeCare:work',
    says: '续签家庭养老床位合同',
    personal: true,
  }),
  'homeBed.end': command({
    input: z.strictObject({ ...Act, ending: bedEndings.schema, on: DayText, note: note(200) }),
    output: Nothing,
    may: 'homeCare:work',
    says: '终止家庭养老床位',
    personal: true,
  }),
}

/** The phone of whoever serves, and the desk of her provider. */
const serving = {
  'homeBed.carried': query({
    input: z.strictObject({ fingerprint: z.nullable(text(100)) }),
    output: z.object({ unchanged: z.boolean(), carried: z.nullable(CarriedBeds) }),
    may: 'order:perform',
    says: '手机下载本人照护的家庭养老床位',
    personal: true,
  }),
  'homeBed.step': command({
    input: BedStepInput,
    output: z.object({ counts: z.nullable(z.boolean()) }),
    may: 'order:perform',
    says: '记录家庭养老床位上门服务',
    personal: true,
    offline: true,
  }),
  /** From a phone, over a bad line; asked again from `receivedBytes` after a cut. */
  'homeBed.appendPhoto': command({
    input: z.strictObject({
      ...{ countyCode, visitId: Id, photoId: Id, contentType: z.enum(bedPhotoTypes), preview: Preview },
      ...PieceOf,
    }),
    output: PieceAnswer,
    may: 'order:perform',
    says: '上传家庭养老床位上门照片',
    personal: true,
    // Bytes at an offset: the same piece twice is the same file.
    once: false,
    bytes: 'in',
  }),
  /** Those still served first, by village. */
  'homeBed.mine': query({
    input: z.strictObject({ countyCode, ...Page }),
    output: z.object({
      rows: z.array(OwnBed),
      next: z.nullable(z.string()),
      providers: z.array(z.object({ id: Id, name: z.string() })),
      workers: z.array(z.object({ id: Id, name: z.string(), providerId: Id })),
    }),
    may: 'order:accept',
    says: '查看本机构的家庭养老床位',
    personal: true,
  }),
  'homeBed.mineVisits': query({
    input: z.strictObject({ ...Key, ...Page }),
    output: z.object({ rows: z.array(BedVisit), next: z.nullable(z.string()) }),
    may: 'order:accept',
    says: '查看本机构的家庭养老床位上门记录',
    personal: true,
  }),
  'homeBed.entrust': command({
    input: z.strictObject({ ...Key, workerId: z.nullable(Id) }),
    output: Nothing,
    may: 'order:accept',
    says: '指定家庭养老床位的护理员',
    personal: true,
  }),
}

export const bedApi = { ...reading, ...acting, ...serving }
