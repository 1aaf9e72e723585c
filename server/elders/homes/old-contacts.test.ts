// The contacts of before homes and kin were kept over time: what was written stays, what it means is added.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate } from '../../kernel/migrate.ts'
import { migrationsFolder } from '../../system.ts'

const own = '202611261150_homes.sql'
const name = `homes_${randomBytes(4).toString('hex')}`
const before = mkdtempSync(join(tmpdir(), 'wanqing-homes-'))
let administrator: pg.Client
let client: pg.Client
let url: string

beforeAll(async () => {
  for (const file of readdirSync(migrationsFolder).filter(one => one.endsWith('.sql') && one < own))
    symlinkSync(join(migrationsFolder, file), join(before, file))
  const cluster = inject('clusterUrl')
  administrator = new pg.Client({ connectionString: cluster })
  await administrator.connect()
  await administrator.query(`create database ${name}`)
  url = Object.assign(new URL(cluster), { pathname: `/${name}` }).href
  client = new pg.Client({ connectionString: url })
})

afterAll(async () => {
  await client.end()
  await administrator.query(`drop database ${name} with (force)`)
  await administrator.end()
  rmSync(before, { recursive: true, force: true })
})

test('Old contacts keep their words and gain their meaning', async () => {
  await migrate(url, before)
  await client.connect()
  await client.query(
    `insert into regions (code, name, short_name, level, county_gb2260, kind, statistical_only, pinyin, initials,
       valid_from)
     values ('222402100201', '合成村村委会', '合成村', 'village', '222402', 'villageCommittee', false, 'hechengcun',
       'hcc', '2020-01-01')`,
  )
  const house = '01936000-0000-7000-8000-0000000000a1'
  const elder = '01936000-0000-7000-8000-0000000000e1'
  await client.query(
    `insert into households (county_code, id, region_code, address, synthetic, created_at)
     values ('222402', $1, '222402100201', '东屯 3 号', true, now())`,
    [house],
  )
  await client.query(
    `insert into elders (county_code, id, region_code, household_id, name, pinyin, initials, sex, birth_calendar,
       ethnicity, spoken_language, number_kind, willing_to_be_visited, registered_on, version, synthetic, created_at,
       updated_at)
     values ('222402', $2, '222402100201', $1, '合成甲', 'hechengjia', 'hcj', 'female', 'solar', '10', 'both', 'none',
       true, '2021-01-01', 1, true, now(), now())`,
    [house, elder],
  )
  await client.query(
    `insert into elder_contacts (county_code, id, region_code, elder_id, name, relation, lives_in, call_order)
     select '222402', gen_random_uuid(), '222402100201', $1, '合成' || at, relation, '韩国首尔', at
     from unnest(array['大女儿', '儿子', '前院邻居', '外甥女', '未说明']) with ordinality as given (relation, at)`,
    [elder],
  )
  expect(await migrate(url, migrationsFolder)).toContain(own)
  const kept = await client.query(
    'select relation, kinship, sex, whereabouts, lives_in from elder_contacts order by call_order',
  )
  expect(kept.rows.map(row => [row.relation, row.kinship, row.sex, row.whereabouts, row.lives_in])).toEqual([
    ['大女儿', 'daughter', 'female', null, '韩国首尔'],
    ['儿子', 'son', 'male', null, '韩国首尔'],
    ['前院邻居', 'neighbour', 'unknown', null, '韩国首尔'],
    ['外甥女', 'otherKin', 'unknown', null, '韩国首尔'],
    ['未说明', 'otherPerson', 'unknown', null, '韩国首尔'],
  ])
})
