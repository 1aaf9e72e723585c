// Mark: 10,000 devices by HTTP and MQTT, heartbeats and then a county's CO alarms at once, against bare inserts.
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { keyHash } from '../server/devices/keys.ts'
import { type MqttDevice, openMqttDevice } from '../tools/mqtt-device.ts'
import { freePort, median, openWorld, say, startOurs, type World } from './harness.ts'

const { values } = parseArgs({
  options: {
    devices: { type: 'string', default: '10000' },
    alarms: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
    size: { type: 'string' },
    rows: { type: 'string' },
  },
})
const total = Number(values.devices)
/** A storm: every CO detector of a county, some saying it three times, all within ten seconds. */
const storming = Math.min(Number(values.alarms), total)
const mqttShare = 0.2
const perGateway = 200

interface Device {
  id: string
  key: string
}
interface Gateway {
  key: string
  deviceIds: string[]
}

const county = '222402'

/** A fifth speak MQTT under keys of their own, the rest stand behind gateways that send by HTTP. */
async function installDevices(world: World): Promise<{ own: Device[]; gateways: Gateway[] }> {
  const { pool } = world.system.connections
  const elders = await pool.query<{ id: string; region_code: string }>(
    'select id, region_code from elders where county_code = $1 and ended_on is null and merged_into is null order by id',
    [county],
  )
  const ownCount = Math.round(total * mqttShare)
  const own = Array.from({ length: ownCount }, () => ({ id: randomUUID(), key: randomUUID() + randomUUID() }))
  const gateways = Array.from({ length: Math.ceil((total - ownCount) / perGateway) }, () => ({
    ...{ id: randomUUID(), key: randomUUID() + randomUUID() },
    deviceIds: [] as string[],
  }))
  await pool.query(
    `insert into device_gateways (county_code, id, region_code, name, registered_at)
     select $1, id, $1 || '000000', '测量网关', now() from unnest($2::uuid[]) as g (id)`,
    [county, gateways.map(one => one.id)],
  )
  const rows = Array.from({ length: total }, (_, index) => {
    const gateway = index < ownCount ? null : gateways[Math.floor((index - ownCount) / perGateway)]
    const id = own[index]?.id ?? randomUUID()
    gateway?.deviceIds.push(id)
    const elder = elders.rows[index % elders.rows.length]
    return {
      id,
      gateway: gateway?.id ?? null,
      elder: elder?.id,
      region: elder?.region_code,
      serial: `BENCH-${index}`,
    }
  })
  await pool.query(
    `insert into home_devices (county_code, id, region_code, elder_id, kind, serial, place, gateway_id, state,
       installed_on, registered_at)
     select $1, id, region, elder, 'coSensor', serial, '厨房', gateway, 'inUse', current_date, now()
     from json_to_recordset($2::json) as d (id uuid, region text, elder uuid, serial text, gateway uuid)`,
    [county, JSON.stringify(rows)],
  )
  const keys = [
    ...own.map(({ id, key }) => ({ hash: keyHash(key), device: id, gateway: null })),
    ...gateways.map(({ id, key }) => ({ hash: keyHash(key), device: null, gateway: id })),
  ]
  await pool.query(
    `insert into device_keys (key_hash, county_code, device_id, gateway_id, made_at)
     select hash, $1, device, gateway, now()
     from json_to_recordset($2::json) as k (hash text, device uuid, gateway uuid)`,
    [county, JSON.stringify(keys)],
  )
  await pool.query('analyze home_devices, device_keys')
  return { own, gateways }
}

interface Said {
  device: string
  kind: string
  id: string
}

/** Sends until it is acknowledged, as a device must; every acknowledged id is remembered. */
async function sendHttp(port: number, key: string, events: Said[]): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/devices/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(events),
    }).catch(() => null)
    if (answer?.status === 200) {
      const { refused } = (await answer.json()) as { refused: unknown[] }
      if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused[0])}`)
      return
    }
    if (answer && answer.status !== 503) throw new Error(`${answer.status} ${await answer.text()}`)
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

interface Fleet {
  port: number
  gateways: Gateway[]
  own: { device: Device; line: MqttDevice }[]
}

/** Everybody speaks once; returns events a second. `which` says what a device says, nothing for silence. */
async function speak(
  fleet: Fleet,
  which: (deviceId: string) => Said[],
): Promise<{ rate: number; count: number }> {
  const began = performance.now()
  let count = 0
  const byGateway = fleet.gateways.map(async ({ key, deviceIds }) => {
    const events = deviceIds.flatMap(which)
    // A gateway sends what it has gathered in the last second: fifty at a time, one after the other.
    for (let from = 0; from < events.length; from += 50) {
      const some = events.slice(from, from + 50)
      await sendHttp(fleet.port, key, some)
      count += some.length
    }
  })
  const byMqtt = fleet.own.map(async ({ device, line }) => {
    for (const { kind, id } of which(device.id)) {
      await line.publish(`wanqing/${device.id}/events`, { kind, id })
      count += 1
    }
  })
  await Promise.all([...byGateway, ...byMqtt])
  return { rate: count / ((performance.now() - began) / 1000), count }
}

/** The floor: the same rows into a table of the same shape, batches of four thousand, each durable. */
async function floor(url: string, count: number): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table if not exists floor_events (like device_events including all)')
  const deviceId = randomUUID()
  const began = performance.now()
  for (let from = 0; from < count; from += 4000) {
    const rows = Array.from({ length: Math.min(4000, count - from) }, () => ({ key: randomUUID() }))
    await client.query(
      `insert into floor_events (county_code, device_id, event_key, region_code, kind, received_at)
       select $1, $2, key, $1 || '001001', 'alarm', now() from json_to_recordset($3::json) as said (key text)`,
      [county, deviceId, JSON.stringify(rows)],
    )
  }
  const rate = count / ((performance.now() - began) / 1000)
  await client.end()
  return rate
}

const world = await openWorld('county')
let code = 0
try {
  const { own, gateways } = await installDevices(world)
  const mqttPort = await freePort()
  const ours = await startOurs(world, { WANQING_MQTT_PORT: String(mqttPort) })
  const fleet: Fleet = { port: ours.port, gateways, own: [] }
  for (let from = 0; from < own.length; from += 100)
    fleet.own.push(
      ...(await Promise.all(
        own.slice(from, from + 100).map(async device => ({
          device,
          line: await openMqttDevice(mqttPort, device.id, device.key),
        })),
      )),
    )
  say(`设备 ${total} 台：${fleet.own.length} 台 MQTT 长连接，其余经 ${gateways.length} 个网关 HTTP 上报`)

  const beats: number[] = []
  const bare: number[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    bare.push(await floor(world.url, total))
    beats.push((await speak(fleet, device => [{ device, kind: 'heartbeat', id: randomUUID() }])).rate)
  }
  say(
    `心跳：${Math.round(median(beats))} 条/秒落盘（每台一条，${beats.map(Math.round).join('、')}），` +
      `裸插入下限 ${Math.round(median(bare))} 条/秒，比值 ${(median(beats) / median(bare)).toFixed(2)}`,
  )

  const storm = new Set(
    [...own.map(one => one.id), ...gateways.flatMap(one => one.deviceIds)]
      .filter((_, index) => index % Math.max(1, Math.floor(total / storming)) === 0)
      .slice(0, storming),
  )
  const watching = watchCases(world, storm.size)
  const raised = await speak(fleet, device =>
    // Said three times with numbers of its own, and each sent twice: one alarm, one case.
    storm.has(device)
      ? ['1', '2', '3'].flatMap(time => [
          { device, kind: 'alarm', id: `storm-${time}` },
          { device, kind: 'alarm', id: `storm-${time}` },
        ])
      : [],
  )
  say(
    `报警风暴：${storm.size} 台同时报警，各报 3 次、每次重发 1 遍，共 ${raised.count} 条，${Math.round(raised.rate)} 条/秒落盘`,
  )
  code = await count(world, storm.size, await watching)
  for (const { line } of fleet.own) line.close()
  say(`内存：${await ours.residentMb()} MB`)
  ours.stop()
} finally {
  await world.close()
}
process.exitCode = code

/** From the moment the event was taken in to the moment its case can be seen by others, watched every tenth of a second. */
async function watchCases(from: World, expected: number): Promise<number[]> {
  const { pool } = from.system.connections
  const waits = new Map<string, number>()
  const until = Date.now() + 180_000
  while (waits.size < expected && Date.now() < until) {
    const { rows } = await pool.query<{ id: string; first_at: string }>(
      'select id, first_at from device_alarms where case_id is not null and id <> all($1::uuid[])',
      [[...waits.keys()]],
    )
    for (const { id, first_at } of rows) waits.set(id, (Date.now() - Date.parse(first_at)) / 1000)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return [...waits.values()].sort((one, other) => one - other)
}

async function count(from: World, expected: number, waits: readonly number[]): Promise<number> {
  const { rows } = await from.system.connections.pool.query(`
    select (select count(*) from device_events where kind = 'alarm')::int as events,
      (select count(*) from device_alarms)::int as alarms,
      (select count(*) from aid_cases where source = 'device')::int as cases,
      (select count(distinct signal_key) from aid_cases where source = 'device')::int as keys`)
  const { events, alarms, cases, keys } = rows[0]
  const lost = expected * 3 - events + (expected - keys)
  const doubled = alarms - expected + (cases - keys)
  const at = (share: number) => (waits[Math.floor(waits.length * share)] ?? Number.NaN).toFixed(2)
  say(`消息 ${events} 条，报警 ${alarms} 次，个案 ${cases} 个：丢失 ${lost}，重复 ${doubled}`)
  say(`从收到报警到个案可见：p50 ${at(0.5)} 秒，p95 ${at(0.95)} 秒，最长 ${at(0.9999)} 秒`)
  return lost === 0 && doubled === 0 ? 0 : 1
}
