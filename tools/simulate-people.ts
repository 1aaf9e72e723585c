// Elders and phones of a simulated history, in as few statements as there are kinds of them.
import { randomUUID } from 'node:crypto'
import type { TestSystem } from './test-system.ts'

/** One elder for each home, in the order given. */
export async function addElders(world: TestSystem, homes: readonly string[]): Promise<string[]> {
  const ids = homes.map(() => randomUUID())
  await world.pool.query(
    `insert into households (county_code, id, region_code, address, synthetic, created_at)
     select left(code, 6), id, code, '', true, now() from unnest($1::uuid[], $2::text[]) as t(id, code)`,
    [ids, homes],
  )
  await world.pool.query(
    `insert into elders (county_code, id, region_code, household_id, name, pinyin, initials, sex, birth_calendar,
       ethnicity, spoken_language, number_kind, willing_to_be_visited, registered_on, version, synthetic, created_at,
       updated_at, born_on)
     select left(code, 6), id, code, id, '模拟', 'moni', 'mn', 'female', 'solar', '01', 'zh', 'none', true,
       '2025-01-01', 1, true, now(), now(), '1944-05-06'
     from unnest($1::uuid[], $2::text[]) as t(id, code)`,
    [ids, homes],
  )
  return ids
}

export async function addDevice(world: TestSystem, accountId: string): Promise<string> {
  const deviceId = randomUUID()
  await world.pool.query(
    `insert into devices (id, account_id, name, registered_at, last_seen_at) values ($1, $2, '模拟', now(), now())`,
    [deviceId, accountId],
  )
  return deviceId
}
