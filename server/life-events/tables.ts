// Rows of life events, reports from the field and moves between counties.
import * as z from 'zod/mini'
import { Effect } from '../../domain/life-events/effects.ts'
import {
  LifeEventDetails,
  lifeEventKinds,
  reportedKinds,
  reportStates,
} from '../../domain/life-events/life-event.ts'
import { linkWays, transferStates } from '../../domain/life-events/transfer.ts'
import type { BenefitEffect } from '../benefits/benefits.ts'

const uuid = z.uuid()
const instant = z.string()
const place = { countyCode: z.string(), regionCode: z.string() }

export const lifeEventTables = {
  lifeEvents: z.object({
    ...place,
    id: uuid,
    elderId: uuid,
    kind: lifeEventKinds.schema,
    happenedOn: z.string(),
    reason: z.string(),
    details: LifeEventDetails,
    effects: z.array(Effect),
    benefitEffects: z.array(z.custom<BenefitEffect>()),
    late: z.boolean(),
    recordedBy: z.nullable(uuid),
    recordedAt: instant,
    undoneBy: z.nullable(uuid),
    undoneAt: z.nullable(instant),
    undoReason: z.nullable(z.string()),
    kept: z.nullable(z.array(z.string())),
  }),
  lifeEventReports: z.object({
    ...place,
    id: uuid,
    elderId: uuid,
    kind: reportedKinds.schema,
    happenedOn: z.string(),
    noteSealed: z.nullable(z.string()),
    state: reportStates.schema,
    reportedBy: uuid,
    reportedAt: instant,
    decidedBy: z.nullable(uuid),
    decidedAt: z.nullable(instant),
    answer: z.nullable(z.string()),
    eventId: z.nullable(uuid),
  }),
  elderTransfers: z.object({
    ...place,
    id: uuid,
    elderId: uuid,
    toRegionCode: z.string(),
    movedOn: z.string(),
    reason: z.string(),
    payloadSealed: z.string(),
    state: transferStates.schema,
    answerBy: z.string(),
    proposedBy: z.nullable(uuid),
    proposedAt: instant,
    answeredBy: z.nullable(uuid),
    answeredAt: z.nullable(instant),
    answer: z.nullable(z.string()),
    acceptedElderId: z.nullable(uuid),
    acceptedRegionCode: z.nullable(z.string()),
    closedAt: z.nullable(instant),
    eventId: z.nullable(uuid),
  }),
  elderLinks: z.object({
    ...place,
    id: uuid,
    elderId: uuid,
    way: linkWays.schema,
    otherCountyCode: z.string(),
    otherRegionCode: z.string(),
    otherId: uuid,
    transferId: uuid,
    movedOn: z.string(),
    historySealed: z.nullable(z.string()),
    linkedAt: instant,
  }),
}
