// The acts on the ledger: read it at any day, find a transfer, take one back, close a month.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { ledgerAccountKinds, ledgerUnits } from './accounts.ts'
import {
  AccountBalance,
  ClosedMonth,
  LedgerAccount,
  LedgerTransfer,
  StatementLine,
  TransferDetail,
  TrialRow,
  UnitSum,
} from './entry.ts'
import { ledgerPurposes } from './purposes.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const key = { countyCode, id: Id }
const OfKind = { kind: ledgerAccountKinds.schema, unit: ledgerUnits.schema }
/** One voucher at a time, and a month of a canteen's wrong price at most. */
const reversedAtOnce = 200

export const ledgerApi = {
  'ledger.trial': query({
    input: z.strictObject({ regionCode: RegionCode, day: DayText }),
    output: z.object({
      rows: z.array(TrialRow),
      /** Up to which month the county is closed; null for an area of several, and where none is closed yet. */
      closedTo: z.nullable(z.string()),
      /** Only a whole county adds up to zero: below it, the other side of many transfers lies outside. */
      isWhole: z.boolean(),
    }),
    may: 'ledger:read',
    says: '查看试算平衡表',
  }),
  'ledger.accounts': query({
    input: z.strictObject({ regionCode: RegionCode, day: DayText, ...OfKind, ...Page }),
    output: z.object({ rows: z.array(AccountBalance), next: z.nullable(z.string()) }),
    may: 'ledger:read',
    says: '查看账户余额',
    personal: true,
  }),
  'ledger.statement': query({
    input: z.strictObject({ ...key, from: DayText, to: DayText, ...Page }),
    output: z.object({
      account: LedgerAccount,
      /** At the end of the day before. */
      opening: z.number(),
      cameIn: z.number(),
      wentOut: z.number(),
      closing: z.number(),
      rows: z.array(StatementLine),
      next: z.nullable(z.string()),
    }),
    may: 'ledger:read',
    says: '查看账户明细',
    personal: true,
  }),
  'ledger.transfers': query({
    input: z.strictObject({
      regionCode: RegionCode,
      from: z.optional(DayText),
      to: z.optional(DayText),
      unit: z.optional(ledgerUnits.schema),
      kind: z.optional(ledgerAccountKinds.schema),
      purpose: z.optional(ledgerPurposes.schema),
      /** As printed on the voucher. */
      serial: z.optional(z.int().check(z.gte(1))),
      voucherId: z.optional(Id),
      ...Page,
    }),
    output: z.object({ rows: z.array(LedgerTransfer), next: z.nullable(z.string()) }),
    may: 'ledger:read',
    says: '查看记账流水',
    personal: true,
  }),
  'ledger.transfer': query({
    input: z.strictObject(key),
    output: z.object({ transfer: TransferDetail, voucher: z.array(LedgerTransfer) }),
    may: 'ledger:read',
    says: '查看记账凭证',
    personal: true,
  }),
  'ledger.reverse': command({
    input: z.strictObject({
      countyCode,
      ids: z.array(Id).check(z.minLength(1), z.maxLength(reversedAtOnce)),
      reason: text(200),
    }),
    output: Nothing,
    may: 'ledger:close',
    says: '冲正账目',
    personal: true,
  }),
  'ledger.closings': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      closed: z.array(ClosedMonth),
      /** The month whose turn it is; null where there is nothing to close. */
      due: z.nullable(
        z.object({ month: z.string(), isOver: z.boolean(), accounts: z.number(), sums: z.array(UnitSum) }),
      ),
    }),
    may: 'ledger:read',
    says: '查看结账情况',
  }),
  'ledger.close': command({
    input: z.strictObject({ regionCode: RegionCode, month: MonthText }),
    output: Nothing,
    may: 'ledger:close',
    says: '月末结账',
  }),
  'ledger.exportTrial': query({
    input: z.strictObject({ regionCode: RegionCode, day: DayText }),
    output: Nothing,
    may: 'ledger:read',
    says: '导出试算平衡表',
    bytes: 'out',
  }),
  'ledger.exportAccounts': query({
    input: z.strictObject({ regionCode: RegionCode, day: DayText, ...OfKind }),
    output: Nothing,
    may: 'ledger:read',
    says: '导出账户余额',
    personal: true,
    bytes: 'out',
  }),
  'ledger.exportStatement': query({
    input: z.strictObject({ ...key, from: DayText, to: DayText }),
    output: Nothing,
    may: 'ledger:read',
    says: '导出账户明细',
    personal: true,
    bytes: 'out',
  }),
}
