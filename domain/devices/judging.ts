// Turns what devices said into alarms: five presses are one alarm, a test is none, an all-clear ends no case.
import {
  alarmOf,
  type DeviceAlarmKind,
  type DeviceEventKind,
  type HomeDeviceKind,
  movements,
} from './device.ts'

export interface SaidEvent {
  deviceId: string
  kind: DeviceEventKind
  saidAt: string | null
  receivedAt: string
  battery: number | null
}

export interface ListeningDevice {
  id: string
  kind: HomeDeviceKind
  testUntil: string | null
  /** Two alarms no further apart than this are one. */
  sameAlarmSeconds: number
}

export interface StandingAlarm {
  id: string
  deviceId: string
  kind: DeviceAlarmKind
  state: 'standing' | 'cleared' | 'falseAlarm' | 'tested'
  firstAt: string
  lastAt: string
  times: number
  clearedAt: string | null
}

/** What a device's row learns. */
export interface Heard {
  deviceId: string
  lastHeardAt: string
  battery: number | null
  movedAt: string | null
  movedKind: DeviceEventKind | null
}

export interface Judged {
  /** Alarms as they stand now: new ones, and earlier ones said again or cleared. */
  alarms: (StandingAlarm & { isNew: boolean })[]
  heard: Heard[]
  /** The elder was alive and moving, at the latest at that instant. */
  signs: { deviceId: string; kind: DeviceEventKind; at: string }[]
}

/**
 * Judges events in the order of their arrival; whatever order they are handed over in, the outcome is the same.
 * @param before alarms of these devices that may still be the same one.
 */
export function judgeEvents(
  events: readonly SaidEvent[],
  devices: ReadonlyMap<string, ListeningDevice>,
  before: readonly StandingAlarm[],
  newId: () => string,
): Judged {
  const alarms = new Map<string, Noted[]>()
  for (const one of before) alarmsOf(alarms, one.deviceId).push({ ...one, isNew: false, touched: false })
  const heard = new Map<string, Heard>()
  const signs = new Map<string, Judged['signs'][number]>()
  for (const event of events.toSorted(inOrder)) {
    const device = devices.get(event.deviceId)
    if (!device) continue
    heard.set(device.id, hearing(heard.get(device.id), event))
    if (isSign(device, event)) {
      const at = signInstant(event)
      const known = signs.get(device.id)
      if (!known || at > known.at) signs.set(device.id, { deviceId: device.id, kind: event.kind, at })
    }
    const own = alarmsOf(alarms, device.id)
    clear(own, event)
    const kind = alarmKindOf(device, event.kind)
    if (kind !== null) raise(own, device, event, { kind, newId })
  }
  return {
    alarms: [...alarms.values()]
      .flat()
      .filter(one => one.touched)
      .map(({ touched: _, ...one }) => one),
    heard: [...heard.values()],
    signs: [...signs.values()],
  }
}

type Noted = StandingAlarm & { isNew: boolean; touched: boolean }

function alarmsOf(alarms: Map<string, Noted[]>, deviceId: string): Noted[] {
  const own = alarms.get(deviceId) ?? []
  alarms.set(deviceId, own)
  return own
}

function clear(own: readonly Noted[], event: SaidEvent): void {
  for (const one of own)
    if (one.state === 'standing' && endsBy(one.kind, event.kind))
      Object.assign(one, { state: 'cleared', clearedAt: event.receivedAt, touched: true })
}

/** What was raised because nothing moved ends with a movement; everything else with the device's own word. */
function endsBy(alarm: DeviceAlarmKind, event: DeviceEventKind): boolean {
  if (alarm === 'noMovement') return movements.includes(event)
  return alarm === 'bedLeft' ? event === 'layDown' : event === 'allClear'
}

function raise(
  own: Noted[],
  device: ListeningDevice,
  event: SaidEvent,
  { kind, newId }: { kind: DeviceAlarmKind; newId: () => string },
): void {
  const at = event.receivedAt
  const state = isTest(device, event) ? 'tested' : 'standing'
  const same = own.find(one => isSame(one, device, { kind, state, at }))
  if (same) Object.assign(same, said(same, at), { touched: true })
  else
    own.push({
      ...{ id: newId(), deviceId: device.id, kind, state, times: 1, clearedAt: null },
      ...{ firstAt: at, lastAt: at, isNew: true, touched: true },
    })
}

function inOrder(one: SaidEvent, other: SaidEvent): number {
  if (one.receivedAt !== other.receivedAt) return one.receivedAt < other.receivedAt ? -1 : 1
  if (one.deviceId !== other.deviceId) return one.deviceId < other.deviceId ? -1 : 1
  // Of one instant the alarm comes first: an all-clear sent along with it clears it and does not precede it.
  return one.kind < other.kind ? -1 : one.kind > other.kind ? 1 : 0
}

function hearing(known: Heard | undefined, event: SaidEvent): Heard {
  const moved = movements.includes(event.kind)
  return {
    deviceId: event.deviceId,
    lastHeardAt: event.receivedAt,
    battery: event.battery ?? known?.battery ?? null,
    movedAt: moved ? signInstant(event) : (known?.movedAt ?? null),
    movedKind: moved ? event.kind : (known?.movedKind ?? null),
  }
}

/** Pressing a button takes a living hand as well. */
function isSign(device: ListeningDevice, { kind }: SaidEvent): boolean {
  return movements.includes(kind) || (device.kind === 'callButton' && kind === 'alarm')
}

/**
 * A gateway may hand over at noon what a door said two days ago. The device's clock can make a sign older than its
 * arrival and never younger: a clock that is wrong may raise a needless worry, and can hide none.
 */
export function signInstant({ saidAt, receivedAt }: Pick<SaidEvent, 'saidAt' | 'receivedAt'>): string {
  return saidAt !== null && saidAt < receivedAt ? saidAt : receivedAt
}

function alarmKindOf(device: ListeningDevice, kind: DeviceEventKind): DeviceAlarmKind | null {
  return kind === 'alarm' || kind === 'selfTest' ? (alarmOf[device.kind] ?? null) : null
}

function isTest(device: ListeningDevice, { kind, receivedAt }: SaidEvent): boolean {
  return kind === 'selfTest' || (device.testUntil !== null && receivedAt <= device.testUntil)
}

/** A test and the real thing are never one, however close. */
function isSame(
  alarm: StandingAlarm,
  device: ListeningDevice,
  now: { kind: DeviceAlarmKind; state: 'standing' | 'tested'; at: string },
): boolean {
  if (alarm.deviceId !== device.id || alarm.kind !== now.kind) return false
  if ((alarm.state === 'tested') !== (now.state === 'tested')) return false
  // Cleared or called false and then raised again is news.
  if (alarm.state !== now.state) return false
  const within = device.sameAlarmSeconds * 1000
  const at = Date.parse(now.at)
  return at >= Date.parse(alarm.firstAt) - within && at <= Date.parse(alarm.lastAt) + within
}

function said(alarm: StandingAlarm, at: string): Partial<StandingAlarm> {
  return {
    times: alarm.times + 1,
    firstAt: at < alarm.firstAt ? at : alarm.firstAt,
    lastAt: at > alarm.lastAt ? at : alarm.lastAt,
  }
}
