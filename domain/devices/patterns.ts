// What no device says by itself: a house where nothing has moved by mid-morning, a bed left at night and not found again.
import { addDays, type Day, dayOf, startOfDay } from '../kernel/day.ts'
import type { DeviceAlarmKind, DeviceEventKind, HomeDeviceKind } from './device.ts'

export interface WatchedDevice {
  kind: HomeDeviceKind
  installedOn: Day
  lastMovedAt: string | null
  lastMovedKind: DeviceEventKind | null
  /** Any sign of life of the elder, also a visit or another device. */
  lastSignAt: string | null
  /** When such an alarm of this device was last raised. */
  noMovementAt: string | null
  bedLeftAt: string | null
}

export interface PatternHours {
  noMovementHour: number
  nightFromHour: number
  nightToHour: number
  bedLeftHours: number
}

/** Whoever asks has left out devices that are silent or tested and elders who are not at home. */
export function patternOf(device: WatchedDevice, hours: PatternHours, now: Date): DeviceAlarmKind | null {
  if (device.kind !== 'doorSensor' && device.kind !== 'bedSensor') return null
  if (isBedLeft(device, hours, now)) return 'bedLeft'
  return hasNotMoved(device, hours, now) ? 'noMovement' : null
}

function hasNotMoved(device: WatchedDevice, { noMovementHour }: PatternHours, now: Date): boolean {
  const today = dayOf(now)
  const midnight = startOfDay(today).toISOString()
  const isSince = (at: string | null) => at !== null && at >= midnight
  if (hourOf(now) < noMovementHour) return false
  // On its first day a door has perhaps not been used yet.
  if (device.installedOn >= today) return false
  return !isSince(device.lastMovedAt) && !isSince(device.lastSignAt) && !isSince(device.noMovementAt)
}

/** Only where the hours run out while it is still night: who gets up at half past four has got up. */
function isBedLeft(device: WatchedDevice, hours: PatternHours, now: Date): boolean {
  const { kind, lastMovedAt, lastMovedKind, bedLeftAt } = device
  if (kind !== 'bedSensor' || lastMovedKind !== 'gotUp' || lastMovedAt === null) return false
  if (bedLeftAt !== null && bedLeftAt >= lastMovedAt) return false
  const left = new Date(lastMovedAt)
  const due = new Date(left.getTime() + hours.bedLeftHours * 3_600_000)
  if (now < due || !isNight(left, hours)) return false
  // The morning that follows the night she got up in; past it the other rule speaks.
  const night = hourOf(left) >= hours.nightFromHour ? addDays(dayOf(left), 1) : dayOf(left)
  const morning = new Date(startOfDay(night).getTime() + hours.nightToHour * 3_600_000)
  const forenoon = new Date(startOfDay(night).getTime() + hours.noMovementHour * 3_600_000)
  return due <= morning && now <= forenoon
}

function isNight(instant: Date, { nightFromHour, nightToHour }: PatternHours): boolean {
  const hour = hourOf(instant)
  return hour >= nightFromHour || hour < nightToHour
}

/** The hour on the clocks of Jilin. */
function hourOf(instant: Date): number {
  return Math.floor((instant.getTime() - startOfDay(dayOf(instant)).getTime()) / 3_600_000)
}
