// What a screen of public money shows at once: how much came, where it is, what it became, what is late.
import * as z from 'zod/mini'
import { RegionCode } from '../kernel/shapes.ts'
import { fundKinds, fundProjectStates, fundSources } from './fund.ts'

/** One sum at each step of its way, all from the ledger. */
export const FundSums = z.object({
  plannedFen: z.number(),
  issuedFen: z.number(),
  splitFen: z.number(),
  assignedFen: z.number(),
  paidFen: z.number(),
  returnedFen: z.number(),
})
export type FundSums = z.output<typeof FundSums>
export const noSums: FundSums = {
  ...{ plannedFen: 0, issuedFen: 0, splitFen: 0, assignedFen: 0, paidFen: 0, returnedFen: 0 },
}

/** A ribbon of the picture: from a source to a county and what it is for there. */
export const FundFlow = z.object({
  source: fundSources.schema,
  /** Where the money lies: a county, or the office that has not split it yet. */
  regionCode: RegionCode,
  regionName: z.string(),
  kind: fundKinds.schema,
  amountFen: z.number(),
  isSplit: z.boolean(),
})
export type FundFlow = z.output<typeof FundFlow>

export const FundStanding = z.object({
  projects: z.number(),
  states: z.partialRecord(fundProjectStates.schema, z.number()),
  late: z.number(),
  unspent: z.number(),
  outliers: z.number(),
  /** Accepted and tied to no site yet. */
  unlinked: z.number(),
})
export type FundStanding = z.output<typeof FundStanding>

export const KindCost = z.object({
  kind: fundKinds.schema,
  projects: z.number(),
  medianFen: z.number(),
  lowestFen: z.number(),
  highestFen: z.number(),
})
export type KindCost = z.output<typeof KindCost>

export const FundOverview = z.object({
  sums: FundSums,
  programmes: z.array(
    z.extend(FundSums, {
      /** Null where the programme is another level's: only its share is known here. */
      key: z.nullable(z.object({ countyCode: z.string(), id: z.string() })),
      title: z.string(),
      isFrame: z.boolean(),
      projects: z.number(),
      opened: z.number(),
      late: z.number(),
    }),
  ),
  flows: z.array(FundFlow),
  standing: FundStanding,
  costs: z.array(KindCost),
  /** Batches that wait for a second person, and money on its way back. */
  waiting: z.object({ sums: z.number(), batches: z.number(), projects: z.number(), returns: z.number() }),
})
export type FundOverview = z.output<typeof FundOverview>

/** Who was served where the money went; each number opens its list. */
export const ProjectServed = z.object({
  siteName: z.string(),
  openedOn: z.nullable(z.string()),
  servings: z.number(),
  diners: z.number(),
  servingsLastMonth: z.number(),
  residents: z.number(),
  /** What each serving has cost of this money so far; null before the first. */
  costFenAServing: z.nullable(z.number()),
})
export type ProjectServed = z.output<typeof ProjectServed>
