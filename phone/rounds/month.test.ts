// The month on the phone: the day in order with households together, the calendar, and what was said without signal.
import { describe, expect, it } from 'vitest'
import type { CarriedRounds } from '../../domain/rounds/carried.ts'
import { noWish } from '../../domain/rounds/wish.ts'
import { dueList } from '../due-list.ts'
import { freshlyKept } from '../outbox.ts'
import { sampleElder } from '../sample.ts'
import { emptyRounds, monthsOf, nextVisit, standInsNow, stopsOn, weeksOf, wishOf } from './month.ts'

const today = '2026-12-03'
const person = (id: string, householdId: string) => ({ ...sampleElder, id, householdId, name: id })
const elders = dueList([person('a', 'one'), person('b', 'two'), person('c', 'one')], [], today, {})
const visit = (elderId: string, on: string, turn: number) => ({ elderId, on, turn, way: 'home' as const })
const rounds: CarriedRounds = {
  ...emptyRounds,
  visits: [visit('b', today, 3), visit('c', today, 2), visit('a', today, 1), visit('a', '2026-12-20', 1)],
  colleagues: [{ id: 'x', name: '同事甲' }],
  standIns: [
    {
      ...{
        id: 's1',
        countyCode: '222402',
        role: 'toMe',
        other: '同事乙',
        from: '2026-12-04',
        to: '2026-12-05',
      },
      ...{ reason: 'sick', state: 'awaitingYes', elders: [{ id: 'd', name: '丁' }] },
    },
  ],
}
const kept = (operation: string, input: Record<string, unknown>) =>
  freshlyKept(
    { id: `act-${operation}`, operation, input, doneAt: '2026-12-03T01:00:00Z' },
    { elderId: null, label: '' },
  )

describe('a day', () => {
  it('stands in the order of the plan, a household at once', () => {
    const stops = stopsOn(today, rounds, elders)
    expect(stops.map(stop => stop.entries.map(({ entry }) => entry.elder.id))).toEqual([['a', 'c'], ['b']])
  })

  it('leaves out whoever the phone does not carry', () => {
    expect(stopsOn(today, rounds, elders.slice(0, 0))).toEqual([])
  })

  it('is over for an elder once she was met', () => {
    expect(nextVisit('a', rounds, today, null)?.on).toBe(today)
    expect(nextVisit('a', rounds, today, today)?.on).toBe('2026-12-20')
    expect(nextVisit('b', rounds, '2026-12-04', null)).toBeNull()
  })
})

describe('a month', () => {
  it('begins its weeks on Monday and counts each day', () => {
    const weeks = weeksOf('2026-12', rounds)
    expect(weeks[0]?.map(day => day?.day.slice(8) ?? '')).toEqual(['', '01', '02', '03', '04', '05', '06'])
    expect(weeks.flat().find(day => day?.day === today)?.visits).toBe(3)
    expect(weeks.every(week => week.length === 7)).toBe(true)
    expect(monthsOf(rounds, '2026-11-30')).toEqual(['2026-11', '2026-12'])
  })
})

describe('what was said without signal', () => {
  it('shows at once: a wish, a yes, a stand-in that was asked for', () => {
    const wish = { ...noWish, weekdays: [2], elderId: 'a' }
    expect(wishOf('a', rounds, [kept('wish.record', wish)]).weekdays).toEqual([2])
    expect(wishOf('b', rounds, [kept('wish.record', wish)])).toEqual(noWish)
    const yes = standInsNow(rounds, [kept('standIn.answer', { id: 's1', accepts: true })], new Map())
    expect(yes).toMatchObject([{ id: 's1', role: 'carried', state: 'takenOn' }])
    expect(standInsNow(rounds, [kept('standIn.answer', { id: 's1', accepts: false })], new Map())).toEqual([])
    const ask = {
      ...{
        id: 's2',
        countyCode: '222402',
        from: today,
        to: today,
        reason: 'swap',
        elderIds: ['a'],
        toAccountId: 'x',
      },
    }
    expect(standInsNow(rounds, [kept('standIn.ask', ask)], new Map([['a', '甲']]))[0]).toMatchObject({
      ...{ id: 's2', role: 'fromMe', other: '同事甲', elders: [{ name: '甲' }] },
    })
    expect(
      standInsNow(rounds, [kept('standIn.ask', ask), kept('standIn.withdraw', { id: 's2' })], new Map()).map(
        one => one.id,
      ),
    ).toEqual(['s1'])
  })
})
