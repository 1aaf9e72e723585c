// server/schema.sql shows the database that the migrations make today.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { schemaFile, schemaText } from './schema.ts'
import { openTestSystem, type TestSystem } from './test-system.ts'

let world: TestSystem
beforeAll(async () => {
  world = await openTestSystem()
})
afterAll(() => world.close())

it('is current', async () => {
  const current = readFileSync(schemaFile, 'utf8') === (await schemaText(world.pool as never))
  expect(current, 'server/schema.sql 已过时，请运行 npx tsx tools/schema.ts').toBe(true)
})

it('shows columns, keys, indexes, policies, rights and functions', async () => {
  const text = await schemaText(world.pool as never)
  for (const part of [
    'elders.region_code text collate "C" not null;',
    'alter table elders add constraint elders_pkey PRIMARY KEY (county_code, id);',
    'CREATE INDEX elders_region ON public.elders',
    'alter table elders enable row level security;',
    'create policy area on elders for all to wanqing_app using (',
    'grant delete, insert, select, update on elders to wanqing_app;',
    'FUNCTION public.guard_by_area',
  ])
    expect(text).toContain(part)
})

it('would notice one column more', async () => {
  const client = await world.pool.connect()
  try {
    const before = await schemaText(client)
    await client.query('begin; alter table elders add column planted int')
    expect((await schemaText(client)).length).toBeGreaterThan(before.length)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
