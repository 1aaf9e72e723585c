// Time saved and used, in minutes: an elder's, a worker's, and what a county has issued and must honour.
import * as z from 'zod/mini'
import { query } from '../kernel/operation.ts'
import { Count, Id, RegionCode } from '../kernel/shapes.ts'
import { AccountLine } from './account-line.ts'

/** Newest first. */
export const TimeStatement = z.object({ minutes: z.number(), lines: z.array(AccountLine) })
export type TimeStatement = z.output<typeof TimeStatement>

const CountyCode = z.string().check(z.regex(/^\d{6}$/))

export const savedTimeApi = {
  /** What an area has issued, what was earned by work, what was used and what is still saved. */
  'timeBank.standing': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      /** By the counties of the area; nought in an area below a county. */
      issuedMinutes: z.number(),
      earnedMinutes: z.number(),
      mealMinutes: z.number(),
      serviceMinutes: z.number(),
      eldersMinutes: z.number(),
      elders: Count,
      workersMinutes: z.number(),
      workers: Count,
    }),
    may: 'careAccount:keep',
    says: '查看时间银行的发放和存余',
  }),
  /** Of a worker, for her provider and for the county. */
  'workerTime.get': query({
    input: z.strictObject({ countyCode: CountyCode, id: Id }),
    output: z.extend(TimeStatement, { name: z.string() }),
    may: 'worker:manage',
    says: '查看服务人员攒下的时间',
  }),
  'myTime.get': query({
    input: z.strictObject({}),
    /** Null where no worker's entry belongs to this account. */
    output: z.nullable(TimeStatement),
    may: 'order:perform',
    says: '查看本人攒下的时间',
  }),
}
