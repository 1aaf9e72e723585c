// The shapes in which assessments are read: one ability assessment with its story, self-care, home checks, work lists.
import * as z from 'zod/mini'
import { sexes } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { abilityAdjustments, abilityLevels } from './ability.ts'
import { AbilityForm, abilityReasons, abilityStandards } from './ability-form.ts'
import { Scores } from './ability-items.ts'
import { AdaptationNumber, adaptationStates } from './adaptation.ts'
import { homeHazards } from './home-safety.ts'
import { changeReporters, selfCareItems, selfCareLevels, selfCareReasons } from './self-care.ts'
import { abilityActKinds, abilityStages, toldWays } from './stages.ts'

const standing = {
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  elderId: Id,
}

/** One assessor's scores and what they come to. */
export const Opinion = z.object({
  scores: Scores,
  total: z.number(),
  initialLevel: abilityLevels.schema,
  finalLevel: abilityLevels.schema,
})
export type Opinion = z.output<typeof Opinion>

/**
 * `result` is what stands; it is open until two assessors (and where needed a reviewer) have spoken. Until the second
 * has scored, nobody but the first is shown the first one's scores: otherwise the second would only copy them.
 */
export const AbilityRow = z.object({
  ...standing,
  number: z.string(),
  assessedOn: DayText,
  reason: abilityReasons.schema,
  standard: abilityStandards.schema,
  stage: abilityStages.schema,
  result: z.nullable(Opinion),
  adjustments: z.array(abilityAdjustments.schema),
  validUntil: z.nullable(DayText),
  firstName: z.string(),
  secondName: z.nullable(z.string()),
  rulesVersion: z.number(),
})
export type AbilityRow = z.output<typeof AbilityRow>

export const AbilityAct = z.object({
  id: Id,
  kind: abilityActKinds.schema,
  byAccountId: Id,
  byName: z.string(),
  note: z.nullable(z.string()),
  toldWay: z.nullable(toldWays.schema),
  toldTo: z.nullable(z.string()),
  accepted: z.nullable(z.boolean()),
  doneAt: Instant,
})
export type AbilityAct = z.output<typeof AbilityAct>

export const Ability = z.object({
  ...AbilityRow.shape,
  version: z.number(),
  elderName: z.string(),
  elderSex: sexes.schema,
  elderBornOn: z.nullable(DayText),
  villageName: z.string(),
  townshipName: z.string(),
  firstAccountId: Id,
  firstMedical: z.boolean(),
  secondMedical: z.nullable(z.boolean()),
  first: z.nullable(Opinion),
  second: z.nullable(Opinion),
  form: z.nullable(AbilityForm),
  acts: z.array(AbilityAct),
})
export type Ability = z.output<typeof Ability>

/** A result made by another standard, kept as it was said and never re-scored. */
export const EarlierResult = z.object({
  ...standing,
  standard: abilityStandards.schema,
  level: z.string(),
  assessedOn: DayText,
  assessedBy: z.string(),
})
export type EarlierResult = z.output<typeof EarlierResult>

export const SelfCare = z.object({
  ...standing,
  assessedOn: DayText,
  reason: selfCareReasons.schema,
  notMet: z.array(selfCareItems.schema),
  level: selfCareLevels.schema,
  assessorName: z.string(),
  note: z.nullable(z.string()),
})
export type SelfCare = z.output<typeof SelfCare>

export const AbilityChange = z.object({
  ...standing,
  reportedOn: DayText,
  reporter: changeReporters.schema,
  reporterName: z.string(),
  what: z.string(),
  dueOn: DayText,
  closedOn: z.nullable(DayText),
})
export type AbilityChange = z.output<typeof AbilityChange>

export const AdaptationLine = z.object({
  item: AdaptationNumber,
  reason: z.string(),
  state: adaptationStates.schema,
  note: z.nullable(z.string()),
  decidedByName: z.nullable(z.string()),
  decidedOn: z.nullable(DayText),
})
export type AdaptationLine = z.output<typeof AdaptationLine>

export const HomeCheck = z.object({
  ...standing,
  checkedOn: DayText,
  hazards: z.array(homeHazards.schema),
  note: z.nullable(z.string()),
  checkedByName: z.string(),
  lines: z.array(AdaptationLine),
})
export type HomeCheck = z.output<typeof HomeCheck>

/** What waits for somebody, one list each. */
export const assessmentDuties = choice({
  secondDuty: '等第二名评估员',
  reviewDuty: '等复核',
  tellDuty: '等告知',
  againDuty: '须重新评估',
  changeDuty: '限期复核',
  expiredDuty: '已过期',
  expiringDuty: '快到期',
  neverDuty: '失能未评估',
})
export type AssessmentDuty = KeyOf<typeof assessmentDuties>

export const DutyRow = z.object({
  ...standing,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  villageName: z.string(),
  townshipName: z.string(),
  /** The assessment or the report that waits; null for an elder never assessed. */
  subjectId: z.nullable(Id),
  /** Level of the result in force, where there is one to be shown. */
  level: z.nullable(abilityLevels.schema),
  since: z.nullable(DayText),
  /** The day it must be done by, or the day it ran out. */
  dueOn: z.nullable(DayText),
  note: z.nullable(z.string()),
})
export type DutyRow = z.output<typeof DutyRow>

export const Assessor = z.object({
  countyCode: z.string(),
  id: Id,
  accountId: Id,
  name: z.string(),
  regionCode: RegionCode,
  regionName: z.string(),
  medical: z.boolean(),
  certificate: z.string(),
  validFrom: DayText,
  validTo: z.nullable(DayText),
})
export type Assessor = z.output<typeof Assessor>
