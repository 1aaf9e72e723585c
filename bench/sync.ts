// Mark: visits through the phone's door, against a bare server writing the same rows to the same PostgreSQL.
import { randomUUID } from 'node:crypto'
import { type Answers, visitFields } from '../domain/visits/answers.ts'
import {
  flags,
  type Load,
  line,
  load,
  openWorld,
  say,
  sessionFor,
  startFloor,
  startOurs,
  type World,
} from './harness.ts'

interface Phone {
  cookie: string
  deviceId: string
  visitorId: string
  regionCode: string
  countyCode: string
  elderIds: string[]
}

const answers = Object.fromEntries(visitFields.keys.map(field => [field, 'ok'])) as Answers

function visitOf(phone: Phone) {
  const elderId = phone.elderIds[Math.floor(Math.random() * phone.elderIds.length)] ?? ''
  const ended = Date.now() - Math.floor(Math.random() * 3_600_000)
  return {
    ...{ id: randomUUID(), elderId, countyCode: phone.countyCode, method: 'home', result: 'met', answers },
    startedAt: new Date(ended - 1_080_000).toISOString(),
    endedAt: new Date(ended).toISOString(),
  }
}

async function phonesOf(world: World, count: number): Promise<Phone[]> {
  const found = await world.system.connections.pool.query<{
    account_id: string
    region_code: string
    elder_ids: string[]
  }>(
    `select a.account_id, min(p.region_code) as region_code, array_agg(a.elder_id::text) as elder_ids
     from visitor_assignments a join posts p on p.account_id = a.account_id
     where a.valid_to is null and right(p.region_code, 3) <> '000' and a.region_code = p.region_code
     group by a.account_id having count(*) >= 8 limit $1`,
    [count],
  )
  const phones: Phone[] = []
  for (const row of found.rows) {
    const deviceId = randomUUID()
    phones.push({
      cookie: await sessionFor(world, row.account_id, deviceId),
      ...{ deviceId, visitorId: row.account_id, regionCode: row.region_code },
      ...{ countyCode: row.region_code.slice(0, 6), elderIds: row.elder_ids },
    })
  }
  return phones
}

function pushOf(phone: Phone, visits: number) {
  const acts = Array.from({ length: visits }, () => ({
    id: randomUUID(),
    operation: 'visit.record',
    input: visitOf(phone),
    doneAt: new Date().toISOString(),
  }))
  return {
    path: '/api/sync.push',
    headers: { cookie: phone.cookie, 'x-wanqing-act': randomUUID() },
    body: { deviceId: phone.deviceId, appVersion: 'bench', acts },
  }
}

function floorOf(phone: Phone, visits: number) {
  const { regionCode, visitorId } = phone
  return {
    path: '/write',
    body: { regionCode, visitorId, visits: Array.from({ length: visits }, () => visitOf(phone)) },
  }
}

const { size, rounds, seconds, data } = flags()
const world = await openWorld(size, data)
try {
  // The floor's own copy of the table: same columns, indexes, checks and foreign key, no row policies.
  await world.system.connections.pool.query(`
    drop table if exists floor_visits;
    create table floor_visits (like visits including all);
    alter table floor_visits add foreign key (county_code, elder_id) references elders;
    insert into floor_visits select * from visits`)
  const phones = await phonesOf(world, 600)
  let turn = 0
  const next = () => phones[turn++ % phones.length] as Phone
  const ours = await startOurs(world)
  const floor = await startFloor(world)
  say(`${phones.length} 部手机，每项 ${rounds} 轮 × ${seconds} 秒`)
  const cases = [
    { name: '每次上报 100 次探访', visits: 100, inFlight: 8 },
    { name: '每次上报 12 次探访', visits: 12, inFlight: 32 },
    { name: '每次上报 1 次探访', visits: 1, inFlight: 32 },
  ]
  for (const { name, visits, inFlight } of cases) {
    const figures: { ours: Load[]; floor: Load[] } = { ours: [], floor: [] }
    for (let round = 0; round < rounds; round++) {
      figures.floor.push(await load(floor.port, inFlight, seconds, () => floorOf(next(), visits)))
      figures.ours.push(await load(ours.port, inFlight, seconds, () => pushOf(next(), visits)))
    }
    const perSecond = (loads: Load[]) => loads.map(one => one.requestsPerSecond * visits)
    line(name, perSecond(figures.ours), perSecond(figures.floor), '次/秒')
    const failures = figures.ours.reduce((all, one) => all + one.failures, 0)
    say(`    我们 p50 ${figures.ours.at(-1)?.p50} ms，p95 ${figures.ours.at(-1)?.p95} ms，失败 ${failures}`)
  }
  const arrival = await load(ours.port, 3_000, 10, () => pushOf(next(), 12))
  say(
    `3,000 个请求同时在途：p95 ${arrival.p95} ms，${Math.round(arrival.requestsPerSecond * 12)} 次/秒，失败 ${arrival.failures}`,
  )
  const kept = await world.system.connections.pool.query(
    'select count(*)::int as count from acts where operation = $1',
    ['visit.record'],
  )
  const stored = await world.system.connections.pool.query(
    'select count(*)::int as count from visits where device_id is not null',
  )
  say(
    `收条 ${kept.rows[0].count}，入库 ${stored.rows[0].count}：${kept.rows[0].count === stored.rows[0].count ? '一致' : '不一致'}`,
  )
  say(`内存：我们 ${await ours.residentMb()} MB，下限服务 ${await floor.residentMb()} MB`)
  ours.stop()
  floor.stop()
} finally {
  await world.close()
}
