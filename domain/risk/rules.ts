// Risk as a rule with a number: the same facts give the same level for ever, so that old years can be asked again.
import type { AbilityLevel } from '../assessments/ability.ts'
import type { ElderGroup } from '../elders/elder.ts'
import type { Whereabouts } from '../elders/kin.ts'
import type { Day } from '../kernel/day.ts'
import type { Answers } from '../visits/answers.ts'
import type { Contribution, RiskPart } from './causes.ts'
import { explainedRisk } from './explained.ts'
import { groupedRisk } from './grouped.ts'
import type { RiskLevel } from './level.ts'

/** What is known of an elder on a day, and nothing that came after it. */
export interface RiskFacts {
  groups: readonly ElderGroup[]
  bornOn: Day | null
  /** The level of the assessment in force. */
  ability: AbilityLevel | null
  income: 'dibao' | 'marginal' | 'ordinary' | null
  lastVisit: { visitedOn: Day; result: 'met' | 'notReached' | 'refused'; answers: Answers } | null
  /** The last visit where she was met; the same as the last visit, mostly. */
  lastMet: { visitedOn: Day; answers: Answers } | null
  /** Where the nearest of her kin lives; null when nobody's whereabouts are known. */
  kinNearest: Whereabouts | null
  kinLastContactOn: Day | null
  /** Hazards of the last walk through the home. */
  hazards: number
  leftHospitalOn: Day | null
  lostHousemateOn: Day | null
}

export interface RiskSettings {
  veryOldAge: number
  redFrom: number
  orangeFrom: number
  yellowFrom: number
  /** Days without a call or visit of kin that count as silence. */
  silentDays: number
  /** Days after which leaving hospital and losing a housemate no longer count. */
  recentDays: number
  coldFromMonth: number
  coldToMonth: number
}

export interface Risk {
  version: number
  level: RiskLevel
  points: number
  causes: readonly Contribution[]
}

export interface RiskRule {
  version: number
  /** What it is called where an officer chooses. */
  name: string
  /** Whether the thresholds of points decide; the first version knows none. */
  hasPoints: boolean
  /** The most a part of life can add, whatever is found in it. */
  limits: Readonly<Partial<Record<RiskPart, number>>>
  judge(facts: RiskFacts, day: Day, settings: RiskSettings): Risk
}

/** Versions stand side by side and are never changed once in force; a better rule gets the next number. */
export const riskRules: readonly RiskRule[] = [groupedRisk, explainedRisk]
export const riskVersions = riskRules.map(rule => rule.version)

export function riskRule(version: number): RiskRule {
  return riskRules.find(rule => rule.version === version) ?? groupedRisk
}
