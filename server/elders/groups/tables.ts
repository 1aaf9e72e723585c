// Rows of memberships' proof, photos and confirmations, and of the changes proposed.
import * as z from 'zod/mini'
import { elderGroups } from '../../../domain/elders/elder.ts'
import { proposalKinds, proposalStates, proposedChanges } from '../../../domain/elders/groups/proposals.ts'
import { MembershipProof } from '../../../domain/elders/memberships.ts'

const uuid = z.uuid()
const instant = z.string()
const place = { countyCode: z.string(), regionCode: z.string() }

/** Columns of elder_memberships that start out empty. */
export const provedColumns = {
  proof: MembershipProof,
  certificateSealed: z.nullable(z.string()),
  certificateTail: z.nullable(z.string()),
  expiresOn: z.nullable(z.string()),
  confirmedOn: z.nullable(z.string()),
  lacksEvidence: z.boolean(),
  /** The membership this one was recorded in place of. */
  replaces: z.nullable(uuid),
  voidedAt: z.nullable(instant),
  voidedBy: z.nullable(uuid),
  voidReason: z.nullable(z.string()),
  voidedValidTo: z.nullable(z.string()),
}

export const groupTables = {
  membershipConfirmations: z.object({
    ...place,
    id: uuid,
    membershipId: uuid,
    note: z.nullable(z.string()),
    confirmedBy: uuid,
    confirmedOn: z.string(),
    recordedAt: instant,
  }),
  membershipDocuments: z.object({
    ...place,
    id: uuid,
    membershipId: uuid,
    contentType: z.string(),
    sizeBytes: z.number(),
    contentHash: z.string(),
    addedBy: uuid,
    addedAt: instant,
  }),
  membershipProposals: z.object({
    ...place,
    id: uuid,
    elderId: uuid,
    kind: proposalKinds.schema,
    change: proposedChanges.schema,
    group: elderGroups.schema,
    factsKey: z.string(),
    evidence: z.string(),
    proof: MembershipProof,
    validFrom: z.string(),
    rulesVersion: z.number(),
    proposedOn: z.string(),
    state: proposalStates.schema,
    reason: z.nullable(z.string()),
    decidedBy: z.nullable(uuid),
    decidedAt: z.nullable(instant),
    membershipId: z.nullable(uuid),
  }),
}
