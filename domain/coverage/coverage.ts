// Who is within reach of a meal, a bath, a bed, a doctor: the words, and the shapes a board and its lists show.
import * as z from 'zod/mini'
import { type ElderIndicator, indicators } from '../indicators/indicators.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Instant, RegionCode } from '../kernel/shapes.ts'
import { regionLevelWords } from '../regions/region.ts'

export const coverageServices = choice({ meal: '助餐', bath: '助浴', bed: '床位', doctor: '看病' })
export type CoverageService = KeyOf<typeof coverageServices>

/** What a service is called on a board, as a person would ask for it. */
export const serviceQuestions: Readonly<Record<CoverageService, string>> = {
  meal: '吃上一顿热饭',
  bath: '洗上一次澡',
  bed: '住得进一张床',
  doctor: '看得上病',
}

/** Elders are counted by the same words as on the other boards, so that the numbers agree. */
export const coverageMeasures = [
  'eldersOnRecord',
  'groupLivesAlone',
  'groupEmptyNest',
  'groupLeftBehind',
  'groupTekun',
  'groupVeryOld',
  'groupCareDependent',
  'groupSevereDisability',
  'groupSpecialFamily',
  'needMeal',
  'needBath',
  'needDoctor',
] as const satisfies readonly ElderIndicator[]
export type CoverageMeasure = (typeof coverageMeasures)[number]
export const CoverageMeasure = z.enum(coverageMeasures)
export const measureWord = (measure: CoverageMeasure): string => indicators.words[measure]

/** Who is known to want it: what the last visit wrote down; for a bed, whoever is care-dependent. */
export const wantedBy: Readonly<Record<CoverageService, CoverageMeasure>> = {
  meal: 'needMeal',
  bath: 'needBath',
  bed: 'groupCareDependent',
  doctor: 'needDoctor',
}

/** How a village stands to a service. The first three may hold together; the last is none of the last two. */
export const coverageReaches = choice({
  onFootSummer: '夏天走得到',
  onFootWinter: '冬天也走得到',
  brought: '有人送上门',
  without: '够不着',
})
export type CoverageReach = KeyOf<typeof coverageReaches>

export const reachMeanings: Readonly<Record<CoverageReach, string>> = {
  onFootSummer: '夏天步行在规定分钟以内',
  onFootWinter: '冬天步行在规定分钟以内',
  brought: '送餐或上门服务能到',
  without: '冬天走不到，也没有人送上门',
}

export const CoverageCount = z.object({
  elders: z.number(),
  onFootSummer: z.number(),
  onFootWinter: z.number(),
  brought: z.number(),
  without: z.number(),
  villages: z.number(),
  villagesWithout: z.number(),
})
export type CoverageCount = z.output<typeof CoverageCount>

export const nobody: CoverageCount = {
  ...{ elders: 0, onFootSummer: 0, onFootWinter: 0, brought: 0, without: 0 },
  ...{ villages: 0, villagesWithout: 0 },
}

export function together(one: CoverageCount, other: CoverageCount): CoverageCount {
  return {
    elders: one.elders + other.elders,
    onFootSummer: one.onFootSummer + other.onFootSummer,
    onFootWinter: one.onFootWinter + other.onFootWinter,
    brought: one.brought + other.brought,
    without: one.without + other.without,
    villages: one.villages + other.villages,
    villagesWithout: one.villagesWithout + other.villagesWithout,
  }
}

/** Per cent, null of nobody. */
export function shareOf(count: CoverageCount, reach: CoverageReach): number | null {
  return count.elders === 0 ? null : (count[reach] / count.elders) * 100
}

const ByService = z.object({
  meal: CoverageCount,
  bath: CoverageCount,
  bed: CoverageCount,
  doctor: CoverageCount,
})
export type ByService = z.output<typeof ByService>

export const CoveragePart = z.object({
  code: RegionCode,
  name: z.string(),
  level: regionLevelWords.schema,
  countyGb2260: z.string(),
  isBorder: z.boolean(),
  counts: ByService,
})
export type CoveragePart = z.output<typeof CoveragePart>

export const CoverageBoard = z.object({
  region: CoveragePart,
  /** Of the region, each service by each measure. */
  measures: z.array(z.object({ measure: CoverageMeasure, counts: ByService })),
  parts: z.array(CoveragePart),
  /** Of a province or prefecture: its border counties beside the others. */
  border: z.nullable(z.object({ inside: ByService, outside: ByService })),
  /** Open sites of the region that offer it; whoever brings it counts too. */
  sites: z.record(z.string(), z.number()),
  rules: z.object({
    minutes: z.number(),
    summerMeters: z.number(),
    winterMeters: z.number(),
    deliveryKm: z.number(),
  }),
  /** Null until the first reckoning; the oldest of the counties shown. */
  reckonedAt: z.nullable(Instant),
})
export type CoverageBoard = z.output<typeof CoverageBoard>

export const CoverageVillage = z.object({
  code: RegionCode,
  name: z.string(),
  townshipName: z.string(),
  countyName: z.string(),
  isBorder: z.boolean(),
  lon: z.nullable(z.number()),
  lat: z.nullable(z.number()),
  elders: z.number(),
  /** Those known to want the service (wantedBy). */
  wanting: z.number(),
  livesAlone: z.number(),
  siteName: z.nullable(z.string()),
  siteRegionCode: z.nullable(RegionCode),
  meters: z.nullable(z.number()),
  summerMinutes: z.nullable(z.number()),
  winterMinutes: z.nullable(z.number()),
  reachedSummer: z.boolean(),
  reachedWinter: z.boolean(),
  broughtBy: z.nullable(z.string()),
})
export type CoverageVillage = z.output<typeof CoverageVillage>
