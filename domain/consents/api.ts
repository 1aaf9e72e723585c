// The acts on an elder's will and rights: consents, who looked at the record, and what she asks of us.
import * as z from 'zod/mini'
import { ElderRow } from '../elders/elder.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { Consent, ConsentInput, consentPurposes } from './consent.ts'
import { SubjectRequest, subjectRequestKinds } from './requests.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const ofElder = { countyCode, elderId: Id }

export const consentApi = {
  'consent.record': command({
    input: ConsentInput,
    output: Nothing,
    may: 'consent:record',
    says: '记录本人意愿',
    personal: true,
    offline: true,
  }),
  'consent.ofElder': query({
    input: z.strictObject(ofElder),
    /** Newest first; the first of a purpose is the one in force. */
    output: z.array(Consent),
    may: 'elder:read',
    says: '查看本人意愿',
    personal: true,
  }),
  'consent.due': query({
    /** Whom to ask again by today, and with a purpose who was never asked. */
    input: z.strictObject({
      regionCode: RegionCode,
      purpose: consentPurposes.schema,
      neverAsked: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({
      rows: z.array(z.object({ ...ElderRow.shape, askAgainOn: z.nullable(DayText) })),
      next: z.nullable(z.string()),
    }),
    may: 'elder:read',
    says: '查看待再次征求意愿的名单',
    personal: true,
  }),

  'elderAccess.list': query({
    /** Who looked at or changed the record: one line a day, person and act. */
    input: z.strictObject({ ...ofElder, from: DayText, to: DayText }),
    output: z.array(
      z.object({
        day: DayText,
        who: z.string(),
        office: z.string(),
        did: z.string(),
        times: z.number(),
        reasons: z.array(z.string()),
      }),
    ),
    may: 'elder:account',
    says: '查看谁看过这份档案',
    personal: true,
  }),

  'subjectRequest.record': command({
    input: z.strictObject({
      ...ofElder,
      id: Id,
      kind: subjectRequestKinds.schema,
      wish: text(500),
      /** The elder, or who asks for her and what they are to her. */
      askedBy: text(80),
      askedOn: DayText,
    }),
    output: SubjectRequest,
    may: 'elder:edit',
    says: '登记本人对档案的请求',
    personal: true,
  }),
  'subjectRequest.settle': command({
    input: z.strictObject({ countyCode, id: Id, fulfilled: z.boolean(), answer: text(500) }),
    output: SubjectRequest,
    may: 'elder:account',
    says: '答复本人对档案的请求',
    personal: true,
  }),
  'subjectRequest.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      elderId: z.optional(Id),
      pending: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({ rows: z.array(SubjectRequest), next: z.nullable(z.string()) }),
    may: 'elder:read',
    says: '查看本人对档案的请求',
    personal: true,
  }),
}
