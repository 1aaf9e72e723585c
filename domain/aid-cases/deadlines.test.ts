// The clocks of a case in words: which one runs, how much is left, how late it is.
import { describe, expect, test } from 'vitest'
import { calendarFrom } from '../kernel/working-days.ts'
import { type SettingKey, type SettingValue, settingDefinitions } from '../regions/settings.ts'
import { aidCaseStages } from './aid-case.ts'
import {
  clockAt,
  dueAtOf,
  durationText,
  isOverdue,
  runningAt,
  standingOf,
  standingText,
  workingHoursOf,
} from './deadlines.ts'
import { isEnded } from './stages.ts'

const setting = <Key extends SettingKey>(key: Key) => settingDefinitions[key].fallback as SettingValue<Key>
const hours = workingHoursOf(setting)
const calendar = calendarFrom([])
const deadlines = {
  acknowledgeBy: '2026-11-20T10:10:00.000Z',
  onSiteBy: '2026-11-20T10:30:00.000Z',
  resolveBy: '2026-11-21T10:00:00.000Z',
  verifyBy: '2026-11-22T10:00:00.000Z',
  closeBy: '2026-11-23T10:00:00.000Z',
}
const at = (time: string) => new Date(`2026-11-20T${time}Z`)

describe('the clock that runs', () => {
  test('late means the first of the running clocks has run out', () => {
    expect(isOverdue({ stage: 'open', ...deadlines }, at('10:10:00'))).toBe(false)
    expect(isOverdue({ stage: 'open', ...deadlines }, at('10:11:00'))).toBe(true)
    expect(isOverdue({ stage: 'acknowledged', ...deadlines }, at('10:29:00'))).toBe(false)
    expect(isOverdue({ stage: 'acknowledged', ...deadlines }, at('10:31:00'))).toBe(true)
    expect(isOverdue({ stage: 'inProgress', ...deadlines }, at('23:00:00'))).toBe(false)
    expect(isOverdue({ stage: 'inProgress', ...deadlines }, new Date('2026-11-21T10:00:01Z'))).toBe(true)
    expect(isOverdue({ stage: 'closed', ...deadlines }, new Date('2027-11-21T10:00:01Z'))).toBe(false)
  })

  test('a county that gave less time for the door than for an answer is not hidden by the order', () => {
    const odd = { ...deadlines, onSiteBy: '2026-11-20T10:05:00.000Z' }
    expect(clockAt('open', odd)).toBe('onSiteBy')
    expect(dueAtOf('open', odd)).toBe(odd.onSiteBy)
  })

  test('runs at every stage but the ends', () => {
    for (const stage of aidCaseStages.keys) expect(runningAt[stage].length === 0).toBe(isEnded(stage))
  })
})

describe('in words', () => {
  const standing = (level: 'p0' | 'p2', now: string, stage: 'open' | 'acknowledged' = 'open') => {
    const found = standingOf(
      { ...deadlines, level, stage, openedAt: '2026-11-20T00:40:00.000Z' },
      new Date(now),
      hours,
      calendar,
    )
    return found && standingText(found)
  }

  test('life and limb are counted by the clock on the wall', () => {
    expect(standing('p0', '2026-11-20T08:10:00Z')).toBe('响应还剩 2 小时')
    expect(standing('p0', '2026-11-20T12:30:00Z', 'acknowledged')).toBe('到场超时 2 小时')
  })

  test('hardship is counted in working time: a weekend makes nobody later', () => {
    const due = { ...deadlines, acknowledgeBy: '2026-11-20T08:00:00.000Z' }
    const late = standingOf(
      { ...due, level: 'p2', stage: 'open', openedAt: '2026-11-19T08:00:00.000Z' },
      new Date('2026-11-23T08:00:00Z'),
      hours,
      calendar,
    )
    expect(late && standingText(late)).toBe('响应超时 1 个工作日')
  })

  test('little is left when less than a fifth is', () => {
    const of = (now: string) =>
      standingOf(
        { ...deadlines, level: 'p0', stage: 'open', openedAt: '2026-11-20T10:00:00.000Z' },
        new Date(now),
        hours,
        calendar,
      )
    expect(of('2026-11-20T10:07:00Z')?.soon).toBe(false)
    expect(of('2026-11-20T10:09:00Z')?.soon).toBe(true)
    expect(of('2026-11-20T10:19:00Z')).toMatchObject({ late: true, soon: false, minutes: 9 })
  })

  test('two units at most', () => {
    expect(durationText(0)).toBe('不到 1 分钟')
    expect(durationText(45)).toBe('45 分钟')
    expect(durationText(125)).toBe('2 小时 5 分')
    expect(durationText(1440 * 3 + 65)).toBe('3 天 1 小时')
    expect(durationText(390 * 2 + 60, 390)).toBe('2 个工作日 1 小时')
  })

  test('hours that make no day fall back to an office’s day', () => {
    const never = (<Key extends SettingKey>(_key: Key) => 0 as SettingValue<Key>) as typeof setting
    expect(workingHoursOf(never)).toEqual([[510, 1020]])
  })
})
