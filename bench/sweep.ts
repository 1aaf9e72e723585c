// Mark: the night sweep over everybody, who is at risk, due and overdue, beside plainly reading the same rows.
import { historiesOf } from '../server/risk/histories.ts'
import { sweepStandings } from '../server/risk/risk.ts'
import { flags, median, openWorld, say } from './harness.ts'

const { size, rounds } = flags()
const world = await openWorld(size)
const seconds = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
const spread = (values: readonly number[]) =>
  `${median(values).toFixed(1)} 秒（${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}）`

try {
  const { pool, db } = world.system.connections
  const counted = await pool.query(
    `select (select count(*)::int from elders) as elders, (select count(*)::int from visits) as visits`,
  )
  say(`${counted.rows[0].elders} 份档案，${counted.rows[0].visits} 次探访`)
  const counties = await pool.query<{ code: string }>(
    `select distinct county_code as code from elders order by 1`,
  )
  /** The floor: the same rows read and put together by person, nothing reckoned, nothing written. */
  const readAll = async () => {
    for (const { code } of counties.rows)
      await historiesOf(db, { countyCode: code, elderIds: null, visitsSince: null })
  }
  const first = await seconds(() => sweepStandings(world.system, true))
  const floor: number[] = []
  const quiet: number[] = []
  const whole: number[] = []
  for (let round = 0; round < rounds; round++) {
    floor.push(await seconds(readAll))
    quiet.push(await seconds(() => sweepStandings(world.system, true)))
    await pool.query('truncate elder_standings, risk_changes')
    whole.push(await seconds(() => sweepStandings(world.system, true)))
  }
  say(`第一夜（表是空的，每人都写）：${first.toFixed(1)} 秒`)
  say(`只读同样的行（下限）：${spread(floor)}`)
  say(`全部重新写：${spread(whole)}，比值 ${(median(whole) / median(floor)).toFixed(2)}`)
  say(`平常一夜（没有变化的不写）：${spread(quiet)}，比值 ${(median(quiet) / median(floor)).toFixed(2)}`)
  const levels = await pool.query<{ risk: string; elders: number }>(
    'select risk, count(*)::int as elders from elder_standings group by risk, risk_rank order by risk_rank',
  )
  say(`等级：${levels.rows.map(row => `${row.risk} ${row.elders}`).join('，')}`)
  const again = await sweepStandings(world.system, true)
  say(`同一天再算一遍：${again.changed} 行不同`)
} finally {
  await world.close()
}
