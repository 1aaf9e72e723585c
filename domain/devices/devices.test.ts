// Messages, alarms and patterns as rules: what is one, what is none, and that order does not matter.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DeviceEventKind, eventsOf, homeDeviceKinds } from './device.ts'
import { judgeEvents, type ListeningDevice, type SaidEvent, signInstant } from './judging.ts'
import { eventKeyOf, readMessages, whyNotTaken } from './message.ts'
import { patternOf, type WatchedDevice } from './patterns.ts'

const start = Date.parse('2026-11-26T00:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()

describe('a message', () => {
  test('alone, in a list or as events; wrong ones are named and the others kept', () => {
    expect(readMessages({ kind: 'alarm' })).toHaveLength(1)
    expect(readMessages({ events: [{ kind: 'heartbeat' }, { kind: 'x' }] })?.map(one => typeof one)).toEqual([
      'object',
      'string',
    ])
    expect(readMessages([])).toBeNull()
    expect(readMessages(Array.from({ length: 1001 }, () => ({ kind: 'heartbeat' })))).toBeNull()
    expect(readMessages('nonsense')).toHaveLength(1)
    expect(readMessages({ kind: 'alarm', vendor: { anything: 1 } })?.[0]).toEqual({ kind: 'alarm' })
    expect(typeof readMessages({ kind: 'alarm', id: 'a\u0000b' })?.[0]).toBe('string')
  })

  test('is known by its number, a counter with its time, its time, or its arrival', () => {
    const key = (message: object) => eventKeyOf({ kind: 'alarm', ...message } as never, 'here')
    expect(key({ id: 'x', seq: 1 })).toBe('i:x')
    expect(key({ seq: 1 })).toBe('s:1')
    expect(key({ seq: 1, at: '2026-11-26T16:00:00+08:00' })).toBe(key({ seq: 1, at: '2026-11-26T08:00:00Z' }))
    expect(key({ seq: 1, at: '2026-11-26T08:00:00Z' })).not.toBe(key({ seq: 1, at: '2026-12-26T08:00:00Z' }))
    expect(key({})).toBe('r:here')
  })

  test('that a device cannot mean is refused, and so is one from a device taken down', () => {
    for (const kind of homeDeviceKinds.keys)
      for (const said of eventsOf[kind]) expect(whyNotTaken({ kind, state: 'inUse' }, said)).toBeNull()
    expect(whyNotTaken({ kind: 'doorSensor', state: 'inUse' }, 'alarm')).toContain('门磁不会有')
    expect(whyNotTaken({ kind: 'coSensor', state: 'takenDown' }, 'alarm')).toContain('已拆除')
    expect(whyNotTaken(undefined, 'alarm')).toContain('没有登记')
  })
})

const device = (kind: ListeningDevice['kind'], more: Partial<ListeningDevice> = {}): ListeningDevice => ({
  ...{ id: 'd', kind, testUntil: null, sameAlarmSeconds: 300 },
  ...more,
})
const event = (kind: DeviceEventKind, seconds: number, more: Partial<SaidEvent> = {}): SaidEvent => ({
  ...{ deviceId: 'd', kind, saidAt: null, receivedAt: at(seconds), battery: null },
  ...more,
})
let made = 0
const newId = () => `a${made++}`
const judge = (one: ListeningDevice, events: SaidEvent[], before: Parameters<typeof judgeEvents>[2] = []) =>
  judgeEvents(events, new Map([[one.id, one]]), before, newId)

describe('alarms', () => {
  test('five presses are one alarm; a sixth after the window is another', () => {
    const presses = [0, 1, 2, 60, 250].map(seconds => event('alarm', seconds))
    expect(judge(device('callButton'), presses).alarms).toMatchObject([{ times: 5, state: 'standing' }])
    expect(judge(device('callButton'), [...presses, event('alarm', 900)]).alarms).toHaveLength(2)
  })

  test('the window follows the alarm: a detector that beeps for an hour is one alarm', () => {
    const beeps = Array.from({ length: 60 }, (_, minute) => event('alarm', minute * 60))
    expect(judge(device('smokeSensor'), beeps).alarms).toMatchObject([{ times: 60 }])
  })

  test('a test is none, and the real thing within the same minute is', () => {
    const testing = device('callButton', { testUntil: at(100) })
    const { alarms } = judge(testing, [event('alarm', 99), event('selfTest', 101), event('alarm', 102)])
    expect(alarms.map(one => [one.state, one.times])).toEqual([
      ['tested', 2],
      ['standing', 1],
    ])
  })

  test('cleared and raised again is news', () => {
    const { alarms } = judge(device('coSensor'), [
      event('alarm', 0),
      event('allClear', 10),
      event('alarm', 20),
    ])
    expect(alarms.map(one => one.state)).toEqual(['cleared', 'standing'])
  })

  test('a movement clears what its absence raised, lying down what the empty bed raised', () => {
    const earlier = (kind: 'noMovement' | 'bedLeft') => ({
      ...{ id: 'p', deviceId: 'd', kind, state: 'standing' as const, firstAt: at(-600), lastAt: at(-600) },
      ...{ times: 1, clearedAt: null },
    })
    expect(
      judge(device('doorSensor'), [event('doorOpened', 0)], [earlier('noMovement')]).alarms,
    ).toMatchObject([{ state: 'cleared', clearedAt: at(0) }])
    expect(judge(device('bedSensor'), [event('gotUp', 0)], [earlier('bedLeft')]).alarms).toEqual([])
    expect(judge(device('bedSensor'), [event('layDown', 0)], [earlier('bedLeft')]).alarms).toHaveLength(1)
  })

  test('in whatever order they are handed over, and in however many parts, the outcome is the same', () => {
    const kinds = fc.constantFrom<DeviceEventKind>('alarm', 'allClear', 'heartbeat', 'selfTest')
    // Two events of one instant have no order of their own.
    const story = fc.uniqueArray(fc.record({ kind: kinds, seconds: fc.integer({ min: 0, max: 4000 }) }), {
      ...{ selector: one => one.seconds, maxLength: 30 },
    })
    const seen = (alarms: ReturnType<typeof judge>['alarms']) =>
      alarms
        .map(({ state, times, firstAt, lastAt, clearedAt }) => ({ state, times, firstAt, lastAt, clearedAt }))
        .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
    fc.assert(
      fc.property(story, fc.integer({ min: 0, max: 30 }), (told, cut) => {
        const events = told.map(({ kind, seconds }) => event(kind, seconds))
        const whole = judge(device('coSensor'), events)
        expect(seen(judge(device('coSensor'), events.toReversed()).alarms)).toEqual(seen(whole.alarms))
        const inOrder = events.toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1))
        const first = judge(device('coSensor'), inOrder.slice(0, cut))
        const rest = judge(device('coSensor'), inOrder.slice(cut), first.alarms)
        const both = new Map([...first.alarms, ...rest.alarms].map(one => [one.id, one]))
        expect(seen([...both.values()])).toEqual(seen(whole.alarms))
      }),
    )
  })
})

describe('signs of life', () => {
  test('doors, beds and a pressed button; no heartbeat, no smoke', () => {
    expect(judge(device('doorSensor'), [event('doorOpened', 5)]).signs).toMatchObject([{ at: at(5) }])
    expect(judge(device('callButton'), [event('alarm', 5)]).signs).toHaveLength(1)
    expect(judge(device('smokeSensor'), [event('alarm', 5), event('heartbeat', 6)]).signs).toEqual([])
  })

  test('a device’s clock can make a sign older and never younger', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 1e6 }), (said, received) => {
        const instant = signInstant({ saidAt: at(said % 1e6), receivedAt: at(received) })
        expect(instant <= at(received)).toBe(true)
      }),
    )
  })
})

describe('patterns', () => {
  const hours = { noMovementHour: 10, nightFromHour: 22, nightToHour: 5, bedLeftHours: 2 }
  const watched = (more: Partial<WatchedDevice>): WatchedDevice => ({
    ...{ kind: 'doorSensor', installedOn: '2026-11-01', lastMovedAt: '2026-11-25T10:00:00Z' },
    ...{ lastMovedKind: 'doorClosed', lastSignAt: null, noMovementAt: null, bedLeftAt: null },
    ...more,
  })
  // Ten in the morning in Jilin is two at night in Greenwich.
  const ten = new Date('2026-11-26T02:00:00Z')

  test('nothing moved by ten o’clock', () => {
    expect(patternOf(watched({}), hours, ten)).toBe('noMovement')
    expect(patternOf(watched({}), hours, new Date('2026-11-26T01:59:00Z'))).toBeNull()
    expect(patternOf(watched({ lastMovedAt: '2026-11-25T22:00:00Z' }), hours, ten)).toBeNull()
    expect(patternOf(watched({ lastSignAt: '2026-11-26T01:00:00Z' }), hours, ten)).toBeNull()
    expect(patternOf(watched({ noMovementAt: '2026-11-26T02:00:00Z' }), hours, ten)).toBeNull()
    expect(patternOf(watched({ installedOn: '2026-11-26', lastMovedAt: null }), hours, ten)).toBeNull()
    expect(patternOf(watched({ kind: 'smokeSensor', lastMovedAt: null }), hours, ten)).toBeNull()
  })

  test('a bed left at night and not found again', () => {
    const left = (time: string) =>
      watched({ kind: 'bedSensor', lastMovedKind: 'gotUp', lastMovedAt: `2026-11-25T${time}:00Z` })
    // 23:30, and two hours later.
    expect(patternOf(left('15:30'), hours, new Date('2026-11-25T17:29:00Z'))).toBeNull()
    expect(patternOf(left('15:30'), hours, new Date('2026-11-25T17:30:00Z'))).toBe('bedLeft')
    // 4:30 is getting up.
    expect(patternOf(left('20:30'), hours, new Date('2026-11-25T23:00:00Z'))).toBeNull()
    // 15:00 is no night.
    expect(patternOf(left('07:00'), hours, new Date('2026-11-25T12:00:00Z'))).toBeNull()
    const told = { ...left('15:30'), bedLeftAt: '2026-11-25T17:30:00Z' }
    expect(patternOf(told, hours, new Date('2026-11-25T18:00:00Z'))).toBeNull()
  })
})
