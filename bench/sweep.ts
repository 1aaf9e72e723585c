// Mark: the night sweep over everybody, who is at risk, due and overdue, beside plainly reading the same rows.

import { loadavg } from 'node:os'
import { historiesOf } from '../server/risk/histories.ts'
import { sweepStandings } from '../server/risk/risk.ts'
import { flags, median, openWorld, say } from './harness.ts'

/** The whole province within a minute, on two cores with the database beside the program. */
const markSeconds = 60
const provinceElders = 466_500

const { size, rounds, data } = flags()
const world = await openWorld(size, data)
const seconds = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
const spread = (values: readonly number[]) =>
  `${median(values).toFixed(1)} 秒（${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}）`
/** The same programs and tables, at this hour of another day. */
const after = (days: number) => ({
  ...world.system,
  clock: { now: () => new Date(world.system.clock.now().getTime() + days * 86_400_000) },
})

try {
  const { pool, db } = world.system.connections
  const counted = await pool.query<{ elders: number; visits: number }>(
    `select (select count(*)::int from elders) as elders, (select count(*)::int from visits) as visits`,
  )
  const { elders = 0, visits = 0 } = counted.rows[0] ?? {}
  say(
    `${elders} 份档案，${visits} 次探访；机器负载 ${loadavg()
      .map(one => one.toFixed(1))
      .join(' ')}`,
  )
  const counties = await pool.query<{ code: string }>(
    `select distinct county_code as code from elders order by 1`,
  )
  /** The floor: the same rows read and put together by person, one county after the other; nothing else. */
  const readAll = async () => {
    for (const { code } of counties.rows)
      await historiesOf(db, { countyCode: code, elderIds: null, visitsSince: null })
  }
  const sweep = (days = 0) => seconds(() => sweepStandings(after(days), true))
  await pool.query('truncate elder_standings, risk_changes')
  const first = await sweep()
  const figures = {
    floor: [] as number[],
    quiet: [] as number[],
    next: [] as number[],
    whole: [] as number[],
  }
  let moved = 0
  for (let round = 0; round < rounds; round++) {
    figures.floor.push(await seconds(readAll))
    figures.quiet.push(await sweep())
    figures.next.push(await seconds(async () => (moved = (await sweepStandings(after(1), true)).changed)))
    await pool.query('truncate elder_standings, risk_changes')
    figures.whole.push(await sweep())
  }
  const ratio = (values: readonly number[]) => {
    const took = median(values)
    const floor = `下限的 ${(took / median(figures.floor)).toFixed(2)} 倍`
    const share = (took * (size === 'province' ? 1 : provinceElders / elders)) / markSeconds
    return size === 'province'
      ? `${floor}，标准 ${markSeconds} 秒的 ${share.toFixed(2)} 倍`
      : `${floor}，按人数折算到全省约为标准 ${markSeconds} 秒的 ${share.toFixed(2)} 倍`
  }
  say(`第一夜（表是空的，每人都写）：${first.toFixed(1)} 秒`)
  say(`只读同样的行（下限）：${spread(figures.floor)}`)
  say(`没有变化的一夜：${spread(figures.quiet)}，${ratio(figures.quiet)}`)
  say(`第二天（${moved} 人不同）：${spread(figures.next)}，${ratio(figures.next)}`)
  say(`全部重新写：${spread(figures.whole)}，${ratio(figures.whole)}`)
  say(
    `机器负载 ${loadavg()
      .map(one => one.toFixed(1))
      .join(' ')}`,
  )
  const levels = await pool.query<{ risk: string; elders: number }>(
    'select risk, count(*)::int as elders from elder_standings group by risk, risk_rank order by risk_rank',
  )
  say(`等级：${levels.rows.map(row => `${row.risk} ${row.elders}`).join('，')}`)
  const again = await sweepStandings(world.system, true)
  say(`同一天再算一遍：${again.changed} 行不同`)
} finally {
  await world.close()
}
