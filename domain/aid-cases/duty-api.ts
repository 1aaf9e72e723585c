// The duty roster: who is on duty which day and hours, and who stands in for whoever is away.
import * as z from 'zod/mini'
import { roles } from '../accounts/roles.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, MonthText, Nothing, RegionCode, text } from '../kernel/shapes.ts'

const Key = { countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id }
const minute = (most: number) => z.int().check(z.gte(0), z.lte(most))

export const DutyShiftRow = z.object({
  ...Key,
  accountId: Id,
  name: z.string(),
  dutyOn: DayText,
  fromMinute: z.number(),
  toMinute: z.number(),
})
export type DutyShiftRow = z.output<typeof DutyShiftRow>

export const DutyLeaveRow = z.object({
  ...Key,
  accountId: Id,
  name: z.string(),
  fromOn: DayText,
  toOn: DayText,
  standInId: z.nullable(Id),
  standInName: z.nullable(z.string()),
  reason: z.nullable(z.string()),
})
export type DutyLeaveRow = z.output<typeof DutyLeaveRow>

export const DutyPerson = z.object({ id: Id, name: z.string(), role: roles.schema, isPosted: z.boolean() })
export type DutyPerson = z.output<typeof DutyPerson>

export const dutyApi = {
  'duty.month': query({
    input: z.strictObject({ regionCode: RegionCode, month: MonthText }),
    output: z.object({
      /** With the days of the weeks the month begins and ends in. */
      from: DayText,
      to: DayText,
      shifts: z.array(DutyShiftRow),
      leaves: z.array(DutyLeaveRow),
      /** Who may be on duty here, and who may stand in. */
      people: z.array(DutyPerson),
      /** Who would answer a case this minute. */
      nowName: z.nullable(z.string()),
      nowAs: z.nullable(z.enum(['onDuty', 'standIn', 'longestPost'])),
    }),
    may: 'aidCase:read',
    says: '查看值班表',
  }),
  'duty.set': command({
    input: z.strictObject({
      ...Key,
      regionCode: RegionCode,
      accountId: Id,
      dutyOn: DayText,
      fromMinute: minute(1439),
      toMinute: minute(2880),
    }),
    output: Nothing,
    may: 'duty:keep',
    says: '安排值班',
  }),
  'duty.remove': command({
    input: z.strictObject(Key),
    output: Nothing,
    may: 'duty:keep',
    says: '撤下值班',
  }),
  /** Copies the seven days before `toMonday` onto the week that begins there; days that have shifts stay. */
  'duty.copyWeek': command({
    input: z.strictObject({ regionCode: RegionCode, toMonday: DayText }),
    output: z.object({ copied: z.number() }),
    may: 'duty:keep',
    says: '复制上周值班',
  }),
  'duty.leave': command({
    input: z.strictObject({
      ...Key,
      regionCode: RegionCode,
      accountId: Id,
      fromOn: DayText,
      toOn: DayText,
      standInId: z._default(z.nullable(Id), null),
      reason: z._default(z.nullable(text(200)), null),
    }),
    output: Nothing,
    may: 'duty:keep',
    says: '登记请假和代班',
  }),
  'duty.cancelLeave': command({
    input: z.strictObject(Key),
    output: Nothing,
    may: 'duty:keep',
    says: '撤销请假',
  }),
}
