// How true a month of visits looks, 0 to 100, with every reason: domain.md §§1.3, 14. It never keeps a visit from counting.
import { findByAnswers } from './by-answers.ts'
import { findByEvidence } from './by-evidence.ts'
import { findByPlace } from './by-place.ts'
import { findByTime } from './by-time.ts'
import type { MonthFacts, TruthThresholds } from './facts.ts'
import {
  confirmedPoints,
  confirmedPointsAtMost,
  type TruthReason,
  type TruthSign,
  truthSigns,
} from './signs.ts'

export interface TruthJudgement {
  score: number
  /** The weightiest first. */
  reasons: TruthReason[]
}

export function judgeMonth(facts: MonthFacts, thresholds: TruthThresholds): TruthJudgement {
  const found = [
    ...findByTime(facts, thresholds),
    ...findByPlace(facts, thresholds),
    ...findByAnswers(facts),
    ...findByEvidence(facts),
  ]
  const order = (sign: TruthSign) => truthSigns.keys.indexOf(sign)
  const reasons = found.sort((one, other) => other.points - one.points || order(one.sign) - order(other.sign))
  const taken = reasons.reduce((sum, { points }) => sum + points, 0)
  const confirmed = facts.visits.filter(visit => visit.calledBack === 'confirmed').length
  // A good word counts against small doubts and never makes more than whole.
  const given = Math.min(confirmedPointsAtMost, confirmed * confirmedPoints)
  return { score: Math.max(0, Math.min(100, 100 - taken + given)), reasons }
}
