// Levels, clocks and escalation as §1.5 tells them.
import { describe, expect, test } from 'vitest'
import { calendarFrom } from '../kernel/working-days.ts'
import { type SettingKey, settingDefinitions } from '../regions/settings.ts'
import { visitFields } from '../visits/answers.ts'
import { allFine, answersWith, fieldsAs } from '../visits/sample.ts'
import { aidCaseLevels } from './aid-case.ts'
import { aidCaseClocks, clocksOf } from './deadlines.ts'
import { escalationOf, firstEscalationAt } from './escalation.ts'
import { followUpOf, postReaches, troublesOf } from './rules.ts'

const setting = ((key: SettingKey) => settingDefinitions[key].fallback) as never
const calendar = calendarFrom([{ day: '2026-01-01', kind: 'holiday' }])
const levelOf = (field: (typeof visitFields.keys)[number]) =>
  troublesOf(answersWith({ [field]: 'danger' }))[0]?.level

describe('which danger opens which case', () => {
  test('no danger, no case; attention opens none', () => {
    expect(troublesOf(allFine)).toEqual([])
    expect(troublesOf(answersWith({ M4: 'attention' }))).toEqual([])
  })

  test('life: face, reaction, words of self-harm', () => {
    expect(['H1', 'H3', 'M4'].map(field => levelOf(field as 'H1'))).toEqual(['p0', 'p0', 'p0'])
  })

  test('serious: the four examples of the rule, and gas, wiring, sudden illness', () => {
    for (const field of ['S3', 'C2', 'H2', 'S5', 'S2', 'S1', 'H5'] as const) expect(levelOf(field)).toBe('p1')
  })

  test('hardship: all of the economy block', () => {
    for (const field of ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'] as const) expect(levelOf(field)).toBe('p2')
  })

  test('everything else is a need, and every field has a level and a sentence', () => {
    for (const field of ['H4', 'H6', 'M1', 'M2', 'M3', 'S4', 'C1', 'N2'] as const)
      expect(levelOf(field)).toBe('p3')
    const all = troublesOf(fieldsAs('danger', visitFields.keys))
    expect(all).toHaveLength(24)
    expect(new Set(all.map(one => one.trouble)).size).toBe(24)
  })

  test('the next visit says whether the trouble is gone, and nothing when it was not asked', () => {
    expect(followUpOf('S3', 'ok', true)).toContain('已正常')
    expect(followUpOf('S3', 'danger', true)).toContain('仍然危险')
    expect(followUpOf('S3', 'attention', true)).toContain('仍需关注')
    expect(followUpOf('S3', 'notAsked', true)).toBeNull()
  })
})

describe('the clocks', () => {
  // A Friday evening in Jilin.
  const friday = new Date('2026-11-20T10:00:00Z')

  test('life in danger: ten minutes, half an hour, day and night', () => {
    const { acknowledgeBy, onSiteBy } = clocksOf('p0', friday, setting, calendar)
    expect(acknowledgeBy.toISOString()).toBe('2026-11-20T10:10:00.000Z')
    expect(onSiteBy.toISOString()).toBe('2026-11-20T10:30:00.000Z')
  })

  test('serious: two hours and a day, over the weekend too', () => {
    const { acknowledgeBy, onSiteBy } = clocksOf('p1', friday, setting, calendar)
    expect(acknowledgeBy.toISOString()).toBe('2026-11-20T12:00:00.000Z')
    expect(onSiteBy.toISOString()).toBe('2026-11-21T10:00:00.000Z')
  })

  test('hardship: what comes in after hours counts from Monday morning, in the hours of the office', () => {
    const { acknowledgeBy, onSiteBy, closeBy } = clocksOf('p2', friday, setting, calendar)
    expect(acknowledgeBy).toEqual(new Date('2026-11-23T17:00+08:00'))
    expect(onSiteBy).toEqual(new Date('2026-11-25T17:00+08:00'))
    expect(closeBy).toEqual(new Date('2026-12-11T17:00+08:00'))
  })

  test('a need: three working days', () => {
    expect(clocksOf('p3', friday, setting, calendar).acknowledgeBy).toEqual(
      new Date('2026-11-25T17:00+08:00'),
    )
  })

  test('at every level the five clocks run out in the order of the work', () => {
    for (const level of aidCaseLevels.keys) {
      const clocks = clocksOf(level, friday, setting, calendar)
      const instants = aidCaseClocks.keys.map(clock => clocks[clock].getTime())
      expect(instants).toEqual(instants.toSorted((one, other) => one - other))
    }
  })

  test('a post reaches the cases of its area', () => {
    expect(postReaches('222402001000', '222402001003')).toBe(true)
    expect(postReaches('222402001000', '222402002003')).toBe(false)
  })
})

describe('silence moves a case up', () => {
  const openedAt = '2026-11-20T10:00:00.000Z'
  const base = { regionCode: '222402001003', openedAt, escalatedTo: null }
  const minutesLater = (minutes: number) => new Date(Date.parse(openedAt) + minutes * 60_000)

  test('life: township after thirty minutes, county after two hours', () => {
    expect(firstEscalationAt('p0', new Date(openedAt), setting)).toEqual(minutesLater(30))
    expect(escalationOf({ ...base, level: 'p0', stage: 'open' }, minutesLater(29), setting)).toEqual({
      to: null,
      nextAt: minutesLater(30),
    })
    expect(escalationOf({ ...base, level: 'p0', stage: 'open' }, minutesLater(30), setting)).toEqual({
      to: '222402001000',
      nextAt: minutesLater(120),
    })
    const atTownship = { ...base, escalatedTo: '222402001000', level: 'p0' as const }
    expect(escalationOf({ ...atTownship, stage: 'acknowledged' }, minutesLater(121), setting)).toEqual({
      to: '222402000000',
      nextAt: minutesLater(360),
    })
  })

  test('acknowledged in time: no alarm at the township, the county is still asked about', () => {
    expect(escalationOf({ ...base, level: 'p0', stage: 'acknowledged' }, minutesLater(31), setting)).toEqual({
      to: null,
      nextAt: minutesLater(120),
    })
  })

  test('someone at the door: nothing goes up', () => {
    expect(
      escalationOf({ ...base, level: 'p0', stage: 'inProgress' }, minutesLater(500), setting).to,
    ).toBeNull()
    expect(
      escalationOf({ ...base, level: 'p1', stage: 'inProgress' }, minutesLater(2000), setting).to,
    ).toBeNull()
  })

  test('a server that slept goes straight to the highest rung that is due, once', () => {
    expect(escalationOf({ ...base, level: 'p0', stage: 'open' }, minutesLater(300), setting)).toEqual({
      to: '222402000000',
      nextAt: minutesLater(360),
    })
    expect(escalationOf({ ...base, level: 'p0', stage: 'open' }, minutesLater(600), setting)).toEqual({
      to: '220000000000',
      nextAt: null,
    })
    const atProvince = { ...base, escalatedTo: '220000000000', level: 'p0' as const, stage: 'open' as const }
    expect(escalationOf(atProvince, minutesLater(900), setting)).toEqual({ to: null, nextAt: null })
  })

  test('from the county on, only the province is left', () => {
    const atCounty = { ...base, escalatedTo: '222402000000', level: 'p1' as const, stage: 'open' as const }
    expect(escalationOf(atCounty, minutesLater(4319), setting)).toEqual({
      to: null,
      nextAt: minutesLater(4320),
    })
    expect(escalationOf(atCounty, minutesLater(4320), setting).to).toBe('220000000000')
  })

  test('serious to the county in a day, hardship in seven, a need to the township in a month', () => {
    const day = 1440
    expect(escalationOf({ ...base, level: 'p1', stage: 'open' }, minutesLater(day), setting).to).toBe(
      '222402000000',
    )
    expect(
      escalationOf({ ...base, level: 'p2', stage: 'inProgress' }, minutesLater(7 * day), setting).to,
    ).toBe('222402000000')
    expect(escalationOf({ ...base, level: 'p3', stage: 'open' }, minutesLater(30 * day), setting).to).toBe(
      '222402001000',
    )
    expect(
      escalationOf({ ...base, level: 'p3', stage: 'resolved' }, minutesLater(90 * day), setting).to,
    ).toBeNull()
  })
})
