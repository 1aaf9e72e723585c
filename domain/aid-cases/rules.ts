// Which answer opens a case, at which level, who answers first, and what the next visit says: domain.md §1.5.
import { areaOf } from '../kernel/area.ts'
import { type AnswerLevel, type Answers, type VisitField, visitFields } from '../visits/answers.ts'
import type { AidCaseLevel } from './aid-case.ts'

/** Stored beside every case. */
export const aidCaseRulesVersion = 2

/**
 * The level a danger opens. p0: consciousness, reaction, self-harm. p1: the examples of §1.5 (no heating, abuse,
 * sudden loss of self-care, a scam in progress) and what kills in a Jilin winter (gas, wiring, a sudden
 * illness). p2: food, fuel, roof, hospital bill, relief. p3: everything else a service can answer.
 */
const levelOfDanger: Partial<Record<VisitField, AidCaseLevel>> = {
  H1: 'p0',
  H3: 'p0',
  M4: 'p0',
  H2: 'p1',
  H5: 'p1',
  S1: 'p1',
  S2: 'p1',
  S3: 'p1',
  S5: 'p1',
  C2: 'p1',
  E1: 'p2',
  E2: 'p2',
  E3: 'p2',
  E4: 'p2',
  E5: 'p2',
  E6: 'p2',
}

export interface Trouble {
  field: VisitField
  level: AidCaseLevel
  /** What the list shows before anyone opens the case. */
  trouble: string
}

/** One case for each field found in danger. */
export function troublesOf(answers: Answers): Trouble[] {
  return visitFields.keys
    .filter(field => answers[field] === 'danger')
    .map(field => ({
      field,
      level: levelOfDanger[field] ?? 'p3',
      trouble: `探访发现“${visitFields.words[field]}”危险`,
    }))
}

/**
 * What a later visit says of a case that is still open: the next visit must record whether the problem is gone
 * (§1.5). Null when it was not asked.
 */
export function followUpOf(field: VisitField, answer: AnswerLevel, isOpen: boolean): string | null {
  const word = visitFields.words[field]
  switch (answer) {
    case 'danger':
      return `再次探访，“${word}”仍然危险，${isOpen ? '并入本个案' : '已另立新的个案'}`
    case 'attention':
      return `再次探访，“${word}”有好转，仍需关注`
    case 'ok':
      return `再次探访，“${word}”已正常${isOpen ? '，请核实后结案' : ''}`
    case 'notAsked':
      return null
  }
}

/**
 * Who answers first, nearest first (§1.5). p0: the village secretary can be at the door in minutes. p1 and p2:
 * the township's officer, who has the means. p3: the village; there is no post of a station manager yet.
 */
export const firstOwnerLevels: Readonly<Record<AidCaseLevel, readonly OwnerLevel[]>> = {
  p0: ['village', 'township', 'county'],
  p1: ['township', 'county', 'village'],
  p2: ['township', 'county', 'village'],
  p3: ['village', 'township', 'county'],
}
export type OwnerLevel = 'village' | 'township' | 'county' | 'province'

/** A post reaches a case when the elder lives in its area. */
export function postReaches(postRegionCode: string, regionCode: string): boolean {
  const { from, to } = areaOf(postRegionCode)
  return regionCode >= from && regionCode <= to
}
