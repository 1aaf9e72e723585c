// The shape of a visit: who called on whom, how, when, what was found.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { ClockOffset, DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { DoorCode } from '../visit-truth/door-code.ts'
import { Answers, answerLevels, visitNeeds } from './answers.ts'
import { FollowUps } from './follow-up.ts'
import { doorSigns, notReachedReasons, refusedReasons, tellers } from './not-met.ts'
import { Seasonal } from './season.ts'
import { KinContacts, lastContacts } from './supporters.ts'

export const visitMethods = choice({ home: '上门', phone: '电话', video: '视频', remote: '远程监测' })
export type VisitMethod = KeyOf<typeof visitMethods>
export const visitResults = choice({ met: '见到本人', notReached: '未见到', refused: '本次谢绝' })
export type VisitResult = KeyOf<typeof visitResults>

export const attachmentKinds = choice({ photo: '照片', voice: '录音', signature: '签字或指印' })
export type AttachmentKind = KeyOf<typeof attachmentKinds>

/** What the phone sends. Only what a visitor said or a sensor saw; everything computed is computed again here. */
export const VisitInput = z.strictObject({
  id: Id,
  elderId: Id,
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  method: visitMethods.schema,
  result: visitResults.schema,
  notReachedReason: z._default(z.nullable(notReachedReasons.schema), null),
  refusedReason: z._default(z.nullable(refusedReasons.schema), null),
  /** Nobody met: who said where the elder is, and what could be seen from outside. */
  toldBy: z._default(z.nullable(tellers.schema), null),
  doorSigns: z._default(z.array(doorSigns.schema).check(z.maxLength(6)), []),
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
  /** What was wrong last time, and how it stands now. */
  followUps: z._default(FollowUps, []),
  /** Asked only in this season, beside the 24 fields. */
  seasonal: z._default(Seasonal, []),
  /** When each child was last in touch. */
  kinContacts: z._default(KinContacts, []),
  /** The visits made in one go to one home bear the same. */
  householdVisitId: z._default(z.nullable(Id), null),
  /** Ids of photos and voice notes that follow on their own, after the record. */
  attachmentIds: z._default(z.array(Id).check(z.maxLength(12)), []),
  /** Added to the phone's own times by the visitor's word, because its clock was wrong; the times here are corrected. */
  clockOffsetMs: z.optional(ClockOffset),
  /** The code of the card at the door; whose it is, is looked at afterwards and never in the way of saving. */
  doorCode: z.optional(DoorCode),
})
export type VisitInput = z.output<typeof VisitInput>

/** A visit that says nothing beside its 24 fields: paper, and phones of before. */
export const nothingBeside = {
  refusedReason: null,
  toldBy: null,
  doorSigns: [],
  followUps: [],
  seasonal: [],
  kinContacts: [],
  householdVisitId: null,
} satisfies Partial<VisitInput>

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
  refusedReason: z.nullable(refusedReasons.schema),
  toldBy: z.nullable(tellers.schema),
  doorSigns: z.array(doorSigns.schema),
  visitedOn: DayText,
  startedAt: Instant,
  endedAt: Instant,
  receivedAt: Instant,
  answers: Answers,
  needs: z.array(visitNeeds.schema),
  note: z.nullable(z.string()),
  followUps: FollowUps,
  seasonal: Seasonal,
  /** With the name where the family's record is still there. */
  kinContacts: z.array(
    z.object({
      kinId: Id,
      when: lastContacts.schema,
      name: z.nullable(z.string()),
      relation: z.nullable(z.string()),
    }),
  ),
  /** Other elders of the home, visited in the same go. */
  household: z.array(z.object({ visitId: Id, elderId: Id, elderName: z.string() })),
  countsForRate: z.boolean(),
  worst: answerLevels.schema,
  hasPlace: z.boolean(),
  /** How many photos and voice notes the phone said would follow; those that began to arrive are listed. */
  attachmentsAnnounced: z.number(),
  attachments: z.array(
    z.object({
      id: Id,
      kind: attachmentKinds.schema,
      complete: z.boolean(),
      /** A blur of 32 pixels to tell pictures apart by; the picture itself is opened on purpose. */
      preview: z.nullable(z.string()),
    }),
  ),
  aidCaseIds: z.array(Id),
})
export type Visit = z.output<typeof Visit>
