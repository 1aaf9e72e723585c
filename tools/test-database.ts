// A database of its own for each test file, cloned from one template that is migrated and holds the regions.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '../server/kernel/migrate.ts'
import { loadReference } from '../server/regions/load.ts'
import { migrationsFolder, projectFolder } from '../server/system.ts'

const templateLock = 7_020_231_106

export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

export async function cloneDatabase(clusterUrl: string): Promise<TestDatabase> {
  const template = await readyTemplate(clusterUrl)
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await onCluster(clusterUrl, client => cloneWhenFree(client, name, template))
  return {
    url: urlFor(clusterUrl, name),
    drop: () =>
      onCluster(clusterUrl, async client => {
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

/** A clone needs the template to itself for a moment; another worker may be cloning it. */
async function cloneWhenFree(client: pg.Client, name: string, template: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await client.query(`create database ${name} template ${template} strategy file_copy`)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt > 200) throw error
      await sleep(50)
    }
  }
}

/** Named after what it holds, so that a changed migration never meets an old template. */
async function readyTemplate(clusterUrl: string): Promise<string> {
  const fingerprint = createHash('sha256')
  for (const file of readdirSync(migrationsFolder).sort())
    fingerprint.update(readFileSync(join(migrationsFolder, file)))
  fingerprint.update(readFileSync(join(projectFolder, 'data', 'jilin-divisions.csv')))
  fingerprint.update(readFileSync(join(projectFolder, 'server', 'regions', 'load.ts')))
  const name = `template_${fingerprint.digest('hex').slice(0, 16)}`
  await onCluster(clusterUrl, async client => {
    await client.query('select pg_advisory_lock($1)', [templateLock])
    const made = await client.query('select from pg_database where datname = $1', [name])
    if (made.rowCount) return
    const making = `${name}_making`
    await client.query(`drop database if exists ${making} with (force)`)
    await client.query(`create database ${making}`)
    const url = urlFor(clusterUrl, making)
    await migrate(url, migrationsFolder)
    const pool = new pg.Pool({ connectionString: url, max: 2 })
    await loadReference(pool)
    await pool.end()
    await client.query(`alter database ${making} rename to ${name}`)
  })
  return name
}

function urlFor(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl)
  url.pathname = `/${database}`
  return url.toString()
}

async function onCluster(clusterUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
