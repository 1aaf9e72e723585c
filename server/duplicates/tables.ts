// Rows of the pairs that may be one person.
import * as z from 'zod/mini'
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
}
