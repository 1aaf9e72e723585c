// The five clocks of a case: acknowledge, on site, resolve, verify, close (domain.md §1.5). All run from opening.
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { WorkingCalendar } from '../kernel/working-days.ts'
import {
  addWorkingMinutes,
  minutesOfDay,
  type WorkingHours,
  workingMinutesBetween,
} from '../kernel/working-hours.ts'
import type { SettingKey, SettingValue } from '../regions/settings.ts'
import type { AidCaseLevel, AidCaseStage } from './aid-case.ts'

export const aidCaseClocks = choice({
  acknowledgeBy: '响应时限',
  onSiteBy: '到场时限',
  resolveBy: '解决时限',
  verifyBy: '核实时限',
  closeBy: '结案时限',
})
export type AidCaseClock = KeyOf<typeof aidCaseClocks>

/** What each clock waits for, as it stands before “还剩” and “超时”. */
export const clockDeeds: Readonly<Record<AidCaseClock, string>> = {
  acknowledgeBy: '响应',
  onSiteBy: '到场',
  resolveBy: '解决',
  verifyBy: '核实',
  closeBy: '结案',
}

export type Deadlines<Instant = string> = Readonly<Record<AidCaseClock, Instant>>

export type SettingReader = <Key extends SettingKey>(key: Key) => SettingValue<Key>

/** Life and limb are answered day and night; hardship and needs in the hours of the office. */
export function runsDayAndNight(level: AidCaseLevel): boolean {
  return level === 'p0' || level === 'p1'
}

export function workingHoursOf(setting: SettingReader): WorkingHours {
  const at = (value: number) => Math.floor(value / 100) * 60 + (value % 100)
  const spans: [number, number][] = [
    [at(setting('office.morningFrom')), at(setting('office.morningTo'))],
    [at(setting('office.afternoonFrom')), at(setting('office.afternoonTo'))],
  ]
  const open = spans.filter(([from, to]) => to > from)
  // A county that wrote no sensible hours would otherwise have clocks that never run out.
  return open.length > 0 ? open : [[510, 1020]]
}

const minuteLimits = {
  p0: {
    acknowledgeBy: 'aidCase.p0AcknowledgeMinutes',
    onSiteBy: 'aidCase.p0OnSiteMinutes',
    resolveBy: 'aidCase.p0ResolveMinutes',
    verifyBy: 'aidCase.p0VerifyMinutes',
    closeBy: 'aidCase.p0CloseMinutes',
  },
  p1: {
    acknowledgeBy: 'aidCase.p1AcknowledgeMinutes',
    onSiteBy: 'aidCase.p1OnSiteMinutes',
    resolveBy: 'aidCase.p1ResolveMinutes',
    verifyBy: 'aidCase.p1VerifyMinutes',
    closeBy: 'aidCase.p1CloseMinutes',
  },
} as const
const dayLimits = {
  p2: {
    acknowledgeBy: 'aidCase.p2AcknowledgeWorkingDays',
    onSiteBy: 'aidCase.p2OnSiteWorkingDays',
    resolveBy: 'aidCase.p2ResolveWorkingDays',
    verifyBy: 'aidCase.p2VerifyWorkingDays',
    closeBy: 'aidCase.p2CloseWorkingDays',
  },
  p3: {
    acknowledgeBy: 'aidCase.p3AcknowledgeWorkingDays',
    onSiteBy: 'aidCase.p3OnSiteWorkingDays',
    resolveBy: 'aidCase.p3ResolveWorkingDays',
    verifyBy: 'aidCase.p3VerifyWorkingDays',
    closeBy: 'aidCase.p3CloseWorkingDays',
  },
} as const

/**
 * All five are fixed when the case opens and never move: whoever reports it solved a week late has left one day
 * for verifying, and reopening gives no time back, because the elder has been waiting since the first day.
 */
export function clocksOf(
  level: AidCaseLevel,
  openedAt: Date,
  setting: SettingReader,
  calendar: WorkingCalendar,
): Deadlines<Date> {
  const hours = workingHoursOf(setting)
  const dueOf = (clock: AidCaseClock): Date => {
    if (level === 'p0' || level === 'p1')
      return new Date(openedAt.getTime() + setting(minuteLimits[level][clock]) * 60_000)
    const minutes = setting(dayLimits[level][clock]) * minutesOfDay(hours)
    return addWorkingMinutes(calendar, hours, openedAt, minutes)
  }
  const [acknowledgeBy, onSiteBy, resolveBy] = [dueOf('acknowledgeBy'), dueOf('onSiteBy'), dueOf('resolveBy')]
  return { acknowledgeBy, onSiteBy, resolveBy, verifyBy: dueOf('verifyBy'), closeBy: dueOf('closeBy') }
}

/** The clocks still running at a stage, in the order they are usually met. */
export const runningAt: Readonly<Record<AidCaseStage, readonly AidCaseClock[]>> = {
  open: aidCaseClocks.keys,
  acknowledged: aidCaseClocks.keys.slice(1),
  inProgress: aidCaseClocks.keys.slice(2),
  resolved: aidCaseClocks.keys.slice(3),
  verified: aidCaseClocks.keys.slice(4),
  closed: [],
  rejected: [],
  joined: [],
}

/** The clock that runs out first of those still running; null when the case has ended. */
export function clockAt(stage: AidCaseStage, deadlines: Deadlines): AidCaseClock | null {
  const running = runningAt[stage]
  return running.reduce<AidCaseClock | null>(
    (first, clock) => (first === null || deadlines[clock] < deadlines[first] ? clock : first),
    null,
  )
}

export function dueAtOf(stage: AidCaseStage, deadlines: Deadlines): string | null {
  const clock = clockAt(stage, deadlines)
  return clock && deadlines[clock]
}

/** Late: the first of the clocks still running has run out. */
export function isOverdue(aidCase: Deadlines & { stage: AidCaseStage }, now: Date): boolean {
  const dueAt = dueAtOf(aidCase.stage, aidCase)
  return dueAt !== null && dueAt < now.toISOString()
}

/** How a clock stands: minutes left or, when late, minutes over; of working time where the clock counts that. */
export interface ClockStanding {
  clock: AidCaseClock
  by: string
  late: boolean
  /** Less than a fifth of the whole time is left. */
  soon: boolean
  minutes: number
  /** Minutes of a working day; null where the clock runs day and night. */
  workingDayMinutes: number | null
}

export interface TimedCase extends Deadlines {
  level: AidCaseLevel
  stage: AidCaseStage
  openedAt: string
}

/** Null when the case has ended: its clocks have done their work. */
export function standingOf(
  aidCase: TimedCase,
  now: Date,
  hours: WorkingHours,
  calendar: WorkingCalendar,
): ClockStanding | null {
  const clock = clockAt(aidCase.stage, aidCase)
  if (clock === null) return null
  const by = aidCase[clock]
  const late = by < now.toISOString()
  const daily = runsDayAndNight(aidCase.level)
  const between = (from: Date, to: Date) =>
    daily
      ? Math.floor((to.getTime() - from.getTime()) / 60_000)
      : workingMinutesBetween(calendar, hours, from, to)
  const due = new Date(by)
  const minutes = late ? between(due, now) : between(now, due)
  const soon = !late && minutes < between(new Date(aidCase.openedAt), due) / 5
  return { clock, by, late, soon, minutes, workingDayMinutes: daily ? null : minutesOfDay(hours) }
}

/** Two units at most: nobody needs the minutes of three days. */
export function durationText(minutes: number, workingDayMinutes: number | null = null): string {
  const dayMinutes = workingDayMinutes ?? 1440
  const dayWord = workingDayMinutes === null ? '天' : '个工作日'
  const days = Math.floor(minutes / dayMinutes)
  const hours = Math.floor((minutes % dayMinutes) / 60)
  const rest = Math.floor((minutes % dayMinutes) % 60)
  if (days > 0) return hours > 0 ? `${days} ${dayWord} ${hours} 小时` : `${days} ${dayWord}`
  if (hours > 0) return rest > 0 ? `${hours} 小时 ${rest} 分` : `${hours} 小时`
  return minutes < 1 ? '不到 1 分钟' : `${rest} 分钟`
}

/** “响应还剩 2 小时”, “到场超时 1 个工作日”. */
export function standingText({ clock, late, minutes, workingDayMinutes }: ClockStanding): string {
  const time = durationText(minutes, workingDayMinutes)
  return `${clockDeeds[clock]}${late ? '超时' : '还剩'} ${time}`
}
