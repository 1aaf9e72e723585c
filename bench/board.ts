// Mark: the province's board under load, freshness after a visit, and a full recount.

import { recountIndicators, verifyIndicators } from '../server/indicators/indicators.ts'
import { flags, type Load, line, load, openWorld, say, sessionFor, startFloor, startOurs } from './harness.ts'

const { size, rounds, seconds } = flags()
const world = await openWorld(size)
try {
  const { pool } = world.system.connections
  const officer = await pool.query<{ account_id: string }>(
    `select account_id from posts where role = 'provinceOfficer' limit 1`,
  )
  const cookie = await sessionFor(world, officer.rows[0]?.account_id ?? '')
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
  const ours = await startOurs(world)
  const floor = await startFloor(world)
  const figures: { ours: Load[]; floor: Load[] } = { ours: [], floor: [] }
  const board = (regionCode: string) => ({
    path: '/api/board.read',
    body: { regionCode, month },
    headers: { cookie },
  })
  for (let round = 0; round < rounds; round++) {
    figures.floor.push(await load(floor.port, 8, seconds, () => ({ path: '/board', body: { month } })))
    figures.ours.push(await load(ours.port, 8, seconds, () => board('220000000000')))
  }
  line(
    '全省看板',
    figures.ours.map(one => one.requestsPerSecond),
    figures.floor.map(one => one.requestsPerSecond),
    '次/秒',
  )
  say(
    `    8 个在途 p95 ${figures.ours.at(-1)?.p95} ms，失败 ${figures.ours.reduce((all, one) => all + one.failures, 0)}`,
  )
  const alone = await load(ours.port, 1, seconds, () => board('220000000000'))
  say(`    单个 p50 ${alone.p50} ms，p95 ${alone.p95} ms`)
  const county = await load(ours.port, 8, seconds, () => board('222402000000'))
  say(`县级看板：8 个在途 p95 ${county.p95} ms`)
  ours.stop()
  floor.stop()

  const counted = await pool.query(
    `select (select count(*)::int from elders) as elders, (select count(*)::int from visits) as visits`,
  )
  const began = Date.now()
  await recountIndicators(world.system, 'all')
  say(
    `全部指标重新统计（${counted.rows[0].elders} 人，${counted.rows[0].visits} 次探访，含历月）：${((Date.now() - began) / 1000).toFixed(1)} 秒`,
  )
  const differences = await verifyIndicators(world.system)
  say(`与重新统计不一致：${differences.length} 处`)
} finally {
  await world.close()
}
