// One PostgreSQL for a whole test run: started once, deleted after, or a server of one's own.
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../server/kernel/postgres.ts'

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

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    project.provide('clusterUrl', given)
    return undefined
  }
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
