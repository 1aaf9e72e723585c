// A part of the time that is left, for one question among several.
import type { Limits } from './solver.ts'

export function within(limits: Limits, seconds: number): Limits {
  const until = limits.secondsLeft() - seconds
  return {
    ...limits,
    isOver: () => limits.isOver() || limits.secondsLeft() <= until,
    secondsLeft: () => Math.max(0, limits.secondsLeft() - until),
    // Bounds of a question inside are not bounds of the whole.
    tell: () => {},
  }
}
