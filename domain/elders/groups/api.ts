// The acts on memberships of the key groups and on the changes proposed for them.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/operation.ts'
import { DayText, Id, Instant, Nothing, Page, RegionCode, text } from '../../kernel/shapes.ts'
import { ElderRow, elderGroups, recordedGroups } from '../elder.ts'
import { MembershipProof } from '../memberships.ts'
import { membershipStandings } from './history.ts'
import { ProposalRow, proposalKinds, proposalStates } from './proposals.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const certificateNumber = z._default(z.nullable(text(40)), null)
const expiresOn = z._default(z.nullable(DayText), null)

/** What a photo of a paper may be; a scan saved as PDF is asked for as a picture. */
export const documentTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const documentLimitBytes = 8_000_000

/** One entry of the readable history: what was held, on what proof, who said so, what became of it. */
export const MembershipEntry = z.object({
  id: Id,
  group: recordedGroups.schema,
  standing: membershipStandings.schema,
  validFrom: DayText,
  /** The last day it counts or counted; for a voided one what it said before. */
  validTo: z.nullable(DayText),
  expiresOn: z.nullable(DayText),
  expiresSoon: z.boolean(),
  evidence: z.string(),
  proof: MembershipProof,
  certificateMask: z.nullable(z.string()),
  lacking: z.array(z.string()),
  confirmedOn: z.nullable(DayText),
  confirmedByName: z.nullable(z.string()),
  confirmationDue: z.boolean(),
  recordedAt: Instant,
  replaces: z.nullable(Id),
  voidedAt: z.nullable(Instant),
  voidedByName: z.nullable(z.string()),
  voidReason: z.nullable(z.string()),
  confirmations: z.array(
    z.object({ confirmedOn: DayText, byName: z.nullable(z.string()), note: z.nullable(z.string()) }),
  ),
  documents: z.array(z.object({ id: Id, contentType: z.string(), sizeBytes: z.number(), addedAt: Instant })),
})
export type MembershipEntry = z.output<typeof MembershipEntry>

const MembershipKey = { countyCode, id: Id }

export const groupApi = {
  'membership.history': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({ entries: z.array(MembershipEntry) }),
    may: 'elder:read',
    says: '查看重点类别历史',
    personal: true,
  }),
  'membership.record': command({
    input: z.strictObject({
      ...MembershipKey,
      elderId: Id,
      group: recordedGroups.schema,
      validFrom: DayText,
      evidence: text(200),
      proof: z._default(MembershipProof, {}),
      certificateNumber,
      expiresOn,
      /** Recorded although the proof is not complete yet; it stays on the list of what is lacking. */
      toFollow: z._default(z.boolean(), false),
    }),
    output: Nothing,
    may: 'elder:edit',
    says: '认定重点类别',
    personal: true,
  }),
  'membership.prove': command({
    input: z.strictObject({ ...MembershipKey, proof: MembershipProof, certificateNumber, expiresOn }),
    output: Nothing,
    may: 'elder:edit',
    says: '补充重点类别的证据',
    personal: true,
  }),
  'membership.end': command({
    input: z.strictObject({ ...MembershipKey, validTo: DayText }),
    output: Nothing,
    may: 'elder:edit',
    says: '结束重点类别',
    personal: true,
  }),
  'membership.void': command({
    input: z.strictObject({ ...MembershipKey, reason: text(200) }),
    output: Nothing,
    may: 'elder:edit',
    says: '作废认定错误的重点类别',
    personal: true,
  }),
  'membership.correct': command({
    /** Voids the one named and records another with the right dates in its place. */
    input: z.strictObject({
      ...MembershipKey,
      newId: Id,
      validFrom: DayText,
      validTo: z.nullable(DayText),
      expiresOn: z.nullable(DayText),
      reason: text(200),
    }),
    output: Nothing,
    may: 'elder:edit',
    says: '更正重点类别的日期',
    personal: true,
  }),
  'membership.confirm': command({
    input: z.strictObject({
      ...MembershipKey,
      confirmationId: Id,
      note: z._default(z.nullable(text(200)), null),
    }),
    output: Nothing,
    may: 'elder:edit',
    says: '年度复核重点类别',
    personal: true,
  }),
  'membership.attach': command({
    input: z.strictObject({ ...MembershipKey, documentId: Id, contentType: z.enum(documentTypes) }),
    output: Nothing,
    may: 'elder:edit',
    says: '上传重点类别的证件照片',
    personal: true,
    bytes: 'in',
  }),
  'membership.document': query({
    input: z.strictObject({ countyCode, id: Id, documentId: Id }),
    output: Nothing,
    may: 'elder:read',
    says: '查看重点类别的证件照片',
    personal: true,
    bytes: 'out',
  }),
  'membership.open': query({
    /** Memberships that ask for something: proof lacking, paper running out, not confirmed for a year. */
    input: z.strictObject({
      regionCode: RegionCode,
      asks: z.enum(['evidence', 'expiry', 'confirmation']),
      group: z.optional(recordedGroups.schema),
      ...Page,
    }),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          group: recordedGroups.schema,
          validFrom: DayText,
          expiresOn: z.nullable(DayText),
          confirmedOn: z.nullable(DayText),
          evidence: z.string(),
          elder: ElderRow,
        }),
      ),
      next: z.nullable(z.string()),
    }),
    may: 'elder:read',
    says: '查看待补证据和待复核的类别',
    personal: true,
  }),

  'proposal.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      kind: z.optional(proposalKinds.schema),
      group: z.optional(elderGroups.schema),
      state: z._default(proposalStates.schema, 'proposed'),
      ...Page,
    }),
    output: z.object({
      rows: z.array(ProposalRow),
      next: z.nullable(z.string()),
      total: z.number(),
      /** How many of each kind wait, whatever kind was asked for. */
      waiting: z.record(z.string(), z.number()),
    }),
    may: 'elder:read',
    says: '查看待确认的变化',
    personal: true,
  }),
  'proposal.accept': command({
    input: z.strictObject({ countyCode, ids: z.array(Id).check(z.minLength(1), z.maxLength(500)) }),
    output: z.object({
      /** Left out: decided by another meanwhile, or no longer possible, with the reason. */
      accepted: z.number(),
      skipped: z.array(z.object({ id: Id, why: z.string() })),
    }),
    may: 'elder:edit',
    says: '采纳建议的变化',
    personal: true,
  }),
  'proposal.decline': command({
    input: z.strictObject({
      countyCode,
      ids: z.array(Id).check(z.minLength(1), z.maxLength(500)),
      reason: text(200),
    }),
    output: z.object({ declined: z.number() }),
    may: 'elder:edit',
    says: '不采纳建议的变化',
    personal: true,
  }),
}
