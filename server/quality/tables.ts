// Rows of the nightly count of the ledger's quality.
import * as z from 'zod/mini'
import { qualityMeasures } from '../../domain/quality/measures.ts'

export const countedMeasures = z.enum(['elders', ...qualityMeasures.keys])

export const qualityTables = {
  qualityCounts: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    month: z.string(),
    measure: countedMeasures,
    value: z.number(),
    countedAt: z.string(),
  }),
}
