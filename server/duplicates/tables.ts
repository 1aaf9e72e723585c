// Rows of the pairs that may be one person.
import * as z from 'zod/mini'
import { disputeOutcomes, disputeStages } from '../../domain/duplicates/disputes.ts'
import { DisputeBrief } from '../../domain/duplicates/disputes-api.ts'
import { pairSources, pairStates } from '../../domain/duplicates/pair.ts'

const uuid = z.uuid()
const instant = z.string()

/** One sign for or against the two being one person: its code, what it adds to the score, and the sentence. */
export const PairReason = z.object({ code: z.string(), weight: z.number(), says: z.string() })

const searchKinds = ['wholeProvince', 'arrivals'] as const

export const duplicateTables = {
  duplicateSearches: z.object({
    id: uuid,
    kind: z.enum(searchKinds),
    readUntil: instant,
    finishedAt: instant,
    elders: z.number(),
    compared: z.number(),
    found: z.number(),
    obsolete: z.number(),
    modelVersion: z.number(),
  }),
  duplicatePairs: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    elderId: uuid,
    otherCountyCode: z.string(),
    otherId: uuid,
    score: z.number(),
    reasons: z.array(PairReason),
    source: pairSources.schema,
    state: pairStates.schema,
    modelVersion: z.number(),
    foundAt: instant,
    decidedBy: z.nullable(uuid),
    decidedAt: z.nullable(instant),
    note: z.nullable(z.string()),
  }),
  elderDisputes: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    otherCountyCode: z.string(),
    otherRegionCode: z.string(),
    elderId: z.nullable(uuid),
    otherElderId: uuid,
    pairId: z.nullable(uuid),
    stage: disputeStages.schema,
    stance: z.nullable(disputeOutcomes.schema),
    outcome: z.nullable(disputeOutcomes.schema),
    brief: z.nullable(DisputeBrief),
    otherBrief: z.nullable(DisputeBrief),
    statement: z.string(),
    evidence: z.string(),
    otherStatement: z.nullable(z.string()),
    otherEvidence: z.nullable(z.string()),
    answeredAt: z.nullable(instant),
    registrationSealed: z.nullable(z.string()),
    registeredAs: z.nullable(uuid),
    dueOn: z.nullable(z.string()),
    openedBy: uuid,
    openedAt: instant,
    decidedBy: z.nullable(uuid),
    decidedAt: z.nullable(instant),
    decision: z.nullable(z.string()),
    carriedOutAt: z.nullable(instant),
  }),
}
