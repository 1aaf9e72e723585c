// What boards and the wall of a duty room ask of cases (domain.md §1.7).
import * as z from 'zod/mini'
import { query } from '../kernel/operation.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { AidCaseRow, aidCaseLevels } from './aid-case.ts'

export const CaseFigures = z.object({
  /** Opened within the days. */
  opened: z.number(),
  /** Of those: no case after all, merged into another, or ended because the elder left. They leave the rate. */
  leftOut: z.number(),
  /** Of those opened: solved by now. */
  solved: z.number(),
  /** Opened within the days, of a trouble whose last case had ended not long before. */
  repeated: z.number(),
  /** Solved within the days, whenever opened, and the median of the whole hours that took; null of none. */
  closed: z.number(),
  medianHours: z.nullable(z.number()),
  /** Now, whenever opened. */
  open: z.number(),
  overdue: z.number(),
  recheckOwed: z.number(),
})
export type CaseFigures = z.output<typeof CaseFigures>

export const caseBoardApi = {
  'aidCase.board': query({
    input: z.strictObject({ regionCode: RegionCode, from: DayText, to: DayText }),
    output: z.object({
      whole: CaseFigures,
      levels: z.array(z.object({ level: aidCaseLevels.schema, figures: CaseFigures })),
      /** The regions one level below. */
      parts: z.array(z.object({ code: RegionCode, name: z.string(), figures: CaseFigures })),
      repeatDays: z.number(),
      asOf: Instant,
    }),
    may: 'aidCase:read',
    says: '查看个案看板',
  }),
  'aidCase.wall': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      name: z.string(),
      townships: z.array(
        z.object({
          code: RegionCode,
          name: z.string(),
          p0: z.number(),
          p1: z.number(),
          overdue: z.number(),
          dutyName: z.nullable(z.string()),
        }),
      ),
      /** Life before limb, then the most urgent clock first. */
      cases: z.array(AidCaseRow),
      /** Ids of the newest: the wall rings when one is new. */
      newest: z.nullable(Id),
      dutyName: z.nullable(z.string()),
      asOf: Instant,
    }),
    may: 'aidCase:read',
    says: '查看值班大屏',
    personal: true,
  }),
}
