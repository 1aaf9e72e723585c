// Rows of scores, words with visitors, calls to elders and cards at doors.
import * as z from 'zod/mini'
import {
  callBackPurposes,
  callBackStates,
  cameAnswers,
  satisfiedAnswers,
  whenAnswers,
} from '../../domain/visit-truth/call-back.ts'
import { type TruthReason, truthNoteKinds, truthStages } from '../../domain/visit-truth/signs.ts'

const uuid = z.uuid()
const instant = z.string()

export const visitTruthTables = {
  visitTruths: z.object({
    countyCode: z.string(),
    visitorId: uuid,
    month: z.string(),
    regionCode: z.string(),
    visits: z.number(),
    score: z.number(),
    stage: truthStages.schema,
    reasons: z.array(z.custom<TruthReason>()),
    rulesVersion: z.number(),
    scoredAt: instant,
  }),
  visitTruthCounts: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    scoredTo: instant,
    rulesVersion: z.number(),
    visitors: z.number(),
    eldersCarried: z.number(),
  }),
  visitTruthNotes: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    visitorId: uuid,
    month: z.string(),
    kind: truthNoteKinds.schema,
    words: z.string(),
    writtenBy: uuid,
    writtenAt: instant,
  }),
  callBackDraws: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    purpose: callBackPurposes.schema,
    fromDay: z.string(),
    toDay: z.string(),
    seed: z.string(),
    visitorIds: z.nullable(z.array(uuid)),
    wanted: z.number(),
    poolSize: z.number(),
    drawnBy: uuid,
    drawnAt: instant,
  }),
  callBacks: z.object({
    countyCode: z.string(),
    id: uuid,
    drawId: uuid,
    regionCode: z.string(),
    visitId: uuid,
    elderId: uuid,
    visitorId: uuid,
    state: callBackStates.schema,
    tries: z.number(),
    came: z.nullable(cameAnswers.schema),
    cameWhen: z.nullable(whenAnswers.schema),
    satisfied: z.nullable(satisfiedAnswers.schema),
    noteSealed: z.nullable(z.string()),
    calledBy: z.nullable(uuid),
    calledAt: z.nullable(instant),
  }),
  doorCards: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    householdId: uuid,
    code: z.string(),
    issuedOn: z.string(),
    endedOn: z.nullable(z.string()),
    issuedBy: uuid,
  }),
}
