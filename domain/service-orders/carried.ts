// What a worker carries: her orders of yesterday's rest, today and tomorrow, with what she must know at the door.
import * as z from 'zod/mini'
import { spokenLanguages } from '../elders/elder.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { confirmationWays, haltRules, serviceKinds, serviceProofs } from './catalogue.ts'
import { orderPhotoKinds, orderStages } from './order.ts'

export const CarriedOrder = z.object({
  countyCode: z.string(),
  id: Id,
  elderId: Id,
  regionCode: RegionCode,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  phone: z.nullable(z.string()),
  spokenLanguage: spokenLanguages.schema,
  hardOfHearing: z.boolean(),
  weakSight: z.boolean(),
  villageName: z.string(),
  hamlet: z.nullable(z.string()),
  address: z.string(),
  itemName: z.string(),
  itemKind: serviceKinds.schema,
  standardMinutes: z.number(),
  priceFen: z.number(),
  elderFen: z.number(),
  proofs: z.array(serviceProofs.schema),
  /** Pictures of it that the server has. */
  photos: z.array(orderPhotoKinds.schema),
  confirmations: z.array(confirmationWays.schema),
  haltRule: z.nullable(haltRules.schema),
  /** What stops her at the door today, in a sentence; null where nothing does. */
  barred: z.nullable(z.string()),
  plannedOn: DayText,
  plannedFrom: Instant,
  plannedTo: Instant,
  stage: orderStages.schema,
  lastVitalsHalt: z.nullable(z.boolean()),
  signedInAt: z.nullable(Instant),
  signedOutAt: z.nullable(Instant),
  /** What whoever arranged it wrote for her. */
  note: z.nullable(z.string()),
})
export type CarriedOrder = z.output<typeof CarriedOrder>

/** The thresholds a phone computes with between two contacts. */
export const CarriedLimits = z.object({
  'vitals.systolicMost': z.number(),
  'vitals.systolicLeast': z.number(),
  'vitals.diastolicMost': z.number(),
  'vitals.pulseMost': z.number(),
  'vitals.pulseLeast': z.number(),
  'vitals.temperatureMostTenths': z.number(),
})

export const CarriedOrders = z.object({
  fingerprint: z.string(),
  today: DayText,
  workerName: z.string(),
  providerName: z.string(),
  /** Certificates that end soon or have ended, a sentence each. */
  warnings: z.array(z.string()),
  limits: CarriedLimits,
  orders: z.array(CarriedOrder),
})
export type CarriedOrders = z.output<typeof CarriedOrders>
