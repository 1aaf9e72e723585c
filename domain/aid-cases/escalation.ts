// When silence moves a case one rung up the ladder: domain.md §1.5, last column. Silence never closes one.
import { ancestorAt, levelOf, type RegionLevel, regionLevels } from '../kernel/area.ts'
import type { AidCaseLevel, AidCaseStage } from './aid-case.ts'
import type { SettingReader } from './deadlines.ts'

/** The neighbour and the village are asked when the case opens; the clock climbs from there. */
export type Rung = 'township' | 'county' | 'province'

interface Step {
  to: Rung
  /** Minutes after opening. */
  after: number
  /** The stages in which the step is still due: acknowledging stops the first alarm, arriving the second. */
  stages: readonly AidCaseStage[]
}

const minutesADay = 1440
const unsolved: readonly AidCaseStage[] = ['open', 'acknowledged', 'inProgress']
const unattended: readonly AidCaseStage[] = ['open', 'acknowledged']

function stepsOf(level: AidCaseLevel, setting: SettingReader): readonly Step[] {
  switch (level) {
    case 'p0':
      return [
        { to: 'township', after: setting('aidCase.p0EscalateMinutes'), stages: ['open'] },
        { to: 'county', after: setting('aidCase.p0CountyMinutes'), stages: unattended },
        { to: 'province', after: setting('aidCase.p0ProvinceMinutes'), stages: unattended },
      ]
    case 'p1':
      return [
        { to: 'county', after: setting('aidCase.p1EscalateMinutes'), stages: unattended },
        { to: 'province', after: setting('aidCase.p1ProvinceMinutes'), stages: unattended },
      ]
    case 'p2':
      return [
        { to: 'county', after: setting('aidCase.p2CountyDays') * minutesADay, stages: unsolved },
        { to: 'province', after: setting('aidCase.p2ProvinceDays') * minutesADay, stages: unsolved },
      ]
    case 'p3':
      return [
        { to: 'township', after: setting('aidCase.p3TownshipDays') * minutesADay, stages: unsolved },
        { to: 'county', after: setting('aidCase.p3CountyDays') * minutesADay, stages: unsolved },
      ]
  }
}

/** When the clock of a new case first asks whether anyone has moved. */
export function firstEscalationAt(level: AidCaseLevel, openedAt: Date, setting: SettingReader): Date | null {
  const first = Math.min(...stepsOf(level, setting).map(step => step.after))
  return Number.isFinite(first) ? new Date(openedAt.getTime() + first * 60_000) : null
}

export interface EscalationFacts {
  level: AidCaseLevel
  stage: AidCaseStage
  regionCode: string
  openedAt: string
  escalatedTo: string | null
}

export interface Escalation {
  /** The region it goes up to, or null when the case has moved in time. */
  to: string | null
  /** When to look again; null when there is no further step. */
  nextAt: Date | null
}

/**
 * What the clock finds at `now`. A server that was off for hours takes the highest step that is due, once:
 * the township need not be woken for what already belongs to the county.
 */
export function escalationOf(facts: EscalationFacts, now: Date, setting: SettingReader): Escalation {
  const steps = stepsOf(facts.level, setting)
  const opened = Date.parse(facts.openedAt)
  const dueAt = (step: Step) => new Date(opened + step.after * 60_000)
  // From the village up: a case that has reached a rung has passed those below it.
  const height = (level: RegionLevel) => regionLevels.length - regionLevels.indexOf(level)
  const reached = facts.escalatedTo === null ? 0 : height(levelOf(facts.escalatedTo))
  const above = steps.filter(step => height(step.to) > reached)
  const highest = above.findLast(step => dueAt(step) <= now && step.stages.includes(facts.stage))
  const next = above.find(step => dueAt(step) > now)
  return {
    to: highest ? ancestorAt(facts.regionCode, highest.to) : null,
    nextAt: next ? dueAt(next) : null,
  }
}
