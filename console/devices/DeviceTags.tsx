// How a device is doing, in one or two words beside its name.
import { Tag } from 'antd'
import type { HomeDeviceRow } from '../../domain/devices/device.ts'
import { instantText } from '../figures.ts'
import { useWords } from '../language.tsx'

export function DeviceTags({ device }: { device: HomeDeviceRow }) {
  const say = useWords()
  const { state, silent, lowBattery, battery, testUntil, standingAlarms, elderEndedOn } = device
  if (state === 'takenDown') return <Tag>{say('homeDevice.takenDown')}</Tag>
  const isFine = !(silent || lowBattery || testUntil || standingAlarms || elderEndedOn)
  return (
    <>
      {standingAlarms > 0 && <Tag color="error">{say('homeDevice.alarms', { count: standingAlarms })}</Tag>}
      {silent && <Tag color="warning">{say('homeDevice.silent')}</Tag>}
      {lowBattery && <Tag color="warning">{say('homeDevice.lowBattery')}</Tag>}
      {testUntil && (
        <Tag color="processing">{say('homeDevice.testing', { time: instantText(testUntil) })}</Tag>
      )}
      {isFine && <Tag color="success">{say('homeDevice.fine')}</Tag>}
      {battery !== null && (
        <div className="soft small">{say('homeDevice.battery', { percent: Math.round(battery) })}</div>
      )}
      {elderEndedOn && (
        <div className="warn-text small">{say('homeDevice.elderLeft', { day: elderEndedOn })}</div>
      )}
    </>
  )
}

export function LastHeard({ device }: { device: HomeDeviceRow }) {
  const say = useWords()
  if (device.lastHeardAt === null) return <span className="soft">{say('homeDevice.never')}</span>
  return instantText(device.lastHeardAt)
}
