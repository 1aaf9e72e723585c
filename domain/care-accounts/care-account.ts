// The care account of an elder: paid ahead for services at home; each service's own share leaves it with its bill.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { yuanFixed } from '../kernel/money.ts'
import { Refused } from '../kernel/refusal.ts'
import { Count, DayText, Id, RegionCode } from '../kernel/shapes.ts'
import { topUpKinds } from '../meal-accounts/book.ts'
import { orderStages } from '../service-orders/order.ts'
import { AccountLine } from './account-line.ts'
import { TimeStatement } from './saved-time.ts'

export const careTopUpWays = choice({
  cashInHand: '当面交现金',
  byTransfer: '银行转账',
  byFamily: '家人代交',
})
export type CareTopUpWay = KeyOf<typeof careTopUpWays>

const Fen = z.int()

export const CareTopUp = z.object({
  id: Id,
  /** Printed on the receipt. */
  serial: z.number(),
  kind: topUpKinds.schema,
  way: careTopUpWays.schema,
  amountFen: Fen,
  day: DayText,
  payerName: z.nullable(z.string()),
  note: z.nullable(z.string()),
  recordedByName: z.nullable(z.string()),
  cancelReason: z.nullable(z.string()),
  /** Why the asker may not take it back, in a sentence; null where she may. */
  whyNotCancel: z.nullable(z.string()),
})
export type CareTopUp = z.output<typeof CareTopUp>

/** A service whose share has not left the account. */
export const CareOrder = z.object({
  id: Id,
  itemName: z.string(),
  providerName: z.string(),
  plannedOn: DayText,
  stage: orderStages.schema,
  ownFen: Count,
})
export type CareOrder = z.output<typeof CareOrder>

export const CareAccount = z.object({
  countyCode: z.string(),
  elderId: Id,
  name: z.string(),
  regionCode: RegionCode,
  villageName: z.string(),
  endedOn: z.nullable(DayText),
  /** In the ledger; null until something has moved. */
  ledgerAccountId: z.nullable(Id),
  balanceFen: Fen,
  /** Of services done and not yet billed, and of those still to come. */
  doneFen: Count,
  comingFen: Count,
  topUps: z.array(CareTopUp),
  /** Newest first. */
  lines: z.array(AccountLine),
  orders: z.array(CareOrder),
  /** What she earned by work, and what it was used for. */
  time: TimeStatement,
})
export type CareAccount = z.output<typeof CareAccount>

export const CareAccountRow = z.object({
  countyCode: z.string(),
  elderId: Id,
  name: z.string(),
  villageName: z.string(),
  balanceFen: Fen,
  owedFen: Count,
  /** What is to be paid at the door if nobody tops up. */
  shortFen: Count,
  lastTopUpOn: z.nullable(DayText),
})
export type CareAccountRow = z.output<typeof CareAccountRow>

/** What the balance does not cover of services done and agreed. */
export function shortOf(balanceFen: number, owedFen: number): number {
  return Math.max(0, owedFen - Math.max(0, balanceFen))
}

/** Services done are the provider's money already; what is only agreed is not. */
export function checkPayBack(balanceFen: number, doneFen: number, amountFen: number): void {
  const free = Math.max(0, balanceFen - doneFen)
  if (amountFen <= free) return
  throw new Refused(
    'rule_broken',
    doneFen > 0
      ? `账户里留足已做服务的个人部分 ${yuanFixed(doneFen)} 元后，只有 ${yuanFixed(free)} 元可退。请核对金额。`
      : `账户里只有 ${yuanFixed(free)} 元可退。请核对金额。`,
  )
}

export function checkTopUp(
  given: { kind: KeyOf<typeof topUpKinds>; day: Day },
  endedOn: Day | null,
  today: Day,
): void {
  if (given.day > today) throw new Refused('invalid', '日期不能晚于今天。请改正。', { fields: ['day'] })
  if (given.kind === 'paidIn' && endedOn !== null)
    throw new Refused(
      'rule_broken',
      `这位老人的档案已于 ${endedOn} 结束，不能再充值。剩下的钱可以退款，或者随迁到新的县。`,
    )
}

/**
 * Whoever took the money may put a slip right on the same day. Later it takes somebody of the county who did not
 * take it: else cash could be received, receipted and quietly written off by one hand.
 */
export function whyNotCancel(
  topUp: { recordedBy: string | null; recordedOn: Day; cancelled: boolean },
  asker: { accountId: string; mayClose: boolean },
  today: Day,
): string | null {
  if (topUp.cancelled) return '这笔已经作废，不用重复作废。'
  const isOwn = topUp.recordedBy === asker.accountId
  if (isOwn && topUp.recordedOn === today) return null
  if (isOwn) return '自己经手的钱只能当天作废。请让县里的另一位同事核对后作废。'
  return asker.mayClose ? null : '别人经手的钱由县里作废。请联系县民政核对。'
}
