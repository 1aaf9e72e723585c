// The register of devices: put up at an elder's home, replaced, tested, taken down; each with its key.
import type { deviceApi } from '../../domain/devices/api.ts'
import type { HomeDevice } from '../../domain/devices/device.ts'
import { checkInstallation, checkRemoval } from '../../domain/devices/rules.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { makeKey, revokeKeys } from './keys.ts'
import { getDevice, unknownDevice } from './reading.ts'

type Api = typeof deviceApi
type Register = Api['homeDevice.register']
interface Key {
  countyCode: string
  id: string
}

export async function registerDevice(
  context: Context,
  input: InputOf<Register>,
): Promise<OutputOf<Register>> {
  const { tx, now, today, actor } = context
  const { countyCode, id, elderId, why, ...facts } = input
  if (await isRepeated(context, input)) return { deviceKey: null }
  const person = await personOf(context, { countyCode, id: elderId })
  checkInstallation(facts, {
    today,
    elderEndedOn: person.endedOn,
    refusesMonitoring: await refusesMonitoring(context, countyCode, person.ids),
  })
  context.concerns(countyCode, [person.id])
  if (input.replacesId !== null)
    await takeDown(context, { countyCode, id: input.replacesId }, facts.installedOn, why ?? '更换设备')
  await checkSerial(context, countyCode, facts.serial)
  await tx
    .insertInto('homeDevices')
    .values({
      ...facts,
      ...{ countyCode, id, elderId: person.id, regionCode: person.regionCode, state: 'inUse' },
      ...{ takenDownOn: null, takenDownWhy: null, testUntil: null, battery: null, lastHeardAt: null },
      ...{ lastMovedAt: null, lastMovedKind: null, registeredBy: actor.accountId },
      registeredAt: now.toISOString(),
    })
    .execute()
  return { deviceKey: await makeKey(context, { countyCode, deviceId: id, gatewayId: null }, '登记') }
}

/** The answer with the key was lost on the way: the device is there, the key is not shown twice. */
async function isRepeated({ tx }: Context, input: InputOf<Register>): Promise<boolean> {
  const before = await tx
    .selectFrom('homeDevices')
    .where('countyCode', '=', input.countyCode)
    .where('id', '=', input.id)
    .select(['serial', 'kind'])
    .executeTakeFirst()
  if (!before) return false
  if (before.serial !== input.serial || before.kind !== input.kind)
    throw new Refused('conflict', '这个编号已经用于另一台设备，没有重复登记。请刷新后核对。')
  return true
}

async function refusesMonitoring({ tx }: Context, countyCode: string, ids: string[]): Promise<boolean> {
  const last = await tx
    .selectFrom('elderConsents')
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', ids)
    .where('purpose', '=', 'monitoring')
    .orderBy('answeredOn', 'desc')
    .orderBy('recordedAt', 'desc')
    .select('answer')
    .executeTakeFirst()
  return last !== undefined && last.answer !== 'agrees'
}

async function checkSerial({ tx }: Context, countyCode: string, serial: string): Promise<void> {
  const other = await tx
    .selectFrom('homeDevices')
    .where('countyCode', '=', countyCode)
    .where('serial', '=', serial)
    .where('state', '=', 'inUse')
    .select('id')
    .executeTakeFirst()
  if (other)
    throw new Refused(
      'conflict',
      '这个设备编号已经登记在用。请核对机身上的编号；如是换到别家，请先在原来那家登记拆除。',
    )
}

export async function renewDeviceKey(context: Context, { countyCode, id }: Key) {
  const device = await ownDevice(context, { countyCode, id })
  if (device.state === 'takenDown') throw new Refused('rule_broken', '这台设备已拆除，不能再更换密钥。')
  return { deviceKey: await makeKey(context, { countyCode, deviceId: id, gatewayId: null }, '更换密钥') }
}

export async function revokeDeviceKey(
  context: Context,
  { countyCode, id, why }: InputOf<Api['homeDevice.revokeKey']>,
): Promise<Record<string, never>> {
  await ownDevice(context, { countyCode, id })
  await revokeKeys(context, { countyCode, deviceId: id, gatewayId: null }, why)
  return {}
}

export async function testDevice(
  context: Context,
  { countyCode, id, minutes }: InputOf<Api['homeDevice.test']>,
): Promise<HomeDevice> {
  const device = await ownDevice(context, { countyCode, id })
  if (device.state === 'takenDown') throw new Refused('rule_broken', '这台设备已拆除，不能再测试。')
  const until = minutes === 0 ? null : new Date(context.now.getTime() + minutes * 60_000).toISOString()
  await context.tx
    .updateTable('homeDevices')
    .set({ testUntil: until })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return getDevice(context, { countyCode, id })
}

export async function takeDownDevice(
  context: Context,
  { countyCode, id, on, why }: InputOf<Api['homeDevice.takeDown']>,
): Promise<HomeDevice> {
  await takeDown(context, { countyCode, id }, on, why)
  return getDevice(context, { countyCode, id })
}

async function takeDown(context: Context, key: Key, on: string, why: string): Promise<void> {
  const device = await ownDevice(context, key)
  checkRemoval(device, on, context.today)
  await context.tx
    .updateTable('homeDevices')
    .set({ state: 'takenDown', takenDownOn: on, takenDownWhy: why, testUntil: null })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
  await revokeKeys(context, { countyCode: key.countyCode, deviceId: key.id, gatewayId: null }, why)
}

async function ownDevice({ tx }: Context, { countyCode, id }: Key) {
  const found = await tx
    .selectFrom('homeDevices')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .select(['state', 'installedOn'])
    .executeTakeFirst()
  if (!found) throw unknownDevice()
  return found
}

export async function callAlarmFalse(
  context: Context,
  { countyCode, id, note }: InputOf<Api['deviceAlarm.callFalse']>,
): Promise<HomeDevice> {
  const { tx, now, actor } = context
  const alarm = await tx
    .updateTable('deviceAlarms')
    .set({ state: 'falseAlarm', note, settledBy: actor.accountId, settledAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('state', 'in', ['standing', 'cleared', 'falseAlarm'])
    .returning('deviceId')
    .executeTakeFirst()
  if (!alarm) throw new Refused('not_found', '没有找到这次报警，或它只是一次测试。请刷新后核对。')
  return getDevice(context, { countyCode, id: alarm.deviceId })
}
