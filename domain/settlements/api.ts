// The acts on claims: a provider makes them for her own orders, an officer decides what does not agree.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Id, Instant, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { Split } from '../service-orders/payers.ts'
import { Bill } from './bill.ts'
import { Claim, ClaimLine, claimLineStates, LineEvent } from './claim.ts'
import { claimFaults } from './faults.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }
const next = z.nullable(z.string())
const Lines = z.object({ rows: z.array(ClaimLine), next })
const Claims = z.object({ rows: z.array(Claim), next })
const narrowed = { state: z.optional(claimLineStates.schema), fault: z.optional(claimFaults.schema) }

/** Order, proof and claim beside each other, and what has been said about the line. */
export const LineFile = z.object({
  line: ClaimLine,
  order: z.nullable(
    z.object({
      code: z.string(),
      itemName: z.string(),
      stage: z.string(),
      priceFen: z.number(),
      plannedFrom: Instant,
      plannedTo: Instant,
      split: Split,
      timeMinutes: z.number(),
      standardMinutes: z.number(),
    }),
  ),
  proof: z.nullable(
    z.object({
      signedInAt: z.nullable(Instant),
      signedOutAt: z.nullable(Instant),
      minutes: z.nullable(z.number()),
      hasPlace: z.boolean(),
      hasVitals: z.boolean(),
      photos: z.number(),
      confirmedAt: z.nullable(Instant),
      confirmedBy: z.nullable(z.string()),
      workerName: z.nullable(z.string()),
    }),
  ),
  events: z.array(LineEvent),
  /** A second person is awaited and the caller is the first. */
  mayDecide: z.boolean(),
})
export type LineFile = z.output<typeof LineFile>

const MonthMoney = z.object({
  month: MonthText,
  claimedFen: z.number(),
  questionedFen: z.number(),
  deniedFen: z.number(),
  acceptedFen: z.number(),
  paidFen: z.number(),
})

export const claimApi = {
  /** Done and confirmed, and in no claim yet. */
  'myClaim.open': query({
    input: z.strictObject({ countyCode }),
    output: z.object({
      providerName: z.string(),
      months: z.array(z.object({ month: MonthText, orders: z.number(), amountFen: z.number() })),
    }),
    may: 'claim:make',
    says: '查看可以申报的订单',
  }),
  'myClaim.list': query({
    input: z.strictObject({ countyCode, ...Page }),
    output: Claims,
    may: 'claim:make',
    says: '查看本机构的申报',
  }),
  'myClaim.get': query({
    input: z.strictObject(Key),
    output: Claim,
    may: 'claim:make',
    says: '查看本机构的申报',
  }),
  'myClaim.make': command({
    input: z.strictObject({ ...Key, month: MonthText }),
    output: Claim,
    may: 'claim:make',
    says: '从订单生成申报',
    personal: true,
  }),
  'myClaim.upload': command({
    input: z.strictObject({ ...Key, month: MonthText, fileName: text(200) }),
    output: Claim,
    may: 'claim:make',
    says: '上传申报表格',
    personal: true,
    bytes: 'in',
  }),
  /** A sheet of one's own open orders, to be filled and uploaded. */
  'myClaim.template': query({
    input: z.strictObject({ countyCode, month: MonthText }),
    output: Nothing,
    may: 'claim:make',
    says: '下载申报表格',
    personal: true,
    bytes: 'out',
  }),
  'myClaim.refusals': query({
    input: z.strictObject({ ...Key, ...Page }),
    output: z.object({
      rows: z.array(
        z.object({ sheetRow: z.number(), orderCode: z.nullable(z.string()), reason: z.string() }),
      ),
      next,
    }),
    may: 'claim:make',
    says: '查看申报表格里没有读进的行',
  }),
  'myClaim.lines': query({
    input: z.strictObject({ ...Key, ...narrowed, ...Page }),
    output: Lines,
    may: 'claim:make',
    says: '查看本机构申报的明细',
    personal: true,
  }),
  'myClaimLine.get': query({
    input: z.strictObject(Key),
    output: LineFile,
    may: 'claim:make',
    says: '查看本机构申报的一行',
    personal: true,
  }),
  'myClaimLine.remove': command({
    input: z.strictObject(Key),
    output: Nothing,
    may: 'claim:make',
    says: '从申报里去掉一行',
    personal: true,
  }),
  'myClaim.send': command({
    input: z.strictObject(Key),
    output: Claim,
    may: 'claim:make',
    says: '提交申报',
    personal: true,
  }),
  'myClaim.takeBack': command({
    input: z.strictObject(Key),
    output: Nothing,
    may: 'claim:make',
    says: '撤回申报',
  }),
  'myClaimLine.answer': command({
    input: z.strictObject({ ...Key, words: text(500) }),
    output: LineFile,
    may: 'claim:make',
    says: '说明待核的申报',
    personal: true,
  }),
  'myClaim.money': query({
    input: z.strictObject({ countyCode }),
    output: z.object({ providerName: z.string(), months: z.array(MonthMoney), bills: z.array(Bill) }),
    may: 'claim:make',
    says: '查看本机构的款项',
  }),

  'claim.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      month: z.optional(MonthText),
      providerId: z.optional(Id),
      ...Page,
    }),
    output: Claims,
    may: 'claim:review',
    says: '查看服务费用申报',
  }),
  'claim.get': query({
    input: z.strictObject(Key),
    output: Claim,
    may: 'claim:review',
    says: '查看服务费用申报',
  }),
  'claim.lines': query({
    input: z.strictObject({ ...Key, ...narrowed, ...Page }),
    output: Lines,
    may: 'claim:review',
    says: '查看申报明细',
    personal: true,
  }),
  /** What waits for a decision, the oldest first. */
  'claim.queue': query({
    input: z.strictObject({
      regionCode: RegionCode,
      ...narrowed,
      month: z.optional(MonthText),
      providerId: z.optional(Id),
      ...Page,
    }),
    output: Lines,
    may: 'claim:review',
    says: '查看待核申报',
    personal: true,
  }),
  'claim.counts': query({
    input: z.strictObject({
      regionCode: RegionCode,
      month: z.optional(MonthText),
      providerId: z.optional(Id),
    }),
    output: z.object({
      faults: z.array(z.object({ key: claimFaults.schema, lines: z.number(), amountFen: z.number() })),
      states: z.array(z.object({ key: claimLineStates.schema, lines: z.number(), amountFen: z.number() })),
      providers: z.array(z.object({ id: Id, name: z.string(), lines: z.number() })),
      /** What was turned down this year: money that was not paid out wrongly. */
      deniedFen: z.number(),
    }),
    may: 'claim:review',
    says: '查看待核申报的数量',
  }),
  'claim.sheet': query({
    input: z.strictObject({ regionCode: RegionCode, ...narrowed }),
    output: Nothing,
    may: 'claim:review',
    says: '导出待核申报',
    personal: true,
    bytes: 'out',
  }),
  'claimLine.get': query({
    input: z.strictObject(Key),
    output: LineFile,
    may: 'claim:review',
    says: '核对申报的一行',
    personal: true,
  }),
  'claimLine.decide': command({
    input: z.strictObject({
      ...Key,
      deed: z.enum(['askProvider', 'admit', 'sendBack', 'deny']),
      words: text(500),
    }),
    output: LineFile,
    may: 'claim:review',
    says: '处理待核申报',
    personal: true,
  }),
  'claim.matchAgain': command({
    input: z.strictObject(Key),
    output: Claim,
    may: 'claim:review',
    says: '重新核对申报',
    personal: true,
  }),
}
