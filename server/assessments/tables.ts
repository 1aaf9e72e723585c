// Rows of assessments: ability with its acts, self-care, home checks, and who may assess.
import * as z from 'zod/mini'
import { abilityLevels } from '../../domain/assessments/ability.ts'
import { abilityReasons, abilityStandards } from '../../domain/assessments/ability-form.ts'
import { adaptationStates } from '../../domain/assessments/adaptation.ts'
import { changeReporters, selfCareLevels, selfCareReasons } from '../../domain/assessments/self-care.ts'
import { abilityActKinds, abilityStages, toldWays } from '../../domain/assessments/stages.ts'

const uuid = z.uuid()
const day = z.string()
const instant = z.string()
const maybe = z.nullable
const ofElder = { countyCode: z.string(), id: uuid, regionCode: z.string(), elderId: uuid }

export const assessmentTables = {
  assessorQualifications: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    accountId: uuid,
    medical: z.boolean(),
    certificate: z.string(),
    validFrom: day,
    validTo: maybe(day),
    recordedBy: maybe(uuid),
    recordedAt: instant,
  }),
  abilityAssessments: z.object({
    ...ofElder,
    standard: abilityStandards.schema,
    assessedOn: day,
    reason: abilityReasons.schema,
    scores: z.string(),
    total: z.number(),
    initialLevel: abilityLevels.schema,
    adjustments: z.array(z.string()),
    finalLevel: abilityLevels.schema,
    mustReview: z.boolean(),
    rulesVersion: z.number(),
    formSealed: maybe(z.string()),
    firstId: uuid,
    firstMedical: z.boolean(),
    submittedAt: instant,
    deviceId: maybe(uuid),
    secondId: maybe(uuid),
    secondMedical: maybe(z.boolean()),
    secondScores: maybe(z.string()),
    secondTotal: maybe(z.number()),
    secondInitialLevel: maybe(abilityLevels.schema),
    secondLevel: maybe(abilityLevels.schema),
    stage: abilityStages.schema,
    resultOf: maybe(z.enum(['first', 'second'])),
    resultLevel: maybe(abilityLevels.schema),
    validUntil: maybe(day),
    version: z.number(),
    synthetic: z.boolean(),
  }),
  abilityActs: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    assessmentId: uuid,
    kind: abilityActKinds.schema,
    byAccountId: uuid,
    noteSealed: maybe(z.string()),
    toldWay: maybe(toldWays.schema),
    toldTo: maybe(z.string()),
    accepted: maybe(z.boolean()),
    doneAt: instant,
  }),
  earlierResults: z.object({
    ...ofElder,
    standard: abilityStandards.schema,
    level: z.string(),
    assessedOn: day,
    assessedBy: z.string(),
    recordedBy: uuid,
    recordedAt: instant,
  }),
  selfCareAssessments: z.object({
    ...ofElder,
    assessedOn: day,
    reason: selfCareReasons.schema,
    notMet: z.array(z.string()),
    level: selfCareLevels.schema,
    rulesVersion: z.number(),
    noteSealed: maybe(z.string()),
    assessedBy: uuid,
    recordedAt: instant,
    synthetic: z.boolean(),
  }),
  abilityChanges: z.object({
    ...ofElder,
    reportedOn: day,
    reporter: changeReporters.schema,
    reporterName: z.string(),
    whatSealed: maybe(z.string()),
    dueOn: day,
    closedOn: maybe(day),
    recordedBy: uuid,
    recordedAt: instant,
  }),
  homeChecks: z.object({
    ...ofElder,
    checkedOn: day,
    hazards: z.array(z.string()),
    rulesVersion: z.number(),
    noteSealed: maybe(z.string()),
    checkedBy: uuid,
    recordedAt: instant,
    synthetic: z.boolean(),
  }),
  adaptationLines: z.object({
    countyCode: z.string(),
    checkId: uuid,
    item: z.number(),
    regionCode: z.string(),
    reason: z.string(),
    state: adaptationStates.schema,
    note: maybe(z.string()),
    decidedBy: maybe(uuid),
    decidedOn: maybe(day),
  }),
}
