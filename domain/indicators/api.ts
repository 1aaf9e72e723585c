// Boards: figures for a region and its parts, and the list behind each.
import * as z from 'zod/mini'
import { ElderRow } from '../elders/elder.ts'
import { query } from '../kernel/operation.ts'
import { Instant, MonthText, Page, RegionCode } from '../kernel/shapes.ts'
import { regionLevelWords } from '../regions/region.ts'
import { indicators } from './indicators.ts'

const Values = z.record(z.string(), z.number())

export const indicatorApi = {
  'board.read': query({
    input: z.strictObject({ regionCode: RegionCode, month: MonthText }),
    output: z.object({
      region: z.object({ code: RegionCode, name: z.string(), level: regionLevelWords.schema }),
      month: MonthText,
      /** Indicator → count for the region asked for. */
      values: Values,
      /** The same for every part one level down, statistical zones under their host county's outline code. */
      parts: z.array(
        z.object({
          code: RegionCode,
          name: z.string(),
          countyGb2260: z.string(),
          statisticalOnly: z.boolean(),
          values: Values,
        }),
      ),
      /** For the map of the 60 counties: six-digit county → numerator and denominator, zones added to hosts. */
      outlines: z.record(z.string(), z.object({ numerator: z.number(), denominator: z.number() })),
      /** The last twelve months of the visit rate, oldest first. */
      trend: z.array(z.object({ month: MonthText, numerator: z.number(), denominator: z.number() })),
      countedAt: z.nullable(Instant),
      synthetic: z.boolean(),
    }),
    may: 'indicator:read',
    says: '查看看板',
  }),
  'board.records': query({
    /** The elders an indicator counts, so that a number opens its list. */
    input: z.strictObject({
      regionCode: RegionCode,
      month: MonthText,
      indicator: indicators.schema,
      ...Page,
    }),
    output: z.object({ rows: z.array(ElderRow), next: z.nullable(z.string()), total: z.number() }),
    may: 'elder:read',
    says: '查看指标名单',
    personal: true,
  }),
}
