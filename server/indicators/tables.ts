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
}
