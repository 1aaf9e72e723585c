// What must hold when a device is put up or taken down, and when it counts as silent.
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import type { HomeDeviceKind, HomeDeviceState } from './device.ts'

interface Installation {
  installedOn: Day
  replacesId: string | null
}

interface Home {
  today: Day
  elderEndedOn: Day | null
  /** The elder said no, or took her yes back (domain.md §12: monitoring asks for consent of its own). */
  refusesMonitoring: boolean
}

export function checkInstallation({ installedOn }: Installation, home: Home): void {
  if (home.elderEndedOn !== null)
    throw new Refused('rule_broken', '这位老人已不在册，不能再装设备。请先核对档案。')
  if (home.refusesMonitoring)
    throw new Refused(
      'rule_broken',
      '老人不愿意安装呼叫器等设备。如已改变主意，请先在档案的“意愿与权利”里记录同意，再登记设备。',
    )
  if (installedOn > home.today) throw new Refused('rule_broken', '安装日期还没有到，请填写实际安装的日期。')
}

export function checkRemoval(
  device: { state: HomeDeviceState; installedOn: Day },
  on: Day,
  today: Day,
): void {
  if (device.state === 'takenDown') throw new Refused('rule_broken', '这台设备已经登记拆除，不用再登记。')
  if (on > today) throw new Refused('rule_broken', '拆除日期还没有到，请填写实际拆除的日期。')
  if (on < device.installedOn) throw new Refused('rule_broken', '拆除日期早于安装日期，请核对。')
}

/** Settings → hours a kind may be unheard of. */
export const silentHoursKeys = {
  callButton: 'device.silentHoursCallButton',
  smokeSensor: 'device.silentHoursSmokeSensor',
  coSensor: 'device.silentHoursCoSensor',
  doorSensor: 'device.silentHoursDoorSensor',
  bedSensor: 'device.silentHoursBedSensor',
} as const satisfies Record<HomeDeviceKind, string>

/** Settings → which level of case an alarm opens; null where the device only tells movements. */
export const alarmLevelKeys = {
  pressed: 'device.levelCallButton',
  smoke: 'device.levelSmokeSensor',
  carbonMonoxide: 'device.levelCoSensor',
  noMovement: 'device.levelPattern',
  bedLeft: 'device.levelPattern',
} as const

/** A device just put up is given as long as any other before it counts as silent. */
export function isSilent(
  device: { state: HomeDeviceState; lastHeardAt: string | null; registeredAt: string },
  hours: number,
  now: Date,
): boolean {
  if (device.state === 'takenDown') return false
  return Date.parse(device.lastHeardAt ?? device.registeredAt) < now.getTime() - hours * 3_600_000
}
