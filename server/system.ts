// Puts a running system together from a database url: pool, keys, settings, clock, log.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { type Clock, systemClock } from './kernel/clock.ts'
import type { Log, System } from './kernel/context.ts'
import { connect } from './kernel/database.ts'
import { openSealer } from './kernel/sealing.ts'
import { settingsCache } from './regions/settings-cache.ts'

/** The project's folder, whether this file runs from source or bundled into dist/. */
export const projectFolder = findProject(dirname(fileURLToPath(import.meta.url)))
export const migrationsFolder = join(projectFolder, 'server', 'migrations')

function findProject(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('package.json of the project was not found')
  return findProject(parent)
}

/** Jobs are attached by whoever starts them: set `system.wake` afterwards. */
export function makeSystem(config: Config, url: string, log: Log, clock: Clock = systemClock): System {
  const connections = connect(url, config.poolSize, error =>
    log.warn({ err: error }, 'database connection lost'),
  )
  return {
    config,
    connections,
    clock,
    sealer: openSealer(join(config.folder, 'keys')),
    settings: settingsCache(connections.db, clock),
    wake: () => {},
    log,
  }
}
