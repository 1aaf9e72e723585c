// One PostgreSQL for a whole test run: started once, deleted after, or a server of one's own.
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../server/kernel/postgres.ts'
import { findPostmaster, writerOf } from '../server/kernel/postgres-processes.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    clusterUrl: string
  }
}

/** Memory when there is room: forty databases of 15 MB each and their logs. */
function scratchFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    if (bavail * bsize > 3_000_000_000) return '/dev/shm'
  } catch {
    // Not Linux.
  }
  return tmpdir()
}

/** A test run that was killed leaves its server behind, in memory: the next run clears it away. */
function clearDeadRuns(scratch: string): void {
  for (const name of readdirSync(scratch).filter(entry => entry.startsWith('wanqing-test-'))) {
    const folder = join(scratch, name)
    const starter = join(folder, 'started-by')
    if (!existsSync(starter) || writerOf(starter) !== null) continue
    const server = findPostmaster(join(folder, 'cluster'))
    if (server) process.kill(server.pid, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    project.provide('clusterUrl', given)
    return undefined
  }
  clearDeadRuns(scratchFolder())
  const folder = mkdtempSync(join(scratchFolder(), 'wanqing-test-'))
  const server = await startPostgres({
    folder,
    durable: false,
    settings: { max_connections: '300', shared_buffers: '256MB', max_wal_size: '1GB' },
  })
  project.provide('clusterUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
