// Front file of devices: the register, the two doors by which devices speak, and the job that hears them.
import type { FastifyInstance } from 'fastify'
import type { deviceApi } from '../../domain/devices/api.ts'
import type { Handlers, System } from '../kernel/context.ts'
import { closeGateway, listGateways, registerGateway, renewGatewayKey } from './gateways.ts'
import { openHttpDoor } from './http-door.ts'
import { openIntake } from './intake.ts'
import { judgeDevices as judge } from './judge.ts'
import { openMqttDoor } from './mqtt-door.ts'
import { forgetEvents as forget, watchPatterns as watch } from './patterns.ts'
import { judgeSoon } from './prompt.ts'
import { getDevice, listDevices, listEvents } from './reading.ts'
import {
  callAlarmFalse,
  registerDevice,
  renewDeviceKey,
  revokeDeviceKey,
  takeDownDevice,
  testDevice,
} from './registering.ts'

export const judgeDevices = judge
export const watchPatterns = watch
export const forgetEvents = forget

export const devices: Handlers<typeof deviceApi> = {
  'homeDevice.list': listDevices,
  'homeDevice.get': getDevice,
  'homeDevice.events': listEvents,
  'homeDevice.register': registerDevice,
  'homeDevice.renewKey': renewDeviceKey,
  'homeDevice.revokeKey': revokeDeviceKey,
  'homeDevice.test': testDevice,
  'homeDevice.takeDown': takeDownDevice,
  'deviceAlarm.callFalse': callAlarmFalse,
  'deviceGateway.list': listGateways,
  'deviceGateway.register': registerGateway,
  'deviceGateway.renewKey': renewGatewayKey,
  'deviceGateway.close': closeGateway,
}

export interface DeviceDoors {
  /** Null where no MQTT port is set. */
  mqttPort: number | null
  close(): Promise<void>
}

export async function openDeviceDoors(app: FastifyInstance, system: System): Promise<DeviceDoors> {
  const prompt = judgeSoon(system)
  const door = { system, intake: openIntake(system, prompt.soon) }
  openHttpDoor(app, door)
  const mqtt = await openMqttDoor(door, system.config)
  return {
    mqttPort: mqtt?.port ?? null,
    async close() {
      await mqtt?.close()
      await prompt.close()
    },
  }
}
