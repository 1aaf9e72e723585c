// Whether a surge may be declared as it stands, who is to be seen first, and which visit answers a duty.
import { areaOf, isWithin, levelOf } from '../kernel/area.ts'
import { Refused } from '../kernel/refusal.ts'
import type { VisitMethod, VisitResult } from '../visits/visit.ts'
import type { DutyState, SurgeCriterion, SurgeInput, SurgeSummary } from './surge.ts'

/** Longer than this is no emergency; a rhythm of visits is what the settings are for. */
export const longestDays = 10
const dayMs = 86_400_000

export function checkSurge(surge: SurgeInput, now: Date): void {
  const until = Date.parse(surge.until)
  if (until <= now.getTime()) throw new Refused('invalid', '截止时间已经过去，请填写以后的时间。')
  if (until > now.getTime() + longestDays * dayMs)
    throw new Refused('invalid', `一次最多 ${longestDays} 天，请把截止时间提前；到时可以再发布一次。`)
  checkPlaces(surge)
}

export function checkPlaces({
  countyCode,
  regionCodes,
}: Pick<SurgeInput, 'countyCode' | 'regionCodes'>): void {
  for (const code of regionCodes) {
    if (!code.startsWith(countyCode) || !['county', 'township', 'village'].includes(levelOf(code)))
      throw new Refused('invalid', '只能在一个县里选择县、乡镇或村。几个县都有情况的，请分别发布。')
  }
}

/** Places that lie inside another chosen place are left out: nobody is counted twice. */
export function outermost(regionCodes: readonly string[]): string[] {
  const chosen = [...new Set(regionCodes)].sort()
  return chosen.filter(code => !chosen.some(other => other !== code && isWithin(code, areaOf(other))))
}

export interface CalledFacts {
  reasons: readonly SurgeCriterion[]
  age: number | null
}

const weights: Readonly<Record<SurgeCriterion, number>> = {
  riskRedOrange: 5,
  coldHome: 5,
  inTrouble: 4,
  unwell: 4,
  noOneNear: 3,
  weak: 3,
  withoutKin: 2,
  everyone: 0,
}

/** Higher goes first: what they are in for, then age. */
export function pressureOf({ reasons, age }: CalledFacts): number {
  return reasons.reduce((sum, reason) => sum + weights[reason], 0) * 1000 + Math.min(age ?? 70, 120)
}

/** A sensor is no person, and whoever sends the visitor away has been seen. */
export function dutyAfter(visit: { method: VisitMethod; result: VisitResult }): DutyState {
  if (visit.method === 'remote') return 'unreached'
  return visit.result === 'notReached' ? 'attempted' : 'reached'
}

export interface DutyFacts {
  state: DutyState
  reachedAt: string | null
  byPhone: boolean
}

export function summaryOf(
  duties: readonly DutyFacts[],
  declaredAt: string,
  casesOpened: number,
): SurgeSummary {
  const reached = duties.filter(one => one.state === 'reached')
  const waits = reached
    .flatMap(one => (one.reachedAt === null ? [] : [Date.parse(one.reachedAt) - Date.parse(declaredAt)]))
    .sort((one, other) => one - other)
  const minutesFor = (count: number) => {
    const wait = count > 0 ? waits[count - 1] : undefined
    return wait === undefined ? null : Math.max(0, Math.round(wait / 60_000))
  }
  return {
    total: duties.length,
    reached: reached.length,
    attempted: duties.filter(one => one.state === 'attempted').length,
    byPhone: reached.filter(one => one.byPhone).length,
    casesOpened,
    halfMinutes: minutesFor(Math.ceil(duties.length / 2)),
    allMinutes: minutesFor(duties.length),
  }
}
