// Forward-only SQL migrations: each file once, in one transaction whose first statement claims its name.
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

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
    await client.query(
      `insert into server_epochs select $1, now(), 'installed' where not exists (select from server_epochs)`,
      [randomUUID()],
    )
    return waiting
  } finally {
    await client.end()
  }
}

async function prepare(client: pg.Client): Promise<void> {
  await client.query(
    'create table if not exists migrations (name text primary key, ran_at timestamptz not null)',
  )
  // Roles belong to the whole cluster: another database of it may have made this one already.
  await client.query(`do $$ begin
    create role wanqing_app nologin;
  exception when duplicate_object or unique_violation then null; end $$`)
  await client.query('grant wanqing_app to current_user')
}

async function run(client: pg.Client, name: string, statements: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query('insert into migrations values ($1, now())', [name])
    await client.query(statements)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
