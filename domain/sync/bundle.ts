// What a visitor carries: her elders, why each is due, and enough of the last visit to ask about.
import * as z from 'zod/mini'
import { elderGroups, readLanguages, sexes, spokenLanguages } from '../elders/elder.ts'
import { countries, kinships, whereabouts } from '../elders/kin.ts'
import { DayText, Id, RegionCode } from '../kernel/shapes.ts'
import { riskLevels } from '../risk/level.ts'
import { Answers, visitFields, visitNeeds } from '../visits/answers.ts'
import { dueReasons, owedReasons } from '../visits/due.ts'
import { LastTime } from '../visits/follow-up.ts'
import { visitMethods, visitResults } from '../visits/visit.ts'

export const CarriedKin = z.object({
  id: Id,
  version: z.number(),
  name: z.string(),
  kinship: kinships.schema,
  relation: z.string(),
  phone: z.optional(z.string()),
  whereabouts: z.optional(whereabouts.schema),
  country: z.optional(countries.schema),
  livesIn: z.optional(z.string()),
  leftOn: z.optional(DayText),
  lastContactOn: z.optional(DayText),
  hasKey: z.optional(z.boolean()),
})
export type CarriedKin = z.output<typeof CarriedKin>

/** One part a household member; the phone holds one row for each and compares fingerprints. */
export const BundleElder = z.object({
  id: Id,
  countyCode: z.string(),
  householdId: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  hamlet: z.nullable(z.string()),
  address: z.string(),
  name: z.string(),
  pinyin: z.string(),
  sex: sexes.schema,
  bornOn: z.nullable(DayText),
  spokenLanguage: spokenLanguages.schema,
  groups: z.array(elderGroups.schema),
  phone: z.nullable(z.string()),
  /** Before speaking or showing something; absent in parts an older app has stored, and where nothing is known. */
  readLanguage: z.optional(readLanguages.schema),
  hardOfHearing: z.optional(z.boolean()),
  weakSight: z.optional(z.boolean()),
  /** Whom to call, first to last, and whoever has the key; only what is known of each. */
  kin: z.optional(z.array(CarriedKin)),
  contact: z.nullable(z.object({ name: z.string(), relation: z.string(), phone: z.nullable(z.string()) })),
  risk: riskLevels.schema,
  due: z.object({
    on: DayText,
    reason: dueReasons.schema,
    /** Days of the interval the reason stands for. */
    everyDays: z.number(),
    /** Other rules that ask for the same visit. */
    also: z.optional(z.array(dueReasons.schema)),
  }),
  /** The level of a rule with points or of a person, with what it is made of; absent where the groups alone decide. */
  standing: z.optional(
    z.object({
      level: riskLevels.schema,
      why: z.optional(z.array(z.tuple([z.string(), z.number()]))),
      /** Set by a person, not by the rule. */
      set: z.optional(z.boolean()),
    }),
  ),
  lastVisit: z.nullable(
    z.object({
      visitedOn: DayText,
      method: visitMethods.schema,
      result: visitResults.schema,
      answers: Answers,
      needs: z.array(visitNeeds.schema),
    }),
  ),
  /** Days of valid visits in the last twelve months, newest first. */
  visitedOn: z.array(DayText),
  openTroubles: z.array(z.string()),
  /** What was wrong at the last meeting, and which cases are asked about; only those of no field say their words. */
  lastTime: z.optional(LastTime),
  openCases: z.optional(
    z.array(z.object({ id: Id, field: z.optional(visitFields.schema), trouble: z.optional(z.string()) })),
  ),
  /** A visit owed because of what happened; absent from bundles of older servers. */
  owed: z._default(z.nullable(z.object({ reason: owedReasons.schema, on: DayText })), null),
  notAtHomeSince: z._default(z.nullable(DayText), null),
  /** Refused in writing: the day to ask again. */
  unwillingUntil: z.optional(DayText),
})
export type BundleElder = z.output<typeof BundleElder>
