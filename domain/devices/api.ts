// The acts on devices in elders' homes: registering, keys, tests, taking down; and the lists an installer works by.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { DeviceEvent, DeviceGateway, HomeDevice, HomeDeviceRow, homeDeviceKinds } from './device.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }

/** Shown to whoever asked for it, this once; the platform keeps only its hash. Null when the act was sent again. */
const OnceShown = z.nullable(z.string())

const serial = z
  .string()
  .check(z.trim(), z.regex(/^[A-Za-z0-9._:-]{3,64}$/, { error: '应为 3 到 64 位字母、数字或 . _ : -' }))

export const DeviceInput = z.strictObject({
  ...Key,
  elderId: Id,
  kind: homeDeviceKinds.schema,
  serial,
  /** Where in the house: 厨房, 卧室床头. */
  place: text(40),
  installedOn: DayText,
  gatewayId: z._default(z.nullable(Id), null),
  /** The device it takes the place of, which is taken down by the same act. */
  replacesId: z._default(z.nullable(Id), null),
  why: z._default(z.nullable(text(200)), null),
})
export type DeviceInput = z.output<typeof DeviceInput>

export const deviceApi = {
  'homeDevice.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      kind: z.optional(homeDeviceKinds.schema),
      elderId: z.optional(Id),
      silent: z._default(z.boolean(), false),
      lowBattery: z._default(z.boolean(), false),
      /** In use at the home of somebody who has died or moved away. */
      toFetch: z._default(z.boolean(), false),
      takenDown: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({ rows: z.array(HomeDeviceRow), next: z.nullable(z.string()) }),
    may: 'homeDevice:read',
    says: '查看家中设备',
    personal: true,
  }),
  'homeDevice.get': query({
    input: z.strictObject(Key),
    output: HomeDevice,
    may: 'homeDevice:read',
    says: '查看家中设备',
    personal: true,
  }),
  'homeDevice.events': query({
    /** Newest first. */
    input: z.strictObject({ ...Key, ...Page }),
    output: z.object({ rows: z.array(DeviceEvent), next: z.nullable(z.string()) }),
    may: 'homeDevice:read',
    says: '查看设备的消息',
    personal: true,
  }),
  'homeDevice.register': command({
    input: DeviceInput,
    output: z.object({ deviceKey: OnceShown }),
    may: 'homeDevice:manage',
    says: '登记家中设备',
    personal: true,
    // A kept answer would keep the key.
    once: false,
  }),
  'homeDevice.renewKey': command({
    input: z.strictObject(Key),
    output: z.object({ deviceKey: OnceShown }),
    may: 'homeDevice:manage',
    says: '更换设备密钥',
    once: false,
  }),
  'homeDevice.revokeKey': command({
    input: z.strictObject({ ...Key, why: text(200) }),
    output: Nothing,
    may: 'homeDevice:manage',
    says: '作废设备密钥',
  }),
  'homeDevice.test': command({
    /** Alarms of the next minutes are an installer's; 0 ends it. */
    input: z.strictObject({ ...Key, minutes: z.int().check(z.gte(0), z.lte(240)) }),
    output: HomeDevice,
    may: 'homeDevice:manage',
    says: '设备进入或结束测试',
    personal: true,
  }),
  'homeDevice.takeDown': command({
    input: z.strictObject({ ...Key, on: DayText, why: text(200) }),
    output: HomeDevice,
    may: 'homeDevice:manage',
    says: '拆除家中设备',
    personal: true,
  }),
  'deviceAlarm.callFalse': command({
    /** Said of the alarm; its case is ended by people, who may know more. */
    input: z.strictObject({ ...Key, note: text(200) }),
    output: HomeDevice,
    may: 'homeDevice:manage',
    says: '标记设备误报',
    personal: true,
  }),
  'deviceGateway.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(DeviceGateway), next: z.nullable(z.string()) }),
    may: 'homeDevice:read',
    says: '查看设备网关',
  }),
  'deviceGateway.register': command({
    input: z.strictObject({ ...Key, regionCode: RegionCode, name: text(40) }),
    output: z.object({ gatewayKey: OnceShown }),
    may: 'homeDevice:manage',
    says: '登记设备网关',
    once: false,
  }),
  'deviceGateway.renewKey': command({
    input: z.strictObject(Key),
    output: z.object({ gatewayKey: OnceShown }),
    may: 'homeDevice:manage',
    says: '更换网关密钥',
    once: false,
  }),
  'deviceGateway.close': command({
    input: z.strictObject({ ...Key, why: text(200) }),
    output: Nothing,
    may: 'homeDevice:manage',
    says: '停用设备网关',
  }),
}
