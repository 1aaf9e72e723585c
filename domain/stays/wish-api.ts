// The acts on wishes to live in a home: write down, list, settle.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { StayWish, stayWants, wishStates, wishTellers } from './wish.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
/** Ways to narrow the list that are no state of their own. */
export const wishQueues = ['tekunWaiting', 'lateWishes', 'urgentWishes'] as const
const Narrowing = {
  regionCode: RegionCode,
  state: z.optional(wishStates.schema),
  wants: z.optional(stayWants.schema),
  queue: z.optional(z.enum(wishQueues)),
  facilityId: z.optional(Id),
}

export const stayWishApi = {
  'stayWish.record': command({
    input: z.strictObject({
      countyCode,
      id: Id,
      elderId: Id,
      wants: stayWants.schema,
      facilityId: z._default(z.nullable(Id), null),
      reason: text(300),
      isUrgent: z._default(z.boolean(), false),
      saidOn: DayText,
      saidBy: wishTellers.schema,
      /** The need it was heard with. */
      needId: z._default(z.nullable(Id), null),
    }),
    output: Nothing,
    may: 'stay:work',
    says: '登记入住愿望',
    personal: true,
  }),
  'stayWish.list': query({
    input: z.strictObject({ ...Narrowing, ...Page }),
    output: z.object({ rows: z.array(StayWish), next: z.nullable(z.string()) }),
    may: 'facility:read',
    says: '查看入住愿望',
    personal: true,
  }),
  'stayWish.counts': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      waiting: Count,
      tekunWaiting: Count,
      lateWishes: Count,
      urgentWishes: Count,
      /** This year: met, and days waited on average until then. */
      metThisYear: Count,
      averageDays: z.nullable(z.number()),
      tekunDays: Count,
      days: Count,
      counties: z.array(
        z.object({
          countyCode: z.string(),
          name: z.string(),
          waiting: Count,
          tekunWaiting: Count,
          longestDays: Count,
        }),
      ),
    }),
    may: 'facility:read',
    says: '查看入住等候情况',
  }),
  'stayWish.ofElder': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({ rows: z.array(StayWish) }),
    may: 'facility:read',
    says: '查看入住愿望',
    personal: true,
  }),
  /** Without admission: taken back, or not possible; a wish that was not met may be said again. */
  'stayWish.settle': command({
    input: z.strictObject({
      countyCode,
      id: Id,
      state: z.enum(['wishTakenBack', 'wishNotMet']),
      on: DayText,
      why: text(300),
    }),
    output: Nothing,
    may: 'stay:work',
    says: '了结入住愿望',
    personal: true,
  }),
  'stayWish.export': query({
    input: z.strictObject(Narrowing),
    output: Nothing,
    may: 'stay:work',
    says: '导出入住等候名单',
    personal: true,
    bytes: 'out',
  }),
}
