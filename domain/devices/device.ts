// A device in an elder's home: what kinds there are, what each may say, and how the desk shows one.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const homeDeviceKinds = choice({
  callButton: '呼叫按钮',
  smokeSensor: '烟雾报警器',
  coSensor: '一氧化碳报警器',
  doorSensor: '门磁',
  bedSensor: '床垫感应器',
})
export type HomeDeviceKind = KeyOf<typeof homeDeviceKinds>

export const homeDeviceStates = choice({ inUse: '在用', takenDown: '已拆除' })
export type HomeDeviceState = KeyOf<typeof homeDeviceStates>

/** What a device may say; the keys stand in its messages (docs/devices.md). */
export const deviceEventKinds = choice({
  heartbeat: '心跳',
  alarm: '报警',
  allClear: '警报解除',
  doorOpened: '开门',
  doorClosed: '关门',
  layDown: '上床',
  gotUp: '离床',
  selfTest: '自检',
})
export type DeviceEventKind = KeyOf<typeof deviceEventKinds>

const always: readonly DeviceEventKind[] = ['heartbeat', 'selfTest']

/** Kind of device → what it can know. Anything else it says is refused by name, so that a wrong set-up shows. */
export const eventsOf: Readonly<Record<HomeDeviceKind, readonly DeviceEventKind[]>> = {
  callButton: [...always, 'alarm', 'allClear'],
  smokeSensor: [...always, 'alarm', 'allClear'],
  coSensor: [...always, 'alarm', 'allClear'],
  doorSensor: [...always, 'doorOpened', 'doorClosed'],
  bedSensor: [...always, 'layDown', 'gotUp'],
}

/** What moves because the elder moves. A heartbeat says that there is power, and smoke moves by itself. */
export const movements: readonly DeviceEventKind[] = ['doorOpened', 'doorClosed', 'layDown', 'gotUp']

export const deviceAlarmKinds = choice({
  pressed: '按下呼叫',
  smoke: '有烟雾',
  carbonMonoxide: '一氧化碳超标',
  noMovement: '上午没有动静',
  bedLeft: '夜里离床未归',
})
export type DeviceAlarmKind = KeyOf<typeof deviceAlarmKinds>

/** What the alarm of a device means; those that only tell movements have none of their own. */
export const alarmOf: Readonly<Partial<Record<HomeDeviceKind, DeviceAlarmKind>>> = {
  callButton: 'pressed',
  smokeSensor: 'smoke',
  coSensor: 'carbonMonoxide',
}

export const deviceAlarmStates = choice({
  standing: '报警中',
  cleared: '设备已解除',
  falseAlarm: '误报',
  tested: '测试报警',
})
export type DeviceAlarmState = KeyOf<typeof deviceAlarmStates>

export const HomeDeviceRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  elderId: Id,
  elderName: z.string(),
  /** Why it may have to be fetched: the elder has died or moved away. */
  elderEndedOn: z.nullable(DayText),
  kind: homeDeviceKinds.schema,
  serial: z.string(),
  place: z.string(),
  state: homeDeviceStates.schema,
  installedOn: DayText,
  battery: z.nullable(z.number()),
  lastHeardAt: z.nullable(Instant),
  /** Not heard of for longer than its kind may be: work for whoever installs, no danger by itself. */
  silent: z.boolean(),
  lowBattery: z.boolean(),
  testUntil: z.nullable(Instant),
  standingAlarms: z.number(),
})
export type HomeDeviceRow = z.output<typeof HomeDeviceRow>

export const DeviceAlarm = z.object({
  id: Id,
  kind: deviceAlarmKinds.schema,
  state: deviceAlarmStates.schema,
  firstAt: Instant,
  lastAt: Instant,
  /** How often the device said it; one alarm all the same. */
  times: z.number(),
  clearedAt: z.nullable(Instant),
  caseId: z.nullable(Id),
  note: z.nullable(z.string()),
})
export type DeviceAlarm = z.output<typeof DeviceAlarm>

export const HomeDevice = z.object({
  ...HomeDeviceRow.shape,
  gatewayId: z.nullable(Id),
  gatewayName: z.nullable(z.string()),
  /** When the key in force was made; null when it was revoked or the device speaks through a gateway only. */
  keyMadeAt: z.nullable(Instant),
  takenDownOn: z.nullable(DayText),
  takenDownWhy: z.nullable(z.string()),
  replacesId: z.nullable(Id),
  replacedById: z.nullable(Id),
  registeredBy: z.nullable(z.string()),
  alarms: z.array(DeviceAlarm),
})
export type HomeDevice = z.output<typeof HomeDevice>

export const DeviceEvent = z.object({
  key: z.string(),
  kind: deviceEventKinds.schema,
  receivedAt: Instant,
  /** What the device's own clock said; evidence, never the time we reckon with. */
  saidAt: z.nullable(Instant),
  value: z.nullable(z.number()),
  battery: z.nullable(z.number()),
})

export const DeviceGateway = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  name: z.string(),
  devices: z.number(),
  keyMadeAt: z.nullable(Instant),
  closedAt: z.nullable(Instant),
})
