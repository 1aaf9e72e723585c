// Puts a running system together from a database url: pool, keys, settings, clock, log.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Refused } from '../domain/kernel/refusal.ts'
import { clockOf } from './clock-file.ts'
import type { Config } from './config.ts'
import type { Clock } from './kernel/clock.ts'
import type { Log, System } from './kernel/context.ts'
import { connect } from './kernel/database.ts'
import { hasKeys, openKeys } from './keys.ts'
import { settingsCache } from './regions/settings-cache.ts'

/** The project's folder, whether this file runs from source or bundled into dist/. */
export const projectFolder = findProject(dirname(fileURLToPath(import.meta.url)))
const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
  version: string
}
export const migrationsFolder = join(projectFolder, 'server', 'migrations')

function findProject(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('package.json of the project was not found')
  return findProject(parent)
}

/** New keys beside old people would open nothing and seal on: whoever moved the folder is told at once. */
export async function refuseLostKeys(config: Config, url: string): Promise<void> {
  const folder = join(config.folder, 'keys')
  if (hasKeys(folder)) return
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query(
      'select from elders where citizen_number_sealed is not null or phone_sealed is not null limit 1',
    )
    if (rowCount === 0) return
  } finally {
    await client.end()
  }
  throw new Refused(
    'unavailable',
    `数据库里有加密的资料，而密钥文件 ${join(folder, 'keys.json')} 不见了。请从备份中把它放回原处，或用 --data 指定原来的数据文件夹。`,
  )
}

/** Jobs are attached by whoever starts them: set `system.wake` afterwards. */
export function makeSystem(config: Config, url: string, log: Log, clock: Clock = clockOf(config)): System {
  const connections = connect(url, config.poolSize, error =>
    log.warn({ err: error }, 'database connection lost'),
  )
  return {
    config,
    connections,
    clock,
    ...openKeys(join(config.folder, 'keys')),
    settings: settingsCache(connections.db, clock),
    wake: () => {},
    log,
    version,
  }
}
