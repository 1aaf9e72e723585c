// The acts around a case: its plan, referrals to other bodies with their receipts, and meetings.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Page, RegionCode, text } from '../kernel/shapes.ts'
import { ReferralRow, referralBodies } from './case-work.ts'
import { AidCase } from './record.ts'

const Key = { countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id }

const ending = (says: string) =>
  command({
    input: z.strictObject({ ...Key, taskId: Id, note: z._default(z.nullable(text(500)), null) }),
    output: AidCase,
    may: 'aidCase:work',
    says,
    personal: true,
  })

export const casePlanApi = {
  'aidCase.plan': command({
    input: z.strictObject({ ...Key, taskId: Id, task: text(200), toAccountId: Id, dueOn: DayText }),
    output: AidCase,
    may: 'aidCase:work',
    says: '安排个案任务',
    personal: true,
  }),
  'aidCase.finishTask': ending('完成个案任务'),
  'aidCase.dropTask': ending('取消个案任务'),
  'aidCase.refer': command({
    input: z.strictObject({
      ...Key,
      referralId: Id,
      body: referralBodies.schema,
      addressee: z._default(z.nullable(text(60)), null),
      matter: text(500),
      sentOn: DayText,
    }),
    output: AidCase,
    may: 'aidCase:work',
    says: '把个案转介给其他单位',
    personal: true,
  }),
  'aidCase.receiveReferral': command({
    input: z.strictObject({
      ...Key,
      referralId: Id,
      receivedBy: text(60),
      receivedOn: DayText,
      referenceNumber: z._default(z.nullable(text(60)), null),
    }),
    output: AidCase,
    may: 'aidCase:work',
    says: '登记转介签收',
    personal: true,
  }),
  'aidCase.answerReferral': command({
    input: z.strictObject({ ...Key, referralId: Id, answer: text(1000), answeredOn: DayText }),
    output: AidCase,
    may: 'aidCase:work',
    says: '登记转介答复',
    personal: true,
  }),
  'aidCase.referrals': query({
    input: z.strictObject({
      regionCode: RegionCode,
      body: z.optional(referralBodies.schema),
      /** Without receipt, or without answer, after the day it was due. */
      overdue: z._default(z.boolean(), false),
      /** Answered ones too. */
      answered: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({
      rows: z.array(ReferralRow),
      next: z.nullable(z.string()),
      total: z.number(),
      today: DayText,
    }),
    may: 'aidCase:read',
    says: '查看转介和回执',
    personal: true,
  }),
  'aidCase.confer': command({
    input: z.strictObject({
      ...Key,
      meetingId: Id,
      heldOn: DayText,
      place: z._default(z.nullable(text(60)), null),
      people: text(300),
      decided: text(2000),
    }),
    output: AidCase,
    may: 'aidCase:work',
    says: '记录个案会商',
    personal: true,
  }),
}
