// A month's bill of one contract: only lines that agree, never more than the contract has left.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'
import { Count, DayText, Id, Instant, MonthText } from '../kernel/shapes.ts'
import { claimLineKinds } from './claim.ts'

export const billStates = choice({
  drawnUp: '账单待审核',
  passed: '账单已审核',
  handedOver: '支付单已交财政',
  billPaid: '已付款',
  billDropped: '账单已撤销',
})
export type BillState = KeyOf<typeof billStates>

export interface LineToBill {
  id: string
  lotId: string
  servedOn: string
  budgetFen: number
}

/**
 * Which lines the money left in their lots pays for, in the order of their days; the rest waits for another contract.
 * A line is paid whole or not at all.
 */
export function linesWithin(
  lines: readonly LineToBill[],
  leftFen: ReadonlyMap<string, number>,
): { billed: string[]; waiting: string[] } {
  const left = new Map(leftFen)
  const billed: string[] = []
  const waiting: string[] = []
  const sorted = lines.toSorted(
    (one, other) => one.servedOn.localeCompare(other.servedOn) || one.id.localeCompare(other.id),
  )
  for (const line of sorted) {
    const rest = (left.get(line.lotId) ?? 0) - line.budgetFen
    if (rest < 0) waiting.push(line.id)
    else {
      left.set(line.lotId, rest)
      billed.push(line.id)
    }
  }
  return { billed, waiting }
}

type BillDeed = 'pass' | 'handOver' | 'recordPaid' | 'takeBackPaid' | 'drop'

/** Drawn up by one, passed by another; paid only after the pay order has left. */
export function afterBillDeed(
  bill: { state: BillState; drawnUpBy: string },
  deed: BillDeed,
  by: string,
): BillState {
  const { state } = bill
  switch (deed) {
    case 'pass':
      if (state !== 'drawnUp') throw new Refused('conflict', '这张账单已经审核过。请刷新后查看。')
      if (bill.drawnUpBy === by)
        throw new Refused('rule_broken', '编制账单的人不能自己审核，请另一位同事审核。')
      return 'passed'
    case 'handOver':
      if (state !== 'passed') throw new Refused('rule_broken', '账单审核后才能交支付单。')
      return 'handedOver'
    case 'recordPaid':
      if (state === 'billPaid') throw new Refused('conflict', '这张账单已经记过付款。')
      if (state !== 'handedOver') throw new Refused('rule_broken', '先把支付单交财政支付，再来记付款。')
      return 'billPaid'
    case 'takeBackPaid':
      if (state !== 'billPaid') throw new Refused('conflict', '这张账单没有记过付款。请刷新后查看。')
      return 'handedOver'
    case 'drop':
      if (state !== 'drawnUp' && state !== 'passed')
        throw new Refused('rule_broken', '支付单已经交财政，账单不能再撤销。')
      return 'billDropped'
  }
}

/** Of many orders: what one order may cost does not bound their sum. */
export const SplitSum = z.object({
  elder: Count,
  subsidy: Count,
  charity: Count,
  timeBank: Count,
})

export const Bill = z.object({
  countyCode: z.string(),
  id: Id,
  number: z.string(),
  contractId: Id,
  contractNumber: z.string(),
  contractTitle: z.string(),
  providerId: Id,
  providerName: z.string(),
  month: MonthText,
  state: billStates.schema,
  lines: z.number(),
  amountFen: z.number(),
  split: SplitSum,
  /** What time pays; it is in no sum of money. */
  timeMinutes: z.number(),
  /** Of them from what elders had saved, the rest was issued; null until the bill is passed. */
  savedMinutes: z.nullable(z.number()),
  budgetFen: z.number(),
  /** From the accounts elders have topped up; null until the bill is passed. */
  accountFen: z.nullable(z.number()),
  /** What the pay order says; null until the bill is passed. */
  payFen: z.nullable(z.number()),
  drawnUpByName: z.nullable(z.string()),
  drawnUpAt: Instant,
  passedByName: z.nullable(z.string()),
  passedAt: z.nullable(Instant),
  paidOn: z.nullable(DayText),
  voucherNumber: z.nullable(z.string()),
  paidByName: z.nullable(z.string()),
  droppedReason: z.nullable(z.string()),
})
export type Bill = z.output<typeof Bill>

/** A bill by item, for print and the finance office. */
export const BillPart = z.object({
  kind: claimLineKinds.schema,
  itemName: z.string(),
  lotName: z.string(),
  lines: z.number(),
  amountFen: z.number(),
  split: SplitSum,
  timeMinutes: z.number(),
})
