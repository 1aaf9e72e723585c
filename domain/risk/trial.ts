// A rule tried on the year that was: who would have risen or fallen, and whether it saw coming what did come.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, addMonths, type Day, firstDayOf, lastDayOf, monthOf } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText } from '../kernel/shapes.ts'
import { isOnRecord, type RiskHistory } from './history.ts'
import { byGravity, type RiskLevel, riskLevels } from './level.ts'
import { riskOn, type StandingSettings } from './standing.ts'

export const trialStates = choice({
  trialQueued: '等待试算',
  trialRunning: '正在试算',
  trialDone: '已算完',
})
export type TrialState = KeyOf<typeof trialStates>

/** What a line of a trial tells of: where an elder stands at the last month's end, or what came to pass in the year. */
export const trialLineKinds = choice({
  levelAtMonthEnd: '月末等级',
  graveCase: '一级、二级个案',
  deathAfter: '去世登记',
})
export type TrialLineKind = KeyOf<typeof trialLineKinds>

export const switchStates = choice({
  switchProposed: '等第二人同意启用',
  switchAgreed: '已同意启用',
  switchDeclined: '没有同意启用',
})
export type SwitchState = KeyOf<typeof switchStates>

export const Thresholds = z.strictObject({
  redFrom: z.int().check(z.gte(1), z.lte(60)),
  orangeFrom: z.int().check(z.gte(1), z.lte(60)),
  yellowFrom: z.int().check(z.gte(1), z.lte(60)),
})
export type Thresholds = z.output<typeof Thresholds>

export function checkThresholds({ redFrom, orangeFrom, yellowFrom }: Thresholds): void {
  if (redFrom > orangeFrom && orangeFrom > yellowFrom) return
  throw new Refused('invalid', '三个分数线应当红高于橙、橙高于黄，请改正后重试。', {
    fields: ['redFrom', 'orangeFrom', 'yellowFrom'],
  })
}

const LevelCounts = z.record(riskLevels.schema, z.number())
export type LevelCounts = z.output<typeof LevelCounts>

const Seen = z.object({
  all: z.number(),
  /** Red or orange at the end of the month before. */
  seenBefore: z.number(),
  seenAfter: z.number(),
})

export const TrialSummary = z.object({
  elders: z.number(),
  rises: z.number(),
  falls: z.number(),
  before: LevelCounts,
  after: LevelCounts,
  /** Visits a month that the intervals of the levels ask for. */
  visitsBefore: z.number(),
  visitsAfter: z.number(),
  months: z.array(z.object({ on: DayText, before: LevelCounts, after: LevelCounts })),
  places: z.array(
    z.object({
      code: z.string(),
      elders: z.number(),
      rises: z.number(),
      falls: z.number(),
      before: LevelCounts,
      after: LevelCounts,
      visitsBefore: z.number(),
      visitsAfter: z.number(),
    }),
  ),
  graveCases: Seen,
  deaths: Seen,
})
export type TrialSummary = z.output<typeof TrialSummary>

/** Twelve month's ends up to the last one that is over, oldest first. */
export function trialDays(today: Day): Day[] {
  return Array.from({ length: 12 }, (_, at) => lastDayOf(addMonths(monthOf(today), at - 12)))
}

/** What came to pass in a month is held against how the elder stood at the end of the month before. */
export function judgedOnFor(happenedOn: Day): Day {
  return addDays(firstDayOf(monthOf(happenedOn)), -1)
}

export const isSeen = (level: RiskLevel) => level === 'red' || level === 'orange'

export interface Tried {
  before: RiskLevel
  after: RiskLevel
  points: number
  causes: readonly (readonly [string, number])[]
}

/** Null while the elder was not on record. */
export function tryOn(
  history: RiskHistory,
  day: Day,
  before: StandingSettings,
  after: StandingSettings,
): Tried | null {
  if (!isOnRecord(history, day)) return null
  const { level, points, causes } = riskOn(history, day, after)
  return { before: riskOn(history, day, before).level, after: level, points, causes }
}

export function noCounts(): LevelCounts {
  return { red: 0, orange: 0, yellow: 0, green: 0 }
}

export function visitsAMonth(level: RiskLevel, settings: StandingSettings): number {
  const { daysRed, daysOrange, daysYellow, daysGreen } = settings
  return 30 / { red: daysRed, orange: daysOrange, yellow: daysYellow, green: daysGreen }[level]
}

export type TrialPlace = TrialSummary['places'][number]

export function emptyPlace(code: string): TrialPlace {
  return {
    ...{ code, elders: 0, rises: 0, falls: 0, before: noCounts(), after: noCounts() },
    ...{ visitsBefore: 0, visitsAfter: 0 },
  }
}

/** Counts one elder of the last month's end into a place. */
export function countInto(place: TrialPlace, { before, after }: Tried, settings: StandingSettings): void {
  place.elders += 1
  place.before[before] += 1
  place.after[after] += 1
  const moved = byGravity(after, before)
  if (moved < 0) place.rises += 1
  if (moved > 0) place.falls += 1
  place.visitsBefore += visitsAMonth(before, settings)
  place.visitsAfter += visitsAMonth(after, settings)
}

/** The region's own figures are its places added up. */
export function addedUp(
  places: readonly TrialPlace[],
): Pick<TrialSummary, 'elders' | 'rises' | 'falls' | 'before' | 'after' | 'visitsBefore' | 'visitsAfter'> {
  const sum = emptyPlace('')
  for (const place of places) {
    for (const field of ['elders', 'rises', 'falls', 'visitsBefore', 'visitsAfter'] as const)
      sum[field] += place[field]
    for (const level of riskLevels.keys) {
      sum.before[level] += place.before[level]
      sum.after[level] += place.after[level]
    }
  }
  const { code: _, ...figures } = sum
  return { ...figures, visitsBefore: Math.round(sum.visitsBefore), visitsAfter: Math.round(sum.visitsAfter) }
}
