// Colours of the stages and how sums, hours and payers are written on the desk.

import { yuanFixed } from '../../domain/kernel/money.ts'
import type { NeedState } from '../../domain/service-orders/need.ts'
import type { OrderStage } from '../../domain/service-orders/order.ts'
import { payers, type Split } from '../../domain/service-orders/payers.ts'
import type { CertificateState } from '../../domain/service-orders/provider.ts'
import { timeText } from '../../domain/service-orders/time-share.ts'

export const stageColours: Readonly<Record<OrderStage, string>> = {
  requested: 'warning',
  promised: 'processing',
  onTheWay: 'processing',
  inService: 'processing',
  finished: 'warning',
  confirmed: 'success',
  settled: 'success',
  handedBack: 'error',
  halted: 'error',
  nobodyHome: 'error',
  annulled: 'default',
}

export const needColours: Readonly<Record<NeedState, string>> = {
  needOpen: 'warning',
  needMatched: 'processing',
  needArranged: 'success',
  needEnded: 'default',
}

export const lightColours: Readonly<Record<CertificateState, string>> = {
  certificateFine: 'success',
  certificateEnding: 'warning',
  certificateOver: 'error',
  certificateRevoked: 'default',
}

/** 老年人自付 45.00 元，财政补贴 60.00 元，时间银行 45 分钟; whoever pays nothing is left out. */
export function splitText(split: Split, timeMinutes: number): string {
  return [
    ...payers.keys
      .filter(payer => payer !== 'timeBank' && split[payer] > 0)
      .map(payer => `${payers.words[payer]} ${yuanFixed(split[payer])} 元`),
    ...(timeMinutes > 0 ? [`${payers.words.timeBank} ${timeText(timeMinutes)}`] : []),
  ].join('，')
}

/** 09:30–10:30 in Jilin. */
export function windowText({ plannedFrom, plannedTo }: { plannedFrom: string; plannedTo: string }): string {
  return `${clock(plannedFrom)}–${clock(plannedTo)}`
}

export const clock = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)

/** What is no longer true once somebody's entry or certificate has changed. */
export const staleWorkers = ['worker.list', 'provider.get', 'provider.list'] as const

/** What is no longer true once an order has moved. */
export const staleOrder = ['order.get', 'order.list', 'order.ofElder', 'need.get', 'need.list'] as const

/** What is no longer true once a need has moved. */
export const staleNeeds = ['need.get', 'need.list', 'need.suggest', 'order.list', 'order.ofElder'] as const
