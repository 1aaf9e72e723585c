// The ledger as it is read: a trial balance, accounts, statements, transfers and closed months.
import * as z from 'zod/mini'
import { Id, RegionCode } from '../kernel/shapes.ts'
import { ledgerAccountKinds, ledgerUnits } from './accounts.ts'
import { ledgerPurposes, ledgerSubjects } from './purposes.ts'

const unit = ledgerUnits.schema
const kind = ledgerAccountKinds.schema

/** What a kind of account held before the month of the day, what moved in it since, and what it holds. */
export const TrialRow = z.object({
  kind,
  unit,
  accounts: z.number(),
  carried: z.number(),
  cameIn: z.number(),
  wentOut: z.number(),
  balance: z.number(),
})
export type TrialRow = z.output<typeof TrialRow>

export const LedgerAccount = z.object({
  countyCode: z.string(),
  id: Id,
  kind,
  unit,
  regionCode: RegionCode,
  placeName: z.string(),
  ownerId: z.nullable(Id),
  /** Null where the owner lies outside the reader's area, or the account has none. */
  ownerName: z.nullable(z.string()),
})
export type LedgerAccount = z.output<typeof LedgerAccount>

export const AccountBalance = z.extend(LedgerAccount, { balance: z.number() })
export type AccountBalance = z.output<typeof AccountBalance>

export const StatementLine = z.object({
  id: Id,
  serial: z.number(),
  day: z.string(),
  purpose: ledgerPurposes.schema,
  /** More than nothing came in, less went out. */
  change: z.number(),
  balance: z.number(),
  /** The other side; null where it lies outside the reader's area. */
  otherKind: z.nullable(kind),
  otherName: z.nullable(z.string()),
  note: z.nullable(z.string()),
  isReversal: z.boolean(),
  isReversed: z.boolean(),
})
export type StatementLine = z.output<typeof StatementLine>

const end = z.nullable(z.object({ id: Id, kind, ownerName: z.nullable(z.string()) }))

export const LedgerTransfer = z.object({
  countyCode: z.string(),
  id: Id,
  serial: z.number(),
  regionCode: RegionCode,
  placeName: z.string(),
  unit,
  from: end,
  to: end,
  amount: z.number(),
  day: z.string(),
  purpose: ledgerPurposes.schema,
  voucherId: z.nullable(Id),
  note: z.nullable(z.string()),
  isReversal: z.boolean(),
  isReversed: z.boolean(),
})
export type LedgerTransfer = z.output<typeof LedgerTransfer>

export const TransferDetail = z.extend(LedgerTransfer, {
  subjectKind: z.nullable(ledgerSubjects.schema),
  subjectId: z.nullable(Id),
  postedAt: z.string(),
  /** Null for what a job posted. */
  postedByName: z.nullable(z.string()),
  /** The transfer this one takes back, or the one that took it back. */
  counterpart: z.nullable(z.object({ id: Id, serial: z.number(), day: z.string() })),
  /** Why it cannot be taken back on the screen of the ledger; null when it can. */
  fixed: z.nullable(z.string()),
})
export type TransferDetail = z.output<typeof TransferDetail>

export const UnitSum = z.object({ unit, transfers: z.number(), amount: z.number() })

export const ClosedMonth = z.object({
  month: z.string(),
  transfers: z.number(),
  closedAt: z.string(),
  closedByName: z.nullable(z.string()),
})
export type ClosedMonth = z.output<typeof ClosedMonth>
