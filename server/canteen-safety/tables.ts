// Rows of canteen safety.
import * as z from 'zod/mini'
import { absentEndings } from '../../domain/canteen-safety/absent.ts'
import { ticketPhotoTypes } from '../../domain/canteen-safety/api.ts'
import { illnesses, incidentStates } from '../../domain/canteen-safety/incident.ts'
import { acceptances, disinfectionWays, selfCheckKinds } from '../../domain/canteen-safety/records.ts'
import { meals } from '../../domain/canteens/canteen.ts'
import { riskLevels } from '../../domain/risk/level.ts'

const uuid = z.uuid()
const instant = z.string()
const day = z.string()
const placed = { countyCode: z.string(), regionCode: z.string() }
const ofCanteen = { ...placed, id: uuid, canteenId: uuid }
const kept = { keptBy: z.nullable(uuid), receivedAt: instant }

export const canteenSafetyTables = {
  foodSamples: z.object({
    ...ofCanteen,
    day,
    meal: meals.schema,
    dish: z.string(),
    grams: z.number(),
    takenAt: instant,
    keepUntil: instant,
    celsius: z.nullable(z.number()),
    ...kept,
    deviceId: z.nullable(uuid),
    checkedBy: z.nullable(uuid),
    checkedAt: z.nullable(instant),
    discardedAt: z.nullable(instant),
    discardedBy: z.nullable(uuid),
  }),
  foodPurchases: z.object({
    ...ofCanteen,
    boughtOn: day,
    goods: z.string(),
    amount: z.string(),
    supplier: z.string(),
    ticketNumber: z.nullable(z.string()),
    costFen: z.nullable(z.number()),
    expiresOn: z.nullable(day),
    acceptance: acceptances.schema,
    note: z.nullable(z.string()),
    ...kept,
  }),
  foodTickets: z.object({
    ...placed,
    id: uuid,
    purchaseId: uuid,
    contentType: z.enum(ticketPhotoTypes),
    sizeBytes: z.number(),
    contentHash: z.string(),
    addedBy: z.nullable(uuid),
    addedAt: instant,
  }),
  kitchenDisinfections: z.object({
    ...ofCanteen,
    day,
    things: z.array(z.string()),
    way: disinfectionWays.schema,
    minutes: z.number(),
    doneAt: instant,
    ...kept,
  }),
  kitchenChecks: z.object({
    ...ofCanteen,
    kind: selfCheckKinds.schema,
    day,
    faults: z.array(z.string()),
    note: z.nullable(z.string()),
    doneAt: instant,
    ...kept,
  }),
  foodIncidents: z.object({
    ...ofCanteen,
    state: incidentStates.schema,
    noticedAt: instant,
    symptoms: z.string(),
    othersIll: z.number(),
    stoppedAt: z.nullable(instant),
    reportBy: z.nullable(instant),
    recordedBy: z.nullable(uuid),
    recordedAt: instant,
    marketToldAt: z.nullable(instant),
    marketToldBy: z.nullable(uuid),
    healthToldAt: z.nullable(instant),
    healthToldBy: z.nullable(uuid),
    askedAt: z.nullable(instant),
    askedBy: z.nullable(uuid),
    askNote: z.nullable(z.string()),
    overAt: z.nullable(instant),
    overBy: z.nullable(uuid),
    overNote: z.nullable(z.string()),
    followedAt: z.nullable(instant),
    lateToldAt: z.nullable(instant),
  }),
  foodIncidentDiners: z.object({
    ...placed,
    incidentId: uuid,
    elderId: uuid,
    illness: illnesses.schema,
    visitId: uuid,
    caseId: z.nullable(uuid),
  }),
  absentRegulars: z.object({
    ...ofCanteen,
    elderId: uuid,
    risk: riskLevels.schema,
    missed: z.number(),
    lastDay: day,
    lastMeal: meals.schema,
    lastAt: instant,
    raisedAt: instant,
    caseId: z.nullable(uuid),
    endedAt: z.nullable(instant),
    endedBy: z.nullable(absentEndings.schema),
    endNote: z.nullable(z.string()),
    endedByAccount: z.nullable(uuid),
  }),
}
