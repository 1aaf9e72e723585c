// The acts of closing one month of all canteens of a county or township: look before, ask, follow, read the result.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, Id, Instant, MonthText, Nothing, Page, RegionCode } from '../kernel/shapes.ts'
import { closingHints, closingOutcomes, closingStandings, closingStates } from './closing.ts'

const CountyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode: CountyCode, id: Id }

export const ClosingCanteen = z.object({
  countyCode: z.string(),
  canteenId: Id,
  name: z.string(),
  placeName: z.string(),
  standing: closingStandings.schema,
  /** The month to be closed next. */
  turn: z.nullable(MonthText),
  hints: z.array(closingHints.schema),
  meals: Count,
  /** Bought up to the end of the month and in no book. */
  purchases: Count,
  incidentId: z.nullable(Id),
})
export type ClosingCanteen = z.output<typeof ClosingCanteen>

export const MealClosing = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  placeName: z.string(),
  month: MonthText,
  state: closingStates.schema,
  leaveHinted: z.boolean(),
  askedByName: z.nullable(z.string()),
  askedAt: Instant,
  doneAt: z.nullable(Instant),
  canteens: Count,
  /** How far it is. */
  looked: Count,
  closed: Count,
})
export type MealClosing = z.output<typeof MealClosing>

export const ClosingLine = z.object({
  countyCode: z.string(),
  canteenId: Id,
  name: z.string(),
  placeName: z.string(),
  outcome: closingOutcomes.schema,
  /** Why not, and what to do. */
  says: z.nullable(z.string()),
  closingFen: z.nullable(z.int()),
})
export type ClosingLine = z.output<typeof ClosingLine>

export const mealClosingApi = {
  'mealClosing.look': query({
    input: z.strictObject({
      regionCode: RegionCode,
      month: MonthText,
      standing: z.optional(closingStandings.schema),
      /** Only those that may be closed and are worth a look before. */
      hintedOnly: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({
      rows: z.array(ClosingCanteen),
      next: z.nullable(z.string()),
      counts: z.record(closingStandings.schema, Count),
      hinted: Count,
      isOver: z.boolean(),
      /** Of the same county and not done yet: a second one has to wait. */
      running: z.nullable(Id),
    }),
    may: 'ledger:read',
    says: '查看助餐点月末结账情况',
  }),
  'mealClosing.ask': command({
    input: z.strictObject({
      id: Id,
      regionCode: RegionCode,
      month: MonthText,
      leaveHinted: z._default(z.boolean(), false),
    }),
    output: z.object(Key),
    may: 'canteenAccount:keep',
    says: '全部助餐点月末结账',
  }),
  'mealClosing.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(MealClosing), next: z.nullable(z.string()) }),
    may: 'ledger:read',
    says: '查看助餐点全部结账记录',
  }),
  'mealClosing.get': query({
    input: z.strictObject(Key),
    output: z.object({ closing: MealClosing, counts: z.record(closingOutcomes.schema, Count) }),
    may: 'ledger:read',
    says: '查看助餐点全部结账结果',
  }),
  'mealClosing.lines': query({
    input: z.strictObject({ ...Key, outcome: z.optional(closingOutcomes.schema), ...Page }),
    output: z.object({ rows: z.array(ClosingLine), next: z.nullable(z.string()) }),
    may: 'ledger:read',
    says: '查看助餐点全部结账结果',
  }),
  'mealClosing.export': query({
    input: z.strictObject(Key),
    output: Nothing,
    may: 'ledger:read',
    says: '导出助餐点全部结账结果',
    bytes: 'out',
  }),
}
