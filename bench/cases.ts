// Mark: the board of cases under load, over a province with some 150,000 cases; and that it equals a recount.

import { loadavg } from 'node:os'
import { refreshCaseFigures, verifyCaseFigures } from '../server/aid-cases/aid-cases.ts'
import {
  flags,
  type Load,
  line,
  load,
  median,
  openWorld,
  type Size,
  say,
  sessionFor,
  startFloor,
  startOurs,
  type World,
} from './harness.ts'

const markMs = 100
const provinceElders = 466_500
const provinceCases = 150_000

/** As many cases for each elder as 150,000 are for the province: copies of what there is, spread over the year. */
async function multiplyCases({ system }: World): Promise<number> {
  const { pool } = system.connections
  const counted = await pool.query<{ elders: number; cases: number }>(
    'select (select count(*)::int from elders) as elders, (select count(*)::int from aid_cases) as cases',
  )
  const { elders = 0, cases = 0 } = counted.rows[0] ?? {}
  const wanted = Math.round((provinceCases * elders) / provinceElders)
  const copies = Math.ceil((wanted - cases) / Math.max(cases, 1))
  if (copies > 0)
    await pool.query(
      `insert into aid_cases (county_code, id, region_code, elder_id, level, field, source, trouble, stage, owner_id,
         opened_at, acknowledge_by, on_site_by, resolve_by, verify_by, close_by, due_at, ended_at, ending, recheck_owed,
         rules_version, version)
       select county_code, gen_random_uuid(), region_code, elder_id, level, null, source, trouble, stage, owner_id,
         opened_at - back, acknowledge_by - back, on_site_by - back, resolve_by - back, verify_by - back, close_by - back,
         due_at - back, ended_at - back, ending, recheck_owed, rules_version, version
       from aid_cases cross join generate_series(1, $1)
       cross join lateral (select case when ended_at is null then interval '0'
         else (opened_at - now() + interval '1 year') * random() end as back) moved
       where random() < $2`,
      [copies, (wanted - cases) / (copies * cases)],
    )
  await pool.query('vacuum analyze aid_cases')
  const now = await pool.query<{ cases: number }>('select count(*)::int as cases from aid_cases')
  return now.rows[0]?.cases ?? 0
}

async function sessionOf(world: World, role: string): Promise<string> {
  const found = await world.system.connections.pool.query<{ account_id: string }>(
    'select account_id from posts where role = $1 order by id limit 1',
    [role],
  )
  return sessionFor(world, found.rows[0]?.account_id ?? '')
}

/** Regions of each kind an officer of the province looks at; the county with the most cases. */
async function regionsOf({ system }: World, size: Size): Promise<Record<string, string>> {
  const most = await system.connections.pool.query<{ code: string }>(
    `select county_code || '000000' as code from aid_cases group by county_code order by count(*) desc limit 1`,
  )
  const county = most.rows[0]?.code ?? ''
  const below = { 市级: `${county.slice(0, 4)}00000000`, 县级: county }
  return size === 'county' ? { 县级: county } : { 全省: '220000000000', ...below }
}

const { size, rounds, seconds, data } = flags()
const world = await openWorld(size, data)
try {
  const { pool } = world.system.connections
  const cases = await multiplyCases(world)
  const began = performance.now()
  const notes = await refreshCaseFigures(world.system)
  const counting = (performance.now() - began) / 1000
  await pool.query('vacuum analyze aid_case_months, aid_case_changes')
  const loads = loadavg().map(one => one.toFixed(1))
  say(`${cases} 件个案；${notes} 条待统计，统计 ${counting.toFixed(1)} 秒；机器负载 ${loads.join(' ')}`)
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const periods = {
    本年: { from: `${today.slice(0, 4)}-01-01`, to: today },
    本月: { from: `${today.slice(0, 7)}-01`, to: today },
    零散的日子: {
      from: `${Number(today.slice(0, 4)) - 1}${today.slice(4, 8)}05`,
      to: `${today.slice(0, 4)}-08-20`,
    },
  }
  const cookie = await sessionOf(world, 'provinceOfficer')
  const floor = await startFloor(world)
  const ours = await startOurs(world)
  for (const [place, regionCode] of Object.entries(await regionsOf(world, size)))
    for (const [name, period] of Object.entries(periods)) {
      const board = () => ({
        path: '/api/aidCase.board',
        body: { regionCode, ...period },
        headers: { cookie },
      })
      const figures: { ours: Load[]; floor: Load[] } = { ours: [], floor: [] }
      for (let round = 0; round < rounds; round++) {
        figures.floor.push(
          await load(floor.port, 8, seconds, () => ({ path: '/board', body: { month: today.slice(0, 7) } })),
        )
        figures.ours.push(await load(ours.port, 8, seconds, board))
      }
      line(
        `${place}${name}`,
        figures.ours.map(one => one.requestsPerSecond),
        figures.floor.map(one => one.requestsPerSecond),
        '次/秒',
      )
      const alone = await load(ours.port, 1, seconds, board)
      const busy = median(figures.ours.map(one => one.p95))
      say(
        `    8 个在途 p95 ${busy} ms（标准 ${markMs} ms 的 ${(busy / markMs).toFixed(2)} 倍，下限服务 ` +
          `${median(figures.floor.map(one => one.p95))} ms），单个 p50 ${alone.p50} ms、p95 ${alone.p95} ms，` +
          `失败 ${figures.ours.reduce((all, one) => all + one.failures, alone.failures)}`,
      )
    }
  ours.stop()
  floor.stop()
  say(
    `机器负载 ${loadavg()
      .map(one => one.toFixed(1))
      .join(' ')}`,
  )
  say(`与重新统计不一致：${(await verifyCaseFigures(world.system)).length} 处`)
} finally {
  await world.close()
}
