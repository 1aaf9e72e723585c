// Mark: of the visitors made to look wrong on purpose, how many are found, and how many of those found were wrong.

import { dayOf } from '../domain/kernel/day.ts'
import { syntheticSeed } from '../server/synthetic/load.ts'
import { syntheticProvince } from '../server/synthetic/synthetic.ts'
import { scoreArrivals, scoreNightly } from '../server/visit-truth/visit-truth.ts'
import { flags, openWorld, say } from './harness.ts'

const { size } = flags()
const world = await openWorld(size)
try {
  const { pool } = world.system.connections
  let began = Date.now()
  const judged = await scoreArrivals(world.system)
  say(`首次评分：${judged} 个探访员月，${((Date.now() - began) / 1000).toFixed(1)} 秒`)
  began = Date.now()
  const nightly = await scoreNightly(world.system)
  say(`夜间重评：${nightly} 个探访员月，${((Date.now() - began) / 1000).toFixed(1)} 秒`)
  began = Date.now()
  await scoreArrivals(world.system)
  say(`没有新到的探访时再评一次：${Date.now() - began} 毫秒`)

  // The answers are asked of the generator; the database knows nothing of them.
  const odd = new Map<string, string>()
  const province = syntheticProvince({
    ...{ seed: syntheticSeed, size, referenceDay: dayOf(new Date()), visitMonths: 0 },
  })
  for (const county of province.counties())
    for (const visitor of county.visitors)
      if (visitor.oddPattern !== null) odd.set(visitor.id, visitor.oddPattern)
  const { rows } = await pool.query<{
    month: string
    visitor_id: string
    stage: string
    score: number
    signs: string[]
  }>(
    `select month, visitor_id, stage, score,
       array(select reason ->> 'sign' from jsonb_array_elements(reasons) reason) as signs
     from visit_truths order by month, score`,
  )
  for (const month of [...new Set(rows.map(row => row.month))]) {
    const ofMonth = rows.filter(row => row.month === month)
    const found = ofMonth.filter(row => row.stage !== 'fine')
    const right = found.filter(row => odd.has(row.visitor_id))
    const present = ofMonth.filter(row => odd.has(row.visitor_id))
    const share = (part: number, whole: number) => (whole === 0 ? '—' : (part / whole).toFixed(2))
    say(
      `${month}：${ofMonth.length} 位有探访，其中造假样本 ${present.length}；提醒 ${found.length}，` +
        `准确率 ${share(right.length, found.length)}，找到 ${share(right.length, present.length)}`,
    )
    for (const row of found.filter(row => !odd.has(row.visitor_id)).slice(0, 5))
      say(`    误提醒 ${row.score} 分：${row.signs.join('、')}`)
    for (const row of present.filter(row => row.stage === 'fine').slice(0, 5))
      say(`    漏掉 ${odd.get(row.visitor_id)} ${row.score} 分：${row.signs.join('、')}`)
  }
} finally {
  await world.close()
}
