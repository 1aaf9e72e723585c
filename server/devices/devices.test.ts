// Devices on a real database: keys, both doors, alarms and their cases, once however often they are said.
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HomeDeviceKind } from '../../domain/devices/device.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { openMqttDevice } from '../../tools/mqtt-device.ts'
import {
  farVillage,
  makeElders,
  otherVillage,
  type SampleElder,
  township,
  village,
} from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { openDoor } from '../kernel/http.ts'
import { openLog } from '../log.ts'
import { registry } from '../operations.ts'
import { type DeviceDoors, forgetEvents, judgeDevices, openDeviceDoors, watchPatterns } from './devices.ts'

const start = '2026-11-23T02:00:00Z'
const countyCode = '222402'
let world: TestSystem
let app: FastifyInstance
let doors: DeviceDoors
let officer: Caller
let secretary: Caller
let elder: SampleElder
let printed = 1000

beforeAll(async () => {
  world = await openTestSystem()
  world.system.config.mqttPort = 0
  world.system.log = openLog('error')
  app = await openDoor(world.system, registry, { authenticate: async () => null })
  doors = await openDeviceDoors(app, world.system)
  await app.ready()
  officer = await world.signedInAs('townshipOfficer', township, '测试民政')
  secretary = await world.signedInAs('villageOfficer', village, '测试书记')
})
afterAll(async () => {
  await doors.close()
  await app.close()
  await world.close()
})
beforeEach(async () => {
  world.clock.set(start)
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
})

const later = (seconds: number) => world.clock.set(new Date(Date.parse(start) + seconds * 1000).toISOString())

async function put(
  kind: HomeDeviceKind,
  more: { gatewayId?: string; elderId?: string; serial?: string; replacesId?: string } = {},
) {
  const id = world.newId()
  const serial = more.serial ?? `SN-${printed++}`
  const { deviceKey } = await officer.call('homeDevice.register', {
    ...{ countyCode, id, elderId: elder.id, kind, place: '厨房', installedOn: '2026-11-20' },
    ...more,
    serial,
  })
  return { id, serial, key: deviceKey ?? '' }
}

async function send(key: string, body: unknown) {
  const answer = await app.inject({
    method: 'POST',
    url: '/devices/events',
    headers: { authorization: `Bearer ${key}` },
    payload: body as object,
  })
  return { status: answer.statusCode, said: answer.json() }
}

const get = (id: string) => officer.call('homeDevice.get', { countyCode, id })
const casesOf = async (elderId = elder.id) =>
  (await officer.call('aidCase.list', { regionCode: township, elderId })).rows
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    error => (error instanceof Refused ? error.code : error),
  )

describe('the register', () => {
  test('shows a key once, keeps no more than its hash, and answers a repeated act without it', async () => {
    const { id, serial, key } = await put('coSensor')
    expect(key).toMatch(/^[\w-]{43}$/)
    const again = await officer.call('homeDevice.register', {
      ...{ countyCode, id, elderId: elder.id, kind: 'coSensor', place: '厨房', serial },
      installedOn: '2026-11-20',
    })
    expect(again.deviceKey).toBeNull()
    const kept = await world.pool.query(
      `select (select string_agg(k::text, ' ') from device_keys k) || coalesce((select string_agg(a::text, ' ') from acts a), '') as all`,
    )
    expect(kept.rows[0].all).not.toContain(key)
  })

  test('refuses a second device of the same number, a day to come, and who does not want one', async () => {
    const { serial } = await put('smokeSensor')
    expect(await refusalOf(put('smokeSensor', { serial }))).toBe('conflict')
    await officer.call('consent.record', {
      ...{ countyCode, id: world.newId(), elderId: elder.id, purpose: 'monitoring', answer: 'refuses' },
      ...{ way: 'signature', answeredOn: '2026-11-22' },
    })
    expect(await refusalOf(put('bedSensor'))).toBe('rule_broken')
  })

  test('a device is replaced by one act; the old one falls silent for good', async () => {
    const old = await put('coSensor')
    const next = await put('coSensor', { replacesId: old.id })
    expect((await send(old.key, { kind: 'alarm', id: 'x' })).status).toBe(401)
    expect((await get(old.id)).replacedById).toBe(next.id)
    expect((await get(old.id)).state).toBe('takenDown')
    const list = await officer.call('homeDevice.list', { regionCode: village, elderId: elder.id })
    expect(list.rows.map(row => row.id)).toEqual([next.id])
  })

  test('a village secretary sees devices and installs none', async () => {
    const { id } = await put('coSensor')
    expect((await secretary.call('homeDevice.get', { countyCode, id })).serial).toBeTruthy()
    expect(await refusalOf(secretary.call('homeDevice.renewKey', { countyCode, id }))).toBe('not_allowed')
  })
})

describe('a key', () => {
  test('unknown, made up, revoked or renewed opens nothing', async () => {
    const { id, key } = await put('callButton')
    const none = await app.inject({ method: 'POST', url: '/devices/events', payload: { kind: 'heartbeat' } })
    expect(none.statusCode).toBe(401)
    expect((await send('x'.repeat(43), { kind: 'heartbeat' })).status).toBe(401)
    const { deviceKey } = await officer.call('homeDevice.renewKey', { countyCode, id })
    expect((await send(key, { kind: 'heartbeat' })).status).toBe(401)
    expect((await send(deviceKey ?? '', { kind: 'heartbeat' })).said).toMatchObject({ kept: 1 })
    await officer.call('homeDevice.revokeKey', { countyCode, id, why: '设备丢失' })
    expect((await send(deviceKey ?? '', { kind: 'heartbeat' })).status).toBe(401)
    expect((await get(id)).keyMadeAt).toBeNull()
  })

  test('speaks for its own device only, and reads nothing', async () => {
    const [one, other] = [await put('callButton'), await put('callButton')]
    const { said } = await send(one.key, { kind: 'alarm', id: 'a', device: other.id })
    expect(said.refused).toHaveLength(1)
    expect(JSON.stringify(said)).not.toContain(elder.id)
    for (const url of ['/devices/events', `/api/homeDevice.list`])
      expect(
        (
          await app.inject({
            method: url.startsWith('/api') ? 'POST' : 'GET',
            url,
            headers: { authorization: `Bearer ${one.key}` },
            ...(url.startsWith('/api') && { payload: { regionCode: village } }),
          })
        ).statusCode,
      ).not.toBe(200)
  })

  test('of a gateway speaks for the devices behind it, by their printed numbers', async () => {
    const gatewayId = world.newId()
    const { gatewayKey } = await officer.call('deviceGateway.register', {
      ...{ countyCode, id: gatewayId, regionCode: village, name: '村部网关' },
    })
    const behind = await put('coSensor', { gatewayId })
    const elsewhere = await put('coSensor')
    const { said } = await send(gatewayKey ?? '', {
      events: [
        { device: behind.serial, kind: 'alarm', id: '1' },
        { device: elsewhere.serial, kind: 'alarm', id: '2' },
        { device: behind.serial, kind: 'doorOpened', id: '3' },
        { device: behind.serial, kind: 'nonsense' },
      ],
    })
    expect(said.kept).toBe(1)
    expect(said.refused.map((one: { index: number }) => one.index)).toEqual([1, 2, 3])
    await officer.call('deviceGateway.close', { countyCode, id: gatewayId, why: '搬走' })
    expect((await send(gatewayKey ?? '', { device: behind.serial, kind: 'heartbeat' })).status).toBe(401)
  })
})

describe('an alarm', () => {
  test('is one case at the highest level, though said five times and sent twice', async () => {
    const { id, key } = await put('coSensor')
    for (const seq of [1, 2, 3, 4, 5]) {
      later(seq)
      await send(key, { kind: 'alarm', seq, at: `2026-11-23T02:00:0${seq}Z`, value: 180 })
      await send(key, { kind: 'alarm', seq, at: `2026-11-23T02:00:0${seq}Z`, value: 180 })
    }
    await judgeDevices(world.system)
    await judgeDevices(world.system)
    const cases = await casesOf()
    expect(cases).toHaveLength(1)
    expect(cases[0]).toMatchObject({ level: 'p0', stage: 'open', source: 'device' })
    expect(cases[0]?.trouble).toContain('一氧化碳')
    const device = await get(id)
    expect(device.alarms).toMatchObject([{ times: 5, state: 'standing', caseId: cases[0]?.id }])
  })

  test('said again later is noted in the case that still stands; an all-clear ends no case', async () => {
    const { id, key } = await put('smokeSensor')
    await send(key, { kind: 'alarm', seq: 1 })
    await judgeDevices(world.system)
    later(3600)
    await send(key, { kind: 'alarm', seq: 2 })
    await send(key, { kind: 'allClear', seq: 3 })
    await judgeDevices(world.system)
    const [one, ...more] = await casesOf()
    expect(more).toEqual([])
    const aidCase = await officer.call('aidCase.get', { countyCode, id: one?.id ?? '' })
    expect(aidCase.stage).toBe('open')
    expect(aidCase.acts.map(act => act.note).join('；')).toMatch(/又报警.*警报解除/)
    expect((await get(id)).alarms.map(alarm => alarm.state)).toEqual(['cleared', 'cleared'])
  })

  test('of an installer is no case', async () => {
    const { id, key } = await put('callButton')
    await officer.call('homeDevice.test', { countyCode, id, minutes: 30 })
    await send(key, { kind: 'alarm', seq: 1 })
    await send(key, { kind: 'selfTest', seq: 2 })
    await judgeDevices(world.system)
    expect(await casesOf()).toEqual([])
    expect((await get(id)).alarms).toMatchObject([{ state: 'tested' }])
    later(3600)
    await send(key, { kind: 'alarm', seq: 3 })
    await judgeDevices(world.system)
    expect(await casesOf()).toHaveLength(1)
  })

  test('called false keeps its word, also when the device goes on', async () => {
    const { id, key } = await put('smokeSensor')
    await send(key, { kind: 'alarm', seq: 1 })
    await judgeDevices(world.system)
    const alarmId = (await get(id)).alarms[0]?.id ?? ''
    const device = await officer.call('deviceAlarm.callFalse', { countyCode, id: alarmId, note: '炒菜油烟' })
    expect(device.alarms[0]).toMatchObject({ state: 'falseAlarm', note: '炒菜油烟' })
  })

  test('without any number of its own is taken each time, and is one alarm all the same', async () => {
    const { id, key } = await put('callButton')
    for (let press = 0; press < 3; press++) expect((await send(key, { kind: 'alarm' })).said.kept).toBe(1)
    await judgeDevices(world.system)
    expect((await get(id)).alarms).toMatchObject([{ times: 3 }])
  })
})

describe('the work of an installer', () => {
  test('who is silent, whose battery is low, what is to be fetched', async () => {
    const [quiet, weak] = [await put('doorSensor'), await put('smokeSensor')]
    const [gone] = (await makeElders(world, otherVillage, 1)) as [SampleElder]
    const left = await put('bedSensor', { elderId: gone.id })
    await world.db.updateTable('elders').set({ endedOn: '2026-11-22' }).where('id', '=', gone.id).execute()
    later(13 * 3600)
    await send(weak.key, { kind: 'heartbeat', battery: 7 })
    await send(left.key, { kind: 'heartbeat', battery: 90 })
    await judgeDevices(world.system)
    const list = async (filter: object) =>
      (await officer.call('homeDevice.list', { regionCode: township, limit: 500, ...filter })).rows
    const ids = async (filter: object) => (await list(filter)).map(row => row.id)
    expect(await ids({ silent: true })).toContain(quiet.id)
    expect(await ids({ silent: true })).not.toContain(weak.id)
    expect(await ids({ lowBattery: true })).toEqual([weak.id])
    expect(await ids({ toFetch: true })).toEqual([left.id])
    expect((await list({ kind: 'doorSensor' })).find(row => row.id === quiet.id)?.silent).toBe(true)
  })

  test('pages go on where the last one ended', async () => {
    await put('callButton')
    await put('callButton')
    const first = await officer.call('homeDevice.list', { regionCode: township, limit: 1 })
    const second = await officer.call('homeDevice.list', {
      ...{ regionCode: township, limit: 1, after: first.next ?? '' },
    })
    expect(second.rows[0]?.id).not.toBe(first.rows[0]?.id)
  })

  test('the line of what a device said, newest first; heartbeats leave only the time', async () => {
    const { id, key } = await put('doorSensor')
    for (const seq of [1, 2, 3]) {
      later(seq * 60)
      await send(key, [{ kind: 'doorOpened', seq }, { kind: 'heartbeat' }])
    }
    await judgeDevices(world.system)
    const first = await officer.call('homeDevice.events', { countyCode, id, limit: 2 })
    expect(first.rows.map(row => row.key)).toEqual(['s:3', 's:2'])
    const rest = await officer.call('homeDevice.events', {
      countyCode,
      id,
      limit: 2,
      after: first.next ?? '',
    })
    expect(rest.rows.map(row => row.key)).toEqual(['s:1'])
    expect((await get(id)).lastHeardAt).toBe('2026-11-23T02:03:00.000Z')
  })
})

describe('patterns', () => {
  test('no movement by ten is a serious case, once, and the first movement ends it', async () => {
    const { id, key } = await put('doorSensor')
    await send(key, [{ kind: 'doorOpened', seq: 1 }, { kind: 'heartbeat' }])
    await judgeDevices(world.system)
    world.clock.set('2026-11-24T00:00:00Z')
    await send(key, { kind: 'heartbeat' })
    await judgeDevices(world.system)
    world.clock.set('2026-11-24T02:05:00Z')
    expect(await watchPatterns(world.system)).toBe(1)
    expect(await watchPatterns(world.system)).toBe(0)
    const [found] = await casesOf()
    expect(found).toMatchObject({ level: 'p1', source: 'device' })
    world.clock.set('2026-11-24T02:40:00Z')
    await send(key, { kind: 'doorOpened', seq: 2 })
    await judgeDevices(world.system)
    expect(await casesOf()).toEqual([])
    expect((await get(id)).alarms).toMatchObject([{ kind: 'noMovement', state: 'cleared' }])
    const story = await officer.call('aidCase.get', { countyCode, id: found?.id ?? '' })
    expect(story.acts.at(-1)?.note).toContain('有了动静')
  })

  test('nobody is missed in hospital, and a silent device accuses nobody', async () => {
    const { key } = await put('doorSensor')
    await send(key, { kind: 'doorOpened', seq: 1 })
    await judgeDevices(world.system)
    world.clock.set('2026-11-24T03:00:00Z')
    // Last heard of twenty-five hours ago.
    expect(await watchPatterns(world.system)).toBe(0)
    await send(key, { kind: 'heartbeat' })
    await judgeDevices(world.system)
    await world.db
      .insertInto('elderAbsences')
      .values({
        ...{ countyCode, id: world.newId(), regionCode: village, elderId: elder.id, kind: 'hospital' },
        ...{ validFrom: '2026-11-23', validTo: null, reason: '测试', recordedBy: null, recordedAt: start },
      })
      .execute()
    expect(await watchPatterns(world.system)).toBe(0)
  })

  test('a device moves with its elder, and old events go while alarms stay', async () => {
    const { id, key } = await put('coSensor')
    await send(key, { kind: 'alarm', seq: 1 })
    await judgeDevices(world.system)
    await world.db
      .updateTable('elders')
      .set({ regionCode: otherVillage })
      .where('id', '=', elder.id)
      .execute()
    await watchPatterns(world.system)
    expect((await get(id)).regionCode).toBe(otherVillage)
    world.clock.set('2027-06-30T00:00:00Z')
    expect(await forgetEvents(world.system)).toBeGreaterThan(0)
    const events = await officer.call('homeDevice.events', { countyCode, id })
    expect(events.rows).toEqual([])
    expect((await get(id)).alarms).toHaveLength(1)
  })
})

describe('MQTT', () => {
  test('takes an event under the key, and the same one by HTTP is a repetition', async () => {
    const { id, key } = await put('coSensor')
    const device = await openMqttDevice(doors.mqttPort ?? 0, id, key)
    await device.publish(`wanqing/${id}/events`, { kind: 'alarm', id: 'm-1' })
    expect((await send(key, { kind: 'alarm', id: 'm-1' })).said).toMatchObject({ kept: 0, repeated: 1 })
    device.close()
    await judgeDevices(world.system)
    expect(await casesOf()).toHaveLength(1)
  })

  test('lets no wrong key in, and ends the line of who publishes elsewhere', async () => {
    const { id, key } = await put('coSensor')
    await expect(openMqttDevice(doors.mqttPort ?? 0, id, 'x'.repeat(43))).rejects.toThrow('refused with 5')
    const device = await openMqttDevice(doors.mqttPort ?? 0, id, key)
    await expect(device.publish('somewhere/else', { kind: 'alarm' })).rejects.toThrow('the line ended')
  })

  test('a key revoked during a connection speaks no more', async () => {
    const { id, key } = await put('coSensor')
    const device = await openMqttDevice(doors.mqttPort ?? 0, id, key)
    await officer.call('homeDevice.revokeKey', { countyCode, id, why: '丢失' })
    await device.publish(`wanqing/${id}/events`, { kind: 'alarm', id: 'late' })
    device.close()
    await judgeDevices(world.system)
    expect(await casesOf()).toEqual([])
  })
})

test('officers of another township see none of it', async () => {
  const { id } = await put('coSensor')
  const stranger = await world.signedInAs('townshipOfficer', `${farVillage.slice(0, 9)}000`)
  expect(await refusalOf(stranger.call('homeDevice.get', { countyCode, id }))).toBe('not_found')
  expect(await refusalOf(stranger.call('homeDevice.renewKey', { countyCode, id }))).toBe('not_found')
})

describe('a storm', () => {
  test('sent twice and out of order, with every connection to the database cut in the middle, loses and doubles nothing', async () => {
    const fleet = await Promise.all(Array.from({ length: 20 }, () => put('coSensor')))
    // Seeded: the same disorder every time.
    const said = fleet.flatMap(({ id, key }) => [1, 2, 3, 1, 2, 3].map(seq => ({ id, key, seq })))
    const disorder = said.toSorted(
      (one, other) => (spread(one.id, one.seq) % 97) - (spread(other.id, other.seq) % 97),
    )
    const until = async ({ key, seq }: { key: string; seq: number }) => {
      for (let tries = 0; tries < 50; tries++)
        if ((await send(key, { kind: 'alarm', seq }).catch(() => null))?.status === 200) return
      throw new Error('never taken')
    }
    const knife = new pg.Client({ connectionString: world.url })
    await knife.connect()
    const sending = disorder.map(until)
    for (let cut = 0; cut < 3; cut++) {
      await knife.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      await new Promise(resolve => setTimeout(resolve, 30))
    }
    await Promise.all(sending)
    await knife.end()
    await judgeDevices(world.system)
    const kept = await world.pool.query(
      'select count(*)::int as count from device_events where device_id = any($1)',
      [fleet.map(one => one.id)],
    )
    expect(kept.rows[0].count).toBe(60)
    for (const { id } of fleet)
      expect((await get(id)).alarms).toMatchObject([{ times: 3, state: 'standing' }])
    const cases = await officer.call('aidCase.list', { regionCode: township, elderId: elder.id, limit: 100 })
    expect(cases.rows).toHaveLength(20)
  })
})

/** A number that looks like chance and is the same for the same words. */
function spread(id: string, seq: number): number {
  return [...`${id}${seq}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)
}
