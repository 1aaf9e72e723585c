// Rows of rounds: wishes, the roster, plans and who stands in.
import * as z from 'zod/mini'
import { sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import { planStates } from '../../domain/rounds/plan.ts'
import { gapReasons } from '../../domain/rounds/problem.ts'
import { engagements } from '../../domain/rounds/roster.ts'
import { standInReasons, standInStates } from '../../domain/rounds/stand-in.ts'
import { dayParts, wishedWays } from '../../domain/rounds/wish.ts'

const uuid = z.uuid()
const instant = z.string()
const placed = { countyCode: z.string(), id: uuid, regionCode: z.string() }

export const roundTables = {
  visitWishes: z.object({
    ...placed,
    elderId: uuid,
    saidOn: z.string(),
    weekdays: z.array(z.number()),
    dayPart: z.nullable(dayParts.schema),
    way: z.nullable(z.enum(wishedWays)),
    language: z.nullable(spokenLanguages.schema),
    visitorSex: z.nullable(sexes.schema),
    notWeekdays: z.array(z.number()),
    notDays: z.array(z.string()),
    note: z.nullable(z.string()),
    recordedBy: z.nullable(uuid),
    recordedAt: instant,
  }),
  visitorProfiles: z.object({
    ...placed,
    accountId: uuid,
    engagedAs: engagements.schema,
    sex: sexes.schema,
    speaks: spokenLanguages.schema,
    weekdays: z.array(z.number()),
    minutesDay: z.nullable(z.number()),
    trainedOn: z.nullable(z.string()),
    backgroundOn: z.nullable(z.string()),
    backgroundNote: z.nullable(z.string()),
    version: z.number(),
    changedBy: z.nullable(uuid),
    changedAt: instant,
  }),
  roundPlans: z.object({
    ...placed,
    month: z.string(),
    fromOn: z.string(),
    toOn: z.string(),
    state: planStates.schema,
    marks: z.unknown(),
    madeBy: z.nullable(uuid),
    madeAt: instant,
    decidedBy: z.nullable(uuid),
    decidedAt: z.nullable(instant),
  }),
  plannedVisits: z.object({
    ...placed,
    planId: uuid,
    elderId: uuid,
    householdId: uuid,
    visitorId: uuid,
    plannedOn: z.string(),
    turn: z.number(),
    way: z.enum(wishedWays),
    dayPart: z.nullable(dayParts.schema),
    sameFace: z.boolean(),
    hardness: z.number(),
    inForce: z.boolean(),
  }),
  roundGaps: z.object({
    ...placed,
    planId: uuid,
    elderId: uuid,
    dueOn: z.string(),
    plannedOn: z.nullable(z.string()),
    reason: gapReasons.schema,
  }),
  standIns: z.object({
    ...placed,
    mainId: z.nullable(uuid),
    askedId: z.nullable(uuid),
    validFrom: z.string(),
    validTo: z.string(),
    reason: standInReasons.schema,
    state: standInStates.schema,
    carrierId: z.nullable(uuid),
    note: z.nullable(z.string()),
    askedBy: z.nullable(uuid),
    askedAt: instant,
    answeredBy: z.nullable(uuid),
    answeredAt: z.nullable(instant),
  }),
  standInElders: z.object({ ...placed, standInId: uuid, elderId: uuid }),
}
