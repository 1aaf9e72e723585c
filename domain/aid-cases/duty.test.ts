// Who answers: on duty, standing in, longest in post – and never somebody who is away while another is there.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answererAt, type DutyLeave, type DutyShift, gapsOf, isOnShift, minuteText } from './duty.ts'

const place = '222402001000'
const shift = (accountId: string, changes: Partial<DutyShift> = {}): DutyShift => ({
  ...{ regionCode: place, accountId, dutyOn: '2026-11-23', fromMinute: 0, toMinute: 1440 },
  ...changes,
})
const leave = (accountId: string, standInId: string | null = null): DutyLeave => ({
  ...{ accountId, fromOn: '2026-11-20', toOn: '2026-11-30', standInId },
})
const noon = new Date('2026-11-23T12:00+08:00')
const posted = ['oldest', 'younger']
const everybody = () => true
const answer = (
  shifts: DutyShift[],
  leaves: DutyLeave[] = [],
  now = noon,
  reaches: (id: string) => boolean = everybody,
) => answererAt(place, now, posted, reaches, { shifts, leaves })

describe('who answers', () => {
  test('without a roster the longest in post', () => {
    expect(answer([])).toEqual({ id: 'oldest', as: 'longestPost' })
  })

  test('the one on duty before the longest in post', () => {
    expect(answer([shift('younger')])).toEqual({ id: 'younger', as: 'onDuty' })
  })

  test('only in the hours of the shift, also past midnight', () => {
    const night = shift('younger', { dutyOn: '2026-11-22', fromMinute: 1020, toMinute: 1440 + 480 })
    expect(isOnShift(night, new Date('2026-11-22T16:59+08:00'))).toBe(false)
    expect(isOnShift(night, new Date('2026-11-22T17:00+08:00'))).toBe(true)
    expect(isOnShift(night, new Date('2026-11-23T07:59+08:00'))).toBe(true)
    expect(isOnShift(night, new Date('2026-11-23T08:00+08:00'))).toBe(false)
  })

  test('on duty but away: the stand-in, and the stand-in of the stand-in', () => {
    expect(answer([shift('younger')], [leave('younger', 'helper')])).toEqual({ id: 'helper', as: 'standIn' })
    expect(answer([shift('younger')], [leave('younger', 'helper'), leave('helper', 'second')])).toEqual({
      id: 'second',
      as: 'standIn',
    })
  })

  test('two who stand in for each other are nobody: the longest in post who is there', () => {
    expect(answer([shift('younger')], [leave('younger', 'oldest'), leave('oldest', 'younger')])).toBeNull()
    expect(answer([shift('helper')], [leave('helper', 'second'), leave('second', 'helper')])).toEqual({
      id: 'oldest',
      as: 'longestPost',
    })
  })

  test('away without a stand-in: somebody else with the post; all away: nobody, and the place above is asked', () => {
    expect(answer([], [leave('oldest')])).toEqual({ id: 'younger', as: 'longestPost' })
    expect(answer([], [leave('oldest', 'helper')])).toEqual({ id: 'younger', as: 'longestPost' })
    expect(answer([], [leave('oldest'), leave('younger', 'helper')])).toEqual({ id: 'helper', as: 'standIn' })
    expect(answer([], [leave('oldest'), leave('younger')])).toBeNull()
  })

  test('a roster of another place and a person whose post has ended count for nothing', () => {
    expect(answer([shift('younger', { regionCode: '222402002000' })])?.id).toBe('oldest')
    expect(answer([shift('gone')], [], noon, id => id !== 'gone')?.id).toBe('oldest')
    expect(answer([shift('younger')], [leave('younger', 'gone')], noon, id => id !== 'gone')?.id).toBe(
      'oldest',
    )
  })

  test('whatever the roster, nobody who is away answers', () => {
    const id = fc.constantFrom('oldest', 'younger', 'helper', 'second')
    const leaves = fc.array(fc.record({ who: id, by: fc.option(id) }), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(id, { maxLength: 3 }), leaves, (onDuty, away) => {
        const all = away.map(({ who, by }) => leave(who, by))
        const found = answer(
          onDuty.map(who => shift(who)),
          all,
        )
        if (found) expect(away.map(one => one.who)).not.toContain(found.id)
        if (posted.some(who => !away.some(one => one.who === who))) expect(found).not.toBeNull()
      }),
    )
  })
})

describe('gaps of a day', () => {
  const gaps = (shifts: DutyShift[], leaves: DutyLeave[] = []) => gapsOf('2026-11-23', { shifts, leaves })

  test('nobody: the whole day; somebody all day: none', () => {
    expect(gaps([])).toEqual([{ fromMinute: 0, toMinute: 1440 }])
    expect(gaps([shift('younger')])).toEqual([])
  })

  test('last night’s shift covers the morning, a day shift the day', () => {
    const night = shift('younger', { dutyOn: '2026-11-22', fromMinute: 1020, toMinute: 1440 + 480 })
    const day = shift('oldest', { fromMinute: 480, toMinute: 1020 })
    expect(gaps([night, day])).toEqual([{ fromMinute: 1020, toMinute: 1440 }])
  })

  test('an absence without a stand-in is a gap, with one it is not', () => {
    expect(gaps([shift('younger')], [leave('younger')])).toHaveLength(1)
    expect(gaps([shift('younger')], [leave('younger', 'helper')])).toEqual([])
  })

  test('minutes as people write them', () => {
    expect([0, 510, 1020, 1440, 1440 + 480].map(minuteText)).toEqual([
      '0:00',
      '8:30',
      '17:00',
      '24:00',
      '次日 8:00',
    ])
  })
})
