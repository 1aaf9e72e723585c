// Whether a canteen's month may be closed: one rule for one canteen and for all of a county in one act.
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Month } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'

/** The job that closes the months of a whole area. */
export const mealClosingJob = 'meals.closeMonths'

export const closingStandings = choice({
  readyToClose: '可以结账',
  monthClosed: '已经结账',
  earlierFirst: '要先结以前的月份',
  noPriceRule: '没有启用的价格规则',
  noBookYet: '还没有账可结',
})
export type ClosingStanding = KeyOf<typeof closingStandings>

/** What does not stand in the way of closing, and is worth a look before: nothing can be entered afterwards. */
export const closingHints = choice({
  noMealsTold: '这个月没有供餐记录',
  purchasesUnbooked: '有采购还没有记账',
  incidentOpen: '食品安全事件未了结',
})
export type ClosingHint = KeyOf<typeof closingHints>

export const closingOutcomes = choice({
  closedNow: '这次已结账',
  closedBefore: '以前已经结账',
  waitsForEarlier: '以前的月份还没结',
  withoutPriceRule: '缺少价格规则',
  nothingToClose: '没有账可结',
  leftOpen: '有提醒，这次先留着',
  closeRefused: '没有结成',
})
export type ClosingOutcome = KeyOf<typeof closingOutcomes>

export const closingStates = choice({
  closingWaits: '等待结账',
  closingNow: '正在结账',
  closingDone: '已经做完',
})
export type ClosingState = KeyOf<typeof closingStates>

export interface ClosingFacts {
  /** The newest month closed. */
  lastClosed: Month | null
  /** After it the next one; of a canteen that never closed one, the first in which anything happened. */
  turn: Month | null
  /** A rule in force says what a meal costs in the month. */
  hasRule: boolean
}

export function closingStanding(month: Month, { lastClosed, turn, hasRule }: ClosingFacts): ClosingStanding {
  if (lastClosed !== null && month <= lastClosed) return 'monthClosed'
  if (turn === null || month < turn) return 'noBookYet'
  if (month > turn) return 'earlierFirst'
  return hasRule ? 'readyToClose' : 'noPriceRule'
}

/** Why this canteen's month is not closed, and what to do; null when it may be. */
export function closingProblem(month: Month, facts: ClosingFacts): Refused | null {
  switch (closingStanding(month, facts)) {
    case 'readyToClose':
      return null
    case 'monthClosed':
      return new Refused('conflict', `${month} 月已经结过账。请刷新后查看。`)
    case 'earlierFirst':
      return new Refused('rule_broken', `应先结 ${facts.turn} 月的账，请按月份顺序结账。`)
    case 'noPriceRule':
      return new Refused('rule_broken', `${month} 月没有启用的助餐价格规则，不能结账。请先由县里启用规则。`)
    case 'noBookYet':
      return new Refused('rule_broken', `这个助餐点 ${month} 月还没有任何账，不用结账。`)
  }
}

const outcomeOf: Readonly<Record<Exclude<ClosingStanding, 'readyToClose'>, ClosingOutcome>> = {
  monthClosed: 'closedBefore',
  earlierFirst: 'waitsForEarlier',
  noPriceRule: 'withoutPriceRule',
  noBookYet: 'nothingToClose',
}

/** What becomes of a canteen when a whole area is closed; `closedNow` is still to be done. */
export function outcomeFor(
  standing: ClosingStanding,
  hints: readonly ClosingHint[],
  leaveHinted: boolean,
): ClosingOutcome {
  if (standing !== 'readyToClose') return outcomeOf[standing]
  return leaveHinted && hints.length > 0 ? 'leftOpen' : 'closedNow'
}

export interface HintFacts {
  isRunning: boolean
  meals: number
  purchases: number
  hasIncident: boolean
}

export function closingHintsOf({ isRunning, meals, purchases, hasIncident }: HintFacts): ClosingHint[] {
  return [
    ...(isRunning && meals === 0 ? (['noMealsTold'] as const) : []),
    ...(purchases > 0 ? (['purchasesUnbooked'] as const) : []),
    ...(hasIncident ? (['incidentOpen'] as const) : []),
  ]
}
