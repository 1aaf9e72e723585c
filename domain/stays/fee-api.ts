// The acts on fees: charge a month, receive, print a receipt, see what is owed.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { FeeReceipt, FeeRow, feePayers, receiptKinds, receiptWays } from './fees.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const OfFacility = { countyCode, facilityId: Id }
const Fen = z.int().check(z.gte(1), z.lte(10_000_000))

export const stayFeeApi = {
  'stayFee.month': query({
    input: z.strictObject({ ...OfFacility, month: MonthText }),
    output: z.object({
      facilityName: z.string(),
      rows: z.array(FeeRow),
      /** Residents of the month whose fee is not charged, or no longer as it was charged. */
      toCharge: Count,
      chargedFen: z.number(),
      paidFen: z.number(),
      owedFen: z.number(),
      /** What the government owes the home for all months. */
      governmentOwedFen: z.number(),
    }),
    may: 'facility:read',
    says: '查看入住费月表',
    personal: true,
  }),
  'stayFee.charge': command({
    input: z.strictObject({ ...OfFacility, month: MonthText }),
    output: z.object({ charged: Count, changed: Count, chargedFen: z.number() }),
    may: 'stay:work',
    says: '计本月入住费',
    personal: true,
  }),
  'stayFee.receive': command({
    input: z.strictObject({
      countyCode,
      kind: receiptKinds.schema,
      payer: feePayers.schema,
      payerName: z._default(z.nullable(text(40)), null),
      way: receiptWays.schema,
      day: DayText,
      note: z._default(z.nullable(text(200)), null),
      lines: z
        .array(z.strictObject({ id: Id, stayId: Id, amountFen: Fen }))
        .check(z.minLength(1, { error: '至少一笔' }), z.maxLength(200)),
    }),
    output: z.object({ serials: z.array(z.number()) }),
    may: 'stay:work',
    says: '收入住费',
    personal: true,
  }),
  'stayFee.cancel': command({
    input: z.strictObject({ countyCode, id: Id, reason: text(200) }),
    output: Nothing,
    may: 'stay:work',
    says: '作废入住费收据',
    personal: true,
  }),
  'stayFee.receipts': query({
    input: z.strictObject({
      ...OfFacility,
      stayId: z.optional(Id),
      month: z.optional(MonthText),
      ...Page,
    }),
    output: z.object({ rows: z.array(FeeReceipt), next: z.nullable(z.string()) }),
    may: 'facility:read',
    says: '查看入住费收据',
    personal: true,
  }),
  'stayFee.receipt': query({
    input: z.strictObject({ countyCode, ids: z.array(Id).check(z.minLength(1), z.maxLength(200)) }),
    output: z.object({ rows: z.array(FeeReceipt) }),
    may: 'facility:read',
    says: '打印入住费收据',
    personal: true,
  }),
  /** Whoever owes, most first. */
  'stayFee.arrears': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      rows: z.array(
        z.object({
          countyCode: z.string(),
          stayId: Id,
          facilityId: Id,
          facilityName: z.string(),
          elderId: Id,
          residentName: z.string(),
          hasLeft: z.boolean(),
          owedFen: z.number(),
          lastPaidOn: z.nullable(DayText),
        }),
      ),
      owedFen: z.number(),
    }),
    may: 'facility:read',
    says: '查看欠交入住费名单',
    personal: true,
  }),
  'stayFee.export': query({
    input: z.strictObject({ ...OfFacility, month: MonthText }),
    output: Nothing,
    may: 'stay:work',
    says: '导出入住费月表',
    personal: true,
    bytes: 'out',
  }),
}
