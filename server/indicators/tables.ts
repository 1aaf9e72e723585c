// Rows of the figures kept for boards.
import * as z from 'zod/mini'

export const indicatorTables = {
  indicatorValues: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    month: z.string(),
    indicator: z.string(),
    value: z.number(),
    countedAt: z.string(),
  }),
  indicatorCounts: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    month: z.string(),
    countedOn: z.string(),
    countedAt: z.string(),
  }),
  indicatorChanges: z.object({
    countyCode: z.string(),
    id: z.number(),
    regionCode: z.string(),
    month: z.string(),
  }),
  indicatorFreezes: z.object({
    countyCode: z.string(),
    month: z.string(),
    version: z.number(),
    regionCode: z.string(),
    frozenAt: z.string(),
    frozenBy: z.nullable(z.uuid()),
    note: z.nullable(z.string()),
    rulesVersion: z.number(),
  }),
  indicatorFrozen: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    month: z.string(),
    version: z.number(),
    figures: z.record(z.string(), z.number()),
  }),
  indicatorFrozenPeople: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    month: z.string(),
    version: z.number(),
    elderIds: z.array(z.uuid()),
    standings: z.string(),
    groups: z.array(z.number()),
  }),
}
