// Silence as a law: any sign within the days and nobody is alarmed; what was alarmed ends by a sign or a person.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SettingKey, settingDefinitions } from '../regions/settings.ts'
import { riskLevels } from '../risk/level.ts'
import { countedFrom, daysOf, levelOfSilence, type SilenceFacts, signText, silenceStep } from './silence.ts'

const setting = ((key: SettingKey) => settingDefinitions[key].fallback) as never
const day = 86_400_000
const start = Date.parse('2026-11-01T00:00:00Z')
const at = (days: number) => new Date(start + days * day)

const facts = (more: Partial<SilenceFacts> = {}): SilenceFacts => ({
  ...{ risk: 'red', alone: true, hasSensor: true, lastSignAt: at(0).toISOString() },
  ...{ absentSince: null, backOn: null, settledAt: null, endedOn: null, caseEnded: false },
  ...more,
})

describe('how long', () => {
  test('the graver the risk the fewer days; without a sensor the rhythm of visits counts', () => {
    const days = (risk: SilenceFacts['risk'], hasSensor: boolean) =>
      daysOf({ risk, alone: true, hasSensor }, setting)
    expect(riskLevels.keys.map(risk => days(risk, true))).toEqual([2, 4, 10, null])
    expect(riskLevels.keys.map(risk => days(risk, false))).toEqual([10, 18, 40, null])
  })

  test('the eight groups are watched where somebody lives alone', () => {
    expect(daysOf({ risk: 'yellow', alone: false, hasSensor: false }, setting)).toBeNull()
    expect(daysOf({ risk: 'orange', alone: false, hasSensor: false }, setting)).toBe(18)
  })

  test('a red elder is a serious case', () => {
    expect(levelOfSilence('red', setting)).toBe('p1')
    expect(levelOfSilence('yellow', setting)).toBe('p2')
  })
})

describe('a worry', () => {
  test('begins when the days are over, not a moment before', () => {
    expect(silenceStep(facts(), null, setting, at(1.999)).kind).toBe('wait')
    expect(silenceStep(facts(), null, setting, at(2))).toEqual({ kind: 'open', days: 2 })
  })

  test('waits for whoever is in hospital, and counts anew from the day she is back', () => {
    const away = facts({ absentSince: '2026-11-02' })
    expect(silenceStep(away, null, setting, at(20)).kind).toBe('wait')
    expect(silenceStep(away, { days: 2 }, setting, at(20))).toEqual({ kind: 'end', by: 'accountedFor' })
    const back = facts({ backOn: '2026-11-20' })
    expect(silenceStep(back, null, setting, new Date('2026-11-21T12:00:00Z')).kind).toBe('wait')
    expect(silenceStep(back, null, setting, new Date('2026-11-21T17:00:00Z')).kind).toBe('open')
  })

  test('ends with the person who closed the case, and the days run from there', () => {
    expect(silenceStep(facts({ caseEnded: true }), { days: 2 }, setting, at(3))).toEqual({
      ...{ kind: 'end', by: 'askedAfter' },
    })
    const settled = facts({ settledAt: at(3).toISOString() })
    expect(silenceStep(settled, null, setting, at(4)).kind).toBe('wait')
    expect(silenceStep(settled, null, setting, at(5)).kind).toBe('open')
  })

  test('says what was seen', () => {
    expect(signText('doorMoved', '2026-11-26T00:12:00Z')).toBe('11月26日 08:12 门磁有动静')
  })
})

const risk = fc.constantFrom(...riskLevels.keys)
const anybody = fc.record({ risk, alone: fc.boolean(), hasSensor: fc.boolean() })

describe('for everybody, at any time', () => {
  test('any sign within the days, and there is no worry', () => {
    fc.assert(
      fc.property(
        anybody,
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (who, signDay, share) => {
          const days = daysOf(who, setting) ?? 366
          const now = at(signDay + days * share)
          const step = silenceStep(
            facts({ ...who, lastSignAt: at(signDay).toISOString() }),
            null,
            setting,
            now,
          )
          expect(step.kind).toBe('wait')
        },
      ),
    )
  })

  test('a worry that stands ends by a sign or a person, and by nothing else', () => {
    fc.assert(
      fc.property(
        anybody,
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        (who, days, passed) => {
          const silent = facts({ ...who, lastSignAt: at(0).toISOString() })
          const now = at(days + passed)
          expect(silenceStep(silent, { days }, setting, now).kind).toBe('wait')
          expect(silenceStep({ ...silent, caseEnded: true }, { days }, setting, now)).toMatchObject({
            by: 'askedAfter',
          })
          const seen = { ...silent, lastSignAt: new Date(now.getTime() - 1).toISOString() }
          expect(silenceStep(seen, { days }, setting, now)).toMatchObject({ kind: 'end', by: 'signSeen' })
        },
      ),
    )
  })

  test('the order in which signs arrive does not matter', () => {
    const signs = fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(anybody, signs, fc.double({ min: 30, max: 60, noNaN: true }), (who, days, nowDay) => {
        const latest = (list: number[]) => list.reduce((one, other) => (other > one ? other : one))
        const step = (list: number[]) =>
          silenceStep(
            facts({ ...who, lastSignAt: at(latest(list)).toISOString() }),
            null,
            setting,
            at(nowDay),
          )
        expect(step([...days].reverse())).toEqual(step(days))
      }),
    )
  })

  test('the next look is never later than the moment a worry would begin', () => {
    fc.assert(
      fc.property(anybody, fc.double({ min: 0, max: 60, noNaN: true }), (who, passed) => {
        const one = facts(who)
        const step = silenceStep(one, null, setting, at(passed))
        const days = daysOf(who, setting)
        if (step.kind !== 'wait' || days === null) return
        expect(step.until.getTime()).toBeLessThanOrEqual(countedFrom(one).getTime() + days * day)
        expect(step.until.getTime()).toBeGreaterThan(at(passed).getTime())
      }),
    )
  })
})
