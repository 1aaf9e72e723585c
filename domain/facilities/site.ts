// One line of the network's list, one place with everything about it, and the figures by county.
import * as z from 'zod/mini'
import { Count, DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import {
  activityWays,
  dormancyAnswers,
  equipmentConditions,
  equipmentKinds,
  FacilityPaper,
  FacilityStaff,
  facilityFields,
  facilityKinds,
  facilityStates,
  facilityTiers,
  filingStepKinds,
  managerRoles,
  photoSubjects,
  siteKinds,
  siteServices,
  stateReasons,
} from './facility.ts'
import { siteFlags, siteLights } from './standing.ts'

export const SiteRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  countyName: z.string(),
  /** Null for what lies in the county itself. */
  townshipName: z.nullable(z.string()),
  villageName: z.nullable(z.string()),
  kind: siteKinds.schema,
  tier: facilityTiers.schema,
  name: z.string(),
  state: facilityStates.schema,
  stateSince: DayText,
  beds: Count,
  fullDayLodging: z.boolean(),
  capacity: Count,
  services: z.array(siteServices.schema),
  equipment: z.array(equipmentKinds.schema),
  lon: z.nullable(z.number()),
  lat: z.nullable(z.number()),
  /** By coordinates of its own; otherwise it is shown where its village lies. */
  placed: z.boolean(),
  telephone: z.nullable(z.string()),
  managerName: z.nullable(z.string()),
  managerRole: z.nullable(managerRoles.schema),
  lastActiveOn: z.nullable(DayText),
  light: siteLights.schema,
  flags: z.array(siteFlags.schema),
})
export type SiteRow = z.output<typeof SiteRow>

export const FacilityState = z.object({
  id: Id,
  state: facilityStates.schema,
  fromOn: DayText,
  reason: z.nullable(stateReasons.schema),
  note: z.nullable(z.string()),
  saidByName: z.nullable(z.string()),
  saidAt: Instant,
  /** Taken back as said by mistake. */
  isWithdrawn: z.boolean(),
})

export const EquipmentLine = z.object({
  id: Id,
  kind: equipmentKinds.schema,
  pieces: Count,
  condition: equipmentConditions.schema,
  receivedOn: z.nullable(DayText),
  source: z.nullable(z.string()),
})
export type EquipmentLine = z.output<typeof EquipmentLine>

export const FacilityChange = z.object({
  id: Id,
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  changedByName: z.nullable(z.string()),
  changedAt: Instant,
  isUndone: z.boolean(),
})
export type FacilityChange = z.output<typeof FacilityChange>

export const DormancyQuestion = z.object({
  id: Id,
  lastActiveOn: z.nullable(DayText),
  askedOn: DayText,
  askedByName: z.nullable(z.string()),
  note: z.nullable(z.string()),
  answer: z.nullable(dormancyAnswers.schema),
  answerNote: z.nullable(z.string()),
  opensOn: z.nullable(DayText),
  answeredByName: z.nullable(z.string()),
  answeredOn: z.nullable(DayText),
})
export type DormancyQuestion = z.output<typeof DormancyQuestion>

export const FacilityPhoto = z.object({
  id: Id,
  subject: photoSubjects.schema,
  takenOn: DayText,
  addedByName: z.nullable(z.string()),
})
export type FacilityPhoto = z.output<typeof FacilityPhoto>

export const Facility = z.object({
  ...SiteRow.shape,
  kind: facilityKinds.schema,
  ...(Object.fromEntries(Object.entries(facilityFields).filter(([key]) => key !== 'kind')) as Omit<
    typeof facilityFields,
    'kind'
  >),
  staff: FacilityStaff,
  managerPhoneTail: z.nullable(z.string()),
  canteenId: z.nullable(Id),
  canteenName: z.nullable(z.string()),
  lastActiveWay: z.nullable(activityWays.schema),
  version: Count,
})
export type Facility = z.output<typeof Facility>

export const FacilityParts = z.object({
  facility: Facility,
  states: z.array(FacilityState),
  changes: z.array(FacilityChange),
  papers: z.array(FacilityPaper),
  equipment: z.array(EquipmentLine),
  photos: z.array(FacilityPhoto),
  activities: z.array(z.object({ day: DayText, way: activityWays.schema })),
  questions: z.array(DormancyQuestion),
  filing: z.nullable(
    z.object({
      says: z.string(),
      next: z.nullable(z.object({ step: filingStepKinds.schema, how: z.string() })),
      open: z.array(filingStepKinds.schema),
    }),
  ),
  filingSteps: z.array(
    z.object({
      step: filingStepKinds.schema,
      doneOn: DayText,
      note: z.nullable(z.string()),
      doneByName: z.nullable(z.string()),
    }),
  ),
  /** Canteens of the same village that no place houses yet. */
  canteensNear: z.array(z.object({ id: Id, name: z.string() })),
})
export type FacilityParts = z.output<typeof FacilityParts>

/** The four rungs of one county or township, and what it should have. */
export const RungLine = z.object({
  regionCode: RegionCode,
  name: z.string(),
  countyWelfareCentre: Count,
  townshipWelfareCentre: Count,
  mutualAidStation: Count,
  elderCourtyard: Count,
  canteen: Count,
  onPause: Count,
  beds: Count,
  towns: Count,
  villages: Count,
  /** Of a county, or of the county's own line in its table; null for a township. */
  reachesTarget: z.nullable(z.boolean()),
})
export type RungLine = z.output<typeof RungLine>
