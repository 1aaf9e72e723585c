// What an officer should see first in the morning: lives in danger, cases past their time, visits past their day.
import * as z from 'zod/mini'
import { aidCaseLevels, aidCaseStages } from '../aid-cases/aid-case.ts'
import { DayText, Id, Instant } from '../kernel/shapes.ts'

export const DigestCounts = z.object({
  /** Dangers to life opened since the morning before, and those of them not closed. */
  lives: z.number(),
  livesOpen: z.number(),
  overdueCases: z.number(),
  /** Elders past the day of their visit. */
  overdueVisits: z.number(),
  /** Notices of the last day that reached nobody by one of their channels. */
  failedNotices: z.number(),
  runningSurges: z.number(),
})
export type DigestCounts = z.output<typeof DigestCounts>

export const DigestCase = z.object({
  countyCode: z.string(),
  id: Id,
  villageName: z.string(),
  /** The surname only: the page is printed. */
  elder: z.string(),
  trouble: z.string(),
  level: aidCaseLevels.schema,
  stage: aidCaseStages.schema,
  ownerName: z.string(),
  openedAt: Instant,
})
export type DigestCase = z.output<typeof DigestCase>

export const Digest = z.object({
  day: DayText,
  regionName: z.string(),
  counts: DigestCounts,
  lives: z.array(DigestCase),
  overdue: z.array(DigestCase),
  /** Where visits are overdue, one step down. */
  visits: z.array(z.object({ regionCode: z.string(), name: z.string(), elders: z.number() })),
})
export type Digest = z.output<typeof Digest>

export function digestText(counts: DigestCounts): string {
  const { lives, livesOpen, overdueCases, overdueVisits, failedNotices, runningSurges } = counts
  return [
    `生命危险 ${lives} 件（未结 ${livesOpen} 件）`,
    `超时个案 ${overdueCases} 件`,
    `到期未探访 ${overdueVisits} 人`,
    ...(failedNotices > 0 ? [`通知没发出去 ${failedNotices} 条`] : []),
    ...(runningSurges > 0 ? [`正在进行的应急看望 ${runningSurges} 次`] : []),
  ].join('，')
}
