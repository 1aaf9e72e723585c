// The stage of an order follows from the facts written about it, in whatever order phones deliver them.
import { Refused } from '../kernel/refusal.ts'
import { type OrderEventKind, type OrderStage, orderEventKinds, orderStages } from './order.ts'

interface Fact {
  kind: OrderEventKind
  happenedAt: string
}

/** What each fact makes of an order, and from which stages it may be written. */
const leads: Readonly<
  Record<OrderEventKind, { to: OrderStage | null; from: readonly OrderStage[] | 'any' }>
> = {
  arrange: { to: 'requested', from: ['requested', 'handedBack'] },
  accept: { to: 'promised', from: ['requested'] },
  turnDown: { to: 'handedBack', from: ['requested', 'promised'] },
  dispatch: { to: 'promised', from: ['requested', 'promised'] },
  reschedule: { to: null, from: ['requested', 'promised'] },
  setOut: { to: 'onTheWay', from: ['promised', 'onTheWay'] },
  signIn: { to: 'inService', from: ['promised', 'onTheWay'] },
  takeVitals: { to: null, from: ['inService'] },
  halt: { to: 'halted', from: ['inService'] },
  signOut: { to: 'finished', from: ['inService'] },
  confirm: { to: 'confirmed', from: ['finished'] },
  meetNobody: { to: 'nobodyHome', from: ['promised', 'onTheWay'] },
  cancel: { to: 'annulled', from: ['requested', 'promised', 'onTheWay', 'handedBack'] },
  // Paid for without a confirmation: somebody at the desk has admitted it and said why.
  settle: { to: 'settled', from: ['promised', 'onTheWay', 'inService', 'finished', 'confirmed'] },
  note: { to: null, from: 'any' },
}

/** Nothing follows any more. */
export const endStages: readonly OrderStage[] = ['settled', 'halted', 'nobodyHome', 'annulled']
/** Still to be done: what ends when the elder leaves. */
export const aheadStages: readonly OrderStage[] = ['requested', 'promised', 'handedBack']

/** Agreed and not done: what she pays of it is still to come. */
export const comingStages: readonly OrderStage[] = ['requested', 'promised', 'onTheWay', 'inService']
/** Done: what she pays of it is taken when the bill is passed. */
export const doneStages: readonly OrderStage[] = ['finished', 'confirmed']
/** Not given; she may owe a fee for it all the same. */
export const feeStages: readonly OrderStage[] = ['nobodyHome', 'annulled']

/** Facts of one moment stay as they were written. */
const inOrderOfTime = (one: Fact, other: Fact): number =>
  Date.parse(one.happenedAt) - Date.parse(other.happenedAt)

export function mayFollow(stage: OrderStage, kind: OrderEventKind): boolean {
  const { from } = leads[kind]
  return from === 'any' || from.includes(stage)
}

/** A fact that came too late to count (a set-out after the sign-in) stays in the story and changes nothing. */
export function stageOf(facts: readonly Fact[]): OrderStage {
  let stage: OrderStage = 'requested'
  for (const { kind } of [...facts].sort(inOrderOfTime)) {
    const { to } = leads[kind]
    if (to !== null && mayFollow(stage, kind)) stage = to
  }
  return stage
}

export function checkFollows(stage: OrderStage, kind: OrderEventKind): void {
  if (mayFollow(stage, kind)) return
  throw new Refused(
    'rule_broken',
    `这个订单现在是“${orderStages.words[stage]}”，不能再记“${orderEventKinds.words[kind]}”。请刷新后核对。`,
  )
}
