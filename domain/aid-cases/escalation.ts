// When silence moves a case one level up: domain.md §1.5, last column. Silence never closes one.
import { ancestorAt, levelOf } from '../kernel/area.ts'
import type { SettingKey, SettingValue } from '../regions/settings.ts'
import type { AidCaseLevel, AidCaseStage } from './aid-case.ts'

interface Step {
  to: 'township' | 'county'
  /** Minutes after opening. */
  after: number
  /** The stages in which the step is still due: acknowledging stops the first alarm, arriving the second. */
  stages: readonly AidCaseStage[]
}

type SettingReader = <Key extends SettingKey>(key: Key) => SettingValue<Key>

const minutesADay = 1440
/** "Township in 30 minutes, county in 2 hours": the second step is four times the first, as a setting moves it. */
const p0CountyTimes = 4
/** "County in 7 days", "township monthly". */
const p2CountyDays = 7
const p3TownshipDays = 30

function stepsOf(level: AidCaseLevel, setting: SettingReader): readonly Step[] {
  switch (level) {
    case 'p0': {
      const after = setting('aidCase.p0EscalateMinutes')
      return [
        { to: 'township', after, stages: ['open'] },
        { to: 'county', after: after * p0CountyTimes, stages: ['open', 'acknowledged'] },
      ]
    }
    case 'p1':
      return [{ to: 'county', after: setting('aidCase.p1EscalateMinutes'), stages: ['open', 'acknowledged'] }]
    case 'p2':
      return [{ to: 'county', after: p2CountyDays * minutesADay, stages: unsolved }]
    case 'p3':
      return [{ to: 'township', after: p3TownshipDays * minutesADay, stages: unsolved }]
  }
}

const unsolved: readonly AidCaseStage[] = ['open', 'acknowledged', 'inProgress']

/** When the clock of a new case first asks whether anyone has moved. */
export function firstEscalationAt(level: AidCaseLevel, openedAt: Date, setting: SettingReader): Date | null {
  const first = stepsOf(level, setting)[0]
  return first ? new Date(openedAt.getTime() + first.after * 60_000) : null
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
  const reached =
    facts.escalatedTo === null ? -1 : steps.findIndex(step => step.to === levelOf(facts.escalatedTo ?? ''))
  const due = steps.filter(
    (step, index) => index > reached && dueAt(step) <= now && step.stages.includes(facts.stage),
  )
  const next = steps.find((step, index) => index > reached && dueAt(step) > now)
  const highest = due.at(-1)
  return {
    to: highest ? ancestorAt(facts.regionCode, highest.to) : null,
    nextAt: next ? dueAt(next) : null,
  }
}
