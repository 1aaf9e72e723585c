// A provider's monthly claim: its lines, what became of each, and who decided so.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, MonthText } from '../kernel/shapes.ts'
import type { Payer, Split } from '../service-orders/payers.ts'
import { ClaimFault } from './faults.ts'

export const claimStates = choice({
  preparing: '正在填报',
  claimSent: '已申报',
  takenBack: '申报已撤回',
})
export type ClaimState = KeyOf<typeof claimStates>

/** A service that was given, or the fee for one that was not: asked for and called off too late, or nobody at home. */
export const claimLineKinds = choice({ serviceLine: '做完的服务', feeLine: '空跑和临时取消的费用' })
export type ClaimLineKind = KeyOf<typeof claimLineKinds>

export const claimSources = choice({ fromOrders: '从订单生成', fromSheet: '上传表格' })

/** `allAgree` and `admitted` may be billed; nothing else ever is. */
export const claimLineStates = choice({
  unchecked: '尚未核对',
  allAgree: '三单一致',
  inQuestion: '申报待核',
  awaitsProvider: '等机构答复',
  awaitsSecondYes: '等第二人认可',
  admitted: '核后认可',
  turnedOff: '核后不付',
})
export type ClaimLineState = KeyOf<typeof claimLineStates>

export const billable: readonly ClaimLineState[] = ['allAgree', 'admitted']

export const lineDeeds = choice({
  judged: '自动核对',
  askProvider: '请机构说明',
  providerAnswers: '机构已说明',
  admit: '核后认可这一行',
  admitFirst: '提出认可',
  sendBack: '退回再核',
  deny: '核后不认可这一行',
})
export type LineDeed = KeyOf<typeof lineDeeds>

interface LineStanding {
  state: ClaimLineState
  amountFen: number
  /** Who proposed to admit it, while a second person is awaited. */
  firstBy: string | null
}

/**
 * What a reviewer's deed makes of a line, or why not. Above a sum two people must say yes; nobody is her own second.
 */
export function afterDeed(
  line: LineStanding,
  deed: 'askProvider' | 'admit' | 'sendBack' | 'deny',
  { by, secondPersonFen }: { by: string; secondPersonFen: number },
): { state: ClaimLineState; deed: LineDeed } {
  const { state } = line
  if (state === 'allAgree' || state === 'unchecked')
    throw new Refused('rule_broken', '这一行不在待核之列，不用处理。请刷新后查看。')
  if (state === 'admitted' || state === 'turnedOff')
    throw new Refused('conflict', '这一行已经处理过，没有覆盖。请刷新后查看。')
  if (deed === 'sendBack') {
    if (state !== 'awaitsSecondYes') throw new Refused('rule_broken', '这一行不在等第二人认可，不用退回。')
    return { state: 'inQuestion', deed }
  }
  if (deed === 'deny') return { state: 'turnedOff', deed }
  if (deed === 'askProvider') {
    if (state === 'awaitsProvider') throw new Refused('conflict', '已经请机构说明，正在等答复。')
    return { state: 'awaitsProvider', deed }
  }
  if (state === 'awaitsSecondYes') {
    if (line.firstBy === by)
      throw new Refused('rule_broken', '提出认可的人不能再做第二人，请另一位同事核对。')
    return { state: 'admitted', deed: 'admit' }
  }
  if (line.amountFen >= secondPersonFen) return { state: 'awaitsSecondYes', deed: 'admitFirst' }
  return { state: 'admitted', deed: 'admit' }
}

/** After the match: a line somebody decided keeps her decision unless the match has found something new. */
export function afterMatch(
  before: { state: ClaimLineState; faults: readonly ClaimFault[] },
  faults: readonly ClaimFault[],
): ClaimLineState {
  if (before.state === 'turnedOff') return 'turnedOff'
  if (faults.length === 0) return 'allAgree'
  const known = new Set(before.faults.map(({ key }) => key))
  const hasNew = faults.some(({ key }) => !known.has(key))
  if (before.state === 'admitted' && !hasNew) return 'admitted'
  if (!hasNew && (before.state === 'awaitsProvider' || before.state === 'awaitsSecondYes'))
    return before.state
  return 'inQuestion'
}

/** Public money is spared first, the elder last. */
const sparedFirst = ['subsidy', 'charity', 'timeBank', 'elder'] as const satisfies readonly Payer[]

/**
 * The sides of an order, for the sum claimed. A claim for less spares public money first; a claim for more adds
 * nothing to any side, because what was not agreed to in the order nobody owes.
 */
export function splitForClaim(amountFen: number, ordered: Split): Split {
  const total = sparedFirst.reduce((sum, payer) => sum + ordered[payer], 0)
  let spared = Math.max(0, total - amountFen)
  const split = { ...ordered }
  for (const payer of sparedFirst) {
    const off = Math.min(spared, split[payer])
    split[payer] -= off
    spared -= off
  }
  return split
}

/** Whoever called it off or was not there owes the fee, and nobody else. */
export function splitOfFee(feeFen: number): Split {
  return { ...noSplit, elder: feeFen }
}

export const noSplit: Split = { elder: 0, subsidy: 0, charity: 0, timeBank: 0 }

/** Claims are made for a month that is over or running, not longer ago than the setting says. */
export function checkServedOn(servedOn: Day, month: string): string | null {
  return servedOn.slice(0, 7) === month ? null : `服务日期 ${servedOn} 不在 ${month}。`
}

export const ClaimSums = z.object({
  lines: z.number(),
  amountFen: z.number(),
  agreedLines: z.number(),
  agreedFen: z.number(),
  questionedLines: z.number(),
  questionedFen: z.number(),
  deniedLines: z.number(),
  deniedFen: z.number(),
  billedLines: z.number(),
  billedFen: z.number(),
  paidLines: z.number(),
  paidFen: z.number(),
})
export type ClaimSums = z.output<typeof ClaimSums>

export const Claim = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: z.string(),
  providerId: Id,
  providerName: z.string(),
  month: MonthText,
  state: claimStates.schema,
  source: claimSources.schema,
  madeAt: Instant,
  madeByName: z.nullable(z.string()),
  sentAt: z.nullable(Instant),
  sums: ClaimSums,
  refusedRows: z.number(),
})
export type Claim = z.output<typeof Claim>

export const ClaimLine = z.object({
  countyCode: z.string(),
  id: Id,
  claimId: Id,
  month: MonthText,
  line: z.number(),
  kind: claimLineKinds.schema,
  providerName: z.string(),
  orderId: z.nullable(Id),
  orderCode: z.nullable(z.string()),
  elderId: z.nullable(Id),
  elderName: z.nullable(z.string()),
  villageName: z.nullable(z.string()),
  itemName: z.nullable(z.string()),
  workerName: z.nullable(z.string()),
  servedOn: DayText,
  quantity: z.number(),
  unitPriceFen: z.number(),
  amountFen: z.number(),
  /** What time pays of it; in no sum of money. */
  timeMinutes: z.number(),
  state: claimLineStates.schema,
  faults: z.array(ClaimFault),
  lastWord: z.nullable(z.string()),
  billId: z.nullable(Id),
  isPaid: z.boolean(),
})
export type ClaimLine = z.output<typeof ClaimLine>

export const LineEvent = z.object({
  id: Id,
  deed: lineDeeds.schema,
  words: z.nullable(z.string()),
  byName: z.nullable(z.string()),
  at: Instant,
})
