// Rows of visits and what comes with them.
import * as z from 'zod/mini'
import { answerLevels } from '../../domain/visits/answers.ts'
import { owedReasons } from '../../domain/visits/due.ts'
import { FollowUp } from '../../domain/visits/follow-up.ts'
import { doorSigns, notReachedReasons, refusedReasons, tellers } from '../../domain/visits/not-met.ts'
import { SeasonalSaid } from '../../domain/visits/season.ts'
import { KinContact } from '../../domain/visits/supporters.ts'
import { attachmentKinds, visitMethods, visitResults } from '../../domain/visits/visit.ts'

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
    refusedReason: z.nullable(refusedReasons.schema),
    toldBy: z.nullable(tellers.schema),
    doorSigns: z.array(doorSigns.schema),
    followUps: z.array(FollowUp),
    seasonal: z.array(SeasonalSaid),
    kinContacts: z.array(KinContact),
    householdVisitId: z.nullable(uuid),
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
    kind: attachmentKinds.schema,
    previewSealed: z.nullable(z.string()),
    contentType: z.string(),
    sizeBytes: z.number(),
    receivedBytes: z.number(),
    contentHash: z.string(),
    completedAt: z.nullable(instant),
    accountId: uuid,
    createdAt: instant,
    lastPieceAt: instant,
  }),
}
