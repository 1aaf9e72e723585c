// Rows of coverage: what the reckoning keeps for each village, township and county.
import * as z from 'zod/mini'
import { coverageServices } from '../../domain/coverage/coverage.ts'

export const coverageTables = {
  coverageVillages: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    service: coverageServices.schema,
    siteName: z.nullable(z.string()),
    siteRegionCode: z.nullable(z.string()),
    meters: z.nullable(z.number()),
    summerMinutes: z.nullable(z.number()),
    winterMinutes: z.nullable(z.number()),
    reachedSummer: z.boolean(),
    reachedWinter: z.boolean(),
    broughtBy: z.nullable(z.string()),
    wanting: z.number(),
    onRecord: z.number(),
    elders: z.record(z.string(), z.number()),
  }),
  coverageCounts: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    service: coverageServices.schema,
    measure: z.string(),
    elders: z.number(),
    onFootSummer: z.number(),
    onFootWinter: z.number(),
    brought: z.number(),
    without: z.number(),
    villages: z.number(),
    villagesWithout: z.number(),
  }),
  coverageMarks: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    fingerprint: z.string(),
    reckonedAt: z.string(),
    month: z.nullable(z.string()),
    countedAt: z.nullable(z.string()),
  }),
}
