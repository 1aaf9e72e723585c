// The children's contact, the shut door and the shared house: rules beside the 24 fields.
import { describe, expect, test } from 'vitest'
import { withHousehold } from './household.ts'
import {
  alarmTrouble,
  isAlarm,
  movesAfter,
  notReachedReasons,
  numbersFor,
  refusedReasons,
} from './not-met.ts'
import { answersWith, nothingAskedBut } from './sample.ts'
import { askedAbout, contactDay, mustUrge } from './supporters.ts'

const today = '2026-11-26'

describe('supporters', () => {
  const son = { id: 'a', kinship: 'son' as const, whereabouts: 'abroad', lastContactOn: '2026-09-01' }
  const daughter = { id: 'b', kinship: 'daughter' as const, whereabouts: 'sameCounty' }
  const kin = [son, daughter, { id: 'c', kinship: 'neighbour' as const }]

  test('children who live elsewhere are asked about, nobody else', () => {
    expect(
      askedAbout([...kin, { ...son, id: 'd', whereabouts: 'sameHousehold' }]).map(one => one.id),
    ).toEqual(['a', 'b'])
  })

  test('the day is as near as memory goes, never older news and never made up', () => {
    expect(contactDay('heardToday', today, null)).toBe(today)
    expect(contactDay('heardThisWeek', today, '2026-11-01')).toBe('2026-11-23')
    expect(contactDay('heardThisMonth', today, '2026-11-20')).toBeNull()
    expect(contactDay('heardLongAgo', today, null)).toBeNull()
  })

  test('urged when no child was in touch for long; one call is enough not to', () => {
    const long = { kinId: 'b', when: 'heardLongAgo' as const }
    expect(mustUrge(kin, [long], { today, days: 30 })).toBe(true)
    expect(mustUrge(kin, [], { today, days: 30 })).toBe(false)
    expect(mustUrge(kin, [long, { kinId: 'a', when: 'heardThisWeek' }], { today, days: 30 })).toBe(false)
    expect(mustUrge([], [], { today, days: 30 })).toBe(false)
  })
})

describe('nobody met', () => {
  const missed = { result: 'notReached' as const, notReachedReason: null, refusedReason: null, doorSigns: [] }

  test('every reason leads somewhere', () => {
    for (const notReachedReason of notReachedReasons.keys)
      expect(movesAfter({ ...missed, notReachedReason }).length).toBeGreaterThan(0)
    for (const refusedReason of refusedReasons.keys)
      expect(movesAfter({ ...missed, result: 'refused', refusedReason }).length).toBeGreaterThan(0)
    expect(movesAfter(missed)).toEqual([])
    expect(movesAfter({ ...missed, result: 'met' })).toEqual([])
  })

  test('a sign of danger comes before any other reason', () => {
    const alarm = { ...missed, notReachedReason: 'nobodyAnswers' as const, doorSigns: ['fumes' as const] }
    expect(movesAfter(alarm)).toEqual(['callHelp'])
    expect(isAlarm(alarm)).toBe(true)
    expect(isAlarm({ ...alarm, result: 'met' })).toBe(false)
    expect(numbersFor(['fumes'])).toEqual(['119', '120', '110'])
    expect(numbersFor(['voices'])).toEqual(['120', '110'])
    expect(alarmTrouble(['noTracks', 'fumes'])).toMatch(/烟味.*；雪地/)
  })
})

describe('one home', () => {
  test('the house is copied, the person never, and nothing she was asked is overwritten', () => {
    const seen = answersWith({ S1: 'danger', S4: 'attention', H1: 'danger', C2: 'danger' })
    expect(withHousehold(nothingAskedBut({ S4: 'ok' }), seen)).toEqual(
      nothingAskedBut({ E2: 'ok', E3: 'ok', S1: 'danger', S2: 'ok', S3: 'ok', S4: 'ok' }),
    )
  })
})
