// The four colours of risk, gravest first (domain.md §1.3).
import { choice, type KeyOf } from '../kernel/choice.ts'

export const riskLevels = choice({ red: '红', orange: '橙', yellow: '黄', green: '绿' })
export type RiskLevel = KeyOf<typeof riskLevels>

/** Which of two is the graver. */
export function graver(one: RiskLevel, other: RiskLevel): RiskLevel {
  return riskLevels.keys.indexOf(one) <= riskLevels.keys.indexOf(other) ? one : other
}

/** Negative when the first is graver than the second. */
export function byGravity(one: RiskLevel, other: RiskLevel): number {
  return riskLevels.keys.indexOf(one) - riskLevels.keys.indexOf(other)
}
