// Rows of devices in homes, their keys, what they said and the alarms made of it.
import * as z from 'zod/mini'
import {
  deviceAlarmKinds,
  deviceAlarmStates,
  deviceEventKinds,
  homeDeviceKinds,
  homeDeviceStates,
} from '../../domain/devices/device.ts'

const uuid = z.uuid()
const instant = z.string()
const place = { countyCode: z.string(), regionCode: z.string() }

export const deviceTables = {
  deviceGateways: z.object({
    ...place,
    id: uuid,
    name: z.string(),
    registeredBy: z.nullable(uuid),
    registeredAt: instant,
    closedAt: z.nullable(instant),
    closedWhy: z.nullable(z.string()),
  }),
  homeDevices: z.object({
    ...place,
    id: uuid,
    elderId: uuid,
    kind: homeDeviceKinds.schema,
    serial: z.string(),
    place: z.string(),
    gatewayId: z.nullable(uuid),
    state: homeDeviceStates.schema,
    installedOn: z.string(),
    takenDownOn: z.nullable(z.string()),
    takenDownWhy: z.nullable(z.string()),
    replacesId: z.nullable(uuid),
    testUntil: z.nullable(instant),
    battery: z.nullable(z.number()),
    lastHeardAt: z.nullable(instant),
    lastMovedAt: z.nullable(instant),
    lastMovedKind: z.nullable(deviceEventKinds.schema),
    registeredBy: z.nullable(uuid),
    registeredAt: instant,
  }),
  deviceKeys: z.object({
    keyHash: z.string(),
    countyCode: z.string(),
    deviceId: z.nullable(uuid),
    gatewayId: z.nullable(uuid),
    madeAt: instant,
    revokedAt: z.nullable(instant),
    revokedWhy: z.nullable(z.string()),
  }),
  deviceEvents: z.object({
    ...place,
    deviceId: uuid,
    eventKey: z.string(),
    kind: deviceEventKinds.schema,
    saidAt: z.nullable(instant),
    receivedAt: instant,
    value: z.nullable(z.number()),
    battery: z.nullable(z.number()),
    judgedAt: z.nullable(instant),
  }),
  deviceAlarms: z.object({
    ...place,
    id: uuid,
    deviceId: uuid,
    elderId: uuid,
    kind: deviceAlarmKinds.schema,
    state: deviceAlarmStates.schema,
    firstAt: instant,
    lastAt: instant,
    times: z.number(),
    clearedAt: z.nullable(instant),
    caseId: z.nullable(uuid),
    settledBy: z.nullable(uuid),
    settledAt: z.nullable(instant),
    note: z.nullable(z.string()),
  }),
}
