// The tables can be spread over several servers by county, and no row is reachable without a policy or a reason.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import { openTestSystem, type TestSystem } from './test-system.ts'

/** Tables whose key does not begin with the county, and why. They are small and copied to every server, or keyed alone. */
const notByCounty: Record<string, string> = {
  regions: 'reference: 13,014 rows, joined by everyone',
  id_code_history: 'reference: 150 rows',
  calendar_days: 'reference: about 40 rows a year',
  settings: 'reference: a few hundred rows, read into memory',
  server_epochs: 'reference: one row an installation or restore',
  accounts: 'reference: a person may hold posts in several counties',
  posts: 'reference: belongs to accounts',
  devices: 'reference: belongs to accounts',
  sessions: 'reference: found by token before any county is known',
  family_keys: 'reference: found by a code or an account before any county is known',
  notice_numbers: 'reference: belongs to accounts',
  weather_warnings: 'reference: a few a day, of several counties at once',
  sign_in_failures: 'reference: counted before any county is known',
  duplicate_searches: 'reference: a few rows a day',
  device_keys: 'found by the hash of the key before any county is known, distributed by it',
  citizen_number_claims: 'claim: unique in the whole province, distributed by its own key',
}

/** Tables the application may use although no row policy guards them, and why. */
const unguarded: Record<string, string> = {
  regions: 'public knowledge',
  id_code_history: 'public knowledge',
  calendar_days: 'public knowledge',
  settings: 'rules are no secret; changes are checked against the area by regions',
  server_epochs: 'no personal data',
  accounts: 'needed before an area is known; the area is checked by accounts (people.ts)',
  posts: 'needed before an area is known; the area is checked by accounts',
  devices: 'needed before an area is known; the area is checked by accounts',
  sessions: 'needed before an area is known; found by token hash only',
  sign_in_failures: 'needed before an area is known',
  family_keys:
    'needed before an area is known; found by the hash of a code or by the account, names no elder',
  weather_warnings: 'public knowledge',
  notice_numbers: 'sealed; shown to the person herself only, checked by notices',
  citizen_number_claims: 'a keyed hash and an id: tells that a number is taken, not by whom',
  device_keys: 'needed before an area is known; a hash that opens nothing, names a device and no person',
  audit_seals: 'hashes only',
  duplicate_searches: 'counts and times only',
}

function distributionProblems({ columns, constraints, tables }: Catalogue): string[] {
  const byCounty = new Set(tables.map(({ table }) => table).filter(table => !notByCounty[table]))
  const keys = [...byCounty].flatMap(table => {
    const primary = constraints.find(one => one.table === table && one.kind === 'primary')
    return primary?.columns[0] === 'county_code'
      ? []
      : [`${table}: the primary key must begin with county_code`]
  })
  const uniques = constraints
    .filter(one => one.kind === 'unique' && byCounty.has(one.table) && !one.columns.includes('county_code'))
    .map(one => `${one.table}: ${one.name} is unique without county_code`)
  const links = constraints
    .filter(one => one.kind === 'foreign' && byCounty.has(one.table) && byCounty.has(one.target ?? ''))
    .filter(one => one.columns[0] !== 'county_code')
    .map(one => `${one.table}: ${one.name} must carry county_code`)
  const upward = constraints
    .filter(one => one.kind === 'foreign' && !byCounty.has(one.table) && byCounty.has(one.target ?? ''))
    .map(one => `${one.table}: a reference table may not point at ${one.target}`)
  const tied = [...byCounty]
    .filter(table => columns.some(one => one.table === table && one.column === 'region_code'))
    .filter(table => !boundElsewhere[table])
    .filter(
      table =>
        !constraints.some(
          one => one.table === table && /county_code = "?left"?\(region_code, 6\)/.test(one.definition),
        ),
    )
    .map(table => `${table}: nothing ties county_code to region_code`)
  return [...keys, ...uniques, ...links, ...upward, ...tied]
}

const boundElsewhere: Record<string, string> = {
  audit_entries:
    'an entry of a province officer lies in the county concerned, its region is the whole county',
  indicator_values: 'figures of a prefecture and the province are kept under their own codes',
  indicator_counts: 'one row a county and month, under the code of the whole county',
  indicator_changes: 'written by the same statement as the change it tells of',
}

function guardProblems({ columns, tables }: Catalogue): string[] {
  return tables.flatMap(({ table, owner, rowSecurity, policies, rights }) => {
    const hasRegion = columns.some(one => one.table === table && one.column === 'region_code')
    const problems: string[] = []
    if (owner === 'wanqing_app') problems.push(`${table}: is owned by the application's role`)
    if (hasRegion && !unguarded[table] && !rowSecurity)
      problems.push(`${table}: has region_code and no row security`)
    if (rowSecurity && policies.length === 0) problems.push(`${table}: row security without a policy`)
    if (rights.length > 0 && !rowSecurity && !unguarded[table])
      problems.push(`${table}: the application may ${rights} without a policy`)
    if (rights.includes('TRUNCATE'))
      problems.push(`${table}: the application may truncate, which passes by all policies`)
    return problems
  })
}

let world: TestSystem
let catalogue: Catalogue
beforeAll(async () => {
  world = await openTestSystem()
  catalogue = await readCatalogue(world.pool)
})
afterAll(() => world.close())

describe('a table that would break the spreading', () => {
  const planted = async (statements: string) => {
    const client = await world.pool.connect()
    try {
      await client.query('begin')
      await client.query(statements)
      const seen = await readCatalogue(client)
      return [...distributionProblems(seen), ...guardProblems(seen)].join('\n')
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  it('by its key, its unique key, its link or a free region is caught', async () => {
    expect(await planted('create table planted (id uuid primary key, region_code text)')).toMatch(
      /planted: the primary key[\s\S]*planted: nothing ties[\s\S]*planted: has region_code and no row security/,
    )
    expect(
      await planted(
        'create table planted (county_code text, id uuid unique, elder_id uuid, primary key (county_code, id))',
      ),
    ).toMatch(/planted_id_key is unique without county_code/)
    expect(
      await planted(`create table planted (county_code text, id uuid, other text, elder_id uuid, primary key (county_code, id),
        foreign key (other, elder_id) references elders)`),
    ).toMatch(/must carry county_code/)
  })

  it('by an open door is caught', async () => {
    const table = 'create table planted (county_code text, id uuid, primary key (county_code, id));'
    expect(await planted(`${table} grant select on planted to wanqing_app`)).toMatch(
      /may SELECT without a policy/,
    )
    expect(await planted(`${table} alter table planted enable row level security`)).toMatch(
      /without a policy/,
    )
    expect(await planted('grant truncate on elders to wanqing_app')).toMatch(
      /elders: the application may truncate/,
    )
  })
})

it('every table is spread by county, or listed with its reason', () => {
  expect(distributionProblems(catalogue)).toEqual([])
})

it('every table is guarded by its area, or listed with its reason', () => {
  expect(guardProblems(catalogue)).toEqual([])
})

it('no list names a table that is gone, or one that no longer needs its excuse', () => {
  const known = new Map(catalogue.tables.map(table => [table.table, table]))
  const named = [notByCounty, unguarded, boundElsewhere].flatMap(list => Object.keys(list))
  expect(named.filter(table => !known.has(table))).toEqual([])
  expect(Object.keys(unguarded).filter(table => known.get(table)?.rowSecurity)).toEqual([])
})

it('the role of the application cannot sign in, owns nothing and passes by no policy', async () => {
  const role = await world.pool.query(
    `select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
       (select count(*) from pg_class where relowner = r.oid) as owns
     from pg_roles r where rolname = 'wanqing_app'`,
  )
  expect(role.rows).toEqual([
    {
      rolcanlogin: false,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owns: 0,
    },
  ])
  const writable = await world.pool.query(
    `select has_schema_privilege('wanqing_app', 'public', 'create') as may`,
  )
  expect(writable.rows[0].may).toBe(false)
})
