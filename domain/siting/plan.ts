// A plan of sites: what an officer asks for, the facts it was reckoned from, and what came of it.
import * as z from 'zod/mini'
import { CoverageMeasure } from '../coverage/coverage.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode, text } from '../kernel/shapes.ts'
import { ViabilityResult } from '../meal-accounts/viability.ts'
import { siteObjectives } from '../planning/problem.ts'

export const sitingKinds = choice({ canteen: '助餐点', mutualAidStation: '村级互助站点' })
export type SitingKind = KeyOf<typeof sitingKinds>

/** Where a site may stand: the letter wants courtyards and practice stations first. */
export const sitingHosts = choice({
  elderCourtyard: '养老大院',
  practiceStation: '新时代文明实践站',
  committeeRooms: '村委会用房',
})
export type SitingHost = KeyOf<typeof sitingHosts>

/** Who counts as served. */
export const sitingReaches = choice({
  walksInSummer: '夏天走得到的',
  walksInWinter: '冬天走得到的',
  mealCarried: '送餐送得到的',
})
export type SitingReach = KeyOf<typeof sitingReaches>

export const sitingWeights = choice({ byLedger: '按台账里的人', byCensus: '按普查推算的人' })
export type SitingWeight = KeyOf<typeof sitingWeights>

export const sitingStates = choice({
  solvingWaits: '等待计算',
  solvingNow: '正在计算',
  planReady: '已算好',
  planImpossible: '没有可行方案',
  planCalledOff: '已停止计算',
  planAdopted: '已转成项目',
})
export type SitingState = KeyOf<typeof sitingStates>

const CandidateId = z.string().check(z.maxLength(60))
const pinned = z._default(z.array(CandidateId).check(z.maxLength(300)), [])

/** Degrees around the province: a figure outside was mistyped. */
export const provinceBox = { lon: { least: 121, most: 132 }, lat: { least: 40, most: 47 } } as const
const within = ({ least, most }: { least: number; most: number }) =>
  z.number().check(z.gte(least), z.lte(most))

/** Where an officer has put a site on the map; without, it stands at its village's point. */
const Moved = z.strictObject({
  id: CandidateId,
  lon: within(provinceBox.lon),
  lat: within(provinceBox.lat),
})

export const SitingQuestion = z.strictObject({
  name: text(60),
  /** Counties, prefectures or the province; what lies in two of them counts once. */
  regionCodes: z
    .array(RegionCode)
    .check(z.minLength(1, { error: '请至少选一个地区' }), z.maxLength(30, { error: '一次最多选 30 个地区' })),
  kind: sitingKinds.schema,
  objective: siteObjectives.schema,
  budgetFen: z.nullable(z.int().check(z.gte(1), z.lte(100_000_000_000))),
  mostSites: z.nullable(z.int().check(z.gte(1), z.lte(5000))),
  reach: sitingReaches.schema,
  weight: sitingWeights.schema,
  measure: z._default(CoverageMeasure, 'eldersOnRecord'),
  hosts: z.array(sitingHosts.schema).check(z.minLength(1, { error: '请至少选一种可以设点的地方' })),
  leaveOutDormant: z._default(z.boolean(), true),
  /** What runs already stays, and whoever it serves need not be served again. */
  keepExisting: z._default(z.boolean(), true),
  minimumDiners: z._default(z.int().check(z.gte(0), z.lte(500)), 0),
  /** No kitchen is given more people than it can cook for. */
  limitKitchens: z._default(z.boolean(), false),
  /** At least so much of the money goes to border counties. */
  borderPercent: z._default(z.int().check(z.gte(0), z.lte(100)), 0),
  must: pinned,
  never: pinned,
  moved: z._default(z.array(Moved).check(z.maxLength(300)), []),
  seconds: z._default(z.int().check(z.gte(1), z.lte(55)), 20),
  seed: z._default(z.int().check(z.gte(0), z.lte(1_000_000)), 1),
})
export type SitingQuestion = z.output<typeof SitingQuestion>

export interface SitingVillage {
  code: string
  name: string
  lon: number
  lat: number
  weight: number
  isBorder: boolean
  /** Reached by what runs already. */
  served: boolean
}

export interface SitingCandidate {
  id: string
  host: SitingHost
  regionCode: string
  name: string
  /** Where it stands on the map. */
  lon: number
  lat: number
  costFen: number
  isBorder: boolean
  isDormant: boolean
  /** Diners a meal that its kitchen can cook for; absent where no meal is cooked, and in plans of before. */
  kitchen?: number
}

/** What rules of the day a plan was reckoned with; kept with it. */
export interface SitingRules {
  minutes: number
  summerMeters: number
  winterMeters: number
  summerRoadPercent: number
  winterRoadPercent: number
  deliveryKm: number
  dinersPercentSummer: number
  dinersPercentWinter: number
  carriedPercent: number
  atLimitPercent: number
}

/** Everything read from the records when the plan was asked for; the same facts give the same problem again. */
export interface SitingFacts {
  villages: SitingVillage[]
  candidates: SitingCandidate[]
  rules: SitingRules
  /** Six-digit codes whose villages were weighed by the census, because nobody stands in their ledger. */
  countiesByCensus: string[]
}

export const SitingProgress = z.object({ objective: z.nullable(z.number()), bound: z.nullable(z.number()) })

export const SitingPlanRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  name: z.string(),
  state: sitingStates.schema,
  question: SitingQuestion,
  regionNames: z.array(z.string()),
  /** Why there is no plan, or why it ended early. */
  says: z.nullable(z.string()),
  progress: z.nullable(SitingProgress),
  basedOn: z.nullable(Id),
  sites: z.number(),
  costFen: z.number(),
  served: z.number(),
  askedAt: Instant,
  askedByName: z.nullable(z.string()),
  solvedAt: z.nullable(Instant),
  adoptedOn: z.nullable(DayText),
})
export type SitingPlanRow = z.output<typeof SitingPlanRow>

export const SitingDiners = z.object({ summer: z.number(), winter: z.number() })
export type SitingDiners = z.output<typeof SitingDiners>

/** One chosen site, with what an officer wants to know before she agrees. */
export const SitingPick = z.object({
  id: CandidateId,
  host: sitingHosts.schema,
  name: z.string(),
  regionCode: RegionCode,
  placeName: z.string(),
  lon: z.number(),
  lat: z.number(),
  isBorder: z.boolean(),
  isDormant: z.boolean(),
  isPinned: z.boolean(),
  costFen: z.number(),
  /** Whom it serves, and whom nobody else in the plan would reach. */
  people: z.number(),
  peopleByItAlone: z.number(),
  villages: z.array(z.object({ code: RegionCode, name: z.string(), people: z.number(), meters: z.number() })),
  meanMeters: z.number(),
  farthestMeters: z.number(),
  diners: z.nullable(SitingDiners),
  summer: z.nullable(ViabilityResult),
  winter: z.nullable(ViabilityResult),
  /** Diners a meal that its kitchen can cook for. */
  kitchen: z.nullable(z.number()),
  says: z.string(),
})
export type SitingPick = z.output<typeof SitingPick>

export const SitingSummary = z.object({
  people: z.number(),
  servedBefore: z.number(),
  servedNow: z.number(),
  left: z.number(),
  villages: z.number(),
  candidates: z.number(),
  sites: z.number(),
  costFen: z.number(),
  budgetLeftFen: z.nullable(z.number()),
  borderPeople: z.number(),
  borderServed: z.number(),
  borderCostFen: z.number(),
  /** Per cent of the plan it can at most be away from the best; null when nothing was proven. */
  gapPercent: z.nullable(z.number()),
  isProven: z.boolean(),
  seconds: z.number(),
  /** Sentences: how good it is, what binds, what the weights are. */
  says: z.array(z.string()),
})
export type SitingSummary = z.output<typeof SitingSummary>

export const villageStandings = choice({
  servedBefore: '原来就够得着',
  servedByPlan: '这个方案够得着',
  stillWithout: '还够不着',
})

export const SitingMapVillage = z.object({
  code: RegionCode,
  name: z.string(),
  lon: z.number(),
  lat: z.number(),
  people: z.number(),
  standing: villageStandings.schema,
})
export type SitingMapVillage = z.output<typeof SitingMapVillage>
