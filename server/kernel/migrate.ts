// Forward-only SQL migrations: each file once, in one transaction whose first statement claims its name.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { Refused } from '../../domain/kernel/refusal.ts'

/** Any two servers starting together take turns here. */
const migrationLock = 7_020_231_105

/** Brings the database to today's schema; returns the names of the files that ran. */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await prepare(client)
    const done = await client.query<{ name: string }>('select name from migrations')
    const known = new Set(done.rows.map(row => row.name))
    const waiting = readdirSync(folder)
      .filter(name => name.endsWith('.sql') && !known.has(name))
      .sort()
    for (const name of waiting) await run(client, name, readFileSync(join(folder, name), 'utf8'))
    return waiting
  } catch (error) {
    throw await explained(client, error)
  } finally {
    await client.end()
  }
}

async function prepare(client: pg.Client): Promise<void> {
  await client.query(
    'create table if not exists migrations (name text primary key, ran_at timestamptz not null)',
  )
  await prepareRole(client)
}

/** Roles belong to the whole cluster: another database of it, or its administrator, may have made this one already. */
async function prepareRole(client: pg.Client): Promise<void> {
  const asked = await client.query<{ known: boolean; version: number }>(
    `select exists (select from pg_roles where rolname = 'wanqing_app') as known,
            current_setting('server_version_num')::int as version`,
  )
  const { known, version } = asked.rows[0]!
  if (!known)
    await client.query(`do $$ begin
      create role wanqing_app nologin;
    exception when duplicate_object or unique_violation then null; end $$`)
  // Since 16 whoever makes a role administers it and may yet not take it on.
  const ability = version >= 160_000 ? 'SET' : 'MEMBER'
  const able = await client.query<{ able: boolean }>(
    `select pg_has_role(current_user, 'wanqing_app', $1) as able`,
    [ability],
  )
  if (!able.rows[0]?.able) await client.query('grant wanqing_app to current_user')
}

/** A database of one's own may give its user too little; whoever runs it is told what to grant. */
async function explained(client: pg.Client, error: unknown): Promise<unknown> {
  if ((error as { code?: string }).code !== '42501') return error
  const { rows } = await client.query<{ owner: string; place: string; role: boolean }>(
    `select quote_ident(current_user) as owner, quote_ident(current_database()) as place,
            exists (select from pg_roles where rolname = 'wanqing_app') as role`,
  )
  const { owner, place, role } = rows[0]!
  return new Refused(
    'unavailable',
    `数据库用户 ${owner} 的权限不够。请让数据库的超级用户执行一次：${role ? '' : 'CREATE ROLE wanqing_app NOLOGIN; '}GRANT wanqing_app TO ${owner}; ALTER DATABASE ${place} OWNER TO ${owner}; 然后重新启动。`,
  )
}

async function run(client: pg.Client, name: string, statements: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query('insert into migrations values ($1, now())', [name])
    await client.query(statements)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    if ((error as { code?: string }).code === '42501') throw error
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
