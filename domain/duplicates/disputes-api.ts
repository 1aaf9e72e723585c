// The acts by which two counties settle whose an elder is.
import * as z from 'zod/mini'
import { ElderInput } from '../elders/api.ts'
import { sexes } from '../elders/elder.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Instant, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { disputeOutcomes, disputeStages } from './disputes.ts'

const Key = { countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id }

/** What the other county sees of a record: enough to talk about, nothing to take. */
export const DisputeBrief = z.object({
  maskedName: z.string(),
  sex: z.nullable(sexes.schema),
  bornOn: z.nullable(DayText),
  numberMask: z.nullable(z.string()),
  villageName: z.string(),
  registeredOn: z.nullable(DayText),
  lastVisitedOn: z.nullable(DayText),
  endedOn: z.nullable(DayText),
})
export type DisputeBrief = z.output<typeof DisputeBrief>

const DisputeParty = z.object({
  countyCode: z.string(),
  countyName: z.string(),
  brief: z.nullable(DisputeBrief),
  /** The record itself, for those who may open it. */
  elderId: z.nullable(Id),
  statement: z.nullable(z.string()),
  evidence: z.nullable(z.string()),
  statedAt: z.nullable(Instant),
})
export type DisputeParty = z.output<typeof DisputeParty>

export const Dispute = z.object({
  countyCode: z.string(),
  id: Id,
  stage: disputeStages.schema,
  stance: z.nullable(disputeOutcomes.schema),
  outcome: z.nullable(disputeOutcomes.schema),
  opener: DisputeParty,
  responder: DisputeParty,
  /** In words, for everybody: who has to act now. */
  waitsFor: z.nullable(z.string()),
  /** Whether it is the reader's turn. */
  isMine: z.boolean(),
  side: z.enum(['opener', 'responder', 'prefecture', 'province', 'onlooker']),
  dueOn: z.nullable(DayText),
  isOverdue: z.boolean(),
  openedAt: Instant,
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  decision: z.nullable(z.string()),
  /** What was typed when the number was refused waits here until the dispute is won. */
  canRegister: z.boolean(),
  registeredAs: z.nullable(Id),
  isCarriedOut: z.boolean(),
})
export type Dispute = z.output<typeof Dispute>

const said = { statement: text(500), evidence: text(500) }

export const disputeApi = {
  'dispute.open': command({
    /** Over a pair across counties, or over a number that was refused, with what had been typed. */
    input: z.strictObject({
      ...Key,
      regionCode: RegionCode,
      pairId: z.optional(Id),
      registration: z.optional(z.strictObject({ elderId: Id, householdId: Id, elder: ElderInput })),
      ...said,
    }),
    output: Dispute,
    may: 'elder:merge',
    says: '发起两县协商',
    personal: true,
  }),
  'dispute.list': query({
    input: z.strictObject({
      open: z._default(z.boolean(), true),
      mine: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({ rows: z.array(Dispute), next: z.nullable(z.string()), total: z.number() }),
    may: 'dispute:read',
    says: '查看两县协商',
    personal: true,
  }),
  'dispute.get': query({
    input: z.strictObject(Key),
    output: Dispute,
    may: 'dispute:read',
    says: '查看两县协商',
    personal: true,
  }),
  'dispute.answer': command({
    input: z.strictObject({ ...Key, stance: disputeOutcomes.schema, ...said }),
    output: Dispute,
    may: 'elder:merge',
    says: '答复两县协商',
    personal: true,
  }),
  'dispute.reply': command({
    input: z.strictObject({ ...Key, agrees: z.boolean(), statement: text(500) }),
    output: Dispute,
    may: 'elder:merge',
    says: '回应两县协商',
    personal: true,
  }),
  'dispute.withdraw': command({
    input: z.strictObject({ ...Key, statement: text(500) }),
    output: Dispute,
    may: 'elder:merge',
    says: '撤回两县协商',
    personal: true,
  }),
  'dispute.decide': command({
    input: z.strictObject({ ...Key, outcome: disputeOutcomes.schema, statement: text(500) }),
    output: Dispute,
    may: 'dispute:decide',
    says: '裁定两县协商',
    personal: true,
  }),
  'dispute.register': command({
    /** The number is free now: what had been typed is entered. */
    input: z.strictObject(Key),
    output: Nothing,
    may: 'elder:merge',
    says: '按协商结果登记老年人',
    personal: true,
  }),
}
