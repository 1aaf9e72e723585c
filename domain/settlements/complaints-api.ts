// The acts on complaints about services, and on the calls to elders about them.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, MonthText, Page, RegionCode, text } from '../kernel/shapes.ts'
import { callBackStates } from '../visit-truth/call-back.ts'
import {
  Complaint,
  ComplaintRow,
  complaintKinds,
  complaintOutcomes,
  complaintSources,
  complaintStages,
} from './complaint.ts'
import { ServiceCall, ServiceCallAnswer, ServiceCallDraw } from './service-call.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }
const next = z.nullable(z.string())
const Complaints = z.object({ rows: z.array(ComplaintRow), next })

export const complaintApi = {
  /** The last orders of an elder, to complain about one of them. */
  'complaint.orders': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          code: z.string(),
          itemName: z.string(),
          providerName: z.string(),
          plannedOn: DayText,
          priceFen: z.number(),
        }),
      ),
    }),
    may: 'complaint:work',
    says: '查看老年人的服务订单',
    personal: true,
  }),
  'complaint.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      stage: z.optional(complaintStages.schema),
      /** Not closed yet. */
      open: z._default(z.boolean(), false),
      ...Page,
    }),
    output: Complaints,
    may: 'complaint:read',
    says: '查看服务投诉',
    personal: true,
  }),
  'complaint.get': query({
    input: z.strictObject(Key),
    output: Complaint,
    may: 'complaint:read',
    says: '查看服务投诉',
    personal: true,
  }),
  'complaint.open': command({
    input: z.strictObject({
      ...Key,
      orderId: Id,
      source: complaintSources.schema,
      kind: complaintKinds.schema,
      words: text(1000),
      /** The call it was said in. */
      callId: z._default(z.nullable(Id), null),
    }),
    output: Complaint,
    may: 'complaint:work',
    says: '登记服务投诉',
    personal: true,
  }),
  'complaint.decide': command({
    input: z.strictObject({
      ...Key,
      outcome: complaintOutcomes.schema,
      refundFen: z._default(z.nullable(z.int().check(z.gte(1), z.lte(100_000_000))), null),
      words: text(1000),
    }),
    output: Complaint,
    may: 'complaint:work',
    says: '处理服务投诉',
    personal: true,
  }),
  'complaint.madeGood': command({
    input: z.strictObject({ ...Key, words: text(1000) }),
    output: Complaint,
    may: 'complaint:work',
    says: '记录投诉补救',
    personal: true,
  }),
  'complaint.lookAgain': command({
    input: z.strictObject({ ...Key, closes: z.boolean(), words: text(1000) }),
    output: Complaint,
    may: 'complaint:work',
    says: '复看服务投诉',
    personal: true,
  }),
  'myComplaint.list': query({
    input: z.strictObject({ countyCode, ...Page }),
    output: Complaints,
    may: 'order:accept',
    says: '查看对本机构的投诉',
    personal: true,
  }),
  'myComplaint.get': query({
    input: z.strictObject(Key),
    output: Complaint,
    may: 'order:accept',
    says: '查看对本机构的投诉',
    personal: true,
  }),
  'myComplaint.answer': command({
    input: z.strictObject({ ...Key, words: text(1000) }),
    output: Complaint,
    may: 'order:accept',
    says: '答复投诉',
    personal: true,
  }),

  'serviceCall.draw': command({
    input: z.strictObject({ id: Id, regionCode: RegionCode, month: MonthText }),
    output: ServiceCallDraw,
    may: 'complaint:work',
    says: '抽取服务回访名单',
    personal: true,
  }),
  'serviceCall.draws': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(ServiceCallDraw), next }),
    may: 'complaint:work',
    says: '查看服务回访的抽取',
  }),
  'serviceCall.check': query({
    /** Draws again from the kept seed and compares. */
    input: z.strictObject(Key),
    output: z.object({ same: z.boolean(), poolSize: z.number(), drawn: z.number() }),
    may: 'complaint:work',
    says: '核对服务回访的抽取',
  }),
  'serviceCall.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      drawId: z.optional(Id),
      state: z.optional(callBackStates.schema),
      open: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({ rows: z.array(ServiceCall), next }),
    may: 'complaint:work',
    says: '查看服务回访名单',
    personal: true,
  }),
  'serviceCall.answer': command({
    input: z.strictObject({ ...Key, ...ServiceCallAnswer.shape }),
    output: ServiceCall,
    may: 'complaint:work',
    says: '记录服务回访',
    personal: true,
  }),
}
