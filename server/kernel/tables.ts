// Rows of the tables the kernel itself writes.
import * as z from 'zod/mini'

const uuid = z.uuid()
const instant = z.string()

export const kernelTables = {
  acts: z.object({
    countyCode: z.string(),
    id: uuid,
    receipt: z.number(),
    operation: z.string(),
    inputHash: z.string(),
    accountId: uuid,
    deviceId: z.nullable(uuid),
    doneAt: instant,
    receivedAt: instant,
    outputSealed: z.nullable(z.string()),
  }),
  auditEntries: z.object({
    countyCode: z.string(),
    id: z.number(),
    regionCode: z.string(),
    at: instant,
    accountId: z.nullable(uuid),
    postId: z.nullable(uuid),
    deviceId: z.nullable(uuid),
    operation: z.string(),
    subjects: z.array(uuid),
    subjectCount: z.number(),
    reason: z.nullable(z.string()),
    requestId: z.string(),
    sealNumber: z.nullable(z.number()),
  }),
  auditSeals: z.object({
    countyCode: z.string(),
    number: z.number(),
    entryCount: z.number(),
    entriesHash: z.string(),
    previousHash: z.string(),
    hash: z.string(),
    sealedAt: instant,
  }),
}
