// Samples stay their hours, a second person reopens, and whoever is waited for and does not come is asked after.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, startOfDay } from '../kernel/day.ts'
import { absentStep, endingOf, missedMeals, type PlaceFacts, type RegularOfPlace } from './absent.ts'
import { checkReopen, reopenChecks, stops } from './incident.ts'
import { type SafetyFacts, safetyLightOf, safetyTroublesOf } from './light.ts'
import { checkSelfCheck, type itemsOf, periodOf } from './records.ts'
import { checkDiscard, checkSample, keepUntil, missingSamples, sampleCode, sampleDutyOf } from './samples.ts'

const today = '2026-11-26'
const now = new Date('2026-11-26T14:00:00Z')

describe('a sample', () => {
  it('is bound by what the place is, and kept where the food is cooked', () => {
    const settings = {
      ...{ boundCareHome: true, boundCanteen: false, boundTable: false, boundPoint: false, boundAbove: 100 },
    }
    const place = {
      ...{
        kind: 'seniorCanteen' as const,
        tier: 'cooksHere' as const,
        host: 'committeeRooms',
        mealsAtMost: 40,
      },
    }
    expect(sampleDutyOf(place, settings)).toBe('sampleAdvised')
    expect(sampleDutyOf({ ...place, mealsAtMost: 101 }, settings)).toBe('sampleBound')
    expect(sampleDutyOf({ ...place, host: 'careHomeRooms' }, settings)).toBe('sampleBound')
    expect(sampleDutyOf({ ...place, tier: 'broughtIn' }, settings)).toBe('sampleElsewhere')
  })

  it('weighs enough, was taken already, and is told within days', () => {
    const rule = { now, gramsAtLeast: 125, withinDays: 7 }
    const sample = { day: today, grams: 125, takenAt: '2026-11-26T03:00:00Z' }
    expect(() => checkSample(sample, rule)).not.toThrow()
    expect(() => checkSample({ ...sample, grams: 124 }, rule)).toThrow('125 克')
    expect(() => checkSample({ ...sample, takenAt: '2026-11-26T15:00:00Z' }, rule)).toThrow('手机时间')
    expect(() => checkSample({ ...sample, day: '2026-11-18' }, rule)).toThrow('7 天')
  })

  it('stays forty-eight hours, and as long as somebody asks what made people ill', () => {
    const until = keepUntil('2026-11-24T03:00:00Z', 48)
    expect(until).toBe('2026-11-26T03:00:00.000Z')
    const sample = { keepUntil: until, discardedAt: null, isLocked: false }
    expect(() => checkDiscard(sample, '2026-11-26T02:59:59Z')).toThrow('还没到')
    expect(() => checkDiscard(sample, '2026-11-26T03:00:00Z')).not.toThrow()
    expect(() => checkDiscard({ ...sample, isLocked: true }, '2026-11-27T03:00:00Z')).toThrow('封存')
  })

  it('has a code that can be written by hand, and names the dishes without one', () => {
    expect(sampleCode('01990000-0000-7000-8000-0123456789ab', today)).toMatch(
      /^1126-[346789A-HJKMNPQRT-Y]{5}$/,
    )
    expect(missingSamples(['红烧肉', '白菜'], ['白菜'])).toEqual(['红烧肉'])
    expect(missingSamples([], [])).toEqual(['当餐饭菜'])
    expect(missingSamples([], ['随便'])).toEqual([])
  })
})

describe('a self-check', () => {
  it('stands for its day, week or month, and a fault says what is done', () => {
    expect(periodOf('weekCheck', today)).toBe('2026-11-23')
    expect(periodOf('monthCheck', today)).toBe('2026-11-01')
    const check = {
      ...{ countyCode: '222402', id: '', canteenId: '', kind: 'dayCheck' as const, day: today },
      ...{ faults: [] as (typeof itemsOf.dayCheck)[number][], note: null, doneAt: now.toISOString() },
    }
    const given = { now, withinDays: 7 }
    expect(() => checkSelfCheck(check, given)).not.toThrow()
    expect(() => checkSelfCheck({ ...check, faults: ['fridgeCold'] }, given)).toThrow('整改')
    expect(() => checkSelfCheck({ ...check, faults: ['pestsKept'], note: '堵洞' }, given)).toThrow('不属于')
    expect(() => checkSelfCheck({ ...check, day: addDays(today, -8) }, given)).toThrow('7 天')
    const month = { ...check, kind: 'monthCheck' as const, day: '2026-11-03' }
    expect(() => checkSelfCheck(month, given)).not.toThrow()
  })
})

describe('an incident', () => {
  it('stops from two on, and is reopened by somebody else who looked at every point', () => {
    expect(stops(1, 2)).toBe(false)
    expect(stops(2, 2)).toBe(true)
    const incident = { state: 'reopenAsked' as const, askedBy: 'manager', recordedBy: 'cook' }
    const all = reopenChecks.keys
    expect(() => checkReopen(incident, all, 'officer')).not.toThrow()
    expect(() => checkReopen(incident, all, 'manager')).toThrow('另一位')
    expect(() => checkReopen(incident, all, 'cook')).toThrow('另一位')
    expect(() => checkReopen(incident, all.slice(1), 'officer')).toThrow('原因已查明')
    expect(() => checkReopen({ ...incident, state: 'servingStopped' }, all, 'officer')).toThrow('申请恢复')
  })
})

describe('the light of a kitchen', () => {
  const facts: SafetyFacts = {
    ...{ duty: 'sampleAdvised', incidentOpen: false, reportLate: false, mealsServed: 7, daysServed: 7 },
    ...{ mealsWithoutAllSamples: 0, samplesDue: 0, daysDisinfected: 7, daysChecked: 7, weekServed: true },
    ...{ weekChecked: true, monthServed: true, monthChecked: true, faults: 0, goodsExpiring: 0 },
  }
  const light = (more: Partial<SafetyFacts>) => {
    const of = { ...facts, ...more }
    return safetyLightOf(of.duty, safetyTroublesOf(of))
  }
  it('is green with whole records, red only where the law binds or people are ill', () => {
    expect(light({})).toBe('recordsFull')
    expect(light({ samplesDue: 3 })).toBe('recordsFull')
    expect(light({ mealsWithoutAllSamples: 1 })).toBe('needsLook')
    expect(light({ mealsWithoutAllSamples: 1, duty: 'sampleBound' })).toBe('standsStill')
    expect(light({ mealsWithoutAllSamples: 1, duty: 'sampleElsewhere' })).toBe('recordsFull')
    expect(light({ incidentOpen: true })).toBe('standsStill')
    expect(light({ daysChecked: 6 })).toBe('needsLook')
  })
})

const place = (more: Partial<PlaceFacts> = {}): PlaceFacts => ({
  openings: [
    {
      ...{ validFrom: '2026-01-01', lunch: 'BBBBBBB', supper: 'BBBBBBB', winter: 'asUsual' },
      ...{ lunchAt: 660, supperAt: 1020 },
    },
  ],
  ...{ closures: [], winter: { fromMonth: 12, toMonth: 2 } },
  states: [{ state: 'running', fromOn: '2026-01-01' }],
  held: new Set(
    Array.from({ length: 20 }, (_, back) => addDays(today, -back)).flatMap(day => [
      `${day} lunch`,
      `${day} supper`,
    ]),
  ),
  ...more,
})
const regular = (more: Partial<RegularOfPlace> = {}): RegularOfPlace => ({
  ...{ elderId: 'e', lunch: 'DDDDDDD', supper: '-------', validFrom: '2026-01-01', validTo: null },
  ...{ absences: [], away: [], answered: new Set<string>(), lastSignAt: null, settledAt: null },
  ...more,
})
const missedOf = (who: RegularOfPlace, where = place(), at = now) =>
  missedMeals(where, who, at, 120)?.count ?? 0
const ateOn = (day: string) => new Set([`${day} lunch`])

describe('a regular who does not come', () => {
  it('is counted from the last meal eaten, once the meal is over', () => {
    const who = regular({ answered: ateOn(addDays(today, -2)) })
    expect(missedOf(who)).toBe(2)
    // 12:59 in Jilin: the meal of eleven is over at one.
    expect(missedOf(who, place(), new Date('2026-11-26T04:59:00Z'))).toBe(1)
    expect(missedOf(who, place(), new Date('2026-11-26T05:00:00Z'))).toBe(2)
  })

  it('is nobody who said so, is in hospital, or was heard of since', () => {
    const yesterday = { answered: ateOn(addDays(today, -1)) }
    expect(missedOf(regular(yesterday))).toBe(1)
    const absence = { elderId: 'e', fromOn: today, toOn: null, meal: null }
    expect(missedOf(regular({ ...yesterday, absences: [absence] }))).toBe(0)
    expect(missedOf(regular({ ...yesterday, away: [{ from: '2026-11-20', to: null }] }))).toBe(0)
    expect(missedOf(regular({ ...yesterday, lastSignAt: '2026-11-26T03:00:00Z' }))).toBe(0)
    expect(missedOf(regular({ ...yesterday, settledAt: '2026-11-26T08:00:00Z' }))).toBe(0)
  })

  it('is not told by a kitchen that stood still or whose phone is still silent', () => {
    const who = regular({ answered: ateOn(addDays(today, -1)) })
    expect(missedOf(who, place({ held: new Set() }))).toBe(0)
    expect(missedOf(who, place({ closures: [{ fromOn: today, toOn: today }] }))).toBe(0)
    const stopped = [...place().states, { state: 'onPause' as const, fromOn: today }]
    expect(missedOf(who, place({ states: stopped }))).toBe(0)
  })

  it('never alarms on days that are closed, or announced, or that she ate on', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('closed', 'told', 'away', 'silent', 'ate'), {
          minLength: 15,
          maxLength: 15,
        }),
        days => {
          const on = (what: string) =>
            days.flatMap((one, back) => (one === what ? [addDays(today, -back)] : []))
          const span = (day: string) => ({ fromOn: day, toOn: day })
          const where = place({
            closures: on('closed').map(span),
            held: new Set([...place().held].filter(key => !on('silent').includes(key.slice(0, 10)))),
          })
          const who = regular({
            absences: on('told').map(day => ({ elderId: 'e', ...span(day), meal: null })),
            away: on('away').map(day => ({ from: day, to: day })),
            answered: new Set(on('ate').map(day => `${day} lunch`)),
          })
          expect(missedMeals(where, who, now, 120)).toBeNull()
        },
      ),
    )
  })

  it('always alarms after as many missed meals as the setting says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 3 }), (days, closed) => {
        const where = place({
          closures: closed === 0 ? [] : [{ fromOn: addDays(today, -closed), toOn: addDays(today, -1) }],
        })
        const last = addDays(today, -days - closed)
        const missed = missedMeals(where, regular({ answered: ateOn(last) }), now, 120)
        expect(missed?.count).toBe(days)
        const asks = { red: 1, orange: 1, yellow: 2, green: days }
        const cases = { red: days, orange: days + 1, yellow: 0, green: 0 }
        const step = (risk: 'red' | 'orange' | 'green') =>
          absentStep(missed?.count ?? 0, risk, { askAfter: asks, caseAfter: cases })
        expect(step('red')).toBe('case')
        expect(step('orange')).toBe('ask')
        expect(step('green')).toBe('ask')
      }),
    )
  })

  it('is let be by a sign, an absence or a person, never by time', () => {
    const at = new Date(startOfDay(today).getTime() + 660 * 60_000).toISOString()
    const standing = { lastMissed: { day: today, meal: 'lunch' as const }, lastMissedAt: at }
    const end = (more: Partial<RegularOfPlace>, day = today) => endingOf(regular(more), standing, day, true)
    expect(end({})).toBeNull()
    expect(end({}, addDays(today, 40))).toBeNull()
    expect(end({ lastSignAt: '2026-11-26T02:00:00Z' })).toBeNull()
    expect(end({ lastSignAt: '2026-11-26T06:00:00Z' })).toBe('signSeen')
    expect(end({ answered: new Set([`${today} lunch`]) })).toBe('signSeen')
    expect(end({ answered: ateOn(addDays(today, -1)) })).toBeNull()
    expect(end({ away: [{ from: today, to: null }] })).toBe('accountedFor')
    expect(end({ absences: [{ elderId: 'e', fromOn: today, toOn: null, meal: null }] })).toBe('toldLater')
    expect(end({ validTo: addDays(today, -1) })).toBe('noLongerRegular')
    expect(endingOf(regular(), standing, today, false)).toBe('noLongerListed')
  })
})
