// What time pays of a service: minutes in whole steps, never a sum of money.
import { type Shares, type Split, splitOf } from './payers.ts'

/** Settings of the day on which the service was agreed. */
export interface TimeSteps {
  roundMinutes: number
  leastMinutes: number
}

interface Agreed {
  minutes: number
  /** What of the price time pays, and the price: only their proportion counts. */
  shareFen: number
  ofFen: number
}

const upTo = (step: number, minutes: number) => Math.ceil(minutes / step) * step

/** To the nearest step, so that neither the one who gives nor the one who is served loses by rounding. */
export function timeOwed({ minutes, shareFen, ofFen }: Agreed, steps: TimeSteps): number {
  if (minutes <= 0 || shareFen <= 0 || ofFen <= 0) return 0
  const { roundMinutes: step, leastMinutes } = steps
  const share = (minutes * Math.min(shareFen, ofFen)) / ofFen
  return Math.max(Math.round(share / step) * step, upTo(step, leastMinutes))
}

/** What an order is agreed at: its price, who pays which part of it, and how many minutes time pays. */
export function agreedOf(
  item: { priceFen: number; standardMinutes: number; shares: Shares },
  steps: TimeSteps,
): { priceFen: number; split: Split; timeMinutes: number } {
  const { priceFen, standardMinutes: minutes } = item
  const split = splitOf(priceFen, item.shares)
  return {
    priceFen,
    split,
    timeMinutes: timeOwed({ minutes, shareFen: split.timeBank, ofFen: priceFen }, steps),
  }
}

/** Of a claim for less; a claim for more adds nothing to what was agreed. */
export function timeClaimed(
  agreed: { timeMinutes: number; timeFen: number },
  claimedFen: number,
  steps: TimeSteps,
): number {
  if (claimedFen >= agreed.timeFen) return agreed.timeMinutes
  const owed = timeOwed({ minutes: agreed.timeMinutes, shareFen: claimedFen, ofFen: agreed.timeFen }, steps)
  return Math.min(agreed.timeMinutes, owed)
}

/** '45 分钟', '1 小时', '2 小时 15 分钟'. */
export function timeText(minutes: number): string {
  const size = Math.abs(minutes)
  const [hours, rest] = [Math.floor(size / 60), size % 60]
  const parts = [
    ...(hours > 0 ? [`${hours} 小时`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest} 分钟`] : []),
  ]
  return `${minutes < 0 ? '-' : ''}${parts.join(' ')}`
}
