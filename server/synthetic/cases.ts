// The aid cases a year of synthetic dangers would have opened: two officers a township, most cases closed in days.
import type { AidCaseLevel, AidCaseStage } from '../../domain/aid-cases/aid-case.ts'
import { clocksOf, dueAtOf } from '../../domain/aid-cases/deadlines.ts'
import { firstEscalationAt } from '../../domain/aid-cases/escalation.ts'
import { troublesOf } from '../../domain/aid-cases/rules.ts'
import type { WorkingCalendar } from '../../domain/kernel/working-days.ts'
import { type SettingKey, type SettingValue, settingDefinitions } from '../../domain/regions/settings.ts'
import type { VisitField } from '../../domain/visits/answers.ts'
import { answersFrom } from '../../domain/visits/answers.ts'
import { Chance } from './chance.ts'
import type { SyntheticVisit } from './rows.ts'

export interface SyntheticCase {
  regionCode: string
  elderId: string
  visitId: string
  level: AidCaseLevel
  field: VisitField
  trouble: string
  stage: AidCaseStage
  openedAt: Date
  acknowledgeBy: Date
  onSiteBy: Date
  resolveBy: Date
  verifyBy: Date
  closeBy: Date
  dueAt: string | null
  endedAt: Date | null
  /** The look afterwards; null where it is still owed or nothing has been closed. */
  recheck: { verdict: 'gone' | 'better'; at: Date } | null
  recheckOwed: boolean
  escalateAt: Date | null
  acts: {
    kind: 'opened' | 'acknowledged' | 'onSite' | 'resolved' | 'verified' | 'closed'
    by: 'handler' | 'verifier' | null
    at: Date
    note: string | null
  }[]
}

/** Nobody has set anything yet in a demonstration: the defaults are in force. */
const fallback = <Key extends SettingKey>(key: Key) => settingDefinitions[key].fallback as SettingValue<Key>

const lingeringDays = 60
const lingeringShare = 0.35
const hour = 3_600_000
const day = 24 * hour

/**
 * One open case per elder and trouble, as at the real door: a danger found again while a case is open joins it.
 * Most cases older than a week have been closed by a second person; younger ones, and some that linger, are on
 * their way.
 */
export function casesOf(
  visits: Iterable<SyntheticVisit>,
  calendar: WorkingCalendar,
  seed: string,
  now: Date,
): SyntheticCase[] {
  const openUntil = new Map<string, number>()
  const cases: SyntheticCase[] = []
  for (const visit of visits) {
    if (!visit.answers.includes('d')) continue
    const openedAt = new Date(visit.receivedAt)
    for (const { field, level, trouble } of troublesOf(answersFrom(visit.answers))) {
      const key = `${visit.elderId} ${field}`
      if ((openUntil.get(key) ?? 0) > openedAt.getTime()) continue
      const one = caseOf(
        { visit, field, level, trouble, openedAt },
        calendar,
        new Chance(`${seed} ${visit.id} ${field}`),
        now,
      )
      openUntil.set(
        key,
        one.stage === 'closed' ? (one.acts.at(-1)?.at.getTime() ?? 0) : Number.POSITIVE_INFINITY,
      )
      cases.push(one)
    }
  }
  return cases
}

interface Found {
  visit: SyntheticVisit
  field: VisitField
  level: AidCaseLevel
  trouble: string
  openedAt: Date
}

/** Hours after opening for each step: the quickest, and what chance adds. Life and limb are answered at once. */
const paces: Readonly<
  Record<AidCaseLevel, Record<'acknowledged' | 'onSite' | 'resolved' | 'closed', number[]>>
> = {
  p0: { acknowledged: [0.03, 0.18], onSite: [0.25, 0.35], resolved: [4, 24], closed: [32, 30] },
  p1: { acknowledged: [0.3, 2], onSite: [3, 20], resolved: [24, 60], closed: [90, 60] },
  p2: { acknowledged: [0.3, 12], onSite: [20, 50], resolved: [50, 120], closed: [180, 80] },
  p3: { acknowledged: [0.3, 40], onSite: [50, 120], resolved: [180, 200], closed: [400, 200] },
}

function stepsOf(level: AidCaseLevel, chance: Chance) {
  const pace = paces[level]
  const after = (step: keyof typeof pace) => {
    const [quickest = 0, more = 0] = pace[step]
    return (quickest + chance.share() * more) * hour
  }
  const handler = 'handler' as const
  const verifier = 'verifier' as const
  const [acknowledged, onSite, resolved, closed] = [
    after('acknowledged'),
    after('onSite'),
    after('resolved'),
    after('closed'),
  ]
  return [
    { kind: 'opened' as const, after: 0, by: null, note: null, stage: 'open' as const },
    {
      kind: 'acknowledged' as const,
      after: acknowledged,
      by: handler,
      note: null,
      stage: 'acknowledged' as const,
    },
    {
      kind: 'onSite' as const,
      after: onSite,
      by: handler,
      note: '已到老人家中查看',
      stage: 'inProgress' as const,
    },
    {
      kind: 'resolved' as const,
      after: resolved,
      by: handler,
      note: '问题已处理',
      stage: 'resolved' as const,
    },
    { kind: 'verified' as const, after: closed, by: verifier, note: '已核实', stage: 'verified' as const },
    { kind: 'closed' as const, after: closed, by: verifier, note: '已核实，结案', stage: 'closed' as const },
  ]
}

function caseOf(found: Found, calendar: WorkingCalendar, chance: Chance, now: Date): SyntheticCase {
  const { visit, openedAt, level } = found
  const steps = stepsOf(level, chance)
  // Some troubles take weeks; without them a quiet week would leave a demonstration with nothing to do.
  const lingers = now.getTime() - openedAt.getTime() < lingeringDays * day && chance.share() < lingeringShare
  const done = steps
    .filter(step => openedAt.getTime() + step.after <= now.getTime())
    .filter(({ stage }) => !lingers || ['open', 'acknowledged', 'inProgress'].includes(stage))
  const stage = done.at(-1)?.stage ?? 'open'
  const clocks = clocksOf(level, openedAt, fallback, calendar)
  const { acknowledgeBy, onSiteBy, resolveBy, verifyBy, closeBy } = clocks
  const acts = done.map(({ kind, by, note, after }) => ({
    ...{ kind, by, note },
    at: new Date(openedAt.getTime() + after),
  }))
  const endedAt = stage === 'closed' ? (acts.at(-1)?.at ?? null) : null
  const lookedAt = endedAt && new Date(endedAt.getTime() + (3 + chance.share() * 27) * day)
  const recheckOwed = lookedAt !== null && lookedAt > now
  const verdict = chance.share() < 0.85 ? ('gone' as const) : ('better' as const)
  return {
    ...{ regionCode: visit.regionCode, elderId: visit.elderId, visitId: visit.id, level },
    ...{ field: found.field, trouble: found.trouble, openedAt, stage },
    ...clocks,
    dueAt: dueAtOf(stage, {
      acknowledgeBy: acknowledgeBy.toISOString(),
      onSiteBy: onSiteBy.toISOString(),
      resolveBy: resolveBy.toISOString(),
      verifyBy: verifyBy.toISOString(),
      closeBy: closeBy.toISOString(),
    }),
    endedAt,
    recheckOwed,
    recheck: lookedAt === null || recheckOwed ? null : { verdict, at: lookedAt },
    escalateAt: firstEscalationAt(level, openedAt, fallback),
    acts,
  }
}
