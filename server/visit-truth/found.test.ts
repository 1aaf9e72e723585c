// The visitors who were made to look wrong in a county, found among the others without knowing who they are.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../domain/kernel/day.ts'
import { openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { loadSynthetic, syntheticSeed } from '../synthetic/load.ts'
import { syntheticProvince } from '../synthetic/synthetic.ts'
import { scoreArrivals } from './visit-truth.ts'

let world: TestSystem

beforeAll(async () => {
  world = await openTestSystem()
  await loadSynthetic(world.system, 'county', () => {})
  // Nothing is left that tells invented from real, nor one visitor from another.
  await world.pool.query(`update visits set synthetic = false`)
  await world.pool.query(`update accounts set synthetic = false, name = '探访员', login = id::text`)
  await scoreArrivals(world.system)
}, 300_000)
afterAll(() => world.close())

/** Asked of the generator alone; the database knows nothing of it. */
function madeWrong(): Set<string> {
  const province = syntheticProvince({
    ...{ seed: syntheticSeed, size: 'county', visitMonths: 0 },
    referenceDay: dayOf(world.clock.now()),
  })
  const wrong = new Set<string>()
  for (const county of province.counties())
    for (const visitor of county.visitors) if (visitor.oddPattern !== null) wrong.add(visitor.id)
  return wrong
}

it('are found with a precision of 0.9 or more, in every month', async () => {
  const wrong = madeWrong()
  expect(wrong.size).toBeGreaterThan(0)
  const { rows } = await world.pool.query<{ month: string; visitor_id: string; stage: string }>(
    'select month, visitor_id, stage from visit_truths',
  )
  const months = [...new Set(rows.map(row => row.month))]
  expect(months).toHaveLength(4)
  for (const month of months) {
    const judged = rows.filter(row => row.month === month)
    const found = judged.filter(row => row.stage !== 'fine')
    const right = found.filter(row => wrong.has(row.visitor_id))
    // Enough honest ones to be wrong about.
    expect(judged.length).toBeGreaterThan(100)
    expect(right.length / found.length).toBeGreaterThanOrEqual(0.9)
    expect(right).toHaveLength(judged.filter(row => wrong.has(row.visitor_id)).length)
  }
})

it('and an honest visitor who changes her ways is found too', async () => {
  // Somebody with twenty visits last month: from now on all of them from her kitchen, one a minute.
  const wrong = [...madeWrong()]
  const { rows } = await world.pool.query<{ visitor_id: string }>(
    `select visitor_id from visit_truths where month = '2026-10' and visits >= 12 and score = 100
       and not (visitor_id = any($1)) order by visitor_id limit 1`,
    [wrong],
  )
  const visitorId = rows[0]!.visitor_id
  await world.pool.query(
    `update visits set lon = 129.9, lat = 42.99, received_at = $2
     where visitor_id = $1 and method = 'home' and visited_on >= '2026-10-01' and visited_on < '2026-11-01'`,
    [visitorId, world.clock.now().toISOString()],
  )
  await scoreArrivals(world.system)
  const after = await world.pool.query<{ stage: string; reasons: { sign: string }[] }>(
    `select stage, reasons from visit_truths where visitor_id = $1 and month = '2026-10'`,
    [visitorId],
  )
  expect(after.rows[0]!.stage).toBe('coaching')
  expect(after.rows[0]!.reasons.map(reason => reason.sign)).toContain('oneSpot')
})
