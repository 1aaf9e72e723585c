// The shape of a visit: who called on whom, how, when, what was found.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { DoorCode } from '../visit-truth/door-code.ts'
import { Answers, answerLevels, visitNeeds } from './answers.ts'

export const visitMethods = choice({ home: '上门', phone: '电话', video: '视频', remote: '远程监测' })
export type VisitMethod = KeyOf<typeof visitMethods>
export const visitResults = choice({ met: '见到本人', notReached: '未见到', refused: '本次谢绝' })
export type VisitResult = KeyOf<typeof visitResults>
export const notReachedReasons = choice({
  notHome: '不在家',
  hospital: '正在住院',
  withChildren: '在子女家',
  movedOrDied: '搬走或去世',
  phoneUnanswered: '电话无人接',
  other: '其他原因',
})
export type NotReachedReason = KeyOf<typeof notReachedReasons>

/** What the phone sends. Only what a visitor said or a sensor saw; everything computed is computed again here. */
export const VisitInput = z.strictObject({
  id: Id,
  elderId: Id,
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  method: visitMethods.schema,
  result: visitResults.schema,
  notReachedReason: z._default(z.nullable(notReachedReasons.schema), null),
  startedAt: Instant,
  endedAt: Instant,
  place: z._default(
    z.nullable(
      z.strictObject({
        lon: z.number().check(z.gte(-180), z.lte(180)),
        lat: z.number().check(z.gte(-90), z.lte(90)),
        accuracyMeters: z.number().check(z.gte(0), z.lte(1_000_000)),
      }),
    ),
    null,
  ),
  answers: Answers,
  needs: z._default(z.array(visitNeeds.schema).check(z.maxLength(8)), []),
  note: z._default(z.nullable(z.string().check(z.maxLength(1000, { error: '最多 1000 个字' }))), null),
  /** Ids of photos and voice notes that follow on their own, after the record. */
  attachmentIds: z._default(z.array(Id).check(z.maxLength(12)), []),
  /** The code of the card at the door; whose it is, is looked at afterwards and never in the way of saving. */
  doorCode: z.optional(DoorCode),
})
export type VisitInput = z.output<typeof VisitInput>

export const Visit = z.object({
  id: Id,
  countyCode: z.string(),
  elderId: Id,
  elderName: z.string(),
  regionCode: RegionCode,
  visitorName: z.string(),
  method: visitMethods.schema,
  result: visitResults.schema,
  notReachedReason: z.nullable(notReachedReasons.schema),
  visitedOn: DayText,
  startedAt: Instant,
  endedAt: Instant,
  receivedAt: Instant,
  answers: Answers,
  needs: z.array(visitNeeds.schema),
  note: z.nullable(z.string()),
  countsForRate: z.boolean(),
  worst: answerLevels.schema,
  hasPlace: z.boolean(),
  /** How many photos and voice notes the phone said would follow; those that began to arrive are listed. */
  attachmentsAnnounced: z.number(),
  attachments: z.array(z.object({ id: Id, kind: z.enum(['photo', 'voice']), complete: z.boolean() })),
  aidCaseIds: z.array(Id),
})
export type Visit = z.output<typeof Visit>
