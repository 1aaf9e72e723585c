// Who is due and why, as a visitor would argue it, and the monthly duty as a property.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elderGroups } from '../elders/elder.ts'
import { addDays, addMonths, daysBetween, lastDayOf, monthOf } from '../kernel/day.ts'
import { type DueFacts, dueOf } from './due.ts'
import { allFine, answersWith, nothingAskedBut } from './sample.ts'

const today = '2026-11-23'
const settings = {
  veryOldAge: 80,
  daysRed: 7,
  daysOrange: 14,
  daysYellow: 30,
  daysGreen: 91,
  festivalDays: 7,
}
const well: DueFacts = {
  groups: ['livesAlone'],
  bornOn: '1955-03-01',
  registeredOn: '2024-05-06',
  lastMetOn: '2026-11-10',
  lastVisit: { visitedOn: '2026-11-10', result: 'met', answers: allFine },
}
const due = (changes: Partial<DueFacts>) => dueOf({ ...well, ...changes }, today, settings)
const visited = (visitedOn: string, changes: Partial<NonNullable<DueFacts['lastVisit']>> = {}) => ({
  visitedOn,
  result: 'met' as const,
  answers: allFine,
  ...changes,
})

describe('who is due', () => {
  test('one of the eight groups: every thirty days', () => {
    expect(due({})).toEqual({ risk: 'yellow', on: '2026-12-10', reason: 'keyGroup', everyDays: 30, also: [] })
  })

  test('very old and alone: every week', () => {
    expect(due({ bornOn: '1944-01-01' })).toMatchObject({ risk: 'red', on: '2026-11-17', reason: 'highRisk' })
  })

  test('care-dependent, or something worrying last time: every two weeks', () => {
    expect(due({ groups: ['careDependent'] })).toMatchObject({ risk: 'orange', on: '2026-11-24' })
    const worried = visited('2026-11-10', { answers: answersWith({ M1: 'attention' }) })
    expect(due({ lastVisit: worried })).toMatchObject({ risk: 'orange', reason: 'raisedRisk' })
  })

  test('outside the eight groups: every quarter', () => {
    expect(due({ groups: [] })).toMatchObject({ risk: 'green', on: '2027-02-09', reason: 'general' })
  })

  test('danger comes before everything: the next day, whoever it is', () => {
    const danger = visited('2026-11-22', { answers: answersWith({ S2: 'danger' }) })
    expect(due({ groups: [], lastVisit: danger })).toEqual({
      risk: 'red',
      on: '2026-11-23',
      reason: 'dangerFound',
      everyDays: 1,
      also: [],
    })
  })

  test('a shut door is tried again within three days, and before the month is over', () => {
    const missed = { result: 'notReached' as const, answers: nothingAskedBut() }
    expect(due({ lastVisit: visited('2026-11-20', missed) })).toMatchObject({
      on: '2026-11-23',
      reason: 'missed',
    })
    const late = { lastMetOn: '2026-10-02', lastVisit: visited('2026-11-29', missed) }
    expect(due(late)).toMatchObject({ on: '2026-11-30', reason: 'missed' })
    expect(due({ ...late, lastVisit: visited('2026-11-30', missed) })).toMatchObject({ on: '2026-12-03' })
  })

  test('registered and never seen: since the day of registration', () => {
    expect(due({ lastMetOn: null, lastVisit: null })).toMatchObject({
      on: '2024-05-06',
      reason: 'neverVisited',
    })
  })

  test('met on 31 January: due by the end of February although thirty days have not passed', () => {
    const met = { lastMetOn: '2026-01-31', lastVisit: visited('2026-01-31') }
    expect(due(met).on).toBe('2026-02-28')
  })
})

test('an in-scope elder is never due later than the end of the month after the last meeting', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map(days => addDays('2023-01-01', days))
  fc.assert(
    fc.property(
      day,
      fc.subarray([...elderGroups.keys], { minLength: 1 }),
      fc.integer({ min: 60, max: 105 }),
      fc.integer({ min: 1, max: 31 }),
      (metOn, groups, age, daysYellow) => {
        const bornOn = `${Number(metOn.slice(0, 4)) - age}-06-15`
        const facts = { ...well, groups, bornOn, lastMetOn: metOn, lastVisit: visited(metOn) }
        const found = dueOf(facts, addDays(metOn, 1), { ...settings, daysYellow })
        expect(found.on <= lastDayOf(addMonths(monthOf(metOn), 1))).toBe(true)
        expect(daysBetween(metOn, found.on)).toBeGreaterThan(0)
      },
    ),
  )
})

describe('what happened in a life', () => {
  const owed = { reason: 'discharged', on: '2026-11-24' } as const

  test('owes a visit before the rhythm does', () => {
    expect(due({ owed })).toMatchObject({ on: '2026-11-24', reason: 'discharged' })
  })

  test('keeps the visitor from an empty house, whatever else is due', () => {
    expect(due({ owed, notAtHomeSince: '2026-11-01' })).toMatchObject({ reason: 'notAtHome' })
    expect(due({ notAtHomeSince: '2026-11-01' }).on > today).toBe(true)
  })
})

describe('when several rules ask', () => {
  test('the earliest day counts, the gravest speaks, the others stand beside it', () => {
    const late = { lastMetOn: '2026-10-01', lastVisit: visited('2026-10-01') }
    const owed = { reason: 'discharged', on: '2026-11-20' } as const
    expect(due({ ...late, owed })).toMatchObject({
      on: '2026-10-31',
      reason: 'discharged',
      also: ['keyGroup'],
    })
  })
  test('a level set by a person or a rule with points takes the place of the groups’', () => {
    expect(due({ level: 'red' })).toMatchObject({
      risk: 'red',
      on: '2026-11-17',
      reason: 'redRisk',
      everyDays: 7,
    })
    expect(due({ groups: [], level: 'yellow' })).toMatchObject({ on: '2026-12-10', reason: 'yellowRisk' })
    // However low, a key group is visited once a month.
    expect(due({ level: 'green' })).toMatchObject({ risk: 'green', on: '2026-12-10', reason: 'keyGroup' })
  })
  test('danger seen counts at once, whatever level was set', () => {
    const danger = visited('2026-11-22', { answers: answersWith({ S2: 'danger' }) })
    expect(due({ level: 'green', lastVisit: danger })).toMatchObject({ risk: 'red', reason: 'dangerFound' })
  })
  test('before a festival whoever was not met in its round, once', () => {
    const spring = (lastMetOn: string) =>
      dueOf({ ...well, lastMetOn, lastVisit: visited(lastMetOn) }, '2027-02-01', settings)
    expect(spring('2027-01-20')).toMatchObject({ on: '2027-02-06', reason: 'springFestival' })
    expect(spring('2027-01-31')).toMatchObject({ reason: 'keyGroup' })
    const off = dueOf({ ...well, lastMetOn: '2027-01-20' }, '2027-02-01', { ...settings, festivalDays: 0 })
    expect(off.reason).toBe('keyGroup')
  })
  test('who refused in writing is left in peace until the day to ask, but not in danger', () => {
    const unwillingUntil = '2027-03-01'
    expect(due({ unwillingUntil, lastMetOn: '2026-08-01' })).toMatchObject({
      on: unwillingUntil,
      reason: 'unwilling',
    })
    const danger = visited('2026-11-22', { answers: answersWith({ S2: 'danger' }) })
    expect(due({ unwillingUntil, lastVisit: danger })).toMatchObject({
      on: '2026-11-23',
      reason: 'dangerFound',
    })
    const owed = { reason: 'discharged', on: '2026-11-24' } as const
    expect(due({ unwillingUntil, owed })).toMatchObject({ on: '2026-11-24', reason: 'discharged' })
  })
})
