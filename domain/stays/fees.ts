// What a month of living in costs whom, by the days; money received, and what is owed.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { type Day, daysBetween, firstDayOf, lastDayOf, type Month } from '../kernel/day.ts'
import { DayText, Id, Instant, MonthText } from '../kernel/shapes.ts'

export const feePayers = choice({
  paidByElder: '老人自己交',
  paidByFamily: '家人交',
  paidByGovernment: '财政供养',
})
export type FeePayer = KeyOf<typeof feePayers>

export const receiptKinds = choice({ feeIn: '收入住费', feeBack: '退入住费' })
export const receiptWays = choice({ feeInCash: '现金交费', feeByBank: '转账交费', feeByPhone: '手机交费' })

export interface FeeParts {
  elderFen: number
  familyFen: number
  governmentFen: number
}

interface Agreed extends FeeParts {
  fromOn: Day
  toOn: Day
}

export interface MonthFee extends FeeParts {
  days: number
}

/**
 * A whole month is the agreed fee; a part of one is charged by days, the first day and the last included. The
 * contract of the last day holds: an overdue one goes on until a new one is signed.
 */
export function feeOfMonth(
  stay: { admittedOn: Day; leftOn: Day | null },
  contracts: readonly Agreed[],
  month: Month,
): MonthFee | null {
  const first = firstDayOf(month)
  const last = lastDayOf(month)
  const from = stay.admittedOn > first ? stay.admittedOn : first
  const to = stay.leftOn !== null && stay.leftOn < last ? stay.leftOn : last
  if (from > to) return null
  const contract =
    contracts.filter(one => one.fromOn <= to).sort((one, other) => (one.fromOn < other.fromOn ? 1 : -1))[0] ??
    contracts[0]
  if (!contract) return null
  const days = daysBetween(from, to) + 1
  const all = daysBetween(first, last) + 1
  const part = (fen: number) => Math.round((fen * days) / all)
  return {
    days,
    elderFen: part(contract.elderFen),
    familyFen: part(contract.familyFen),
    governmentFen: part(contract.governmentFen),
  }
}

export const FeeRow = z.object({
  countyCode: z.string(),
  stayId: Id,
  elderId: Id,
  residentName: z.string(),
  bedName: z.nullable(z.string()),
  /** Null: not charged yet. */
  days: z.nullable(z.number()),
  elderFen: z.number(),
  familyFen: z.number(),
  governmentFen: z.number(),
  /** Received in the month from herself or her family, and from the government. */
  paidFen: z.number(),
  governmentPaidFen: z.number(),
  owedFen: z.number(),
})
export type FeeRow = z.output<typeof FeeRow>

export const FeeReceipt = z.object({
  countyCode: z.string(),
  id: Id,
  serial: z.number(),
  stayId: Id,
  facilityId: Id,
  facilityName: z.string(),
  residentName: z.string(),
  kind: receiptKinds.schema,
  payer: feePayers.schema,
  payerName: z.nullable(z.string()),
  way: receiptWays.schema,
  amountFen: z.number(),
  day: DayText,
  note: z.nullable(z.string()),
  recordedByName: z.nullable(z.string()),
  recordedAt: Instant,
  cancelReason: z.nullable(z.string()),
})
export type FeeReceipt = z.output<typeof FeeReceipt>

export const FeeMonth = z.object({ month: MonthText, chargedFen: z.number(), paidFen: z.number() })
