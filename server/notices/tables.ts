// Rows of notices, of each try to reach a person, and of the numbers they are reached by.
import * as z from 'zod/mini'
import { broadcastKinds } from '../../domain/notices/loudspeaker.ts'
import { noticeChannels, noticeStates, noticeUrgencies, sendStates } from '../../domain/notices/notice.ts'

const uuid = z.uuid()
const instant = z.string()

export const noticeTables = {
  notices: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    toAccountId: uuid,
    kind: z.string(),
    urgency: noticeUrgencies.schema,
    subjectModule: z.string(),
    subjectId: z.string(),
    occasion: z.string(),
    text: z.string(),
    outsideText: z.string(),
    state: noticeStates.schema,
    step: z.number(),
    steppedAt: z.nullable(instant),
    hasFailed: z.boolean(),
    moveAt: z.nullable(instant),
    standIns: z.array(z.string()),
    raisedAt: instant,
    seenAt: z.nullable(instant),
    takenAt: z.nullable(instant),
  }),
  noticeSends: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    noticeId: uuid,
    step: z.number(),
    turn: z.number(),
    channel: noticeChannels.schema,
    state: sendStates.schema,
    tries: z.number(),
    queuedAt: instant,
    tryAt: z.nullable(instant),
    handedAt: z.nullable(instant),
    arrivedAt: z.nullable(instant),
    reason: z.nullable(z.string()),
  }),
  broadcasts: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    kind: broadcastKinds.schema,
    title: z.string(),
    words: z.string(),
    surgeId: z.nullable(uuid),
    writtenBy: uuid,
    writtenAt: instant,
  }),
  broadcastReadings: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    broadcastId: uuid,
    readAt: instant,
    reader: z.string(),
    recordedBy: uuid,
  }),
  noticeNumbers: z.object({
    accountId: uuid,
    phoneSealed: z.string(),
    phoneTail: z.string(),
    setAt: instant,
  }),
}
