// A plan of the budget what-if: money moved between counties and kinds, one benefit rule changed; and its answers.
import * as z from 'zod/mini'
import { benefitKinds } from '../benefits/rule.ts'
import { type CoverageService, coverageServices } from '../coverage/coverage.ts'
import { recordedGroups } from '../elders/elder.ts'
import { type FundKind, fundKinds } from '../funds/fund.ts'
import { MonthText, RegionCode } from '../kernel/shapes.ts'

const CountyCode = z.string().check(z.regex(/^\d{6}$/, { error: '县级代码应为 6 位数字' }))
const mostFen = 1_000_000_000_000

export const MoneyPlace = z.strictObject({ countyCode: CountyCode, kind: fundKinds.schema })
export type MoneyPlace = z.output<typeof MoneyPlace>

/** Without a place it comes from, money is new; without one it goes to, it is cut. */
export const MoneyMove = z.strictObject({
  from: z.nullable(MoneyPlace),
  to: z.nullable(MoneyPlace),
  amountFen: z.int().check(z.gte(1), z.lte(mostFen)),
})
export type MoneyMove = z.output<typeof MoneyMove>
export const MoneyMoves = z.array(MoneyMove).check(z.maxLength(60))

/** What is changed in the rule of every county of the area; null and empty leave it as it is. */
export const RuleChange = z.strictObject({
  kind: benefitKinds.schema,
  ageFrom: z.nullable(z.int().check(z.gte(50), z.lte(110))),
  /** Of these groups everybody qualifies, whatever else the rule asks. */
  groups: z.array(recordedGroups.schema).check(z.maxLength(7)),
  /** Per cent of today's amount, 100 as it is; then so much on top; then no more than. */
  percent: z.int().check(z.gte(0), z.lte(1000)),
  addFen: z.int().check(z.gte(-1_000_000), z.lte(1_000_000)),
  capFen: z.nullable(z.int().check(z.gte(0), z.lte(10_000_000))),
})
export type RuleChange = z.output<typeof RuleChange>

/** The service that a place of the kind brings near; money for anything else builds nothing that can be walked to. */
export const serviceOfKind: Readonly<Partial<Record<FundKind, CoverageService>>> = {
  canteen: 'meal',
  mutualAidStation: 'meal',
  elderCourtyard: 'meal',
  dayCare: 'meal',
  countyWelfareCentre: 'bed',
  townshipWelfareCentre: 'bed',
  embeddedCentre: 'bed',
  careHome: 'bed',
  dementiaZone: 'bed',
}

const Sum = z.object({
  beforeFen: z.number(),
  afterFen: z.number(),
})

/** Elders within reach of a service: with the money as it lies, and as the plan would have it. */
const Reach = z.object({
  service: coverageServices.schema,
  elders: z.number(),
  today: z.number(),
  before: z.number(),
  after: z.number(),
})
export type Reach = z.output<typeof Reach>

export const MoneyLine = z.object({
  ...Sum.shape,
  countyCode: z.string(),
  kind: fundKinds.schema,
  /** Given in all; `beforeFen` is what of it lies in no project yet. */
  shareFen: z.number(),
  sitesBefore: z.number(),
  sitesAfter: z.number(),
})
export type MoneyLine = z.output<typeof MoneyLine>

export const MoneyCounty = z.object({
  ...Sum.shape,
  countyCode: z.string(),
  regionCode: RegionCode,
  name: z.string(),
  countyGb2260: z.string(),
  isBorder: z.boolean(),
  sitesBefore: z.number(),
  sitesAfter: z.number(),
  reaches: z.array(Reach),
})
export type MoneyCounty = z.output<typeof MoneyCounty>

export const UnitCost = z.object({
  kind: fundKinds.schema,
  fen: z.number(),
  /** How many accepted projects it is the median of; 0 where it is the setting. */
  projects: z.number(),
})
export type UnitCost = z.output<typeof UnitCost>

export const PerSite = z.object({
  countyCode: z.string(),
  service: coverageServices.schema,
  /** Elders an existing site reaches on average. */
  elders: z.number(),
  sites: z.number(),
  /** Where the county has no such site: the average of the whole area. */
  isOfArea: z.boolean(),
})
export type PerSite = z.output<typeof PerSite>

const Border = z.object({
  service: coverageServices.schema,
  elders: z.number(),
  before: z.number(),
  after: z.number(),
})

export const MoneyAnswer = z.object({
  ...Sum.shape,
  lines: z.array(MoneyLine),
  counties: z.array(MoneyCounty),
  /** Offices above a county that hold planned money: it lies in no county and builds nothing yet. */
  offices: z.array(MoneyCounty),
  /** The border counties of the area together; empty where it has none. */
  border: z.array(Border),
  unitCosts: z.array(UnitCost),
  perSite: z.array(PerSite),
})
export type MoneyAnswer = z.output<typeof MoneyAnswer>

export const RuleCounty = z.object({
  countyCode: z.string(),
  regionCode: RegionCode,
  name: z.string(),
  countyGb2260: z.string(),
  isBorder: z.boolean(),
  /** False where no rule of the kind is in force: nobody gets it there, before or after. */
  hasRule: z.boolean(),
  elders: z.number(),
  before: z.number(),
  after: z.number(),
  gained: z.number(),
  lost: z.number(),
  amountChanged: z.number(),
  /** Of the month, of this benefit. */
  beforeFen: z.number(),
  afterFen: z.number(),
  /** What other benefits cost more or less, because they give way to this one or it to them. */
  otherFen: z.number(),
})
export type RuleCounty = z.output<typeof RuleCounty>

export const RuleAnswer = z.object({
  month: MonthText,
  counties: z.array(RuleCounty),
  /** How many different cases stood for all the elders. */
  cells: z.number(),
})
export type RuleAnswer = z.output<typeof RuleAnswer>
