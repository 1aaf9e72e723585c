// Boards: figures for a region and its parts, and the list behind each.
import * as z from 'zod/mini'
import { ElderRow, elderGroups } from '../elders/elder.ts'
import { command, query } from '../kernel/operation.ts'
import { Id, Instant, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { regionLevelWords } from '../regions/region.ts'
import { frozenStandings } from './frozen.ts'
import { indicators } from './indicators.ts'

const Values = z.record(z.string(), z.number())

/** What was said of a month when it was closed; `values` beside it follow the records of today. */
const Published = z.object({
  version: z.number(),
  frozenAt: Instant,
  /** Who published a correction, and why; both null where the calendar closed the month. */
  byName: z.nullable(z.string()),
  note: z.nullable(z.string()),
  values: Values,
  /** Part → its published figures. */
  parts: z.record(z.string(), Values),
})

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
      /** Null while the month is running or some county of the region has not published it. */
      published: z.nullable(Published),
      synthetic: z.boolean(),
    }),
    may: 'indicator:read',
    says: '查看看板',
  }),
  'board.load': query({
    /** How much each visitor carries: by today's assignments, and by the visits of the month. */
    input: z.strictObject({ regionCode: RegionCode, month: MonthText }),
    output: z.object({
      visitors: z.number(),
      eldersCarried: z.number(),
      /** Visitors with a visit in the month, and their visits. */
      activeVisitors: z.number(),
      visits: z.number(),
      /** Of them, whose month looks wrong. */
      doubted: z.number(),
    }),
    may: 'indicator:read',
    says: '查看探访员负担',
  }),
  'board.corrections': query({
    /** For a county or below: who counts otherwise now than was published, and what was recorded since. */
    input: z.strictObject({ regionCode: RegionCode, month: MonthText }),
    output: z.object({
      regionName: z.string(),
      versions: z.array(
        z.object({
          version: z.number(),
          frozenAt: Instant,
          byName: z.nullable(z.string()),
          note: z.nullable(z.string()),
          denominator: z.number(),
          numerator: z.number(),
        }),
      ),
      /** Figures that differ, published and now. */
      figures: z.array(z.object({ indicator: indicators.schema, published: z.number(), now: z.number() })),
      entered: z.number(),
      left: z.number(),
      /** Everyone who moved; the rows stop at five hundred. */
      moved: z.number(),
      rows: z.array(
        z.object({
          id: Id,
          /** Null where the record itself is gone: an import that was undone. */
          elder: z.nullable(ElderRow),
          was: z.nullable(frozenStandings.schema),
          is: z.nullable(frozenStandings.schema),
          wasGroups: z.array(elderGroups.schema),
          isGroups: z.array(elderGroups.schema),
          why: z.string(),
        }),
      ),
    }),
    may: 'elder:read',
    says: '查看月度数字的更正',
    personal: true,
  }),
  'board.publish': command({
    /** The county's month as it counts now, beside what was said before; the note says why. */
    input: z.strictObject({ regionCode: RegionCode, month: MonthText, note: text(300) }),
    output: Nothing,
    may: 'indicator:publish',
    says: '公布更正后的月度数字',
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
