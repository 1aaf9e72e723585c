// Falls of an elder as the records tell them, a year before the works beside a year after.
import { type Day, daysBetween } from '../kernel/day.ts'
import type { FallRecord } from './project.ts'
import { monthsLater } from './project-rules.ts'

/** “跌倒隐患” is a danger of falling and no fall; these words are of falls that happened. */
const fell = /摔倒|摔伤|摔了|摔断|跌倒(?!隐患|的?风险|的?危险)|跌伤|跌断|滑倒|骨折/

export function tellsOfFall(words: string): boolean {
  return fell.test(words)
}

/** One fall is often written in several places: what lies within a week of another record is the same fall. */
const sameFallDays = 7

export function fallsIn(records: readonly FallRecord[], from: Day, until: Day): number {
  let last: Day | null = null
  let falls = 0
  for (const { on } of [...records].sort((one, other) => (one.on < other.on ? -1 : 1))) {
    if (on < from || on >= until) continue
    if (last === null || daysBetween(last, on) > sameFallDays) falls++
    last = on
  }
  return falls
}

export interface FallYears {
  beforeFrom: Day
  beforeUntil: Day
  afterFrom: Day
  afterUntil: Day
}

/** Twelve months up to the beginning of the works, and as many from their acceptance. */
export function fallYears(startedOn: Day, acceptedOn: Day, months: number): FallYears {
  return {
    beforeFrom: monthsLater(startedOn, -months),
    beforeUntil: startedOn,
    afterFrom: acceptedOn,
    afterUntil: monthsLater(acceptedOn, months),
  }
}
