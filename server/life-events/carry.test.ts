// Whoever adds a table about an elder need not think of moves: the row goes where she goes.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCatalogue } from '../../tools/catalogue.ts'
import { plantRows } from '../../tools/planted-rows.ts'
import { farVillage, village } from '../../tools/sample-elders.ts'
import { openTestSystem, type TestSystem } from '../../tools/test-system.ts'

let world: TestSystem
beforeAll(async () => {
  world = await openTestSystem()
})
afterAll(() => world.close())

/** Tables that say elder_id and yet stay: what they are about is a place, or the rows of a file. */
const staying = ['elder_import_rows', 'benefit_trial_lines']

it('every row about an elder follows her to another township', async () => {
  const catalogue = await readCatalogue(world.pool)
  const officer = await world.signedInAs('countyOfficer', '222402000000')
  const planted = await plantRows(world.pool, catalogue, {
    regionCode: village,
    accountId: officer.actor.accountId,
    marker: '测试',
  })
  const elder = planted.ids.get('elders')
  const client = await world.pool.connect()
  await client.query('begin')
  await client.query(`set local wanqing.area_from = '222402000000'`)
  await client.query(`set local wanqing.area_to = '222402999999'`)
  await client.query('select carry_elder($1, $2, $3, $4, $5, null, $6)', [
    '222402',
    elder,
    farVillage,
    world.newId(),
    '新址',
    ['2026-11'],
  ])
  await client.query('commit')
  client.release()
  const about = catalogue.columns.filter(
    ({ table, column }) => column === 'elder_id' && planted.ids.has(table),
  )
  const left: string[] = []
  for (const { table } of about) {
    const { rows } = await world.pool.query(
      `select 1 from ${table} where elder_id = $1 and region_code = $2`,
      [elder, village],
    )
    if (rows.length > 0 && !staying.includes(table)) left.push(table)
  }
  expect(left).toEqual([])
  expect(about.length).toBeGreaterThan(10)
})
