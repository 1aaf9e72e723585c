// Rows of visits and what comes with them.
import * as z from 'zod/mini'
import { answerLevels } from '../../domain/visits/answers.ts'
import { owedReasons } from '../../domain/visits/due.ts'
import { notReachedReasons, visitMethods, visitResults } from '../../domain/visits/visit.ts'

const uuid = z.uuid()
const instant = z.string()

export const visitTables = {
  visits: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    elderId: uuid,
    visitorId: uuid,
    method: visitMethods.schema,
    result: visitResults.schema,
    notReachedReason: z.nullable(notReachedReasons.schema),
    visitedOn: z.string(),
    startedAt: instant,
    endedAt: instant,
    receivedAt: instant,
    lon: z.nullable(z.number()),
    lat: z.nullable(z.number()),
    accuracyMeters: z.nullable(z.number()),
    answers: z.string(),
    needs: z.array(z.string()),
    noteSealed: z.nullable(z.string()),
    attachmentIds: z.array(uuid),
    doorCode: z.nullable(z.string()),
    countsForRate: z.boolean(),
    worst: answerLevels.schema,
    rulesVersion: z.number(),
    deviceId: z.nullable(uuid),
    clockOffsetMs: z.nullable(z.number()),
    synthetic: z.boolean(),
  }),
  dueVisits: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    elderId: uuid,
    reason: owedReasons.schema,
    raisedOn: z.string(),
    dueOn: z.string(),
    eventId: uuid,
    withdrawnAt: z.nullable(instant),
  }),
  attachments: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    visitId: uuid,
    kind: z.enum(['photo', 'voice']),
    contentType: z.string(),
    sizeBytes: z.number(),
    receivedBytes: z.number(),
    contentHash: z.string(),
    completedAt: z.nullable(instant),
    accountId: uuid,
    createdAt: instant,
  }),
}
