// Mark: open an elder, search by name, pinyin, number tail, a village's list and a visitor's bundle, under load.
import { randomUUID } from 'node:crypto'
import { flags, type Load, line, load, openWorld, say, sessionFor, startFloor, startOurs } from './harness.ts'

const { size, rounds, seconds } = flags()
const world = await openWorld(size)
try {
  const { pool } = world.system.connections
  const people = await pool.query<{
    county_code: string
    id: string
    region_code: string
    name: string
    pinyin: string
    tail: string
  }>(
    `select county_code, id, region_code, name, split_part(pinyin, ' ', 1) as pinyin, citizen_number_tail as tail
     from elders tablesample bernoulli(20) where ended_on is null and citizen_number_tail is not null limit 5000`,
  )
  const officer = await pool.query<{ account_id: string }>(
    `select account_id from posts where role = 'provinceOfficer' limit 1`,
  )
  const cookie = await sessionFor(world, officer.rows[0]?.account_id ?? '')
  const visitor = await pool.query<{ account_id: string }>(
    `select account_id from visitor_assignments where valid_to is null group by 1 having count(*) between 14 and 18 limit 1`,
  )
  const deviceId = randomUUID()
  const phone = await sessionFor(world, visitor.rows[0]?.account_id ?? '', deviceId)
  const any = () =>
    people.rows[Math.floor(Math.random() * people.rows.length)] as (typeof people.rows)[number]
  const ours = await startOurs(world)
  const floor = await startFloor(world)
  const ask = (operation: string, body: unknown, who = cookie) => ({
    path: `/api/${operation}`,
    body,
    headers: { cookie: who },
  })
  const province = '220000000000'
  const cases = [
    {
      name: '打开一位老年人',
      exact: () => {
        const one = any()
        return ask('elder.get', { countyCode: one.county_code, id: one.id })
      },
      floor: () => {
        const one = any()
        return { path: '/elder', body: { countyCode: one.county_code, id: one.id } }
      },
    },
    {
      name: '全省按姓名查找',
      exact: () => ask('elder.list', { regionCode: province, text: any().name }),
      floor: () => ({ path: '/name', body: { prefix: any().name } }),
    },
    {
      name: '全省按拼音查找',
      exact: () => ask('elder.list', { regionCode: province, text: any().pinyin }),
      floor: () => ({ path: '/name', body: { prefix: any().name } }),
    },
    {
      name: '全省按证件号后四位查找',
      exact: () => ask('elder.list', { regionCode: province, text: any().tail }),
      floor: () => ({ path: '/name', body: { prefix: any().name } }),
    },
    {
      name: '一个村的名单',
      exact: () => ask('elder.list', { regionCode: any().region_code }),
      floor: () => {
        const one = any()
        return { path: '/village', body: { countyCode: one.county_code, regionCode: one.region_code } }
      },
    },
    {
      name: '探访员首次下载',
      exact: () => ask('sync.pull', { deviceId, appVersion: 'bench', fingerprint: null, parts: {} }, phone),
      floor: () => {
        const one = any()
        return { path: '/village', body: { countyCode: one.county_code, regionCode: one.region_code } }
      },
    },
  ]
  for (const { name, exact, floor: bare } of cases) {
    const figures: { ours: Load[]; floor: Load[] } = { ours: [], floor: [] }
    for (let round = 0; round < rounds; round++) {
      figures.floor.push(await load(floor.port, 32, seconds, bare))
      figures.ours.push(await load(ours.port, 32, seconds, exact))
    }
    line(
      name,
      figures.ours.map(one => one.requestsPerSecond),
      figures.floor.map(one => one.requestsPerSecond),
      '次/秒',
    )
    const crowd = await load(ours.port, 200, seconds, exact)
    const alone = await load(ours.port, 1, 2, exact)
    const failures = [...figures.ours, crowd, alone].reduce((all, one) => all + one.failures, 0)
    say(`    200 个在途 p95 ${crowd.p95} ms；单个 p50 ${alone.p50} ms，p95 ${alone.p95} ms；失败 ${failures}`)
  }
  const bundle = await fetch(`http://127.0.0.1:${ours.port}/api/sync.pull`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: phone },
    body: JSON.stringify({ deviceId, appVersion: 'bench', fingerprint: null, parts: {} }),
  })
  const text = await bundle.text()
  const { fingerprint } = JSON.parse(text) as { fingerprint: string }
  const again = await fetch(`http://127.0.0.1:${ours.port}/api/sync.pull`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: phone },
    body: JSON.stringify({ deviceId, appVersion: 'bench', fingerprint, parts: {} }),
  })
  say(
    `首次下载 ${(text.length / 1024).toFixed(1)} KB（${(JSON.parse(text) as { parts: unknown[] }).parts.length} 位老年人），未变化时 ${(await again.text()).length} 字节`,
  )
  ours.stop()
  floor.stop()
} finally {
  await world.close()
}
